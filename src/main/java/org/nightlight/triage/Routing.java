package org.nightlight.triage;

/**
 * Who gets a ticket.
 *
 * @param team key of the team
 * @param level the level of the category's ladder
 */
public record Routing(String team, int level) {}

package org.nightlight.sla;

/**
 * A part of a promised time is used up, or all of it: somebody is to be told. Ids only.
 *
 * @param percent 50, 75 or 90 as the playbook says, or 100 when the time is broken
 */
public record ClockRang(long ticketId, Metric metric, int percent) {}

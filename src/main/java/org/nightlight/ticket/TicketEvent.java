package org.nightlight.ticket;

import java.time.Instant;
import org.nightlight.shared.Actor;
import tools.jackson.databind.JsonNode;

/** A line of the ticket's timeline: what was decided or done, by whom, and why. */
public record TicketEvent(long id, Instant at, Actor actor, String kind, JsonNode detail) {}

package org.nightlight.safety;

/** It is no longer judged safe to answer the child of this ticket's case there: what waits to be sent must not leave. */
public record ChannelClosed(long ticketId) {}

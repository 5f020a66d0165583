package org.nightlight.channel;

import java.time.Instant;

/** A mail that a demo desk without a relay would have sent. */
public record DemoMail(long id, Instant at, byte[] raw) {}

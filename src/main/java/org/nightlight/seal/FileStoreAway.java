package org.nightlight.seal;

import java.time.Instant;

/**
 * The file store has taken nothing for a while. Published once for each outage, in a transaction with {@code SYSTEM} clearance.
 *
 * @param since when it first took nothing
 * @param why in plain words
 */
public record FileStoreAway(Instant since, String why) {}

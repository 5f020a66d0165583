package org.nightlight.safety.cybertip;

/**
 * A file that goes with a report, as it was approved.
 *
 * @param viewed a person here has opened it: what police may do with it can hang on that, so it is never said unless it is so
 */
public record SentFile(long id, String name, long size, String sha256, boolean viewed) {}

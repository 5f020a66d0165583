package org.nightlight.desk;

/**
 * One thing that the command palette found.
 *
 * @param kind in a word: {@code Ticket}, {@code Article}, {@code Person}
 * @param quiet what helps to tell it from others of the same name
 */
public record PaletteHit(String id, String kind, String label, String quiet, String address) {}

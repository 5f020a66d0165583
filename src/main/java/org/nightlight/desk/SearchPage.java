package org.nightlight.desk;

/**
 * Search by words, number or address: {@code GET /desk/search?q=}.
 *
 * @param query as typed, empty before the first search
 * @param found how many hits, in words: {@code 12 tickets}, {@code more than 1,000 tickets}
 */
public record SearchPage(Chrome chrome, String query, String found, Rows rows) {}

package org.nightlight.desk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Search by a filter, by words, number or address: {@code GET /desk/search?q=}.
 *
 * @param query as typed, empty before the first search
 * @param found how many hits, in words: {@code 12 tickets}, {@code more than 1,000 tickets}
 * @param further where looking goes on when a page ended before its tickets did, null otherwise
 * @param faults what of the query was not understood, by {@code q}
 */
public record SearchPage(
        Chrome chrome,
        String query,
        String found,
        Rows rows,
        @Nullable String further,
        Map<String, String> faults) {}

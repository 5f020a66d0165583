package org.nightlight.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which part of a list is asked for, in either of the dialect's two ways: by cursor when any {@code page[…]} is given, else
 * by page number.
 */
sealed interface Paging {
    int LARGEST_PAGE = 100;
    /** Page numbers reach this far and counts stop here; a cursor goes on to the end. */
    int REACH = 10_000;

    int size();

    /** @param page from 1 */
    record Offset(int page, int size) implements Paging {
        int skip() {
            return (page - 1) * size;
        }

        <T> List<T> slice(List<T> all) {
            int from = Math.min(skip(), all.size());
            return all.subList(from, Math.min(from + size, all.size()));
        }
    }

    /** At most one of {@code after} and {@code before} is given. */
    record Cursor(
            int size, @Nullable String after, @Nullable String before) implements Paging {}

    static Paging of(HttpServletRequest request) {
        String size = request.getParameter("page[size]");
        String after = blankToNull(request.getParameter("page[after]"));
        String before = blankToNull(request.getParameter("page[before]"));
        if (size != null || after != null || before != null) {
            int wanted = number(size, "page[size]", LARGEST_PAGE);
            if (wanted > LARGEST_PAGE) {
                throw Problem.of(400, "InvalidPaginationParameter", "page[size] is at most " + LARGEST_PAGE + ".");
            }
            return new Cursor(wanted, after, after == null ? before : null);
        }
        return offset(request);
    }

    static Offset offset(HttpServletRequest request) {
        int page = number(request.getParameter("page"), "page", 1);
        int size = Math.min(LARGEST_PAGE, number(request.getParameter("per_page"), "per_page", LARGEST_PAGE));
        if ((long) page * size > REACH && page > 1) {
            throw Problem.of(
                    400,
                    "InvalidPaginationDepth",
                    "Page numbers reach the first " + REACH + " records. Use page[size] and page[after] beyond.");
        }
        return new Offset(page, size);
    }

    /** One page of a list by page number, with the addresses of its neighbours. */
    static ObjectNode page(String name, ArrayNode items, long count, Offset at, HttpServletRequest request, Base base) {
        ObjectNode json = Json.object();
        json.set(name, items);
        boolean more = (long) at.page() * at.size() < count;
        json.put("next_page", more ? link(request, base, Map.of("page", Integer.toString(at.page() + 1))) : null);
        json.put(
                "previous_page",
                at.page() > 1 ? link(request, base, Map.of("page", Integer.toString(at.page() - 1))) : null);
        json.put("count", count);
        return json;
    }

    /** One page of a list by cursor. Clients follow {@code links.next} alone: it is null on the last page. */
    static <T> ObjectNode page(
            String name,
            ArrayNode json,
            List<T> rows,
            boolean hasMore,
            Cursor at,
            Function<T, String> cursor,
            HttpServletRequest request,
            Base base) {
        boolean backwards = at.before() != null;
        boolean next = !rows.isEmpty() && (hasMore || backwards);
        boolean previous = !rows.isEmpty() && (backwards ? hasMore : at.after() != null);
        String last = rows.isEmpty() ? null : cursor.apply(rows.getLast());
        String first = rows.isEmpty() ? null : cursor.apply(rows.getFirst());
        ObjectNode page = Json.object();
        page.set(name, json);
        ObjectNode meta = page.putObject("meta");
        meta.put("has_more", next).put("after_cursor", last).put("before_cursor", first);
        ObjectNode links = page.putObject("links");
        String size = Integer.toString(at.size());
        links.put(
                "next",
                next && last != null ? link(request, base, Map.of("page[size]", size, "page[after]", last)) : null);
        links.put(
                "prev",
                previous && first != null
                        ? link(request, base, Map.of("page[size]", size, "page[before]", first))
                        : null);
        return page;
    }

    private static String link(HttpServletRequest request, Base base, Map<String, String> page) {
        Map<String, String> all = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.startsWith("page")) {
                all.put(name, values[0]);
            }
        });
        all.putAll(page);
        StringBuilder url = new StringBuilder(base.of(request)).append(base.path(request));
        char before = '?';
        for (Map.Entry<String, String> one : all.entrySet()) {
            url.append(before).append(encoded(one.getKey())).append('=').append(encoded(one.getValue()));
            before = '&';
        }
        return url.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int number(@Nullable String text, String name, int otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,8}") || Integer.parseInt(text) < 1) {
            throw Problem.of(400, "InvalidPaginationParameter", name + " must be a number from 1.");
        }
        return Integer.parseInt(text);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}

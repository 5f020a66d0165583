package org.nightlight.ticket;

import static nightlight.tables.Tables.CUSTOMER;
import static nightlight.tables.Tables.CUSTOMER_ADDRESS;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Finds tickets by number, by a requester's address or name or by words, accents and case aside. The words stand in a table
 * without a policy, in which a walled ticket has no row; every hit is joined to the ticket, where the wall holds.
 */
@Component
public class TicketSearch {
    /** Hits taken from the word index before they are ordered; more than that and the newest are walked to instead. */
    private static final int STEP = 1_000;

    /** The newest tickets, looked through first: a frequent word fills its page there, and the index is never asked. */
    private static final int GLANCE = 500;

    private final DSLContext sql;

    public TicketSearch(DSLContext sql) {
        this.sql = sql;
    }

    /** The newest tickets that match, older than {@code before} (a ticket's number, or {@code Long.MAX_VALUE}). */
    public List<Ticket> find(String query, long before, int limit) {
        String wanted = query.strip();
        Map<Long, Ticket> found = new LinkedHashMap<>();
        if (wanted.matches("#?\\d{1,15}")) {
            byNumber(Long.parseLong(wanted.replace("#", ""))).forEach(t -> found.put(t.id(), t));
        }
        if (wanted.contains("@")) {
            byAddress(wanted.toLowerCase(Locale.ROOT), before, limit).forEach(t -> found.putIfAbsent(t.id(), t));
        }
        if (found.size() < limit) {
            Stream.concat(byWords(wanted, before, limit).stream(), byName(wanted, before, limit).stream())
                    .sorted(Comparator.comparing(Ticket::id).reversed())
                    .forEach(t -> found.putIfAbsent(t.id(), t));
        }
        return found.values().stream().limit(limit).toList();
    }

    private List<Ticket> byNumber(long number) {
        return sql.selectFrom(TICKET).where(TICKET.ID.eq(number)).fetch(TicketStore::ticket);
    }

    private List<Ticket> byAddress(String fragment, long before, int limit) {
        String escaped = fragment.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return sql.selectFrom(TICKET)
                .where(TICKET.REQUESTER_ID.in(sql.select(CUSTOMER_ADDRESS.CUSTOMER_ID)
                        .from(CUSTOMER_ADDRESS)
                        .where(CUSTOMER_ADDRESS.KIND.eq("email"))
                        .and(CUSTOMER_ADDRESS.VALUE.like((fragment.startsWith("@") ? "%" : "") + escaped + "%"))))
                .and(TICKET.ID.lt(before))
                .orderBy(TICKET.ID.desc())
                .limit(limit)
                .fetch(TicketStore::ticket);
    }

    /**
     * What people are called now, whatever they were called when they wrote; with and without accents. Of somebody known as
     * under 13 lists show the first name alone, so the whole one finds nothing either.
     */
    private List<Ticket> byName(String query, long before, int limit) {
        String folded = tsquery(query);
        if (folded.isEmpty()) {
            return List.of();
        }
        return sql.selectFrom(TICKET)
                .where(TICKET.REQUESTER_ID.in(DSL.select(CUSTOMER.ID)
                        .from(CUSTOMER)
                        .where(DSL.condition(
                                "customer.id in (select customers_called(to_tsquery('simple', ?) || to_tsquery('simple', ?), ?))",
                                folded,
                                ofFolded(query.toLowerCase(Locale.ROOT)),
                                2 * limit))
                        .and("not known_under_13(customer.id, birth_year, relation, extract(year from now())::int)")))
                .and(TICKET.ID.lt(before))
                .orderBy(TICKET.ID.desc())
                .limit(limit)
                .fetch(TicketStore::ticket);
    }

    private List<Ticket> byWords(String query, long before, int limit) {
        String words = tsquery(query);
        if (words.isEmpty()) {
            return List.of();
        }
        List<Long> newest = sql.resultQuery(
                        "select ticket_id from (select ticket_id, words from ticket_search where ticket_id < ? "
                                + "order by ticket_id desc limit ?) as newest where words @@ to_tsquery('simple', ?) "
                                + "order by ticket_id desc limit ?",
                        before,
                        GLANCE,
                        words,
                        limit)
                .fetch(0, Long.class);
        if (newest.size() == limit) {
            return ofIds(newest);
        }
        // "+ 0", or all numbers below that one would be gathered from their index too: on the first page, those of all
        // tickets.
        List<Long> hits = sql.resultQuery(
                        "select ticket_id from ticket_search where words @@ to_tsquery('simple', ?) and ticket_id + 0 < ? limit ?",
                        words,
                        before,
                        STEP)
                .fetch(0, Long.class);
        if (hits.size() < STEP) {
            return ofIds(newest(hits, limit));
        }
        // A word of the middle kind: walking from the newest ticket finds enough soon.
        List<Long> recent = sql.resultQuery(
                        "select ticket_id from ticket_search where words @@ to_tsquery('simple', ?) and ticket_id < ? "
                                + "order by ticket_id desc limit ?",
                        words,
                        before,
                        limit)
                .fetch(0, Long.class);
        return ofIds(recent);
    }

    private List<Ticket> ofIds(List<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.selectFrom(TICKET)
                        .where(TICKET.ID.eq(any(ids.toArray(Long[]::new))))
                        .orderBy(TICKET.ID.desc())
                        .fetch(TicketStore::ticket);
    }

    /** Nothing stands in the words' table that the viewer may not see, so a page of hits is a page of tickets. */
    private static List<Long> newest(List<Long> hits, int limit) {
        return hits.stream().sorted(Comparator.reverseOrder()).limit(limit).toList();
    }

    /** The words as PostgreSQL looks for them: every one must occur, the last may be a beginning. Empty when there is none. */
    public static String tsquery(String query) {
        return ofFolded(fold(query));
    }

    private static String ofFolded(String query) {
        List<String> terms = new ArrayList<>();
        for (String word : query.split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty() && terms.size() < 8) {
                terms.add("'" + word + "'");
            }
        }
        if (terms.isEmpty()) {
            return "";
        }
        terms.set(terms.size() - 1, terms.getLast() + ":*");
        return String.join(" & ", terms);
    }

    /** Lower case without accents: how words are stored and looked for. */
    public static String fold(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) > 127) {
                return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
            }
        }
        return lower;
    }
}

package org.nightlight.api;

import static nightlight.tables.Tables.CUSTOMER_ADDRESS;
import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.TICKET_TAG;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The dialect's search: words, and of its terms {@code type status priority tags requester external_id}. A term that this
 * desk does not know is looked for as words. Reaches a thousand results, as there.
 */
@RestController
@RequestMapping("/api/v2")
class SearchController {
    private static final int REACH = 1_000;
    private static final Pattern TERM = Pattern.compile(
            "(type|status|priority|tags|requester|external_id|order_by|sort)(:|<=|>=|<|>)(\"[^\"]*\"|\\S+)",
            Pattern.CASE_INSENSITIVE);

    private final TicketRows rows;
    private final TicketSearch search;
    private final UsersController users;
    private final Shapes shapes;
    private final Database database;
    private final Base base;

    SearchController(
            TicketRows rows, TicketSearch search, UsersController users, Shapes shapes, Database database, Base base) {
        this.rows = rows;
        this.search = search;
        this.users = users;
        this.shapes = shapes;
        this.database = database;
        this.base = base;
    }

    /** @param type what is looked for; empty for everything */
    private record Query(String type, Condition terms, String words, boolean structured) {}

    @GetMapping({"/search", "/search.json"})
    ResponseEntity<byte[]> search(StaffMember member, HttpServletRequest request) {
        Paging.Offset offset = Paging.offset(request);
        if (offset.page() > 1 && (long) offset.page() * offset.size() > REACH) {
            throw Problem.of(
                    422, "invalid", "Invalid search: Requested response size was greater than Search Response Limits");
        }
        Query query = parse(request.getParameter("query"));
        String at = base.of(request);
        TicketRows.Sort sort = order(request.getParameter("sort_by"), request.getParameter("sort_order"));
        return database.read(member.clearance(), () -> {
            List<ObjectNode> people = people(query, at);
            Condition which = tickets(query);
            int found = (int) Math.min(REACH, rows.count(which));
            ArrayNode results = Json.array();
            for (TicketRow row : rows.page(which, sort, offset)) {
                results.add(shapes.ticket(row, at).put("result_type", "ticket"));
            }
            people.stream()
                    .skip(Math.max(0, offset.skip() - found))
                    .limit(offset.size() - results.size())
                    .forEach(results::add);
            long count = Math.min(REACH, found + people.size());
            return Json.ok(Paging.page("results", results, count, offset, request, base)
                    .putNull("facets"));
        });
    }

    @GetMapping({"/search/count", "/search/count.json"})
    ResponseEntity<byte[]> count(StaffMember member, HttpServletRequest request) {
        Query query = parse(request.getParameter("query"));
        long found = database.read(
                member.clearance(),
                () -> rows.count(tickets(query)) + people(query, "").size());
        return Json.ok(Json.object().put("count", found));
    }

    private List<ObjectNode> people(Query query, String at) {
        boolean wanted = query.type().equals("user") || query.type().isEmpty() && !query.structured();
        return !wanted
                ? List.of()
                : users.matching(query.words(), at).stream()
                        .map(user -> user.put("result_type", "user"))
                        .toList();
    }

    private Condition tickets(Query query) {
        if (!query.type().isEmpty() && !query.type().equals("ticket")) {
            return falseCondition();
        }
        if (query.words().isEmpty()) {
            return query.terms();
        }
        List<Long> hits = search.find(query.words(), Long.MAX_VALUE, REACH).stream()
                .map(Ticket::id)
                .toList();
        return query.terms().and(TICKET.ID.eq(any(hits.toArray(Long[]::new))));
    }

    private static Query parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Problem.of(422, "invalid", "Invalid search: query is missing");
        }
        String query = Body.storable(text);
        String type = "";
        Condition terms = trueCondition();
        boolean structured = false;
        Matcher matcher = TERM.matcher(query);
        while (matcher.find()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            String value = matcher.group(3).replace("\"", "");
            switch (name) {
                case "type" -> type = value.toLowerCase(Locale.ROOT);
                case "order_by", "sort" -> {}
                default -> {
                    structured = true;
                    terms = terms.and(term(name, matcher.group(2), value));
                }
            }
        }
        String words = matcher.replaceAll(" ").replace("\"", " ").strip();
        return new Query(type, terms, words, structured);
    }

    private static Condition term(String name, String operator, String value) {
        return switch (name) {
            case "status" -> status(operator, value.toLowerCase(Locale.ROOT));
            case "priority" -> TICKET.PRIORITY.eq(value.toLowerCase(Locale.ROOT));
            case "external_id" -> TICKET.EXTERNAL_ID.eq(value);
            case "tags" ->
                exists(selectOne()
                        .from(TICKET_TAG)
                        .where(TICKET_TAG.TICKET_ID.eq(TICKET.ID))
                        .and(TICKET_TAG.TAG.in(value.toLowerCase(Locale.ROOT).split("[\\s,]+"))));
            case "requester" ->
                value.matches("\\d{1,15}")
                        ? TICKET.REQUESTER_ID.eq(Long.valueOf(value))
                        : TICKET.REQUESTER_ID.in(select(CUSTOMER_ADDRESS.CUSTOMER_ID)
                                .from(CUSTOMER_ADDRESS)
                                .where(CUSTOMER_ADDRESS.KIND.eq("email"))
                                .and(CUSTOMER_ADDRESS.VALUE.eq(value.toLowerCase(Locale.ROOT))));
            default -> trueCondition();
        };
    }

    /** {@code status<solved} is everything before it, in the order in which a ticket goes through its states. */
    private static Condition status(String operator, String value) {
        List<String> states = new ArrayList<>();
        int place = -1;
        for (State state : State.values()) {
            place = state.key().equals(value) ? state.ordinal() : place;
        }
        for (State state : State.values()) {
            int compared = Integer.compare(state.ordinal(), place);
            boolean in = switch (operator) {
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                case ">" -> compared > 0;
                case ">=" -> compared >= 0;
                default -> compared == 0;
            };
            if (place >= 0 && in) {
                states.add(state.key());
            }
        }
        return TICKET.STATE.in(states);
    }

    private static TicketRows.Sort order(@Nullable String by, @Nullable String direction) {
        return by == null || by.equals("relevance")
                ? new TicketRows.Sort(TicketRows.Order.NUMBER, true)
                : TicketRows.Sort.of(null, by, direction == null ? "desc" : direction);
    }
}

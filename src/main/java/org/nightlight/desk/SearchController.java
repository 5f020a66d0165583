package org.nightlight.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.nightlight.database.Searches;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Search by a filter; by words, number or address where the filter names nothing else. */
@Controller
class SearchController {
    private final Frame frame;
    private final ListRows rows;
    private final TicketSearch search;
    private final FilterStore filters;
    private final Searches searches;
    private final Staff staff;

    SearchController(
            Frame frame, ListRows rows, TicketSearch search, FilterStore filters, Searches searches, Staff staff) {
        this.frame = frame;
        this.rows = rows;
        this.search = search;
        this.filters = filters;
        this.searches = searches;
        this.staff = staff;
    }

    @GetMapping("/desk/search")
    ModelAndView find(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "") String after,
            Visit visit) {
        String query = q.replace("\0", "").strip();
        if (query.length() > FilterText.LONGEST) {
            return faulty(visit, 422, query, "This is longer than a filter can be. Leave something out.");
        }
        return switch (names(visit).read(query)) {
            case Outcome.Refused<Filter>(String field, String reason) -> faulty(visit, 422, query, reason);
            case Outcome.Done<Filter>(Filter filter) -> {
                try {
                    yield searches.read(
                            visit.clearance(),
                            () -> frame.page(
                                    visit,
                                    Chrome.Place.SEARCH,
                                    "desk/search",
                                    chrome -> isPlain(filter)
                                            ? found(chrome, query, before)
                                            : filtered(chrome, query, filter, ListCursor.read(after, ""))));
                } catch (Searches.TooSlow slow) {
                    yield faulty(
                            visit,
                            503,
                            query,
                            "This takes too long to find just now. Ask for less at once, or try again soon.");
                }
            }
        };
    }

    /** What completes the part of a filter that is being typed. */
    @GetMapping("/desk/filter-values")
    ModelAndView values(@RequestParam(defaultValue = "") String part, Visit visit) {
        FilterCompletion completion = new FilterCompletion(vocabulary(visit));
        return searches.read(
                visit.clearance(),
                () -> new ModelAndView(
                        "desk/filterValues",
                        "page",
                        new FilterValues(
                                completion.of(part, beginning -> filters.tags(beginning, FilterCompletion.MOST)))));
    }

    private FilterText names(Visit visit) {
        return new FilterText(vocabulary(visit));
    }

    private FilterNames vocabulary(Visit visit) {
        return new FilterNames(frame.playbook(), visit.member(), frame.now(), staff::all);
    }

    /** Words, a number and addresses alone find as search always did: the number first, the newest next. */
    private static boolean isPlain(Filter filter) {
        return filter.parts().stream().allMatch(part -> part instanceof Filter.Says)
                || filter.parts().size() == 1 && filter.parts().getFirst() instanceof Filter.By;
    }

    private ModelAndView faulty(Visit visit, int status, String query, String reason) {
        return visit.answer(
                status,
                frame.page(
                        visit,
                        Chrome.Place.SEARCH,
                        "desk/search",
                        chrome -> new SearchPage(
                                chrome, query, "", new Rows(List.of(), null, null, 0), null, Map.of("q", reason))));
    }

    private SearchPage filtered(Chrome chrome, String query, Filter filter, ListCursor from) {
        FilterStore.Found found = filters.page(
                filter, from.isStart() ? null : new FilterStore.Spot(from.due(), from.id()), ListRows.PAGE);
        String next = found.next() == null
                ? null
                : address(query) + "&after="
                        + ListCursor.of(found.next().at(), found.next().id());
        boolean full = found.ids().size() == ListRows.PAGE;
        return new SearchPage(
                chrome,
                query,
                said(query, found.ids().size(), next != null, from.isStart()),
                rows.of(found.ids(), full ? next : null),
                full ? null : next,
                Map.of());
    }

    private SearchPage found(Chrome chrome, String query, long before) {
        List<Ticket> hits = query.isEmpty() ? List.of() : search.find(query, before, ListRows.PAGE + 1);
        boolean more = hits.size() > ListRows.PAGE;
        List<Long> shown = hits.stream().limit(ListRows.PAGE).map(Ticket::id).toList();
        String older = more ? address(query) + "&before=" + shown.getLast() : null;
        return new SearchPage(
                chrome,
                query,
                said(query, shown.size(), more, before == Long.MAX_VALUE),
                rows.of(shown, older),
                null,
                Map.of());
    }

    static String address(String query) {
        return "/desk/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private static String said(String query, int shown, boolean more, boolean first) {
        if (query.isEmpty()) {
            return "";
        } else if (shown == 0 && !more && first) {
            return "Nothing found";
        } else if (more || !first) {
            return shown + " tickets on this page";
        }
        return shown == 1 ? "1 ticket" : shown + " tickets";
    }
}

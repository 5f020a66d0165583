package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Searches;
import org.nightlight.shared.Outcome;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Pages of what a filter finds, for searches and for views. */
@Component
class FilterPages {
    /** So many tickets of a view are sorted into groups. */
    private static final int GROUPED = 500;

    private final Frame frame;
    private final ListRows rows;
    private final TicketSearch search;
    private final FilterStore filters;
    private final Searches searches;
    private final Views views;

    FilterPages(Frame frame, ListRows rows, TicketSearch search, FilterStore filters, Searches searches, Views views) {
        this.frame = frame;
        this.rows = rows;
        this.search = search;
        this.filters = filters;
        this.searches = searches;
        this.views = views;
    }

    /**
     * What is asked for.
     *
     * @param view null for a search
     * @param before the number below which hits of words alone go on
     * @param skip how many tickets of a grouped view stand on the pages before
     */
    record Asked(String query, @Nullable View view, ListCursor from, long before, int skip) {
        static Asked first(String query, @Nullable View view) {
            return new Asked(query, view, ListCursor.START, Long.MAX_VALUE, 0);
        }

        Layout layout() {
            return view == null ? Layout.PLAIN : view.layout();
        }

        /** The page's address, to be gone on from with {@code after} or {@code before}. */
        String next(String from) {
            return view == null ? search(query) + "&" + from : view.address() + "?" + from;
        }

        String title() {
            return view == null ? say("Search", "Buscar") : view.name();
        }

        String address() {
            return view == null ? "/desk/search" : view.address();
        }

        Chrome.Place place() {
            return view == null ? Chrome.Place.SEARCH : Chrome.Place.VIEW;
        }
    }

    static String search(String query) {
        return "/desk/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    ModelAndView show(Visit visit, Asked asked) {
        if (asked.query().length() > FilterText.LONGEST) {
            return faulty(
                    visit,
                    422,
                    asked,
                    null,
                    Map.of(
                            "q",
                            say(
                                    "This is longer than a filter can be. Leave something out.",
                                    "Es más largo de lo que puede ser un filtro. Quita algo.")));
        }
        return switch (views.filters(visit.member()).read(asked.query())) {
            case Outcome.Refused<Filter>(String field, String reason) ->
                faulty(visit, 422, asked, keeping(visit, asked, false), Map.of("q", reason));
            case Outcome.Done<Filter>(Filter filter) -> found(visit, asked, filter);
        };
    }

    /** The page without tickets and with what is wrong. */
    ModelAndView faulty(
            Visit visit, int status, Asked asked, SearchPage.@Nullable Keeping keeping, Map<String, String> faults) {
        return visit.answer(
                status,
                frame.page(
                        visit,
                        asked.place(),
                        "desk/search",
                        chrome -> new SearchPage(
                                chrome,
                                asked.title(),
                                asked.address(),
                                asked.query(),
                                "",
                                Rows.NONE,
                                "",
                                null,
                                asked.view() == null && faults.containsKey("q") ? null : keeping,
                                faults)));
    }

    private ModelAndView found(Visit visit, Asked asked, Filter filter) {
        boolean plain = asked.view() == null && isPlain(filter);
        try {
            return searches.read(
                    visit.clearance(),
                    () -> frame.page(
                            visit,
                            asked.place(),
                            "desk/search",
                            chrome -> plain
                                    ? words(chrome, visit, asked, filter)
                                    : filtered(chrome, visit, asked, filter)));
        } catch (Searches.TooSlow slow) {
            return faulty(
                    visit,
                    503,
                    asked,
                    null,
                    Map.of(
                            "q",
                            say(
                                    "This takes too long to find just now. Ask for less at once, or try again soon.",
                                    "Buscar esto tarda demasiado ahora. Pide menos de una vez, o inténtalo de nuevo pronto.")));
        }
    }

    private static SearchPage.@Nullable Keeping keeping(Visit visit, Asked asked, boolean nameless) {
        View view = asked.view();
        boolean mayShare = View.mayShare(visit.member());
        if (view != null) {
            return view.mayBeChangedBy(visit.member())
                    ? new SearchPage.Keeping(
                            view.id(),
                            view.name(),
                            view.filter(),
                            view.shared(),
                            view.layout(),
                            view.place(),
                            mayShare,
                            false)
                    : null;
        }
        return nameless ? null : new SearchPage.Keeping(0, "", asked.query(), false, Layout.PLAIN, 0, mayShare, false);
    }

    /** Words, a number and an address alone find as search always did: the number first, the newest next. */
    private static boolean isPlain(Filter filter) {
        return filter.parts().stream().allMatch(part -> part instanceof Filter.Says)
                || filter.parts().size() == 1 && filter.parts().getFirst() instanceof Filter.By;
    }

    private SearchPage filtered(Chrome chrome, Visit visit, Asked asked, Filter filter) {
        if (asked.layout().grouping() != Layout.Grouping.NONE) {
            return grouped(chrome, visit, asked, filter);
        }
        ListCursor from = asked.from();
        FilterStore.Found found = filters.page(
                filter,
                FilterStore.order(filter, asked.layout().order()),
                from.isStart() ? null : new FilterStore.Spot(from.due(), from.id()),
                ListRows.PAGE);
        FilterStore.Spot spot = found.next();
        String next = spot == null ? null : asked.next("after=" + ListCursor.of(spot.at(), spot.id()));
        boolean full = found.ids().size() == ListRows.PAGE;
        return new SearchPage(
                chrome,
                asked.title(),
                asked.address(),
                asked.query(),
                said(asked.query(), found.ids().size(), next != null, from.isStart()),
                rows.of(found.ids(), asked.layout(), Map.of(), null, full ? next : null),
                asked.query(),
                full ? null : next,
                keeping(visit, asked, filter.namesSomebody()),
                Map.of());
    }

    /** The first tickets of the view under their headings; beyond {@link #GROUPED} they are no longer sorted into groups. */
    private SearchPage grouped(Chrome chrome, Visit visit, Asked asked, Filter filter) {
        List<Long> first =
                filters.all(filter, FilterStore.order(filter, asked.layout().order()), GROUPED + 1);
        List<Groups.Group> groups = Groups.of(
                filters.keys(
                        first.stream().limit(GROUPED).toList(), asked.layout().grouping()),
                asked.layout().grouping(),
                frame.words());
        List<Long> ids = groups.stream().flatMap(group -> group.ids().stream()).toList();
        int from = Math.clamp(asked.skip(), 0, ids.size());
        int to = Math.min(ids.size(), from + ListRows.PAGE);
        List<Long> shown = ids.subList(from, to);
        String newer = from == 0 ? null : asked.next("skip=" + Math.max(0, from - ListRows.PAGE));
        String older = to == ids.size() ? null : asked.next("skip=" + to);
        return new SearchPage(
                chrome,
                asked.title(),
                asked.address(),
                asked.query(),
                first.size() > GROUPED
                        ? say("The first %d tickets, by %s", "Los primeros %d tickets, por %s")
                                .formatted(GROUPED, asked.layout().grouping().label())
                        : said(asked.query(), ids.size(), false, true),
                rows.of(shown, asked.layout(), Groups.headings(groups, shown), newer, older),
                asked.query(),
                null,
                keeping(visit, asked, filter.namesSomebody()),
                Map.of());
    }

    private SearchPage words(Chrome chrome, Visit visit, Asked asked, Filter filter) {
        String query = asked.query();
        List<Ticket> hits = query.isEmpty() ? List.of() : search.find(query, asked.before(), ListRows.PAGE + 1);
        boolean more = hits.size() > ListRows.PAGE;
        List<Long> shown = hits.stream().limit(ListRows.PAGE).map(Ticket::id).toList();
        return new SearchPage(
                chrome,
                asked.title(),
                asked.address(),
                query,
                said(query, shown.size(), more, asked.before() == Long.MAX_VALUE),
                rows.of(shown, more ? asked.next("before=" + shown.getLast()) : null),
                "",
                null,
                keeping(visit, asked, query.isEmpty() || filter.namesSomebody()),
                Map.of());
    }

    private static String said(String query, int shown, boolean more, boolean first) {
        if (query.isEmpty()) {
            return "";
        } else if (shown == 0 && !more && first) {
            return say("Nothing found", "Nada encontrado");
        } else if (more || !first) {
            return shown + say(" tickets on this page", " tickets en esta página");
        }
        return shown == 1 ? "1 ticket" : shown + " tickets";
    }
}

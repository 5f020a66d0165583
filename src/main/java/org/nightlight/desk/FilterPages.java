package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.database.Searches;
import org.nightlight.shared.Outcome;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Pages of tickets: of the desk's own lists, of what a filter finds, and of views. */
@Component
class FilterPages {
    private static final String PAGE = "desk/search";

    private final Frame frame;
    private final ListRows rows;
    private final TicketSearch search;
    private final FilterStore filters;
    private final HeadedLists headed;
    private final Searches searches;
    private final Views views;
    private final LayoutStore layouts;
    private final Database database;

    FilterPages(
            Frame frame,
            ListRows rows,
            TicketSearch search,
            FilterStore filters,
            HeadedLists headed,
            Searches searches,
            Views views,
            LayoutStore layouts,
            Database database) {
        this.frame = frame;
        this.rows = rows;
        this.search = search;
        this.filters = filters;
        this.headed = headed;
        this.searches = searches;
        this.views = views;
        this.layouts = layouts;
        this.database = database;
    }

    /**
     * What is asked for.
     *
     * @param before the number below which hits of words alone go on
     * @param under where the page begins where tickets stand under headings
     */
    record Asked(String query, Shown shown, ListCursor from, long before, HeadingCursor under) {
        static Asked first(String query, Shown shown) {
            return new Asked(query, shown, ListCursor.START, Long.MAX_VALUE, HeadingCursor.START);
        }

        Layout layout() {
            return shown.layout();
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

    /** One of the desk's own lists, as the viewer wants it to look. */
    ModelAndView list(Visit visit, DeskList list, ListCursor from, HeadingCursor under) {
        Shown.Fixed fixed = database.look(() -> layouts.of(list, visit.member().id()))
                .map(layout -> new Shown.Fixed(list, layout, true))
                .orElseGet(() -> new Shown.Fixed(list, Layout.PLAIN, false));
        if (fixed.layout().isAsUsual()) {
            return frame.page(visit, fixed.place(), PAGE, chrome -> usual(chrome, visit, fixed, from));
        }
        return show(visit, new Asked(list.filter(), fixed, from, Long.MAX_VALUE, under));
    }

    /** The list without tickets and with what is wrong with how it was to look. */
    ModelAndView refused(Visit visit, Shown.Fixed fixed, Map<String, String> faults) {
        return faulty(visit, 422, Asked.first(fixed.list().filter(), fixed), null, faults);
    }

    /** In the order that a list has an index of its own for. */
    private SearchPage usual(Chrome chrome, Visit visit, Shown.Fixed fixed, ListCursor from) {
        Rows page = rows.of(fixed.list(), visit.member(), fixed.layout(), from, 0);
        Asked asked = new Asked(fixed.list().filter(), fixed, from, Long.MAX_VALUE, HeadingCursor.START);
        return page(chrome, asked, fixed.layout().orderWords(), page, asked.query(), null, null, Map.of());
    }

    /** The page without tickets and with what is wrong. */
    ModelAndView faulty(
            Visit visit, int status, Asked asked, SearchPage.@Nullable Keeping keeping, Map<String, String> faults) {
        return visit.answer(
                status,
                frame.page(
                        visit,
                        asked.shown().place(),
                        PAGE,
                        chrome -> page(
                                chrome,
                                asked,
                                "",
                                Rows.NONE,
                                "",
                                null,
                                asked.shown() instanceof Shown.Sought && faults.containsKey("q") ? null : keeping,
                                faults)));
    }

    private ModelAndView found(Visit visit, Asked asked, Filter filter) {
        boolean plain = asked.shown() instanceof Shown.Sought && isPlain(filter);
        try {
            return searches.read(
                    visit.clearance(),
                    () -> frame.page(
                            visit,
                            asked.shown().place(),
                            PAGE,
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
        boolean mayShare = View.mayShare(visit.member());
        return switch (asked.shown()) {
            case Shown.Fixed fixed -> null;
            case Shown.Sought sought ->
                nameless ? null : new SearchPage.Keeping(0, "", asked.query(), false, Layout.PLAIN, 0, mayShare, false);
            case Shown.Kept(View view) ->
                view.mayBeChangedBy(visit.member())
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
        };
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
        String next = spot == null ? null : asked.shown().next("after=" + ListCursor.of(spot.at(), spot.id()));
        boolean full = found.ids().size() == ListRows.PAGE;
        return page(
                chrome,
                asked,
                asked.shown() instanceof Shown.Fixed
                        ? asked.layout().orderWords()
                        : said(asked.query(), found.ids().size(), next != null, from.isStart()),
                rows.of(found.ids(), asked.layout(), Map.of(), from(asked), null, full ? next : null),
                asked.query(),
                full ? null : next,
                keeping(visit, asked, filter.namesSomebody()),
                Map.of());
    }

    private SearchPage grouped(Chrome chrome, Visit visit, Asked asked, Filter filter) {
        HeadedLists.Page page = headed.page(filter, asked.layout(), asked.under(), frame.words());
        String newer = page.newer() == null ? null : asked.shown().next(page.newer());
        String older = page.older() == null ? null : asked.shown().next(page.older());
        return page(
                chrome,
                asked,
                asked.shown() instanceof Shown.Fixed
                        ? asked.layout().orderWords()
                        : said(
                                asked.query(),
                                page.ids().size(),
                                older != null || page.further() != null,
                                newer == null),
                rows.of(page.ids(), asked.layout(), page.headings(), from(asked), newer, older),
                asked.query(),
                page.further() == null ? null : asked.shown().next(page.further()),
                keeping(visit, asked, filter.namesSomebody()),
                Map.of());
    }

    private SearchPage words(Chrome chrome, Visit visit, Asked asked, Filter filter) {
        String query = asked.query();
        List<Ticket> hits = query.isEmpty() ? List.of() : search.find(query, asked.before(), ListRows.PAGE + 1);
        boolean more = hits.size() > ListRows.PAGE;
        List<Long> shown = hits.stream().limit(ListRows.PAGE).map(Ticket::id).toList();
        return page(
                chrome,
                asked,
                said(query, shown.size(), more, asked.before() == Long.MAX_VALUE),
                rows.of(shown, more ? asked.shown().next("before=" + shown.getLast()) : null),
                "",
                null,
                keeping(visit, asked, query.isEmpty() || filter.namesSomebody()),
                Map.of());
    }

    /** What a ticket's address ends in, so that its page has the list beside it that it was opened from. */
    private static String from(Asked asked) {
        return asked.shown() instanceof Shown.Fixed fixed
                ? "?list=" + fixed.list().key()
                : "";
    }

    private static SearchPage page(
            Chrome chrome,
            Asked asked,
            String found,
            Rows rows,
            String all,
            @Nullable String further,
            SearchPage.@Nullable Keeping keeping,
            Map<String, String> faults) {
        return new SearchPage(
                chrome,
                asked.shown().title(),
                asked.shown().address(),
                asked.query(),
                found,
                rows,
                all,
                further,
                keeping,
                asked.shown() instanceof Shown.Fixed(DeskList list, Layout layout, boolean own)
                        ? new SearchPage.OwnList(list, layout, own, !faults.isEmpty())
                        : null,
                faults);
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

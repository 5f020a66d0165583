package org.nightlight.desk;

import java.util.List;
import org.nightlight.database.Searches;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Search by a filter; by words, number or address where the filter names nothing else. */
@Controller
class SearchController {
    private final FilterPages pages;
    private final FilterStore filters;
    private final Searches searches;
    private final Views views;

    SearchController(FilterPages pages, FilterStore filters, Searches searches, Views views) {
        this.pages = pages;
        this.filters = filters;
        this.searches = searches;
        this.views = views;
    }

    @GetMapping("/desk/search")
    ModelAndView find(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            @RequestParam(defaultValue = "") String after,
            Visit visit) {
        String query = q.replace("\0", "").strip();
        return pages.show(
                visit,
                new FilterPages.Asked(
                        query, new Shown.Sought(query), ListCursor.read(after, ""), before, HeadingCursor.START));
    }

    /** What completes the part of a filter that is being typed. */
    @GetMapping("/desk/filter-values")
    ModelAndView values(@RequestParam(defaultValue = "") String part, Visit visit) {
        FilterCompletion completion = new FilterCompletion(views.names(visit.member()));
        return new ModelAndView("desk/filterValues", "page", new FilterValues(completed(completion, part, visit)));
    }

    /** Nothing where it takes too long: the next letter asks again. */
    private List<FilterValues.Value> completed(FilterCompletion completion, String part, Visit visit) {
        try {
            return searches.read(
                    visit.clearance(),
                    () -> completion.of(part, beginning -> filters.tags(beginning, FilterCompletion.MOST)));
        } catch (Searches.TooSlow slow) {
            return List.of();
        }
    }
}

package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.nightlight.database.Database;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Views that are kept: shown, kept, changed and taken away, and where each stands in one's own menu. */
@Controller
class ViewsController {
    private static final String ALL = "/desk/views";

    private final Frame frame;
    private final Database database;
    private final FilterPages pages;
    private final Views views;

    ViewsController(Frame frame, Database database, FilterPages pages, Views views) {
        this.frame = frame;
        this.database = database;
        this.pages = pages;
        this.views = views;
    }

    @GetMapping(ALL)
    ModelAndView all(Visit visit) {
        return frame.page(visit, Chrome.Place.VIEWS, "desk/views", chrome -> {
            List<View> menu = views.menu(visit.member());
            return new ViewsPage(
                    chrome,
                    menu.stream()
                            .map(view -> new ViewsPage.Line(
                                    view.id(),
                                    view.name(),
                                    view.address(),
                                    view.shared(),
                                    view.hidden(),
                                    view == menu.getFirst(),
                                    view == menu.getLast()))
                            .toList());
        });
    }

    /** Where it stands in the viewer's own menu, or that it does not. */
    @PostMapping("/desk/views/{id}/menu")
    ModelAndView put(@PathVariable long id, @RequestParam(defaultValue = "") String to, Visit visit) {
        View view = view(id, visit);
        switch (to) {
            case "up", "down" -> views.move(visit.member(), view, to.equals("up"));
            case "hidden", "shown" -> views.hide(visit.member(), view, to.equals("hidden") && view.shared());
            default -> throw new NotHere();
        }
        return new ModelAndView("redirect:" + ALL + "#view-" + id);
    }

    @GetMapping("/desk/views/{id}")
    ModelAndView show(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String before,
            Visit visit) {
        View view = view(id, visit);
        return pages.show(
                visit,
                new FilterPages.Asked(
                        view.filter(),
                        new Shown.Kept(view),
                        ListCursor.read(after, ""),
                        Long.MAX_VALUE,
                        HeadingCursor.read(after, before)));
    }

    @PostMapping(ALL)
    ModelAndView keep(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "false") boolean shared,
            @RequestParam(defaultValue = "") String order,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") List<String> columns,
            Visit visit) {
        Views.Wanted wanted = new Views.Wanted(
                name.replace("\0", ""), filter.replace("\0", ""), shared, Layout.read(order, group, columns), 0);
        return switch (views.keep(visit.member(), wanted)) {
            case Outcome.Done<Long>(Long id) -> visit.then("/desk/views/" + id, Said.VIEW_KEPT);
            case Outcome.Refused<Long>(String field, String reason) ->
                pages.faulty(
                        visit,
                        422,
                        FilterPages.Asked.first(wanted.filter(), new Shown.Sought(wanted.filter())),
                        form(0, wanted, visit),
                        Map.of(field, reason));
        };
    }

    @PostMapping("/desk/views/{id}")
    ModelAndView change(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "") String order,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") List<String> columns,
            @RequestParam(defaultValue = "") String place,
            Visit visit) {
        View view = own(id, visit);
        int number = place.strip().matches("\\d{1,4}") ? Integer.parseInt(place.strip()) : -1;
        Views.Wanted wanted = new Views.Wanted(
                name.replace("\0", ""),
                filter.replace("\0", ""),
                view.shared(),
                Layout.read(order, group, columns),
                number);
        return switch (views.change(visit.member(), view, wanted)) {
            case Outcome.Done<Long> changed -> visit.then(view.address(), Said.VIEW_CHANGED);
            case Outcome.Refused<Long>(String field, String reason) ->
                pages.faulty(
                        visit,
                        422,
                        FilterPages.Asked.first(view.filter(), new Shown.Kept(view)),
                        form(id, wanted, visit),
                        Map.of(field, reason));
        };
    }

    /** Its filter is shown next, from which it can be kept again. */
    @PostMapping("/desk/views/{id}/removal")
    ModelAndView remove(@PathVariable long id, Visit visit) {
        View view = own(id, visit);
        views.remove(visit.member(), view);
        return visit.then(FilterPages.search(view.filter()), Said.VIEW_REMOVED);
    }

    private View view(long id, Visit visit) {
        return database.read(visit.clearance(), () -> views.find(id, visit.member()))
                .orElseThrow(NotHere::new);
    }

    private View own(long id, Visit visit) {
        View view = view(id, visit);
        if (!view.mayBeChangedBy(visit.member())) {
            throw new NotHere();
        }
        return view;
    }

    private static SearchPage.Keeping form(long id, Views.Wanted wanted, Visit visit) {
        return new SearchPage.Keeping(
                id,
                wanted.name(),
                wanted.filter(),
                wanted.shared(),
                wanted.layout(),
                Math.max(0, wanted.place()),
                View.mayShare(visit.member()),
                true);
    }
}

package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.nightlight.database.Database;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The desk's own lists of tickets, and how each viewer wants them to look. */
@Controller
class ListController {
    private static final String HERE = "/desk/lists/{name}";

    private final Database database;
    private final FilterPages pages;
    private final LayoutStore layouts;

    ListController(Database database, FilterPages pages, LayoutStore layouts) {
        this.database = database;
        this.pages = pages;
        this.layouts = layouts;
    }

    @GetMapping(HERE)
    ModelAndView show(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String before,
            Visit visit) {
        DeskList list = named(name, visit);
        return pages.list(visit, list, ListCursor.read(after, before), HeadingCursor.read(after, before));
    }

    @PostMapping(HERE + "/layout")
    ModelAndView keep(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String order,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") List<String> columns,
            Visit visit) {
        DeskList list = named(name, visit);
        Layout layout = Layout.read(order, group, columns);
        return layout.fault()
                .map(fault -> pages.refused(visit, new Shown.Fixed(list, layout, true), Map.of("columns", fault)))
                .orElseGet(() -> {
                    database.write(
                            visit.clearance(),
                            () -> layouts.keep(list, visit.member().id(), layout));
                    return visit.then(list.address(), Said.SAVED);
                });
    }

    @PostMapping(HERE + "/layout/removal")
    ModelAndView forget(@PathVariable String name, Visit visit) {
        DeskList list = named(name, visit);
        database.write(
                visit.clearance(), () -> layouts.forget(list, visit.member().id()));
        return visit.then(list.address(), Said.SAVED);
    }

    private static DeskList named(String name, Visit visit) {
        return DeskList.named(name)
                .filter(it -> ListRows.isFor(it, visit.member()))
                .orElseThrow(NotHere::new);
    }
}

package org.nightlight.desk;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The lists of tickets. */
@Controller
class ListController {
    private final Frame frame;
    private final ListRows rows;

    ListController(Frame frame, ListRows rows) {
        this.frame = frame;
        this.rows = rows;
    }

    @GetMapping("/desk/lists/{name}")
    ModelAndView show(
            @PathVariable String name,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String before,
            Visit visit) {
        DeskList list = DeskList.named(name)
                .filter(it -> ListRows.isFor(it, visit.member()))
                .orElseThrow(NotHere::new);
        ListCursor from = ListCursor.read(after, before);
        return frame.page(
                visit,
                Chrome.Place.of(list),
                "desk/list",
                chrome -> new ListPage(chrome, list, rows.of(list, visit.member(), from, 0)));
    }
}

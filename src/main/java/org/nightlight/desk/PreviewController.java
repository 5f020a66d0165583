package org.nightlight.desk;

import org.nightlight.ticket.Marked;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** How what is being written will look. Nothing is kept. */
@Controller
class PreviewController {
    private final Frame frame;

    PreviewController(Frame frame) {
        this.frame = frame;
    }

    @PostMapping("/desk/preview")
    ModelAndView show(@RequestParam(defaultValue = "") String text, Visit visit) {
        return frame.page(
                visit,
                Chrome.Place.NONE,
                "desk/preview",
                chrome ->
                        new PreviewPage(chrome, text.strip(), Marked.html(text).orElse(null)));
    }
}

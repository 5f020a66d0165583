package org.nightlight.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.nightlight.privacy.NoticeCentre;
import org.nightlight.shared.Spoken;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where a parent who was told of a child's conversation says no. Reading changes nothing, since mail programs follow links. */
@Controller
class ParentNoticeController {
    private final NoticeCentre centre;
    private final PortalFrame frame;

    ParentNoticeController(NoticeCentre centre, PortalFrame frame) {
        this.centre = centre;
        this.frame = frame;
    }

    @GetMapping("/my/notices/{token}")
    ModelAndView show(@PathVariable String token, CsrfToken csrf, HttpServletResponse response) {
        Hidden.from(response);
        return centre.open(token)
                .map(opened -> page(csrf, "/my/notices/" + token, opened))
                .orElseGet(() -> {
                    response.setStatus(404);
                    return page(
                            csrf, "", new NoticeCentre.Opened(Spoken.language().getLanguage(), List.of(), false));
                });
    }

    @PostMapping("/my/notices/{token}/refusal")
    ModelAndView refuse(@PathVariable String token, HttpServletResponse response) {
        Hidden.from(response);
        centre.refuse(token);
        return new ModelAndView("redirect:/my/notices/" + token);
    }

    private ModelAndView page(CsrfToken csrf, String here, NoticeCentre.Opened opened) {
        return new ModelAndView(
                "portal/parentNotice",
                "page",
                new ParentNoticePage(
                        frame.chrome(csrf, opened.language()),
                        here,
                        opened.language(),
                        frame.playbook().addresses().support().value(),
                        opened.notice(),
                        opened.refused()));
    }
}

package org.nightlight.portal;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where customers begin. */
@Controller
class PortalController {
    private final PortalFrame frame;
    private final CrisisLines lines = CrisisLines.shipped();

    PortalController(PortalFrame frame) {
        this.frame = frame;
    }

    @GetMapping("/")
    ModelAndView home(CsrfToken csrf) {
        return new ModelAndView("portal/home", "page", new HomePage(frame.chrome(csrf)));
    }

    @GetMapping("/help")
    ModelAndView help(CsrfToken csrf) {
        return new ModelAndView("portal/help", "page", new HomePage(frame.chrome(csrf)));
    }

    @GetMapping("/crisis")
    ModelAndView crisis(CsrfToken csrf) {
        return new ModelAndView("portal/crisis", "page", new CrisisPage(frame.chrome(csrf), lines));
    }
}

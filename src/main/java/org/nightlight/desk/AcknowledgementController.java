package org.nightlight.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.PageLinks;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers a call at night, without signing in: the link says who it is. To look changes nothing, since programs look at the
 * links in mails too. It shows that a case is in hand and nothing of the case.
 */
@Controller
class AcknowledgementController {
    private final Database database;
    private final PageLinks links;
    private final boolean demo;

    AcknowledgementController(Database database, PageLinks links, @Value("${nightlight.demo}") boolean demo) {
        this.database = database;
        this.links = links;
        this.demo = demo;
    }

    @GetMapping("/desk/acknowledgements/{secret}")
    ModelAndView show(@PathVariable String secret, CsrfToken csrf, HttpServletResponse response) {
        return page(secret, database.read(Clearance.SYSTEM, () -> links.find(secret)), csrf, response);
    }

    @PostMapping("/desk/acknowledgements/{secret}")
    ModelAndView acknowledge(@PathVariable String secret, CsrfToken csrf, HttpServletResponse response) {
        return page(secret, database.write(Clearance.SYSTEM, () -> links.acknowledge(secret)), csrf, response);
    }

    private ModelAndView page(
            String secret, Optional<PageLinks.About> found, CsrfToken csrf, HttpServletResponse response) {
        Chrome chrome = Chrome.signedOut(new Chrome.Csrf(csrf.getParameterName(), csrf.getToken()), demo);
        if (found.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        return new ModelAndView(
                "desk/acknowledgement",
                "page",
                found.map(about -> new AcknowledgementPage(chrome, true, secret, about.caseId(), about.answered()))
                        .orElseGet(() -> new AcknowledgementPage(chrome, false, "", null, false)));
    }
}

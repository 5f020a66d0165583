package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.SendingAdvice;
import org.nightlight.channel.SendingDomains;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Says in plain words what our domains publish about their mail, and what they should. DNS is asked by a click: it can be slow. */
@Controller
class SendingController {
    private static final String HERE = "/desk/admin/sending";

    private final Frame frame;
    private final SendingDomains domains;

    SendingController(Frame frame, SendingDomains domains) {
        this.frame = frame;
        this.domains = domains;
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return page(visit, null);
    }

    @PostMapping(HERE + "/checks")
    ModelAndView check(Visit visit) {
        return page(
                visit,
                domains.look().stream()
                        .map(domain -> new AdminSendingPage.Domain(
                                domain.name(),
                                domain.advice().stream()
                                        .map(SendingController::advice)
                                        .toList()))
                        .toList());
    }

    private ModelAndView page(Visit visit, @Nullable List<AdminSendingPage.Domain> looked) {
        return frame.page(
                visit,
                Chrome.Place.SENDING,
                "desk/adminSending",
                chrome -> new AdminSendingPage(chrome, domains.names(), looked));
    }

    private static AdminSendingPage.Advice advice(SendingAdvice.Advice advice) {
        return new AdminSendingPage.Advice(
                advice.what(),
                switch (advice.standing()) {
                    case GOOD -> say("good", "bien");
                    case WEAK -> say("could be better", "podría ser mejor");
                    case WRONG -> say("wrong", "mal");
                    case UNKNOWN -> say("not known", "no se sabe");
                },
                advice.standing() == SendingAdvice.Standing.WRONG,
                advice.found(),
                advice.sentence(),
                advice.name(),
                advice.value());
    }
}

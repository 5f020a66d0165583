package org.nightlight.portal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.nightlight.safety.HelpCard;
import org.nightlight.safety.HelpLines;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where customers begin. */
@Controller
class PortalController {
    private final PortalFrame frame;
    private final HelpLines lines = HelpLines.shipped();
    private final Clock clock;

    PortalController(PortalFrame frame, Clock clock) {
        this.frame = frame;
        this.clock = clock;
    }

    @GetMapping("/")
    ModelAndView home(CsrfToken csrf) {
        return new ModelAndView("portal/home", "page", new HomePage(frame.chrome(csrf)));
    }

    /** Made of the very lines by which the desk deletes. */
    @GetMapping("/privacy/retention")
    ModelAndView retention(CsrfToken csrf) {
        return new ModelAndView("portal/retention", "page", RetentionPage.of(frame.chrome(csrf), frame.playbook()));
    }

    @GetMapping("/crisis")
    ModelAndView crisis(@RequestParam(defaultValue = "") String country, CsrfToken csrf) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), frame.playbook().zone());
        return new ModelAndView("portal/crisis", "page", page(frame.chrome(csrf), lines, country, today));
    }

    static CrisisPage page(PortalChrome chrome, HelpLines lines, String country, LocalDate today) {
        HelpCard card = HelpCard.of(lines, country, today);
        List<CrisisPage.Country> countries = Stream.concat(
                        Stream.of(new CrisisPage.Country(
                                HelpLines.UNITED_STATES,
                                CountryNames.of(HelpLines.UNITED_STATES, "United States"),
                                card.country().equals(HelpLines.UNITED_STATES))),
                        CountryNames.ordered(lines.countries(), one -> CountryNames.of(one.code(), one.name())).stream()
                                .map(one -> new CrisisPage.Country(
                                        one.code(),
                                        CountryNames.of(one.code(), one.name()),
                                        one.code().equals(card.country()))))
                .toList();
        return new CrisisPage(chrome, lines.areGoodOn(today), card, countries, lines);
    }
}

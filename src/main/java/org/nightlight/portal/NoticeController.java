package org.nightlight.portal;

import java.util.List;
import org.nightlight.database.Database;
import org.nightlight.playbook.Notice;
import org.nightlight.privacy.DigitalAges;
import org.nightlight.privacy.Supplier;
import org.nightlight.privacy.Suppliers;
import org.nightlight.shared.Spoken;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What we gather and what becomes of it, for everybody to read. */
@Controller
class NoticeController {
    private final PortalFrame frame;
    private final Suppliers suppliers;
    private final Database database;
    private final DigitalAges ages = DigitalAges.shipped();

    NoticeController(PortalFrame frame, Suppliers suppliers, Database database) {
        this.frame = frame;
        this.suppliers = suppliers;
        this.database = database;
    }

    @GetMapping("/privacy")
    ModelAndView show(CsrfToken csrf) {
        return new ModelAndView(
                "portal/privacy",
                "page",
                page(frame.chrome(csrf), frame.playbook().notice(), database.look(suppliers::recipients), ages));
    }

    /** The notice itself is to be had in English alone, with all that stands in its sentences. */
    static NoticePage page(PortalChrome chrome, Notice notice, List<Supplier> recipients, DigitalAges ages) {
        return Spoken.in(
                Spoken.ENGLISH,
                () -> new NoticePage(
                        chrome,
                        notice.operators().getFirst(),
                        notice.operators().stream().skip(1).toList(),
                        notice.asks(),
                        recipients.stream().map(NoticeController::recipient).toList(),
                        notice.basis().words(),
                        ages,
                        ages.forPerson(null, notice.countries())));
    }

    private static NoticePage.Recipient recipient(Supplier supplier) {
        Supplier.Facts facts = supplier.facts();
        return new NoticePage.Recipient(
                facts.name(), facts.own() ? "run by ourselves" : facts.kind().label(), facts.purposes(), facts.gets());
    }
}

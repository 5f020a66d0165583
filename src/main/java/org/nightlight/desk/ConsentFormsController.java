package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nightlight.privacy.ConsentForms;
import org.nightlight.safety.Reviewers;
import org.nightlight.shared.Outcome;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signed forms of parents: looked at and checked by a trained person, each look and each decision recorded. */
@Controller
class ConsentFormsController {
    private final Frame frame;
    private final ConsentForms forms;
    private final Reviewers reviewers;

    ConsentFormsController(Frame frame, ConsentForms forms, Reviewers reviewers) {
        this.frame = frame;
        this.forms = forms;
        this.reviewers = reviewers;
    }

    @GetMapping("/desk/consent-forms")
    ModelAndView show(Visit visit) {
        return page(visit, Map.of());
    }

    @PostMapping("/desk/consent-forms/{id}/views")
    ResponseEntity<byte[]> look(@PathVariable long id, Visit visit) {
        requireTraining(visit);
        byte[] file = forms.look(id, visit.actor()).orElseThrow(NotHere::new);
        return FileAnswers.download(new TicketReads.Content("form-" + id, "application/octet-stream", file));
    }

    @PostMapping("/desk/consent-forms/{id}/check")
    ModelAndView check(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        requireTraining(visit);
        boolean accepted = sent.getOrDefault("decision", "").equals("accept");
        Optional<Outcome<ConsentForms.Form>> outcome =
                forms.check(id, accepted, sent.getOrDefault("reason-" + id, ""), visit.actor());
        if (outcome.isEmpty()) {
            return visit.then("/desk/consent-forms", Said.FORM_GONE);
        }
        return switch (outcome.get()) {
            case Outcome.Done<ConsentForms.Form> done -> visit.then("/desk/consent-forms", Said.FORM_CHECKED);
            case Outcome.Refused<ConsentForms.Form>(String field, String reason) ->
                visit.answer(422, page(visit, Map.of(field, reason)));
        };
    }

    private void requireTraining(Visit visit) {
        if (!reviewers.isTrained(visit.member().id())) {
            throw new NotHere();
        }
    }

    /** Read before the page's own transaction, whose viewer sees no form. */
    private ModelAndView page(Visit visit, Map<String, String> faults) {
        List<ConsentForms.Waiting> waiting = forms.waiting();
        boolean trained = reviewers.isTrained(visit.member().id());
        Words words = frame.words();
        return frame.page(
                visit,
                Chrome.Place.NONE,
                "desk/consentForms",
                chrome -> new ConsentFormsPage(
                        chrome,
                        trained,
                        waiting.stream()
                                .map(it -> new ConsentFormsPage.Form(
                                        it.form().id(),
                                        it.form().requestId(),
                                        words.when(it.form().at()),
                                        it.form().type(),
                                        "Keep and use: yes. Pass on to others: " + (it.disclosure() ? "yes." : "no.")))
                                .toList(),
                        faults));
    }
}

package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nightlight.privacy.ConsentForms;
import org.nightlight.privacy.ConsentIdentities;
import org.nightlight.safety.Reviewers;
import org.nightlight.shared.Outcome;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signed forms and identity papers of parents: looked at and checked by a trained person, each look and decision recorded. */
@Controller
class ConsentFormsController {
    private final Frame frame;
    private final ConsentForms forms;
    private final ConsentIdentities identities;
    private final Reviewers reviewers;

    ConsentFormsController(Frame frame, ConsentForms forms, ConsentIdentities identities, Reviewers reviewers) {
        this.frame = frame;
        this.forms = forms;
        this.identities = identities;
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
        return FileAnswers.download("form-" + id, file);
    }

    @PostMapping("/desk/consent-forms/{id}/check")
    ModelAndView check(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        requireTraining(visit);
        boolean accepted = sent.getOrDefault("decision", "").equals("accept");
        Optional<Outcome<ConsentForms.Form>> outcome =
                forms.check(id, accepted, sent.getOrDefault("reason-" + id, ""), visit.actor());
        return told(visit, outcome, Said.FORM_CHECKED);
    }

    @PostMapping("/desk/consent-papers/{id}/views")
    ResponseEntity<byte[]> lookAtPaper(@PathVariable long id, Visit visit) {
        requireTraining(visit);
        byte[] file = identities.look(id, visit.actor()).orElseThrow(NotHere::new);
        return FileAnswers.download("paper-" + id, file);
    }

    @PostMapping("/desk/consent-papers/{id}/check")
    ModelAndView checkPaper(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        requireTraining(visit);
        Optional<ConsentIdentities.Fault> fault = Arrays.stream(ConsentIdentities.Fault.values())
                .filter(it -> it.key().equals(sent.getOrDefault("fault-" + id, "")))
                .findFirst();
        boolean accepted = sent.getOrDefault("decision", "").equals("accept");
        if (!accepted && fault.isEmpty()) {
            return visit.answer(
                    422,
                    page(
                            visit,
                            Map.of(
                                    "fault-" + id,
                                    say("Choose why it proves nothing.", "Elige por qué no prueba nada."))));
        }
        return told(
                visit,
                identities.check(
                        id, sent.getOrDefault("against-" + id, ""), accepted ? Optional.empty() : fault, visit.actor()),
                Said.PAPER_CHECKED);
    }

    private ModelAndView told(Visit visit, Optional<Outcome<ConsentForms.Form>> outcome, Said done) {
        if (outcome.isEmpty()) {
            return visit.then("/desk/consent-forms", Said.FORM_GONE);
        }
        return switch (outcome.get()) {
            case Outcome.Done<ConsentForms.Form> it -> visit.then("/desk/consent-forms", done);
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
        List<ConsentForms.Form> papers = identities.waiting();
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
                                        say(
                                                        "Keep and use: yes. Pass on to others: ",
                                                        "Guardar y usar: sí. Pasar a otros: ")
                                                + (it.disclosure() ? say("yes.", "sí.") : say("no.", "no."))))
                                .toList(),
                        papers.stream()
                                .map(it -> new ConsentFormsPage.Paper(
                                        it.id(), it.requestId(), words.when(it.at()), it.type()))
                                .toList(),
                        identities.database(),
                        Stream.concat(
                                        Stream.of(new Choice("", say("Choose", "Elige"), true)),
                                        Arrays.stream(ConsentIdentities.Fault.values())
                                                .map(it -> new Choice(it.key(), it.words(), false)))
                                .toList(),
                        faults));
    }
}

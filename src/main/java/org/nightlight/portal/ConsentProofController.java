package org.nightlight.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nightlight.privacy.ConsentCards;
import org.nightlight.privacy.ConsentIdentities;
import org.nightlight.privacy.ConsentQuestions;
import org.nightlight.privacy.KnowledgeQuestions;
import org.nightlight.privacy.OpenedConsent;
import org.nightlight.shared.Outcome;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** How a parent proves an answer: by a card, by questions, by an identity paper. A form is handed in beside the answers. */
@Controller
class ConsentProofController {
    /** More than any provider asks. */
    private static final int MOST_QUESTIONS = 20;

    private final ConsentCards cards;
    private final ConsentQuestions questions;
    private final ConsentIdentities identities;
    private final ConsentScreen screen;
    private final PortalFrame frame;
    private final PeerLimit limit;

    ConsentProofController(
            ConsentCards cards,
            ConsentQuestions questions,
            ConsentIdentities identities,
            ConsentScreen screen,
            PortalFrame frame,
            Clock clock) {
        this.cards = cards;
        this.questions = questions;
        this.identities = identities;
        this.screen = screen;
        this.frame = frame;
        this.limit = new PeerLimit(clock);
    }

    @PostMapping("/my/consent/{token}/papers")
    ModelAndView hand(
            @PathVariable String token,
            @RequestParam(required = false) MultipartFile picture,
            CsrfToken csrf,
            HttpServletResponse response) {
        return screen.answered(token, identities.hand(token, ConsentScreen.bytes(picture)), Map.of(), csrf, response);
    }

    /** Has the provider make its page, to which a link on the parent's page then leads. */
    @PostMapping("/my/consent/{token}/payments")
    ModelAndView pay(@PathVariable String token, CsrfToken csrf, HttpServletResponse response) {
        return screen.answered(token, cards.begin(token), Map.of(), csrf, response);
    }

    /** Back from the provider. The address holds the provider's number and no secret of ours. */
    @GetMapping("/my/consent/card")
    ModelAndView back(
            @RequestParam(defaultValue = "") String session,
            CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        Hidden.from(response);
        ConsentCards.Back back = cards.back(limit.admits(request.getRemoteAddr()) ? session : "");
        return new ModelAndView(
                "portal/consentCard",
                "page",
                new ConsentCardPage(frame.chrome(csrf, back.language()), back.language(), back.holds()));
    }

    /** The questions come in the answer and are kept nowhere: a page that is loaded anew would ask anew. */
    @PostMapping("/my/consent/{token}/questions")
    ModelAndView ask(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String address,
            CsrfToken csrf,
            HttpServletResponse response) {
        Hidden.from(response);
        Optional<Outcome<ConsentQuestions.Sheet>> outcome = questions.ask(token, name, address);
        if (outcome.isEmpty()) {
            return screen.dead(csrf, response);
        }
        return switch (outcome.get()) {
            case Outcome.Done<ConsentQuestions.Sheet>(ConsentQuestions.Sheet sheet) ->
                new ModelAndView("portal/consentQuestions", "page", page(csrf, token, sheet));
            case Outcome.Refused<ConsentQuestions.Sheet>(String field, String reason) ->
                screen.answered(
                        token,
                        Optional.of(Outcome.<OpenedConsent>refused(field, reason)),
                        Map.of("name", name, "address", address),
                        csrf,
                        response);
        };
    }

    @PostMapping("/my/consent/{token}/question-answers")
    ModelAndView answer(
            @PathVariable String token,
            @RequestParam(defaultValue = "0") String attempt,
            @RequestParam Map<String, String> sent,
            CsrfToken csrf,
            HttpServletResponse response) {
        List<Integer> choices = IntStream.range(0, MOST_QUESTIONS)
                .mapToObj(i -> sent.getOrDefault("q" + i, ""))
                .map(choice -> choice.matches("\\d{1,2}") ? Integer.parseInt(choice) : -1)
                .toList();
        long id = attempt.matches("\\d{1,15}") ? Long.parseLong(attempt) : 0;
        return screen.answered(token, questions.answer(token, id, choices), Map.of(), csrf, response);
    }

    private ConsentQuestionsPage page(CsrfToken csrf, String token, ConsentQuestions.Sheet sheet) {
        List<KnowledgeQuestions.Question> asked = sheet.questions();
        return new ConsentQuestionsPage(
                frame.chrome(csrf, sheet.language()),
                "/my/consent/" + token,
                sheet.language(),
                sheet.attempt(),
                sheet.last(),
                IntStream.range(0, Math.min(MOST_QUESTIONS, asked.size()))
                        .mapToObj(i -> new ConsentQuestionsPage.Question(
                                "q" + i,
                                asked.get(i).text(),
                                IntStream.range(0, asked.get(i).choices().size())
                                        .mapToObj(j -> new ConsentQuestionsPage.Choice(
                                                Integer.toString(j),
                                                asked.get(i).choices().get(j)))
                                        .toList()))
                        .toList());
    }
}

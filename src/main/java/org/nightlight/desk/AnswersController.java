package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nightlight.channel.Answering;
import org.nightlight.database.Database;
import org.nightlight.safety.Answers;
import org.nightlight.safety.ParentNotices;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Answering the child of a case, and deciding whether a parent is told. */
@Controller
@RequestMapping("/desk/cases/{id}/answers")
class AnswersController {
    private final Database database;
    private final AnswersPages pages;
    private final Answering answering;
    private final Answers answers;
    private final ParentNotices notices;
    private final ReportReading reading;

    AnswersController(
            Database database,
            AnswersPages pages,
            Answering answering,
            Answers answers,
            ParentNotices notices,
            ReportReading reading) {
        this.database = database;
        this.pages = pages;
        this.answering = answering;
        this.answers = answers;
        this.notices = notices;
        this.reading = reading;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id, Visit visit) {
        return pages.page(visit, id, null, Map.of(), Map.of());
    }

    /** Shows an approved answer just as it would go out. */
    @PostMapping("/previews")
    ModelAndView preview(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        try {
            return pages.page(visit, id, choice(sent), sent, Map.of());
        } catch (Refusal refused) {
            return refused(visit, id, "text", sent, refused);
        }
    }

    /** Sends what the preview showed. */
    @PostMapping
    ModelAndView send(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        return run(
                visit,
                id,
                "text",
                sent,
                Said.ANSWER_SENT,
                () -> answering.send(id, visit.actor(), choice(sent), sent.getOrDefault("hash", "")));
    }

    @PostMapping("/texts")
    ModelAndView write(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        return run(
                visit,
                id,
                "words",
                sent,
                Said.ANSWER_WAITS,
                () -> answers.write(
                        id,
                        visit.actor(),
                        sent.getOrDefault("words", ""),
                        sent.getOrDefault("language", ""),
                        sent.getOrDefault("country", "")));
    }

    @PostMapping("/texts/{text}/approval")
    ModelAndView approve(
            @PathVariable long id, @PathVariable long text, @RequestParam Map<String, String> sent, Visit visit) {
        return run(
                visit,
                id,
                "waiting",
                sent,
                Said.ANSWER_SENT,
                () -> answering.sendOwn(id, text, visit.actor(), sent.getOrDefault("hash", "")));
    }

    @PostMapping("/texts/{text}/refusal")
    ModelAndView decline(
            @PathVariable long id, @PathVariable long text, @RequestParam Map<String, String> sent, Visit visit) {
        return run(
                visit,
                id,
                "waiting",
                sent,
                Said.ANSWER_DECLINED,
                () -> answers.decline(id, text, visit.actor(), sent.getOrDefault("hash", "")));
    }

    /** @param sent {@code notice}: {@code withheld}, {@code child-first} or {@code child-not-told} */
    @PostMapping("/notices")
    ModelAndView notice(@PathVariable long id, @RequestParam Map<String, String> sent, Visit visit) {
        String reason = sent.getOrDefault("notice-reason", "");
        return run(visit, id, "notice-reason", sent, Said.CASE_SAVED, () -> switch (sent.getOrDefault("notice", "")) {
            case "withheld" -> notices.withhold(id, visit.actor(), reason);
            case "child-first" -> notices.tell(id, visit.actor(), true, reason);
            case "child-not-told" -> notices.tell(id, visit.actor(), false, reason);
            default -> throw new Refusal(say("Choose what is decided.", "Elige qué se decide."));
        });
    }

    private <T> ModelAndView run(
            Visit visit, long id, String field, Map<String, String> sent, Said done, Supplier<Optional<T>> verb) {
        try {
            reading.open(
                    visit,
                    id,
                    "case-answers",
                    () -> database.write(visit.clearance(), () -> verb.get().orElseThrow(NotHere::new)));
            return visit.then("/desk/cases/" + id + "/answers", done, id);
        } catch (Refusal refused) {
            return refused(visit, id, field, sent, refused);
        }
    }

    private ModelAndView refused(Visit visit, long id, String field, Map<String, String> sent, Refusal refused) {
        return visit.answer(
                422, pages.page(visit, id, null, sent, Map.of(field, String.valueOf(refused.getMessage()))));
    }

    /** A text is named by its key and its language. */
    private static Answers.Choice choice(Map<String, String> sent) {
        String[] text = sent.getOrDefault("text", "").split(" ", 2);
        return new Answers.Choice(text[0], text.length == 2 ? text[1] : "", sent.getOrDefault("country", ""));
    }
}

package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Answer;
import org.nightlight.playbook.Playbook;
import org.nightlight.safety.AnswerText;
import org.nightlight.safety.Answers;
import org.nightlight.safety.Cases;
import org.nightlight.safety.ChildAnswer;
import org.nightlight.safety.ChildsAddress;
import org.nightlight.safety.HelpLines;
import org.nightlight.safety.Level;
import org.nightlight.safety.ParentNotice;
import org.nightlight.safety.ParentNotices;
import org.nightlight.safety.Reviewers;
import org.nightlight.safety.SafetyCase;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.Staff;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Fills the page on which the child is answered. Each opening is written down before the page is shown. */
@Component
class AnswersPages {
    private final Frame frame;
    private final Cases cases;
    private final Answers answers;
    private final ParentNotices notices;
    private final Reviewers reviewers;
    private final Staff staff;
    private final ReportReading reading;

    AnswersPages(
            Frame frame,
            Cases cases,
            Answers answers,
            ParentNotices notices,
            Reviewers reviewers,
            Staff staff,
            ReportReading reading) {
        this.frame = frame;
        this.cases = cases;
        this.answers = answers;
        this.notices = notices;
        this.reviewers = reviewers;
        this.staff = staff;
        this.reading = reading;
    }

    /** @param chosen what to show in full before it is sent; null for nothing */
    ModelAndView page(
            Visit visit,
            long caseId,
            Answers.@Nullable Choice chosen,
            Map<String, String> typed,
            Map<String, String> faults) {
        return reading.open(visit, caseId, "case-answers", () -> recorded(visit, caseId, chosen, typed, faults));
    }

    private ModelAndView recorded(
            Visit visit,
            long caseId,
            Answers.@Nullable Choice chosen,
            Map<String, String> typed,
            Map<String, String> faults) {
        return frame.recordedPage(visit, Chrome.Place.CASES, "desk/answers", chrome -> {
            SafetyCase it = cases.read(caseId, visit.actor()).orElseThrow(NotHere::new);
            ChildsAddress.Outlook outlook = answers.outlook(it);
            String country = answers.country(it);
            List<ChildAnswer> written = answers.read(it, visit.actor());
            CaseWords said = new CaseWords(Talk.names(staff.all()));
            Words words = frame.words();
            return new AnswersPage(
                    chrome,
                    it.id(),
                    Words.level(it.level().name()),
                    CasePages.gravest(it),
                    Words.number(it.ticketId()),
                    "/desk/tickets/" + it.ticketId(),
                    outlook.to(),
                    outlook.refusal(),
                    reviewers.isTrained(visit.member().id()),
                    country.isEmpty() ? null : say("United States", "Estados Unidos"),
                    countries(typed.getOrDefault("country", "")),
                    texts(typed.getOrDefault("text", "")),
                    languages(typed.getOrDefault("language", "en")),
                    chosen == null || outlook.refusal() != null ? null : preview(it, chosen, outlook),
                    written.stream()
                            .filter(ChildAnswer::waits)
                            .map(answer -> new AnswersPage.Waiting(
                                    answer.id(),
                                    written(answer, said, words),
                                    answer.text(),
                                    answer.hash(),
                                    answer.writtenBy() == visit.member().id()))
                            .toList(),
                    it.level() == Level.S4,
                    written.stream()
                            .filter(answer ->
                                    answer.has(ChildAnswer.Kind.QUEUED) || answer.has(ChildAnswer.Kind.DECLINED))
                            .map(answer -> sent(answer, said, words))
                            .toList(),
                    new AnswersPage.Notice(
                            notices.silenced(it),
                            notices.isLead(visit.member().id()),
                            notices.of(it.id()).stream()
                                    .map(notice -> notice(notice, said, words))
                                    .toList()),
                    typed,
                    placed(
                            faults,
                            outlook.refusal() == null
                                    && reviewers.isTrained(visit.member().id()),
                            written.stream().anyMatch(ChildAnswer::waits)));
        });
    }

    /** A fault stands beside its field, or where the page says why that field is not there. */
    private static Map<String, String> placed(Map<String, String> faults, boolean open, boolean waiting) {
        return faults.entrySet().stream()
                .collect(Collectors.toMap(
                        fault -> switch (fault.getKey()) {
                            case "text", "words" -> open ? fault.getKey() : "way";
                            case "waiting" -> waiting ? "waiting" : "way";
                            default -> fault.getKey();
                        },
                        Map.Entry::getValue));
    }

    private AnswersPage.Preview preview(SafetyCase it, Answers.Choice chosen, ChildsAddress.Outlook outlook) {
        AnswerText text = answers.text(it, chosen);
        Playbook playbook = frame.playbook();
        return new AnswersPage.Preview(
                chosen.key() + " " + chosen.language(),
                chosen.country(),
                playbook.brand().fromName() + " <" + playbook.addresses().support() + ">",
                Objects.requireNonNull(outlook.to()),
                AnswerText.subject(it.ticketId(), chosen.language()),
                text.text(),
                text.hash());
    }

    private List<Choice> texts(String chosen) {
        List<Choice> texts = new ArrayList<>();
        for (Answer answer : frame.playbook().safety().answers().values()) {
            for (String language : answer.texts().keySet()) {
                String value = answer.key() + " " + language;
                texts.add(new Choice(value, answer.name() + ", " + Words.language(language), value.equals(chosen)));
            }
        }
        return texts;
    }

    private static List<Choice> languages(String chosen) {
        return Answer.LANGUAGES.stream()
                .map(language -> new Choice(language, Words.capital(Words.language(language)), language.equals(chosen)))
                .toList();
    }

    private List<Choice> countries(String chosen) {
        return Stream.concat(
                        Stream.of(
                                new Choice(
                                        "",
                                        say("Not known: a link to choose it", "No se sabe: un enlace para elegirlo"),
                                        chosen.isEmpty()),
                                new Choice(
                                        HelpLines.UNITED_STATES,
                                        say("United States", "Estados Unidos"),
                                        chosen.equals(HelpLines.UNITED_STATES))),
                        answers.countries().stream()
                                .map(one -> new Choice(
                                        one.code(),
                                        country(one.code(), one.name())
                                                + (one.confirmed()
                                                        ? ""
                                                        : say(" (not yet confirmed)", " (aún sin confirmar)")),
                                        one.code().equals(chosen))))
                .toList();
    }

    private static String country(String code, String name) {
        return say(name, Locale.of("", code).getDisplayCountry(Spoken.SPANISH));
    }

    private AnswersPage.Sent sent(ChildAnswer answer, CaseWords said, Words words) {
        Answer approved = answer.key() == null
                ? null
                : frame.playbook().safety().answers().get(answer.key());
        String what = answer.key() == null
                ? say("Own words", "Palabras propias")
                : approved == null ? answer.key() : approved.name();
        return new AnswersPage.Sent(
                what + ", " + Words.language(answer.language()),
                written(answer, said, words),
                standing(answer, said, words),
                answer.text());
    }

    private static String written(ChildAnswer answer, CaseWords said, Words words) {
        return say("Written by ", "Lo escribió ") + said.name(answer.writtenBy()) + ", "
                + words.when(answer.writtenAt()).text() + ".";
    }

    private static String standing(ChildAnswer answer, CaseWords said, Words words) {
        return answer.steps().entrySet().stream()
                .map(step -> {
                    Long who = step.getValue().staffId();
                    return label(step.getKey())
                            + (who == null ? "" : say(" by ", ", por ") + said.name(who)) + ", "
                            + words.when(step.getValue().at()).text() + ".";
                })
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    private static String label(ChildAnswer.Kind kind) {
        return switch (kind) {
            case APPROVED -> say("Approved", "Aprobado");
            case DECLINED -> say("Declined", "Rechazado");
            case QUEUED -> say("Let go", "Liberado");
            case SENT -> say("Handed to the mail relay", "Entregado al servidor de correo");
            case FAILED -> say("Could not be sent", "No se pudo enviar");
            case WITHHELD -> say("Held back before it left", "Retenido antes de salir");
        };
    }

    private static CaseWork.Reasoned notice(ParentNotice notice, CaseWords said, Words words) {
        String what = notice.withheld()
                ? say("Notice to parents withheld, ground ", "Sin aviso a madres ni padres, motivo ") + notice.ground()
                : say("A parent is to be told; the child ", "Se avisa a la madre o al padre; el niño o niña ")
                        + (Boolean.TRUE.equals(notice.childTold())
                                ? say("was told first", "lo supo primero")
                                : say("was not told first", "no lo supo primero"));
        return new CaseWork.Reasoned(words.when(notice.at()), said.name(notice.decidedBy()), what, notice.reason());
    }
}

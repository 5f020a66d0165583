package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.playbook.Answer;
import org.nightlight.playbook.AnswerLint;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.privacy.Outgoing;
import org.nightlight.seal.SealBroken;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What is answered to the child of a case: approved words, or a reviewer's own that passed the lint and a second trained
 * person. A person decides each. Sending itself belongs to the channel, which asks the gate.
 */
@Component
public class Answers {
    private static final Map<ChildAnswer.Kind, String> OUTCOMES = Map.of(
            ChildAnswer.Kind.SENT, "answer-sent",
            ChildAnswer.Kind.FAILED, "answer-failed",
            ChildAnswer.Kind.WITHHELD, "answer-withheld");

    private final HelpLines lines = HelpLines.shipped();
    private final CaseStore store;
    private final DecisionStore decisions;
    private final AnswerStore answers;
    private final ChildsAddress address;
    private final ParentNotices notices;
    private final Chronicle chronicle;
    private final Reviewers reviewers;
    private final Audit audit;
    private final CurrentPlaybook playbooks;
    private final Clock clock;
    private final String chooser;

    Answers(
            CaseStore store,
            DecisionStore decisions,
            AnswerStore answers,
            ChildsAddress address,
            ParentNotices notices,
            Chronicle chronicle,
            Reviewers reviewers,
            Audit audit,
            CurrentPlaybook playbooks,
            Clock clock,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.store = store;
        this.decisions = decisions;
        this.answers = answers;
        this.address = address;
        this.notices = notices;
        this.chronicle = chronicle;
        this.reviewers = reviewers;
        this.audit = audit;
        this.playbooks = playbooks;
        this.clock = clock;
        this.chooser = (publicUrl.isBlank() ? "http://localhost:" + port : publicUrl) + "/help";
    }

    /** Which words to send: a key of the playbook's answers, a language, and the child's country where it is not known yet. */
    public record Choice(String key, String language, String country) {}

    /** The answers of a case, newest first, for a person to read; without the line in the audit there is no reading. */
    public List<ChildAnswer> read(SafetyCase it, Actor.Staff reader) {
        audit.recordWalled(reader, "case-answers-read", "case:" + it.id(), it.ticketId(), "");
        return answers.of(it.id());
    }

    /** Where an answer would go, and why it may not; the reason is null when it may. */
    public ChildsAddress.Outlook outlook(SafetyCase it) {
        return address.outlook(it, decisions.of(it.id()));
    }

    /** The country whose help card the child gets; empty where nobody knows it yet. */
    public String country(SafetyCase it) {
        return decisions.of(it.id()).jurisdiction().equals(Decisions.UNKNOWN) ? "" : HelpLines.UNITED_STATES;
    }

    /** Countries to choose from, by name. */
    public List<HelpLines.Country> countries() {
        return lines.countries();
    }

    /** The very words that would go out. */
    public AnswerText text(SafetyCase it, Choice choice) {
        Answer answer = playbooks.current().playbook().safety().answers().get(choice.key());
        String words = answer == null ? null : answer.in(choice.language());
        if (words == null) {
            throw new Refusal(say("Choose one of the approved answers.", "Elige una de las respuestas aprobadas."));
        }
        return whole(it, words, choice.language(), choice.country());
    }

    /**
     * Keeps an approved answer that is about to be sent.
     *
     * @param hash of the text that the reviewer saw
     */
    public Optional<ChildAnswer> choose(long caseId, Actor.Staff by, Choice choice, String hash) {
        return ready(caseId, by).map(it -> {
            AnswerText text = text(it, choice);
            if (!text.hash().equals(hash)) {
                throw new Refusal(say(
                        "The words have changed since you looked at them. Look again, then send.",
                        "Las palabras cambiaron desde que las viste. Míralas de nuevo y después envía."));
            }
            return keep(it, by, choice.key(), text);
        });
    }

    /** Keeps a reviewer's own words; they wait for a second person. */
    public Optional<ChildAnswer> write(long caseId, Actor.Staff by, String words, String language, String country) {
        return ready(caseId, by).map(it -> {
            if (!Answer.LANGUAGES.contains(language)) {
                throw new Refusal(say("Choose English or Spanish.", "Elige inglés o español."));
            }
            String tidy = words.replace("\r\n", "\n").replace("\0", "").strip();
            List<String> faults = AnswerLint.faults(tidy, language);
            if (!faults.isEmpty()) {
                throw new Refusal(say("This cannot go to a child yet: ", "Esto todavía no puede llegar a un menor: ")
                        + String.join("; ", faults) + ".");
            }
            AnswerText text = whole(it, tidy, language, country);
            address.check(it, decisions.of(caseId), text, true);
            ChildAnswer answer = keep(it, by, null, text);
            chronicle.tell(it, by, "answer-written", answer.code());
            return answer;
        });
    }

    /**
     * A trained person lets a reviewer's own words go: another than the writer, whose approval is kept; in an emergency the
     * writer alone may.
     */
    public Optional<ChildAnswer> approve(long caseId, long answerId, Actor.Staff by, String hash) {
        return ready(caseId, by).map(it -> {
            ChildAnswer answer = waiting(it, answerId, hash);
            if (answer.writtenBy() != by.id()) {
                answers.step(answer, ChildAnswer.Kind.APPROVED, by.id(), null, clock.instant());
                chronicle.tell(it, by, "answer-approved", answer.code());
            } else if (it.level() != Level.S4) {
                throw new Refusal(say(
                        "You wrote this yourself. A second trained person has to approve it.",
                        "Lo escribiste tú. Tiene que aprobarlo una segunda persona capacitada."));
            }
            return answer;
        });
    }

    public Optional<SafetyCase> decline(long caseId, long answerId, Actor.Staff by, String hash) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            ChildAnswer answer = waiting(it, answerId, hash);
            answers.step(answer, ChildAnswer.Kind.DECLINED, by.id(), null, clock.instant());
            chronicle.tell(it, by, "answer-declined", answer.code());
        });
        return found;
    }

    /** What the gate has to judge. */
    public Outgoing outgoing(ChildAnswer answer) {
        SafetyCase it = store.find(answer.caseId()).orElseThrow();
        AnswerText text = new AnswerText(answer.language(), answer.country(), answer.text());
        if (!text.hash().equals(answer.hash())) {
            throw new SealBroken("the words of " + answer.code() + " are sealed, and no reading of them is open");
        }
        return address.outgoing(it, decisions.of(it.id()), text, answer.key() == null);
    }

    public long ticketOf(ChildAnswer answer) {
        return store.find(answer.caseId()).orElseThrow().ticketId();
    }

    /** The gate let it pass and it waits for the relay. What is not told to parents meanwhile is written down. */
    public void queued(ChildAnswer answer, String mailId, Actor.Staff by) {
        SafetyCase it = store.find(answer.caseId()).orElseThrow();
        answers.step(answer, ChildAnswer.Kind.QUEUED, by.id(), mailId, clock.instant());
        chronicle.tell(it, by, "answer-queued", answer.code());
        notices.withholdWith(it, by);
    }

    /** What became of the mail that carried an answer. Needs {@code SYSTEM} or {@code SAFETY} clearance. */
    public void ended(String mailId, ChildAnswer.Kind outcome) {
        answers.ofMail(mailId).filter(answer -> !answer.has(outcome)).ifPresent(answer -> {
            answers.step(answer, outcome, null, null, clock.instant());
            chronicle.tell(
                    store.find(answer.caseId()).orElseThrow(),
                    new Actor.Software("outbox"),
                    Objects.requireNonNull(OUTCOMES.get(outcome)),
                    answer.code());
        });
    }

    private Optional<SafetyCase> ready(long caseId, Actor.Staff by) {
        Optional<SafetyCase> found = store.lock(caseId);
        found.ifPresent(it -> {
            Levels.requireOpen(it);
            reviewers.require(by);
            String refusal = outlook(it).refusal();
            if (refusal != null) {
                throw new Refusal(refusal);
            }
        });
        return found;
    }

    private ChildAnswer waiting(SafetyCase it, long answerId, String hash) {
        return answers.find(answerId)
                .filter(answer -> answer.caseId() == it.id() && answer.waits())
                .filter(answer -> answer.hash().equals(hash))
                .orElseThrow(() -> new Refusal(say(
                        "This text no longer waits: somebody has sent or declined it.",
                        "Este texto ya no espera: alguien lo envió o lo rechazó.")));
    }

    private ChildAnswer keep(SafetyCase it, Actor.Staff by, @Nullable String key, AnswerText text) {
        PlaybookVersion rules = playbooks.current();
        return answers.find(answers.insert(it, key, text, rules.number(), by.id(), clock.instant()))
                .orElseThrow();
    }

    private AnswerText whole(SafetyCase it, String words, String language, String country) {
        String known = country(it);
        HelpCard card = HelpCard.of(lines, known.isEmpty() ? country : known, reviewers.today());
        return AnswerText.of(
                words,
                language,
                card,
                chooser,
                playbooks.current().playbook().brand().name());
    }
}

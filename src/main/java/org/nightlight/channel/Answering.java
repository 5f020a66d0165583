package org.nightlight.channel;

import java.util.Optional;
import org.nightlight.safety.Answers;
import org.nightlight.safety.ChildAnswer;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/** Sends answers to the child of a case, each by a person's decision. Verbs belong into a transaction of that person's. */
@Component
public class Answering {
    private final Answers answers;
    private final Outbox outbox;

    Answering(Answers answers, Outbox outbox) {
        this.answers = answers;
        this.outbox = outbox;
    }

    /**
     * Sends an approved answer.
     *
     * @param hash of the text that the reviewer saw
     * @throws org.nightlight.ticket.Refusal without training, when the words have changed, or when the gate stops them
     */
    public Optional<ChildAnswer> send(long caseId, Actor.Staff by, Answers.Choice choice, String hash) {
        return answers.choose(caseId, by, choice, hash).map(answer -> let(answer, by));
    }

    /** Approves and sends a reviewer's own words. @throws org.nightlight.ticket.Refusal as {@link Answers#approve} */
    public Optional<ChildAnswer> sendOwn(long caseId, long answerId, Actor.Staff by, String hash) {
        return answers.approve(caseId, answerId, by, hash).map(answer -> let(answer, by));
    }

    private ChildAnswer let(ChildAnswer answer, Actor.Staff by) {
        String mailId = outbox.answer(answers.ticketOf(answer), answers.outgoing(answer));
        answers.queued(answer, mailId, by);
        return answer;
    }
}

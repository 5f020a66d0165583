package org.nightlight.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.privacy.ConsentLetters;
import org.nightlight.privacy.ParentMail;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts mails to parents on their way once they are due, each in a transaction of its own. */
@Component
class ConsentMail {
    private final ConsentLetters letters;
    private final List<ParentMail> kinds;
    private final Outbox outbox;
    private final Database database;
    private final Worker worker = new Worker("consent-mail", Duration.ofSeconds(1), this::step);

    ConsentMail(ConsentLetters letters, List<ParentMail> kinds, Outbox outbox, Database database) {
        this.letters = letters;
        this.kinds = List.copyOf(kinds);
        this.outbox = outbox;
        this.database = database;
    }

    /** True when there may be more. */
    boolean step() {
        return database.write(
                Clearance.SYSTEM, () -> letters.grantWish() || kinds.stream().anyMatch(this::sendOne));
    }

    private boolean sendOne(ParentMail kind) {
        Optional<ParentMail.Draft> due = kind.next();
        due.ifPresent(draft -> outbox.toParent(kind, draft));
        return due.isPresent();
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }
}

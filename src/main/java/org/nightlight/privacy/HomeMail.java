package org.nightlight.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;

/**
 * A kind of mail that goes once to somebody at a child's home. Whether the home must hear nothing is asked when the mail is made and
 * again before it is handed over; then it has no words and no link, and that it was withheld is told behind the wall alone.
 *
 * @param <M> what is kept of one such mail
 */
abstract class HomeMail<M extends HomeMail.Due> implements ParentMail {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");

    private final Store<M> store;
    private final Audit audit;
    private final Clock clock;
    private final String name;
    private final String withoutRecipient;

    /**
     * @param name what the audit calls it
     * @param withoutRecipient how one ends whose recipient is there no more
     */
    HomeMail(Store<M> store, Audit audit, Clock clock, String name, String withoutRecipient) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.name = name;
        this.withoutRecipient = withoutRecipient;
    }

    /** One that waits or is on its way. */
    interface Due {
        long id();
    }

    /** Where such mails are kept. What is found is held by the caller's transaction. */
    interface Store<M> {
        Optional<M> due(Instant now);

        Optional<M> onItsWay(String mailId);

        void queued(long id, String mailId);

        void ended(long id, String state, Instant now);
    }

    record Recipient(Customer person, EmailAddress address) {}

    /** Empty when there is nobody to write to any more. */
    abstract Optional<Recipient> recipient(M mail);

    abstract boolean isSilent(M mail, EmailAddress address);

    /** The words, with a new link in them. */
    abstract Notices.Mail text(M mail, Customer to, Instant now);

    @Override
    public Optional<Draft> next() {
        Instant now = clock.instant();
        for (Optional<M> due = store.due(now); due.isPresent(); due = store.due(now)) {
            M mail = due.get();
            Optional<Recipient> to = recipient(mail);
            if (to.isPresent()) {
                return Optional.of(new Draft(mail.id(), outgoing(mail, to.get(), now)));
            }
            store.ended(mail.id(), withoutRecipient, now);
        }
        return Optional.empty();
    }

    /** To a home that must hear nothing it has no words: the gate stops it by what it comes from. */
    private Outgoing outgoing(M mail, Recipient to, Instant now) {
        boolean silent = isSilent(mail, to.address());
        Notices.Mail text = silent ? new Notices.Mail("", "") : text(mail, to.person(), now);
        return new Outgoing(
                Outgoing.Purpose.CONSENT,
                Set.of(to.address()),
                text.subject(),
                text.body(),
                silent,
                Set.of(),
                List.of());
    }

    @Override
    public void queued(Draft draft, String mailId) {
        store.queued(draft.id(), mailId);
    }

    @Override
    public void stopped(Draft draft, Passage.Stopped why) {
        if (why.rule().equals("wall")) {
            withhold(draft.id());
        } else {
            store.ended(draft.id(), "failed", clock.instant());
        }
    }

    @Override
    public boolean isWanted(String mailId) {
        return store.onItsWay(mailId).filter(this::mayGo).isPresent();
    }

    private boolean mayGo(M mail) {
        Optional<Recipient> to = recipient(mail);
        if (to.isEmpty()) {
            store.ended(mail.id(), withoutRecipient, clock.instant());
            return false;
        }
        if (isSilent(mail, to.get().address())) {
            withhold(mail.id());
            return false;
        }
        return true;
    }

    private void withhold(long id) {
        store.ended(id, "withheld", clock.instant());
        audit.recordWalled(PRIVACY, name + "-withheld", name + "-mail:" + id, null, "wall");
    }

    @Override
    public void handedOver(String mailId, boolean taken) {
        store.onItsWay(mailId).ifPresent(mail -> store.ended(mail.id(), taken ? "sent" : "failed", clock.instant()));
    }
}

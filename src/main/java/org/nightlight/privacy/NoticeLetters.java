package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** Mails that tell a parent and ask for nothing (16 CFR 312.4(c)(3) and (4)). In each is a link to say no. */
@Component
public class NoticeLetters implements ParentMail {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");
    /** As long as a parent may say no by the link; by writing to the desk they may always. */
    private static final Duration LINK_LASTS = Duration.ofDays(365);

    private final NoticeStore store;
    private final Customers customers;
    private final ConsentWords words;
    private final Audit audit;
    private final Clock clock;

    NoticeLetters(NoticeStore store, Customers customers, ConsentWords words, Audit audit, Clock clock) {
        this.store = store;
        this.customers = customers;
        this.words = words;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Draft> next() {
        for (Optional<NoticeStore.Mail> due = store.due(clock.instant());
                due.isPresent();
                due = store.due(clock.instant())) {
            NoticeStore.Mail mail = due.get();
            Optional<Customer> parent = customers.find(mail.parentId());
            Optional<EmailAddress> address = parent.flatMap(Customer::email);
            if (address.isPresent()) {
                return Optional.of(new Draft(mail.id(), outgoing(mail, parent.get(), address.get())));
            }
            store.ended(mail.id(), "failed", clock.instant()); // no address: nobody was told
        }
        return Optional.empty();
    }

    /** To a home that must hear nothing it has no words, and no link is made: the gate stops it by what it comes from. */
    private Outgoing outgoing(NoticeStore.Mail mail, Customer parent, EmailAddress address) {
        boolean silent = store.isSilent(mail, address.value());
        Notices.Mail text = new Notices.Mail("", "");
        if (!silent) {
            Instant until = clock.instant().plus(LINK_LASTS);
            String secret = store.insertLink(mail.id(), words.version(mail.kind()), until);
            text = words.told(mail.kind(), ConsentWords.language(parent), secret);
        }
        return new Outgoing(
                Outgoing.Purpose.CONSENT, Set.of(address), text.subject(), text.body(), silent, Set.of(), List.of());
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

    private boolean mayGo(NoticeStore.Mail mail) {
        Optional<EmailAddress> address = customers.find(mail.parentId()).flatMap(Customer::email);
        if (address.isEmpty()) {
            store.ended(mail.id(), "failed", clock.instant());
            return false;
        }
        if (store.isSilent(mail, address.get().value())) {
            withhold(mail.id());
            return false;
        }
        return true;
    }

    private void withhold(long id) {
        store.ended(id, "withheld", clock.instant());
        audit.recordWalled(PRIVACY, "notice-withheld", "notice-mail:" + id, null, "wall");
    }

    @Override
    public void handedOver(String mailId, boolean taken) {
        store.onItsWay(mailId).ifPresent(mail -> store.ended(mail.id(), taken ? "sent" : "failed", clock.instant()));
    }
}

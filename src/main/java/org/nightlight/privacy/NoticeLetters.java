package org.nightlight.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;

/** Mails that tell a parent and ask for nothing (16 CFR 312.4(c)(3) and (4)). In each is a link to say no. */
@Component
class NoticeLetters extends HomeMail<NoticeStore.Mail> {
    /** As long as a parent may say no by the link; by writing to the desk they may always. */
    private static final Duration LINK_LASTS = Duration.ofDays(365);

    private final NoticeStore store;
    private final Customers customers;
    private final ConsentWords words;

    /** Where there is no address any more, nobody was told: it failed. */
    NoticeLetters(NoticeStore store, Customers customers, ConsentWords words, Audit audit, Clock clock) {
        super(store, audit, clock, "notice", "failed");
        this.store = store;
        this.customers = customers;
        this.words = words;
    }

    @Override
    Optional<Recipient> recipient(NoticeStore.Mail mail) {
        return customers
                .find(mail.parentId())
                .flatMap(parent -> parent.email().map(address -> new Recipient(parent, address)));
    }

    @Override
    boolean isSilent(NoticeStore.Mail mail, EmailAddress address) {
        return store.isSilent(mail, address);
    }

    @Override
    Notices.Mail text(NoticeStore.Mail mail, Customer to, Instant now) {
        String secret = store.insertLink(mail.id(), words.version(mail.kind()), now.plus(LINK_LASTS));
        return words.told(mail.kind(), ConsentWords.language(to), secret);
    }
}

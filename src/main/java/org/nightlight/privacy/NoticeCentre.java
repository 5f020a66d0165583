package org.nightlight.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightlight.tables.tables.records.NoticeMailRecord;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * Where a parent who was told says no. The link in the notice is all that opens it; each verb is a transaction of its own. It names
 * no child.
 */
@Component
public class NoticeCentre {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");

    private final Database database;
    private final NoticeStore store;
    private final GroundStore grounds;
    private final Customers customers;
    private final ConsentWords words;
    private final Audit audit;
    private final Clock clock;

    NoticeCentre(
            Database database,
            NoticeStore store,
            GroundStore grounds,
            Customers customers,
            ConsentWords words,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.grounds = grounds;
        this.customers = customers;
        this.words = words;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a link opens: the notice as it was sent, and whether the parent has said no. */
    public record Opened(String language, List<String> notice, boolean refused) {}

    /** Empty for what is no link, or is none any more. */
    public Optional<Opened> open(String secret) {
        return database.read(Clearance.SYSTEM, () -> link(secret).map(this::opened));
    }

    /** Whatever stands behind the wall stays as it is: a no to a notice is not known to whoever looks there. */
    public Optional<Opened> refuse(String secret) {
        return database.write(
                Clearance.SYSTEM,
                () -> link(secret).map(row -> {
                    Instant now = clock.instant();
                    if (store.refused(row.getId(), now)) {
                        grounds.refused(row.getChildId(), now);
                        audit.recordTicket(PRIVACY, "notice-refused", row.getTicketId(), "notice-mail:" + row.getId());
                    }
                    return new Opened(opened(row).language(), opened(row).notice(), true);
                }));
    }

    private Opened opened(NoticeMailRecord row) {
        String language =
                customers.find(row.getParentId()).map(ConsentWords::language).orElse("en");
        return new Opened(
                language, words.paragraphs(NoticeStore.mail(row).kind(), language), row.getRefusedAt() != null);
    }

    private Optional<NoticeMailRecord> link(String secret) {
        return secret.matches("[\\w-]{43}") ? store.ofLink(secret, clock.instant()) : Optional.empty();
    }
}

package org.nightlight.safety;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Wakeups;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Secrets;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/**
 * Answers to a page by the link in its mail, which is the addressed person's alone, or from the screen. Verbs need
 * {@code SAFETY} or {@code SYSTEM} clearance.
 */
@Component
public class PageLinks {
    private final PageStore store;
    private final DecisionStore decisions;
    private final Cases cases;
    private final Staff staff;
    private final Audit audit;
    private final Wakeups wakeups;
    private final Clock clock;

    PageLinks(
            PageStore store,
            DecisionStore decisions,
            Cases cases,
            Staff staff,
            Audit audit,
            Wakeups wakeups,
            Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.cases = cases;
        this.staff = staff;
        this.audit = audit;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /**
     * What a link is about.
     *
     * @param caseId null for an outage of screening
     * @param answered nobody needs to answer any more
     */
    public record About(@Nullable Long caseId, boolean answered) {}

    /** An outage of screening that waits for an answer. */
    public record Alarm(long pageId, java.time.Instant since) {}

    /** Empty for what is no link, for one of an earlier round, and where its person may open no case any more. */
    public Optional<About> find(String secret) {
        return link(secret).flatMap(link -> store.find(link.pageId())).map(PageLinks::about);
    }

    /** Answers in the name of the link's person; nothing happens where somebody has answered. */
    public Optional<About> acknowledge(String secret) {
        return link(secret).flatMap(link -> {
            acknowledge(link.pageId(), new Actor.Staff(link.staffId()));
            return store.find(link.pageId()).map(PageLinks::about);
        });
    }

    public List<Alarm> alarms() {
        return store.runningOutages().stream()
                .map(page -> new Alarm(page.id(), page.acceptedAt()))
                .toList();
    }

    /** Somebody looks after it. */
    public void acknowledge(long pageId, Actor.Staff by) {
        PageStore.Row page = store.find(pageId).orElse(null);
        if (page == null) {
            return;
        }
        if (page.caseId() != null) {
            cases.acknowledge(page.caseId(), by);
        } else if (store.end(pageId, by.id(), clock.instant())) {
            audit.recordWalled(by, "outage-acknowledged", "page:" + pageId, null, "");
            wakeups.afterCommit("alert:outage");
        }
    }

    private Optional<PageStore.Link> link(String secret) {
        return store.link(Secrets.sha256(secret))
                .filter(link -> staff.find(link.staffId())
                        .filter(StaffMember::active)
                        .filter(member -> member.clearance().seesCases())
                        .isPresent())
                .filter(link -> !isSuspected(link));
    }

    /** Whoever has come to be suspected in a case keeps the mail, but its link answers nothing any more. */
    private boolean isSuspected(PageStore.Link link) {
        return store.find(link.pageId())
                .map(PageStore.Row::ticketId)
                .filter(ticket -> decisions.suspected(ticket).contains(link.staffId()))
                .isPresent();
    }

    private static About about(PageStore.Row page) {
        return new About(page.caseId(), !page.runs());
    }
}

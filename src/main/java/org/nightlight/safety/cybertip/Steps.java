package org.nightlight.safety.cybertip;

import java.time.Clock;
import org.nightlight.audit.Audit;
import org.nightlight.safety.cybertip.Tip.Filing;
import org.nightlight.shared.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes down each step of a filing, in the transaction in which it is taken: its own record, and a line in the audit. */
@Component
class Steps {
    private static final Actor SOFTWARE = new Actor.Software("cybertip");

    private final FilingStore store;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Steps(FilingStore store, Audit audit, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    void tell(Filing filing, String kind, Answer answer, String detail) {
        store.insert(new Tip.Step(filing.id(), clock.instant(), kind, answer.code(), answer.requestId(), detail, null));
        record(SOFTWARE, filing, kind, answer.code());
    }

    void tell(Filing filing, String kind, String detail) {
        store.insert(new Tip.Step(filing.id(), clock.instant(), kind, "", null, detail, null));
        record(SOFTWARE, filing, kind, "");
    }

    /** Something that a person decided. */
    void decided(Filing filing, String kind, String detail, Actor.Staff by) {
        store.insert(new Tip.Step(filing.id(), clock.instant(), kind, "", null, detail, by.id()));
        record(by, filing, kind, "");
    }

    void alert(Filing filing, CybertipAlert.Kind kind) {
        events.publishEvent(
                new CybertipAlert(filing.caseId(), filing.ticketId(), kind, filing.environment() == Environment.TEST));
    }

    private void record(Actor by, Filing filing, String kind, String code) {
        audit.recordWalled(
                by,
                "cybertip-" + kind,
                "case:" + filing.caseId(),
                filing.ticketId(),
                ("filing:" + filing.id() + " " + code).strip());
    }
}

package org.nightlight.safety;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How long it took from a message's acceptance until the first mail about its case was handed over. */
@Component
public class PageTimes {
    private final PageStore store;

    PageTimes(PageStore store) {
        this.store = store;
    }

    /** An alert about this ticket has left the desk; only the first counts. */
    public void handedOver(long ticketId, Instant at) {
        store.alerted(ticketId, at);
    }

    /** Empty while no alert about the case has left. */
    public Optional<Duration> untilAlerted(long caseId) {
        return store.ofCase(caseId)
                .flatMap(page ->
                        Optional.ofNullable(page.alertedAt()).map(at -> Duration.between(page.acceptedAt(), at)));
    }
}

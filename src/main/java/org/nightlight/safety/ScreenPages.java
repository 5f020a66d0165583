package org.nightlight.safety;

import org.nightlight.database.Wakeups;
import org.springframework.stereotype.Component;

/** The notice at the head of every page of the desk: drawn anew for whoever may see it. */
@Component
class ScreenPages implements PageWay {
    private final Wakeups wakeups;

    ScreenPages(Wakeups wakeups) {
        this.wakeups = wakeups;
    }

    @Override
    public void send(Page page) {
        wakeups.afterCommit("alert:" + (page.caseId() == null ? "outage" : page.caseId()));
    }
}

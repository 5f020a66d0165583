package org.nightlight.portal;

import java.util.List;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.RetentionRules;

/**
 * For how long what is kept: {@code GET /privacy/retention}.
 *
 * @param sealedDays for so long at least records of a child's safety are kept under seal
 */
public record RetentionPage(
        PortalChrome chrome, RetentionRules rules, List<RetentionRules.RecordClass> classes, int sealedDays) {

    static RetentionPage of(PortalChrome chrome, Playbook playbook) {
        return new RetentionPage(
                chrome,
                playbook.retention(),
                List.copyOf(playbook.retention().classes().values()),
                playbook.safety().sealedDays());
    }

    /** Since when the schedule holds. */
    public String day() {
        return Days.of(rules.dated());
    }
}

package org.nightlight.portal;

import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.Spoken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** What stands around the customers' pages: brand and hours as the playbook in force has them. */
@Component
class PortalFrame {
    private static final Logger LOG = LoggerFactory.getLogger(PortalFrame.class);

    private final CurrentPlaybook playbooks;
    private final String leaveTo;
    private volatile Playbook known;

    PortalFrame(CurrentPlaybook playbooks, @Value("${nightlight.leave-to}") String leaveTo) {
        this.playbooks = playbooks;
        this.leaveTo = leaveTo;
        this.known = playbooks.current().playbook();
    }

    PortalChrome chrome(CsrfToken csrf) {
        Playbook playbook = playbook();
        return new PortalChrome(
                playbook.brand().name(),
                OpeningWords.of(playbook.hours()),
                csrf.getParameterName(),
                csrf.getToken(),
                leaveTo);
    }

    /** Around a page that has a language of its own, that of its person: what is said in the rest of the request follows it. */
    PortalChrome chrome(CsrfToken csrf, String language) {
        Spoken.keepTo(Spoken.ofKey(language));
        return chrome(csrf);
    }

    /** While the database is away, the rules last seen: numbers to call and what somebody typed must stay on screen. */
    Playbook playbook() {
        try {
            known = playbooks.current().playbook();
        } catch (RuntimeException away) {
            LOG.warn("the playbook could not be read: {}", away.getClass().getName());
        }
        return known;
    }
}

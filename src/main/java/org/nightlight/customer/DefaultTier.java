package org.nightlight.customer;

import java.util.function.Supplier;
import org.nightlight.playbook.CurrentPlaybook;
import org.springframework.stereotype.Component;

/** The tier of whoever has none, as the playbook in force says. */
@Component
class DefaultTier implements Supplier<String> {
    private final CurrentPlaybook playbooks;

    DefaultTier(CurrentPlaybook playbooks) {
        this.playbooks = playbooks;
    }

    @Override
    public String get() {
        return playbooks.current().playbook().defaultTierKey();
    }
}

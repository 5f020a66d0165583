package org.nightlight.customer;

import java.util.function.Supplier;
import org.nightlight.playbook.Playbooks;
import org.springframework.stereotype.Component;

/** The tier of whoever has none, as the playbook says. */
@Component
class DefaultTier implements Supplier<String> {
    @Override
    public String get() {
        return Playbooks.builtIn().defaultTier().key();
    }
}

/** The Child Safety Agent: screening, cases and alerts. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "database",
            "audit",
            "seal",
            "playbook",
            "customer",
            "staff",
            "privacy",
            "ticket"
        })
@NullMarked
package org.nightlight.safety;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Clocks, deadlines, warnings and the climb when time is up. */
@ApplicationModule(
        allowedDependencies = {"shared", "database", "audit", "playbook", "customer", "staff", "privacy", "ticket"})
@NullMarked
package org.nightlight.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

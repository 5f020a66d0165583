/** Clocks, deadlines, warnings, the climb when time is up, and which of a team is given a ticket. */
@ApplicationModule(
        allowedDependencies = {"shared", "database", "audit", "playbook", "customer", "staff", "privacy", "ticket"})
@NullMarked
package org.nightlight.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

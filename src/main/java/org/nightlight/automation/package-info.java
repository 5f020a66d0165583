/** The desk's own rules: when, if, then. What they hear, what they wait for, what they do with a ticket, and why they did or did not. */
@ApplicationModule(
        allowedDependencies = {"shared", "database", "audit", "playbook", "customer", "staff", "privacy", "ticket"})
@NullMarked
package org.nightlight.automation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

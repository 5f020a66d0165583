/** Machines of others that are told what happens to tickets: what they are told, signed calls, attempts, and what ended unheard. */
@ApplicationModule(
        allowedDependencies = {"shared", "database", "audit", "seal", "playbook", "staff", "privacy", "ticket", "sla"})
@NullMarked
package org.nightlight.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

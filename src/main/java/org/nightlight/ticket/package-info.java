/** Tickets, messages, attachments, notes, tags, drafts, assignment, walls and the search column. */
@ApplicationModule(
        allowedDependencies = {"shared", "database", "audit", "seal", "playbook", "customer", "staff", "privacy"})
@NullMarked
package org.nightlight.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

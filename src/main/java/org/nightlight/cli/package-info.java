/** The command line: explains, publishes, verifies. */
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
            "ticket",
            "knowledge",
            "report",
            "safety",
            "triage",
            "sla",
            "channel"
        })
@NullMarked
package org.nightlight.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

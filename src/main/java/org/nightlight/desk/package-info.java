/** The agents' screens and the settings. */
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
            "safety::report",
            "safety::cybertip",
            "triage",
            "sla",
            "automation",
            "webhook",
            "channel"
        })
@NullMarked
package org.nightlight.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

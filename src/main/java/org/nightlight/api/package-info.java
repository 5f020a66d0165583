/** Machines: JSON in the Zendesk dialect. */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "database",
            "audit",
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
package org.nightlight.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

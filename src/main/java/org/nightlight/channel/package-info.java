/** The ways in and out: Intake tells the inward story top to bottom, Outbox the outward one. */
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
            "safety",
            "safety::report",
            "safety::cybertip",
            "triage",
            "sla",
            "webhook"
        })
@NullMarked
package org.nightlight.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

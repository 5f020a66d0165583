/** The customers' screens: contact form, help in a crisis. */
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
package org.nightlight.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

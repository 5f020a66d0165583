/** Classify and route: pure decisions from subject, text, tier and playbook. */
@ApplicationModule(allowedDependencies = {"shared", "playbook", "safety"})
@NullMarked
package org.nightlight.triage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

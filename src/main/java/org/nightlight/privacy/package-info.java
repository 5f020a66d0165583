/** Consent and the disclosure gate that every way out passes. */
@ApplicationModule(allowedDependencies = {"shared", "database", "audit", "seal", "playbook", "customer"})
@NullMarked
package org.nightlight.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

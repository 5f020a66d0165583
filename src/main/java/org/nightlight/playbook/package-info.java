/** The desk's rules as one checked, versioned document, and the calendar arithmetic that they need. */
@ApplicationModule(allowedDependencies = {"shared", "database", "audit"})
@NullMarked
package org.nightlight.playbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

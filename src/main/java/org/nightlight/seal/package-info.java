/** Keeps what a child in danger wrote encrypted: the key file, a data key for each ticket, and the one way to read. */
@ApplicationModule(allowedDependencies = {"shared", "database", "audit"})
@NullMarked
package org.nightlight.seal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** A few values that every room speaks in: who acts, an e-mail address, HTML known to be safe, the language that is spoken. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.nightlight.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

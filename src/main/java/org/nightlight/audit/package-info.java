/** Who did what, when: append-only and hash-chained; ids, never content. */
@ApplicationModule(allowedDependencies = {"shared", "database"})
@NullMarked
package org.nightlight.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

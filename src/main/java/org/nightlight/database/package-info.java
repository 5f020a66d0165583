/** The floor under every room's store: opens or starts PostgreSQL, migrates it, and runs transactions that state their viewer's clearance. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package org.nightlight.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

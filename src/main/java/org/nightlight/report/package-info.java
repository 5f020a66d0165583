/** Read-only figures over the other rooms' tables. */
@ApplicationModule(allowedDependencies = {"shared", "database", "playbook", "staff"})
@NullMarked
package org.nightlight.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

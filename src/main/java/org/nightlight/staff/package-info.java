/** Agents, teams, roles, sign-in and API tokens. */
@ApplicationModule(allowedDependencies = {"shared", "database", "audit", "playbook"})
@NullMarked
package org.nightlight.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

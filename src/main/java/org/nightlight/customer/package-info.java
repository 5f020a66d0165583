/** Customers: people, tiers, households with parents and children, addresses. */
@ApplicationModule(allowedDependencies = {"shared", "database", "audit", "playbook"})
@NullMarked
package org.nightlight.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

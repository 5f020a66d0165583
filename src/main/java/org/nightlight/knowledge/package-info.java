/** Templates that replies open from. */
@ApplicationModule(allowedDependencies = {"shared", "playbook", "staff"})
@NullMarked
package org.nightlight.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

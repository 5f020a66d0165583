/** What is written down once so that it need not be answered again: articles for customers and for colleagues, and which tickets had them. */
@ApplicationModule(allowedDependencies = {"shared", "database", "audit", "playbook", "staff", "privacy", "ticket"})
@NullMarked
package org.nightlight.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

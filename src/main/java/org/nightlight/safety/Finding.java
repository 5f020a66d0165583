package org.nightlight.safety;

import java.util.Set;

/** One thing that a layer found: how grave, about what, and why. */
record Finding(Level level, Set<Concern> types, Reason reason) {}

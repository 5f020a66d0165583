package org.nightlight.safety;

import java.util.Set;

/**
 * Somebody asked for a case by break-glass, or was granted one: the Safety Team is to be told.
 *
 * @param keptOut members of staff who must hear nothing of it
 */
public record GlassMoved(long requestId, boolean granted, Set<Long> keptOut) {}

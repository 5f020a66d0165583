package org.nightlight.safety;

import java.time.Instant;
import java.util.List;

/** Within the next day nobody is on duty for a while: these are to be told, by their numbers. */
public record RotaGap(Instant from, Instant to, List<Long> tell) {}

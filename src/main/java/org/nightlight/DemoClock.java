package org.nightlight;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The clock of a demo desk: the system's, except while the demo world is told, when it shows the time of what is being told.
 * Only the telling thread sees that; everything else on the desk goes on in the present.
 */
final class DemoClock extends Clock {
    private static final ScopedValue<Instant> THEN = ScopedValue.newInstance();

    /** Does {@code work} as if it were {@code then}. */
    static void at(Instant then, Runnable work) {
        ScopedValue.where(THEN, then).run(work);
    }

    @Override
    public Instant instant() {
        return THEN.isBound() ? THEN.get() : Instant.now();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? this : system(zone);
    }
}

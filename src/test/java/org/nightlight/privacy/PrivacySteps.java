package org.nightlight.privacy;

import org.nightlight.RunningDesk;

/** Does at once what the room's workers do when they come round. */
public final class PrivacySteps {
    private PrivacySteps() {}

    public static void all(RunningDesk desk) {
        while (desk.bean(ConsentWatch.class).endOne()
                || desk.bean(GroundWatch.class).endOne()
                || desk.bean(Erasures.class).step()) {
            // one step after the other
        }
    }
}

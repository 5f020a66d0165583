package org.nightlight.seal;

import java.io.IOException;

/** The place of objects does not answer, or refuses the desk just now: nothing is known of the object, and asking again may help. */
public final class StoreAway extends IOException {
    private static final long serialVersionUID = 1;

    /** @param why in plain words for whoever runs the desk; nothing of an object's content */
    public StoreAway(String why) {
        super(why);
    }
}

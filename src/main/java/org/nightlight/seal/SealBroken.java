package org.nightlight.seal;

/** Sealed words cannot be opened: changed, moved, cut off, or their key is not here. Says where, never what. */
public class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SealBroken(String what) {
        super(what);
    }
}

package org.nightlight.seal;

/** A file cannot be read now, and can be once its store answers again: what is to be done with it waits. */
public final class FilesAway extends SealBroken {
    private static final long serialVersionUID = 1;

    public FilesAway(String what) {
        super(what);
    }
}

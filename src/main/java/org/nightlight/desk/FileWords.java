package org.nightlight.desk;

import org.jspecify.annotations.Nullable;
import org.nightlight.seal.FilesAway;
import org.nightlight.seal.SealBroken;
import org.nightlight.ticket.TicketFile;

/** What is said of a file beside its name. */
final class FileWords {
    /** Where its bytes cannot be read. */
    private static final String GONE =
            "This file is not where the desk keeps its files, or is not whole. Ask whoever runs the desk to look"
                    + " for it in the backup.";

    /** Where its bytes cannot be fetched just now. */
    private static final String AWAY =
            "The place where the desk keeps its files does not answer just now. The file is not lost; try again in a few"
                    + " minutes.";

    private FileWords() {}

    /** Why a file's bytes could not be read. */
    static String of(SealBroken broken) {
        return broken instanceof FilesAway ? AWAY : GONE;
    }

    /**
     * Why nobody opens it now, in a sentence; empty when it may be opened.
     *
     * @param waits whether the virus scanner has yet to answer
     */
    static String shut(TicketFile file, boolean waits) {
        if (file.scan() == TicketFile.Scan.INFECTED) {
            return "This file is opened by nobody: the virus scanner found " + file.verdict() + " in it.";
        }
        return waits
                ? "This file waits for the virus scanner, and is opened by nobody until that has answered. Try again in a"
                        + " moment."
                : "";
    }

    /** What to beware of; null for nothing. */
    static @Nullable String warning(TicketFile file) {
        String disguise = file.disguise()
                .map(it -> "called " + it.claimed().words() + ", but it is "
                        + it.is().words())
                .orElse(null);
        if (disguise != null || file.scan() != TicketFile.Scan.FAILED) {
            return disguise;
        }
        return "the virus scanner could not look into it";
    }
}

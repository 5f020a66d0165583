package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import org.jspecify.annotations.Nullable;
import org.nightlight.seal.FilesAway;
import org.nightlight.seal.SealBroken;
import org.nightlight.ticket.TicketFile;

/** What is said of a file beside its name. */
final class FileWords {
    private FileWords() {}

    /** Why a file's bytes could not be read. */
    static String of(SealBroken broken) {
        return broken instanceof FilesAway
                ? say(
                        "The place where the desk keeps its files does not answer just now. The file is not lost; try again in a few minutes.",
                        "El lugar donde se guardan los archivos no responde ahora. El archivo no se perdió; inténtalo de nuevo en unos minutos.")
                : say(
                        "This file is not where the desk keeps its files, or is not whole. Ask whoever runs the desk to look for it in the backup.",
                        "Este archivo no está donde se guardan los archivos, o no está completo. Pide a quien administra la mesa de ayuda que lo busque en la copia de seguridad.");
    }

    /**
     * Why nobody opens it now, in a sentence; empty when it may be opened.
     *
     * @param waits whether the virus scanner has yet to answer
     */
    static String shut(TicketFile file, boolean waits) {
        if (file.scan() == TicketFile.Scan.INFECTED) {
            return say(
                            "This file is opened by nobody: the virus scanner found %s in it.",
                            "Este archivo no lo abre nadie: el antivirus encontró %s en él.")
                    .formatted(file.verdict());
        }
        return waits
                ? say(
                        "This file waits for the virus scanner, and is opened by nobody until that has answered. Try again in a"
                                + " moment.",
                        "Este archivo espera al antivirus, y nadie lo abre hasta que responda. Inténtalo de nuevo en un momento.")
                : "";
    }

    /** What to beware of; null for nothing. */
    static @Nullable String warning(TicketFile file) {
        String disguise = file.disguise()
                .map(it -> say("called %s, but it is %s", "dice ser %s, pero es %s")
                        .formatted(it.claimed().words(), it.is().words()))
                .orElse(null);
        if (disguise != null || file.scan() != TicketFile.Scan.FAILED) {
            return disguise;
        }
        return say("the virus scanner could not look into it", "el antivirus no pudo mirar dentro");
    }
}

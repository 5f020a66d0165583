package org.nightlight.desk;

import java.util.Locale;
import java.util.regex.Pattern;
import org.nightlight.ticket.TicketFile;

/** What a stranger's file is to the desk. Screening reads its name only, so nobody sees more of it than they ask for. */
enum FileKind {
    /** Shown blurred and grey first; sharp by a click for each look. */
    PICTURE,
    /** Handed over as it came. */
    DOCUMENT,
    /** Sound, film, archives, programs: never opened or unpacked here. */
    SHUT;

    private static final Pattern DOCUMENTS = Pattern.compile("text/(plain|csv|calendar|markdown|rtf|x-log|xml)"
            + "|application/(pdf|rtf|msword|json|xml|vnd\\.ms-(excel|powerpoint)"
            + "|vnd\\.openxmlformats-officedocument\\..+|vnd\\.oasis\\.opendocument\\..+)|message/rfc822");

    /** By what the sender says. */
    static FileKind of(String type) {
        String plain = type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
        if (Pictures.isSafe(plain)) {
            return PICTURE;
        }
        return DOCUMENTS.matcher(plain).matches() ? DOCUMENT : SHUT;
    }

    /** As {@link #of(String)}; what is not what it is called, or the virus scanner could not look into, is no mere document. */
    static FileKind of(TicketFile file) {
        if (file.found() != null && Pictures.isSafe(file.found())) {
            return PICTURE;
        }
        return careful(file, of(file.type()));
    }

    /** As {@link #of(String, byte[])}, with the same care. */
    static FileKind of(TicketFile file, byte[] start) {
        FileKind kind = of(file.type(), start);
        return kind == PICTURE ? kind : careful(file, kind);
    }

    private static FileKind careful(TicketFile file, FileKind kind) {
        boolean doubtful = kind == DOCUMENT && FileWords.warning(file) != null;
        return doubtful || file.disguise().isPresent() ? SHUT : kind;
    }

    /** By what the sender says and what the first bytes are: a picture under another name is a picture. */
    static FileKind of(String type, byte[] bytes) {
        if (Pictures.areSafe(bytes)) {
            return PICTURE;
        }
        return of(type) == PICTURE ? SHUT : of(type);
    }
}

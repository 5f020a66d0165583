package org.nightlight.desk;

import java.util.Locale;
import java.util.regex.Pattern;

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

    /** By what the sender says and what the first bytes are: a picture under another name is a picture. */
    static FileKind of(String type, byte[] bytes) {
        if (Pictures.areSafe(bytes)) {
            return PICTURE;
        }
        return of(type) == PICTURE ? SHUT : of(type);
    }
}

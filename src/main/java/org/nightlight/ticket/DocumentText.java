package org.nightlight.ticket;

/** What came of reading a file's words. */
public sealed interface DocumentText {
    /** @param whole false when it went on beyond {@link DocumentReader#LONGEST_TEXT} */
    record Words(String text, boolean whole) implements DocumentText {}

    /** Of a kind that holds no words: a picture, a recording, an archive, a program. */
    record NoWords() implements DocumentText {}

    /** Words may stand in it, and nobody here has read them. */
    record Unread(Why why) implements DocumentText {}

    /** Why they were not read. */
    enum Why {
        /** It opens with a password alone. */
        LOCKED,
        /** It is damaged, or so made that reading it took too much memory. */
        BROKEN,
        /** Longer than {@link DocumentReader#LONGEST_FILE}. */
        LONG,
        /** Not read within {@link DocumentReader#PATIENCE}. */
        SLOW
    }
}

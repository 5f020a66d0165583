package org.nightlight.triage;

/**
 * One word of a message.
 *
 * @param where {@link Reason#SUBJECT} or {@link Reason#TEXT}
 * @param start first character in that part as it was given
 * @param end one past the last
 * @param word in lower case, without accents and apostrophes
 * @param stem the word without its ending
 * @param sentence counts sentences, so that what stands in one can be told apart from what stands in two
 */
record Token(String where, int start, int end, String word, String stem, int sentence) {}

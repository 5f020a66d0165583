package org.nightlight.safety;

/**
 * Why a verdict says what it says.
 *
 * @param rule the rule's name in the pack, or {@code held.…} when the message could not be judged
 * @param where the part that was read: {@code text}, {@code subject}, {@code name}, {@code quoted}, {@code file.1},
 *     {@code field.<name>}, {@code earlier.1}, {@code document}; counted from one
 * @param start first character of the span in the part as it was given, in UTF-16 units
 * @param end one past the last character; equal to {@code start} when the reason is about the whole part
 */
public record Reason(String rule, String where, int start, int end) {
    /** The name of the part that holds the message itself. */
    public static final String TEXT = "text";

    /** The name of the part that is the words of a document which came with the message. */
    static final String DOCUMENT = "document";

    /** A reason about a whole message instead of a span of it. */
    static Reason whole(String rule) {
        return new Reason(rule, TEXT, 0, 0);
    }
}

package org.nightlight.triage;

/**
 * One reason for a decision. Holds rule names, words of our own phrases and positions, never the customer's text, so that
 * it may be stored beside the ticket.
 *
 * @param kind what spoke
 * @param rule the rule's id for {@link Kind#RULE}, the screening rule for {@link Kind#VERDICT}, {@code classifier} for
 *     {@link Kind#WORD}, and why a person is asked for {@link Kind#UNSURE}
 * @param term what was matched, as our phrases and rules have it; empty for {@link Kind#VERDICT} and {@link Kind#UNSURE}
 * @param where the part of the message: {@code subject} or {@code text}, or the part that screening names
 * @param start first character of the span in that part as it was given, in UTF-16 units
 * @param end one past the last character; equal to {@code start} when the reason is about the whole part
 * @param weight how much it spoke for the decision, in natural-log units: 0.7 doubles the odds; 0 where none was weighed
 */
public record Reason(Kind kind, String rule, String term, String where, int start, int end, double weight) {
    /** What a reason rests on. */
    public enum Kind {
        /** Screening found a child in danger, or could not judge. */
        VERDICT,
        /** A phrase of rules.yaml. */
        RULE,
        /** A word that the classifier learned from phrases.jsonl. */
        WORD,
        /** Nothing that spoke clearly enough: a person is asked. */
        UNSURE
    }

    static final String TEXT = "text";
    static final String SUBJECT = "subject";

    static Reason unsure(String why) {
        return new Reason(Kind.UNSURE, why, "", TEXT, 0, 0, 0);
    }
}

package org.nightlight.privacy;

/** Personal information in a text: UTF-16 units from {@code start} up to {@code end}. */
public record Found(int start, int end, PersonalType type) {
    boolean overlaps(Found other) {
        return start < other.end && other.start < end;
    }

    int length() {
        return end - start;
    }

    /** The words themselves: never for a log. */
    public String in(String text) {
        return text.substring(start, end);
    }
}

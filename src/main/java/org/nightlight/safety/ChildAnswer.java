package org.nightlight.safety;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer to the child of a case.
 *
 * @param key of the approved answer in the playbook; null for a reviewer's own words
 * @param country ISO 3166 code of its help card; empty where it was not known
 * @param text the very words that go out
 * @param hash SHA-256 of the text, in hex
 * @param steps what has become of it
 */
public record ChildAnswer(
        long id,
        long caseId,
        @Nullable String key,
        String language,
        String country,
        String text,
        String hash,
        long writtenBy,
        Instant writtenAt,
        Map<Kind, Step> steps) {

    public enum Kind {
        APPROVED,
        DECLINED,
        /** On its way. */
        QUEUED,
        /** The relay took it. */
        SENT,
        FAILED,
        /** Held back before it left. */
        WITHHELD
    }

    public record Step(Instant at, @Nullable Long staffId) {}

    /** Whether it is a reviewer's own words and nobody has sent or declined them. */
    public boolean waits() {
        return key == null && !steps.containsKey(Kind.QUEUED) && !steps.containsKey(Kind.DECLINED);
    }

    public boolean has(Kind kind) {
        return steps.containsKey(kind);
    }

    /** For the timeline: which it is, and no word of it. */
    String code() {
        return "answer:" + id + " " + (key == null ? "own" : key) + " " + language;
    }
}

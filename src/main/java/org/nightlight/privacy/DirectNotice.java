package org.nightlight.privacy;

import java.time.LocalDate;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One version of a notice to parents.
 *
 * @param material whether it changes what a parent agreed to: consents to earlier versions are suspended until renewed
 * @param texts by language, {@code en} and {@code es}: the parts in the notice's order, each a paragraph with places to fill
 */
public record DirectNotice(
        Kind kind, int version, LocalDate since, boolean material, Map<String, SequencedMap<String, String>> texts) {

    /** The notices of 16 CFR 312.4(c), each with the parts that the rule asks for. */
    public enum Kind {
        /** 312.4(c)(1): before consent. */
        CONSENT(
                "consent",
                "contact-from-child",
                "consent-required",
                "items",
                "uses",
                "third-parties",
                "separate-choice",
                "online-notice",
                "how-to-consent",
                "deletion"),
        /** 312.4(c)(2): a parent is told although nothing else is gathered. */
        VOLUNTARY("voluntary", "contact-taken", "only-this", "may-refuse", "online-notice"),
        /** 312.4(c)(3): a child is answered more than once. */
        SEVERAL_REPLIES(
                "several-replies",
                "child-contact",
                "parent-contact",
                "no-other-use",
                "may-refuse",
                "silence",
                "online-notice"),
        /** 312.4(c)(4): to protect a child's safety. */
        CHILD_SAFETY("child-safety", "contacts-taken", "no-other-use", "may-refuse", "silence", "online-notice");

        private final String key;
        private final java.util.List<String> parts;

        Kind(String key, String... parts) {
            this.key = key;
            this.parts = java.util.List.of(parts);
        }

        public String key() {
            return key;
        }

        /** What the rule asks this notice to say, in the order in which it is read. */
        public java.util.List<String> parts() {
            return parts;
        }
    }

    /** The paragraphs with {@code fill}'s values in their places. */
    public java.util.List<String> paragraphs(String language, Map<String, String> fill) {
        return Notices.text(texts, language).values().stream()
                .map(part -> Notices.filled(part, fill))
                .toList();
    }
}

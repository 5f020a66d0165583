package org.nightlight.knowledge;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that is written down once so that it need not be answered again.
 *
 * @param originalId the article of which this one is the same in the other language; null for the one written first
 * @param language {@code en} or {@code es}
 * @param category the playbook's category of the tickets that it is about, null for any
 * @param body text with the marks of Markdown
 * @param version rises with each change; whoever changes it names the one that they saw
 */
public record Article(
        long id,
        @Nullable Long originalId,
        String language,
        Audience audience,
        State state,
        @Nullable String category,
        String title,
        String body,
        int version,
        long changedBy,
        Instant changedAt) {
    /** Letters that a title and a body may have. */
    public static final int LONGEST_TITLE = 120;

    public static final int LONGEST_BODY = 20_000;

    /** For whom it is written. */
    public enum Audience {
        /** The help centre: whoever comes may read it. */
        CUSTOMERS,
        /** A runbook: the desk alone. */
        COLLEAGUES;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Audience> ofKey(String key) {
            return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
        }
    }

    public enum State {
        DRAFT,
        PUBLISHED,
        ARCHIVED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> ofKey(String key) {
            return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst();
        }
    }

    /** An article as lists name it. */
    public record Entry(
            long id,
            String language,
            Audience audience,
            State state,
            @Nullable String category,
            String title,
            Instant changedAt) {
        /** Whether whoever comes may read it, and a customer may be sent there. */
        public boolean isForEverybody() {
            return audience == Audience.CUSTOMERS && state == State.PUBLISHED;
        }
    }

    /** What was shown once. */
    public record Version(int number, String title, String body, long by, Instant at) {}

    public Entry entry() {
        return new Entry(id, language, audience, state, category, title, changedAt);
    }

    public String otherLanguage() {
        return language.equals("es") ? "en" : "es";
    }
}

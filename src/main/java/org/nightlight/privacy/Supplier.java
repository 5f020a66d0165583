package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A recipient outside the desk to which data can flow.
 *
 * @param way null where the desk sends nothing there by itself: people hand it over
 * @param machine the host that the settings named when a person last confirmed the entry; empty for none
 * @param confirmedBy null while no admin has said that the entry is right
 * @param endedAt since when nothing may go there any more
 * @param assurance the newest written assurance (16 CFR 312.8(c)); null for none
 */
public record Supplier(
        long id,
        @Nullable Way way,
        Facts facts,
        String machine,
        @Nullable Long confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable Instant endedAt,
        @Nullable Assurance assurance) {

    /** Whether somebody outside answers for what becomes of the data there. */
    public boolean needsAssurance() {
        return facts.needsAssurance();
    }

    /** What the recipient is to us, by 16 CFR 312.2. */
    public enum Kind {
        /** Supports our own operations and uses the data for nothing else. */
        INTERNAL_OPERATIONS("internal_operations", "supports our operations", "apoya nuestras operaciones"),
        /** Anybody else: a child's data goes there only with a parent's consent to disclosure. */
        THIRD_PARTY("third_party", "third party", "tercero"),
        /** Takes what law makes us report, or what protects a child. */
        AUTHORITY("authority", "authority", "autoridad");

        private final String key;
        private final String label;
        private final String spanish;

        Kind(String key, String label, String spanish) {
            this.key = key;
            this.label = label;
            this.spanish = spanish;
        }

        public String key() {
            return key;
        }

        public String label() {
            return say(label, spanish);
        }

        static Kind ofKey(String key) {
            for (Kind kind : values()) {
                if (kind.key.equals(key)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of recipient is called " + key);
        }
    }

    /**
     * What a person enters and answers for.
     *
     * @param own whether we run it ourselves: then there is nobody to assure us of anything
     * @param gets what of a customer's it comes to see
     * @param ownerId who among the staff keeps the entry right; null for nobody yet
     */
    public record Facts(
            String name,
            Kind kind,
            boolean own,
            String purposes,
            String gets,
            @Nullable Long ownerId) {

        /** An authority is not ours to be assured by. */
        boolean needsAssurance() {
            return !own && kind != Kind.AUTHORITY;
        }

        /** Names of what is otherwise in {@code after}, for the audit. */
        String changes(Facts after) {
            List<String> changed = new ArrayList<>();
            if (!name.equals(after.name)) {
                changed.add("name");
            }
            if (kind != after.kind) {
                changed.add(kind.key() + " to " + after.kind.key());
            }
            if (own != after.own) {
                changed.add(after.own ? "run by us" : "run by others");
            }
            if (!purposes.equals(after.purposes)) {
                changed.add("purposes");
            }
            if (!gets.equals(after.gets)) {
                changed.add("gets");
            }
            if (!Objects.equals(ownerId, after.ownerId)) {
                changed.add("owner");
            }
            return String.join(", ", changed);
        }
    }

    /**
     * A written assurance that the recipient keeps the data safe.
     *
     * @param reference where the paper lies, or what it is; may be empty where a file was uploaded
     * @param expires the last day on which it counts, in the playbook's zone
     */
    public record Assurance(
            long id,
            String reference,
            @Nullable String fileName,
            LocalDate expires,
            long checkedBy,
            Instant checkedAt) {}
}

package org.nightlight.playbook;

import java.time.LocalDate;
import java.util.List;
import java.util.SequencedMap;

/**
 * For how long what is kept, and what for. Every class of record has an end (16 CFR 312.10); a playbook may only set an
 * earlier one than the default's.
 *
 * @param dated since when the schedule holds as it stands
 * @param erasureWaitDays so many days every erasure waits before it runs, whoever it is about
 * @param classes by key, all of {@link #CLASSES}
 */
public record RetentionRules(LocalDate dated, int erasureWaitDays, SequencedMap<String, RecordClass> classes) {
    /** A conversation with its messages, files, events, clocks and verdicts. */
    public static final String TICKETS = "tickets";

    /** Who wrote: name, addresses, household. */
    public static final String CUSTOMERS = "customers";

    /** What arrived, byte by byte. */
    public static final String ARRIVALS = "arrivals";

    /** What was sent, word by word. */
    public static final String SENT_MAIL = "sent-mail";

    /** What staff began to write and did not send. */
    public static final String DRAFTS = "drafts";

    /** Prepared copies of a person's data. */
    public static final String EXPORTS = "exports";

    /** Who asked for an erasure, and its certificate; no word of what was erased. */
    public static final String CERTIFICATES = "certificates";

    /** All that a schedule must have. */
    public static final List<String> CLASSES =
            List.of(TICKETS, CUSTOMERS, ARRIVALS, SENT_MAIL, DRAFTS, EXPORTS, CERTIFICATES);

    /**
     * One class of record.
     *
     * @param purpose what it is kept for
     * @param need why the organisation needs it for that
     * @param from from when its days count
     * @param days so many days later it is deleted
     */
    public record RecordClass(String key, String label, String purpose, String need, String from, int days) {}

    /** @throws IllegalArgumentException when there is no such class */
    public RecordClass of(String key) {
        RecordClass found = classes.get(key);
        if (found == null) {
            throw new IllegalArgumentException("the retention schedule has no class '" + key + "'");
        }
        return found;
    }
}

package org.nightlight.safety.cybertip;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Level;

/** Everything about reporting one case to the CyberTipline, oldest first. */
public record Tip(Case about, List<Version> versions, List<Filing> filings) {

    /** @param knownSince when screening or a person first flagged the case: the duty's clock runs from then */
    public record Case(long id, long ticketId, Level level, Instant knownSince, boolean drill) {}

    /** @param hash SHA-256 of report and list of files together, in hex; what the approver confirms */
    public record Version(
            long id,
            int number,
            Environment environment,
            @Nullable Long followsId,
            Instant at,
            long author,
            long approver,
            Answers answers,
            String hash,
            @Nullable Instant approvedAt) {
        public boolean approved() {
            return approvedAt != null;
        }
    }

    public enum State {
        /** Waits to be sent. */
        APPROVED,
        /** The call that opens the report is being made; its answer is not here. */
        SENDING,
        /** The report is open there, and not filed yet. */
        OPEN,
        /** The answer to the opening call never came: a person decides. */
        LOST,
        /** It cannot go on by itself: a person decides. */
        STOPPED,
        FINISHED,
        RETRACTED,
        /** The other side deleted it unfinished, or it was given up as that. */
        EXPIRED;

        public boolean live() {
            return this == APPROVED || this == SENDING || this == OPEN || this == LOST;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** One way of a version through the interface. {@code problem}: what failed last, as a code; empty for nothing. */
    public record Filing(
            long id,
            long caseId,
            long ticketId,
            long versionId,
            Environment environment,
            @Nullable Long replacesId,
            State state,
            Instant queuedAt,
            @Nullable String reportId,
            @Nullable Instant changedAt,
            @Nullable Instant finishedAt,
            int failures,
            String problem,
            Instant notBefore,
            int claims,
            @Nullable Long retractBy,
            @Nullable Long holdId) {}

    /** A call and what came of it, or what a person decided ({@code staffId}). */
    public record Step(
            long filingId,
            Instant at,
            String kind,
            String code,
            @Nullable String requestId,
            String detail,
            @Nullable Long staffId) {}

    /** A file that lies in a report: the other side's number, and the MD5 that both sides saw. */
    public record Uploaded(long attachmentId, String fileId, String md5, boolean described) {}

    public Optional<Version> version(int number) {
        return versions.stream().filter(it -> it.number() == number).findFirst();
    }

    public Optional<Version> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    public Optional<Filing> filing(long id) {
        return filings.stream().filter(it -> it.id() == id).findFirst();
    }

    /** Whether one is on its way there. */
    public boolean isOnItsWay(Environment environment) {
        return filings.stream()
                .anyMatch(it -> it.environment() == environment && it.state().live());
    }

    /** The last that was filed there: whatever is learnt later goes into a report of its own that names it. */
    public Optional<Filing> filed(Environment environment) {
        return filings.stream()
                .filter(it -> it.environment() == environment && it.state() == State.FINISHED)
                .reduce((earlier, later) -> later);
    }

    /** Whether a newer one took its place already. */
    public boolean isReplaced(Filing filing) {
        return filings.stream().anyMatch(it -> Long.valueOf(filing.id()).equals(it.replacesId()));
    }
}

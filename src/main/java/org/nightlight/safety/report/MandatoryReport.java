package org.nightlight.safety.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Level;

/**
 * Everything that is written down about reporting one case, oldest first. It is the sum of lines that are never changed;
 * what holds now is computed from them.
 */
public record MandatoryReport(
        OfCase about,
        Jurisdiction place,
        ReportClock clock,
        List<Entry> entries,
        List<Version> versions,
        List<Decision> decisions,
        List<Submission> submissions) {

    /**
     * The case, as far as a report needs it.
     *
     * @param firstFlag the opening, or screening's verdict where that is earlier
     * @param drill nothing of it is reported to anybody
     */
    public record OfCase(
            long id,
            long ticketId,
            Level level,
            List<String> types,
            boolean held,
            Instant openedAt,
            Instant firstFlag,
            boolean drill) {}

    /** Something that a person wrote down. {@code text}: a code, a comment, the child's wish, or a standing's key. */
    public record Entry(long id, Kind kind, @Nullable Track track, String text, Instant at, long by) {
        public enum Kind {
            JURISDICTION,
            COMMENT,
            WISH,
            STEP;

            String key() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * The report as it would be sent, kept byte by byte.
     *
     * @param hash SHA-256 of the PDF, in hex
     * @param content SHA-256 of what the PDF says; the version is out of date when the case says something else by now
     */
    public record Version(
            long id,
            int number,
            Instant at,
            long author,
            String hash,
            String content,
            @Nullable Instant approvedAt,
            @Nullable Long approvedBy) {
        public boolean approved() {
            return approvedAt != null;
        }
    }

    /** Not to report, and why; it counts once a second person has confirmed it. */
    public record Decision(
            long id,
            Track track,
            String reason,
            Instant at,
            long by,
            @Nullable Instant confirmedAt,
            @Nullable Long confirmedBy) {
        public boolean confirmed() {
            return confirmedAt != null;
        }
    }

    /** One line of the submission record. {@code addsTo}: the earlier line that this one completes. */
    public record Submission(
            long id,
            @Nullable Long addsTo,
            Track track,
            Channel channel,
            long reporter,
            String agency,
            @Nullable String intake,
            @Nullable Instant oralAt,
            @Nullable Instant writtenDue,
            @Nullable Instant writtenAt,
            @Nullable Long versionId,
            Instant recordedAt,
            long recordedBy) {}

    public enum Channel {
        PHONE,
        WEB,
        FAX,
        POST;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException when {@code key} is none */
        public static Channel ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** How far one track has come, by its own lines alone. */
    public Standing standing(Track track) {
        Optional<Standing> step = entries.stream()
                .filter(entry -> entry.kind() == Entry.Kind.STEP && entry.track() == track)
                .flatMap(entry -> Arrays.stream(Standing.values())
                        .filter(standing -> standing.key().equals(entry.text())))
                .max(Comparator.naturalOrder());
        if (step.isPresent()) {
            return step.get();
        }
        return decisions.stream().anyMatch(it -> it.track() == track && it.confirmed())
                ? Standing.NOT_REPORTED
                : Standing.PENDING;
    }

    /** Where this track can go from here: forward only, and never without a report. */
    public List<Standing> next(Track track) {
        Standing now = standing(track);
        return now == Standing.PENDING || now == Standing.NOT_REPORTED
                ? List.of()
                : Arrays.stream(Standing.values())
                        .filter(it -> it.compareTo(now) > 0 && it != Standing.NOT_REPORTED)
                        .toList();
    }

    public Optional<Version> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    public Optional<Version> version(int number) {
        return versions.stream().filter(it -> it.number() == number).findFirst();
    }

    List<Entry> entries(Entry.Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    /** The child's wish, as last written down; it stops nothing. */
    public Optional<Entry> wish() {
        List<Entry> wishes = entries(Entry.Kind.WISH);
        return wishes.isEmpty() ? Optional.empty() : Optional.of(wishes.getLast());
    }

    public List<Entry> comments() {
        return entries(Entry.Kind.COMMENT);
    }
}

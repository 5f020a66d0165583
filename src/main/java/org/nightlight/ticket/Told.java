package org.nightlight.ticket;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that somebody is told while it happens, as a word between processes: numbers alone. Whether they wish it and may see the
 * ticket is asked where it is told.
 *
 * @param about sets it apart from others of its kind on this ticket
 */
public record Told(What what, long staffId, long ticketId, long about) {
    private static final Pattern WORD =
            Pattern.compile("told:(mentioned|assigned|task|answered|side):(\\d{1,18}):(\\d{1,18}):(\\d{1,18})");

    public enum What {
        /** Somebody named them in a note. */
        MENTIONED,
        /** They were given a ticket. */
        ASSIGNED,
        /** They were given a task on it. */
        TASK,
        /** The customer wrote on a ticket of theirs. */
        ANSWERED,
        /** Somebody outside answered in a side conversation. */
        SIDE
    }

    public String word() {
        return "told:" + what.name().toLowerCase(Locale.ROOT) + ":" + staffId + ":" + ticketId + ":" + about;
    }

    /** Empty for any other word. */
    public static Optional<Told> read(String word) {
        Matcher parts = WORD.matcher(word);
        return parts.matches()
                ? Optional.of(new Told(
                        What.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
                        Long.parseLong(parts.group(2)),
                        Long.parseLong(parts.group(3)),
                        Long.parseLong(parts.group(4))))
                : Optional.empty();
    }
}

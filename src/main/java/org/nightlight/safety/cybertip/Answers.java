package org.nightlight.safety.cybertip;

import static org.nightlight.shared.Spoken.say;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What a person filled in for a report. The received words are not among it: they are taken as they came.
 *
 * @param type name of an {@link IncidentType}
 * @param at when it happened, in ISO 8601; the time of the message where nobody knows better
 * @param when what is known about the time besides
 * @param urgent why it cannot wait; being there escalates the report, so empty where it is not so
 * @param annotations of {@link #ANNOTATIONS}
 * @param writer name of a {@link Writer}
 * @param age of the child in years, or empty
 * @param screenName of the person reported, on the service
 * @param known what else is known of the person reported
 * @param more for the whole report
 * @param files ids of the ticket's attachments that go along
 */
public record Answers(
        String type,
        String at,
        String when,
        String urgent,
        List<String> annotations,
        String writer,
        String age,
        String screenName,
        String profileUrl,
        String known,
        String more,
        List<Long> files) {
    /** Marks that are known for certain to be in the schema, in its order. */
    public static final List<String> ANNOTATIONS = List.of("sextortion", "csamSolicitation", "minorToMinorInteraction");

    /** Stands for answers that are sealed and not being read, or deleted. */
    public static final Answers UNREAD = new Answers("", "", "", "", List.of(), "", "", "", "", "", "", List.of());

    static final int LONGEST = 3000;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_ADDRESS = 2000;
    private static final Duration AHEAD = Duration.ofMinutes(2);

    /** Who wrote to the desk. The writer is never the person reported. */
    public enum Writer {
        VICTIM,
        /** Told about another child; described in the words themselves. */
        WITNESS,
        UNKNOWN
    }

    /** Refused with what to mend, field by field, before anybody approves. */
    public static final class Faulty extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String field;

        Faulty(String field, String message) {
            super(message);
            this.field = field;
        }

        public String field() {
            return field;
        }
    }

    /**
     * The same without what XML cannot hold.
     *
     * @throws Faulty for what is missing, wrong or too long
     */
    Answers checked(Instant now) {
        Answers clean = new Answers(
                type,
                at,
                XmlText.clean(when).strip(),
                XmlText.clean(urgent).strip(),
                ANNOTATIONS.stream().filter(annotations::contains).toList(),
                writer,
                age.strip(),
                XmlText.clean(screenName).strip(),
                XmlText.clean(profileUrl).strip(),
                XmlText.clean(known).strip(),
                XmlText.clean(more).strip(),
                files.stream().distinct().sorted().toList());
        if (Arrays.stream(IncidentType.values()).noneMatch(it -> it.name().equals(type))) {
            throw new Faulty("type", say("Choose what kind of incident it is.", "Elige qué tipo de incidente es."));
        }
        if (Arrays.stream(Writer.values()).noneMatch(it -> it.name().equals(writer))) {
            throw new Faulty(
                    "writer", say("Choose who wrote to the desk.", "Elige quién escribió a la mesa de ayuda."));
        }
        if (clean.time().isAfter(now.plus(AHEAD))) {
            throw new Faulty(
                    "at",
                    say(
                            "This time lies in the future. Write down when it happened.",
                            "Esta hora está en el futuro. Escribe cuándo pasó."));
        }
        if (!clean.age.isEmpty() && !clean.age.matches("[0-9]{1,2}")) {
            throw new Faulty(
                    "age",
                    say(
                            "Write the age in years, such as 9, or leave it empty.",
                            "Escribe la edad en años, como 9, o déjala vacía."));
        }
        atMost("when", clean.when, LONGEST);
        atMost("urgent", clean.urgent, LONGEST);
        atMost("screenName", clean.screenName, LONGEST_NAME);
        atMost("profileUrl", clean.profileUrl, LONGEST_ADDRESS);
        atMost("known", clean.known, LONGEST);
        atMost("more", clean.more, LONGEST);
        return clean;
    }

    Instant time() {
        try {
            return Instant.parse(at);
        } catch (DateTimeException none) {
            throw new Faulty(
                    "at",
                    say(
                            "Write down when it was, such as 2026-11-26T10:15.",
                            "Escribe cuándo fue, como 2026-11-26T10:15."));
        }
    }

    private static void atMost(String field, String text, int length) {
        if (text.length() > length) {
            throw new Faulty(
                    field,
                    say(
                                    "The CyberTipline takes at most %d characters here, and this has %d. Say it shorter.",
                                    "La CyberTipline admite aquí como máximo %d caracteres, y esto tiene %d. Dilo más corto.")
                            .formatted(length, text.length()));
        }
    }
}

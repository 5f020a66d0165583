package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.shared.Spoken;

/** Times at which a reply may leave: what is offered, and what was chosen. In the zone of the desk's hours. Pure. */
final class SendLater {
    private static final int LONGEST_DAYS = 60;

    private SendLater() {}

    /** The next mornings on which people work, and the same hour in a week; values are local times such as {@code 2026-11-17T09:00}. */
    static List<Choice> offers(Instant now, BusinessCalendar calendar) {
        ZoneId zone = calendar.zone();
        List<Choice> offers = new ArrayList<>();
        ZonedDateTime today = now.atZone(zone);
        Instant next = morning(today.plusDays(1), calendar);
        offers.add(choice(next, zone));
        Instant then = morning(next.atZone(zone).plusDays(1), calendar);
        offers.add(choice(then, zone));
        Instant week = morning(today.plusDays(7), calendar);
        if (week.isAfter(then)) {
            offers.add(choice(week, zone));
        }
        return offers;
    }

    /** The first opening from that day on; around the clock, nine in the morning. */
    private static Instant morning(ZonedDateTime day, BusinessCalendar calendar) {
        ZonedDateTime midnight = day.toLocalDate().atStartOfDay(calendar.zone());
        return calendar.hours().alwaysOpen()
                ? midnight.withHour(9).toInstant()
                : calendar.nextOpen(midnight.toInstant());
    }

    private static Choice choice(Instant at, ZoneId zone) {
        ZonedDateTime there = at.atZone(zone);
        return new Choice(
                there.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString(),
                DateTimeFormatter.ofPattern(say("EEEE d MMMM, HH:mm", "EEEE d 'de' MMMM, HH:mm"), Spoken.language())
                        .format(there),
                false);
    }

    /** The moment that was chosen; empty for none, one that is past, and one too far away. */
    static Optional<Instant> chosen(String at, String offer, Instant now, ZoneId zone) {
        try {
            Instant then =
                    LocalDateTime.parse(at.isBlank() ? offer : at).atZone(zone).toInstant();
            return then.isAfter(now) && then.isBefore(now.plus(LONGEST_DAYS, ChronoUnit.DAYS))
                    ? Optional.of(then)
                    : Optional.empty();
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }
}

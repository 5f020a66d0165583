package org.nightlight.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.nightlight.playbook.BusinessCalendar.Pause;
import org.nightlight.playbook.SupportHours.Block;

/** Laws that hold for every calendar, tried on random ones over every zone whose clock changes in 2020 to 2037. */
class BusinessCalendarLawsTest {
    private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2038-01-01T00:00:00Z");
    private final Random random = new Random(20260302);

    @Test
    void whatIsAddedCanBeMeasuredAgainInPartsOrWholeAndLaterStartsAreDueNoEarlier() {
        for (ZoneId zone : zonesWithChanges()) {
            BusinessCalendar calendar = randomCalendar(zone);
            for (int round = 0; round < 24; round++) {
                Instant start = randomInstant(zone);
                Duration one = randomLength();
                Duration other = randomLength();

                Instant due = calendar.add(start, one);
                assertThat(calendar.between(start, due))
                        .as("%s %s %s", zone, start, one)
                        .isEqualTo(one);
                assertThat(calendar.add(due, other)).isEqualTo(calendar.add(start, one.plus(other)));

                Instant later = start.plus(randomLength());
                assertThat(calendar.add(later, one)).isAfterOrEqualTo(due);
                assertThat(calendar.between(start, later).plus(calendar.between(later, later.plus(other))))
                        .isEqualTo(calendar.between(start, later.plus(other)));
            }
        }
    }

    @Test
    void openingsAndClosingsAgreeWithWhatIsOpen() {
        for (ZoneId zone : zonesWithChanges()) {
            BusinessCalendar calendar = randomCalendar(zone);
            for (int round = 0; round < 10; round++) {
                Instant at = randomInstant(zone);
                Instant next = calendar.nextOpen(at);
                Instant last = calendar.lastOpen(at);
                assertThat(calendar.isOpen(next)).isTrue();
                assertThat(calendar.between(at, next)).isZero();
                assertThat(calendar.between(last, at)).isZero();
                assertThat(calendar.isOpen(last.minus(1, ChronoUnit.MICROS)) || calendar.isOpen(last))
                        .isTrue();
                assertThat(calendar.isOpen(at)).isEqualTo(next.equals(at)).isEqualTo(calendar.isOpen(last));
            }
        }
    }

    @Test
    void theAnswerIsThatOfWalkingMinuteByMinute() {
        for (String name : List.of(
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "Europe/Berlin",
                "America/New_York",
                "America/Sao_Paulo",
                "Asia/Kathmandu",
                "Pacific/Chatham",
                "Africa/El_Aaiun",
                "Europe/Dublin",
                "America/St_Johns")) {
            ZoneId zone = ZoneId.of(name);
            for (int round = 0; round < 4; round++) {
                BusinessCalendar calendar = randomCalendar(zone);
                Instant start = randomInstant(zone).truncatedTo(ChronoUnit.MINUTES);
                int minutes = 1 + random.nextInt(3000);
                assertThat(calendar.add(start, Duration.ofMinutes(minutes)))
                        .as("%s %s + %d", zone, start, minutes)
                        .isEqualTo(walk(calendar.hours(), start, minutes, List.of()));
                List<Pause> pauses = randomPauses(start);
                assertThat(calendar.add(start, Duration.ofMinutes(minutes), pauses))
                        .as("%s %s + %d without %s", zone, start, minutes, pauses)
                        .isEqualTo(walk(calendar.hours(), start, minutes, pauses));
            }
        }
    }

    @Test
    void manyThreadsAskingForManyYearsGetTheSameAnswers() throws Exception {
        BusinessCalendar shared = BusinessCalendar.of(Playbooks.builtIn().hours());
        List<Callable<Instant>> questions = new ArrayList<>();
        List<Instant> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Instant start = FROM.plus(Duration.ofDays(random.nextInt(40_000) - 10_000));
            questions.add(() -> shared.add(start, Duration.ofHours(900)));
            answers.add(BusinessCalendar.of(shared.hours()).add(start, Duration.ofHours(900)));
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var given = threads.invokeAll(questions);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(given.get(i).get()).isEqualTo(answers.get(i));
            }
        }
    }

    /** The definition, spelt out: a minute counts when it lies in a block of its day or in one begun the day before. */
    private static Instant walk(SupportHours hours, Instant start, int minutes, List<Pause> pauses) {
        Instant at = start;
        int counted = 0;
        while (counted < minutes) {
            Instant minute = at;
            boolean paused =
                    pauses.stream().anyMatch(pause -> !minute.isBefore(pause.from()) && minute.isBefore(pause.to()));
            if (!paused && openByDefinition(hours, at)) {
                counted++;
            }
            at = at.plusSeconds(60);
        }
        return at;
    }

    private static boolean openByDefinition(SupportHours hours, Instant at) {
        LocalDate date = at.atZone(hours.zone()).toLocalDate();
        for (LocalDate day = date.minusDays(2); !day.isAfter(date.plusDays(1)); day = day.plusDays(1)) {
            for (Block block : hours.on(day)) {
                Instant opens = day.atStartOfDay()
                        .plusMinutes(block.opens())
                        .atZone(hours.zone())
                        .toInstant();
                Instant closes = day.atStartOfDay()
                        .plusMinutes(block.closes())
                        .atZone(hours.zone())
                        .withLaterOffsetAtOverlap()
                        .toInstant();
                if (!at.isBefore(opens) && at.isBefore(closes)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** One of each: many names share their rules. */
    private static List<ZoneId> zonesWithChanges() {
        Set<ZoneRules> seen = new HashSet<>();
        return new TreeSet<>(ZoneId.getAvailableZoneIds())
                .stream()
                        .map(ZoneId::of)
                        .filter(zone -> {
                            ZoneOffsetTransition next = zone.getRules().nextTransition(FROM);
                            return next != null && next.getInstant().isBefore(TO);
                        })
                        .filter(zone -> seen.add(zone.getRules()))
                        .toList();
    }

    private BusinessCalendar randomCalendar(ZoneId zone) {
        Map<DayOfWeek, List<Block>> week = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(7) > 1) {
                week.put(day, randomBlocks());
            }
        }
        week.put(DayOfWeek.SUNDAY, List.of(new Block(0, 60 + random.nextInt(600))));
        Map<LocalDate, String> holidays = new LinkedHashMap<>();
        Map<LocalDate, List<Block>> overrides = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            holidays.put(LocalDate.of(2020, 1, 1).plusDays(random.nextInt(6500)), "holiday");
            overrides.put(LocalDate.of(2020, 1, 1).plusDays(random.nextInt(6500)), randomBlocks());
        }
        BusinessCalendar calendar = BusinessCalendarTest.calendar(zone, week, holidays, overrides);
        if (random.nextInt(4) > 0) {
            calendar.between(FROM, TO); // reckoned at once; else year by year as it is asked
        }
        return calendar;
    }

    private List<Block> randomBlocks() {
        return switch (random.nextInt(5)) {
            case 0 -> List.of(new Block(9 * 60, 17 * 60));
            case 1 -> List.of(new Block(0, 24 * 60));
            case 2 -> List.of(new Block(21 * 60, 26 * 60));
            case 3 -> List.of(new Block(30, 150), new Block(170, 200), new Block(600, 1100));
            default -> {
                int opens = random.nextInt(1440);
                yield List.of(new Block(opens, opens + 1 + random.nextInt(1440)));
            }
        };
    }

    /** Half of them within two days of a change of this zone's clock: there the mistakes are. */
    private Instant randomInstant(ZoneId zone) {
        Instant any = FROM.plusMillis(random.nextLong(Duration.between(FROM, TO).toMillis()));
        ZoneOffsetTransition near = zone.getRules().nextTransition(any);
        if (near == null || random.nextBoolean()) {
            return any;
        }
        return near.getInstant().plusMillis(random.nextLong(-172_800_000, 172_800_000));
    }

    /** In order of beginning, some before the start, some overlapping, some empty. */
    private List<Pause> randomPauses(Instant start) {
        return random.ints(random.nextInt(6), -500, 5000)
                .sorted()
                .mapToObj(minute -> start.plusSeconds(minute * 60L))
                .map(from -> new Pause(from, from.plusSeconds(random.nextInt(2000) * 60L)))
                .toList();
    }

    private Duration randomLength() {
        return Duration.ofMillis(random.nextLong(1, random.nextInt(4) == 0 ? 4_000_000_000L : 200_000_000L));
    }
}

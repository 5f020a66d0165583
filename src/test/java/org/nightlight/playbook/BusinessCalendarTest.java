package org.nightlight.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private final BusinessCalendar desk =
            BusinessCalendar.of(Playbooks.builtIn().hours());

    @ParameterizedTest(name = "{0} and {1} business days is {2}")
    @CsvSource({
        // a Monday morning, a Saturday, a Friday after closing, over Thanksgiving, over a holiday on a Monday
        "2026-03-02T10:00, 5, 2026-03-09T10:00",
        "2026-03-07T12:00, 5, 2026-03-13T17:00",
        "2026-03-06T18:30, 1, 2026-03-09T17:00",
        "2026-03-02T09:00, 1, 2026-03-02T17:00",
        "2026-03-02T17:00, 1, 2026-03-03T17:00",
        "2026-11-25T12:00, 1, 2026-11-27T12:00",
        "2026-05-22T16:00, 2, 2026-05-27T16:00",
        "2027-12-30T10:00, 1, 2028-01-03T10:00",
    })
    void businessDaysAreEightOpenHoursEach(LocalDateTime start, int days, LocalDateTime due) {
        assertThat(desk.addBusinessDays(at(start), days)).isEqualTo(at(due));
    }

    @ParameterizedTest(name = "the business day after {0} closes {1}")
    @CsvSource({
        "2026-03-02T10:00, 2026-03-03T17:00",
        "2026-03-06T20:00, 2026-03-09T17:00",
        "2026-03-07T01:00, 2026-03-09T17:00",
        "2026-11-25T23:59, 2026-11-27T17:00",
    })
    void theNextBusinessDayEndsAtItsClosingTime(LocalDateTime start, LocalDateTime closing) {
        assertThat(desk.closingOfNextBusinessDay(at(start))).isEqualTo(at(closing));
    }

    @Test
    void anOpeningIsOpenAndAClosingIsClosed() {
        assertThat(desk.isOpen(at("2026-03-02T09:00"))).isTrue();
        assertThat(desk.isOpen(at("2026-03-02T17:00"))).isFalse();
        assertThat(desk.nextOpen(at("2026-03-06T17:00"))).isEqualTo(at("2026-03-09T09:00"));
        assertThat(desk.lastOpen(at("2026-03-08T12:00"))).isEqualTo(at("2026-03-06T17:00"));
        assertThat(desk.lastOpen(at("2026-03-06T12:00"))).isEqualTo(at("2026-03-06T12:00"));
    }

    @Test
    void timeIsKeptToTheMicrosecond() {
        Instant start = Instant.parse("2026-03-06T21:59:59.999998Z");
        Instant due = desk.add(start, Duration.ofNanos(5_000));
        assertThat(due).isEqualTo(Instant.parse("2026-03-09T13:00:00.000003Z"));
        assertThat(desk.between(start, due)).isEqualTo(Duration.ofNanos(5_000));
    }

    @Test
    void anOverrideOpensPartOfADayHolidayOrNot() {
        BusinessCalendar calendar = calendar(
                NEW_YORK,
                week("09:00-17:00"),
                Map.of(LocalDate.of(2026, 12, 25), "Christmas Day"),
                Map.of(
                        LocalDate.of(2026, 12, 24), List.of(block("09:00-12:00")),
                        LocalDate.of(2026, 12, 25), List.of(block("10:00-11:00"))));
        assertThat(calendar.between(at("2026-12-24T00:00"), at("2026-12-25T00:00")))
                .isEqualTo(Duration.ofHours(3));
        assertThat(calendar.between(at("2026-12-25T00:00"), at("2026-12-26T00:00")))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aShiftPastMidnightIsOneStretchAndBelongsToTheDayOnWhichItOpens() {
        BusinessCalendar night = calendar(
                ZoneId.of("Europe/Berlin"),
                Map.of(DayOfWeek.FRIDAY, List.of(block("21:00-02:00"))),
                Map.of(LocalDate.of(2026, 1, 16), "closed", LocalDate.of(2026, 1, 24), "does not cut Friday's shift"),
                Map.of());
        assertThat(night.isOpen(Instant.parse("2026-01-10T00:59:59Z"))).isTrue();
        assertThat(night.isOpen(Instant.parse("2026-01-10T01:00:00Z"))).isFalse();
        assertThat(night.add(Instant.parse("2026-01-09T19:00:00Z"), Duration.ofHours(6)))
                .isEqualTo(Instant.parse("2026-01-23T21:00:00Z"));
        assertThat(night.isOpen(Instant.parse("2026-01-24T00:30:00Z"))).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1} of open time from {2} is due {3}")
    @CsvSource({
        // the clock goes forward by an hour in the night, and in the night back
        "Europe/Berlin, PT8H, 2026-03-29T00:00:00Z, 2026-03-29T09:00:00Z",
        "Europe/Berlin, PT8H, 2026-10-25T00:00:00Z, 2026-10-25T08:00:00Z",
        "America/New_York, PT8H, 2026-03-08T05:00:00Z, 2026-03-08T14:00:00Z",
        // Lord Howe moves by half an hour
        "Australia/Lord_Howe, PT8H, 2026-10-03T13:30:00Z, 2026-10-03T22:30:00Z",
        "Australia/Lord_Howe, PT8H, 2026-04-04T13:00:00Z, 2026-04-04T22:30:00Z",
        // Casablanca leaves its summer time for Ramadan: 02:00 to 03:00 came twice on 15 February 2026
        "Africa/Casablanca, PT8H, 2026-02-14T23:00:00Z, 2026-02-15T08:00:00Z",
    })
    void hoursAcrossAChangeOfTheClockAreRightToTheSecond(String zone, Duration length, Instant start, Instant due) {
        BusinessCalendar calendar = calendar(
                ZoneId.of(zone), everyDay(List.of(block("00:00-01:00"), block("02:00-24:00"))), Map.of(), Map.of());
        assertThat(calendar.add(start, length)).isEqualTo(due);
    }

    @Test
    void anOpeningInASkippedHourIsLaterAndOneThatComesTwiceIsTheFirst() {
        BusinessCalendar calendar = calendar(NEW_YORK, everyDay(List.of(block("02:30-17:00"))), Map.of(), Map.of());
        assertThat(calendar.nextOpen(Instant.parse("2026-03-08T06:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-08T07:30:00Z"));
        BusinessCalendar twice = calendar(NEW_YORK, everyDay(List.of(block("00:00-01:30"))), Map.of(), Map.of());
        assertThat(twice.between(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-01T12:00:00Z")))
                .isEqualTo(Duration.ofMinutes(150));
        assertThat(calendar(NEW_YORK, everyDay(List.of(block("01:30-09:00"))), Map.of(), Map.of())
                        .nextOpen(Instant.parse("2026-11-01T05:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-01T05:30:00Z"));
    }

    @Test
    void midnightToMidnightEveryDayHasNoClosedMomentInAnyZone() {
        for (String zone : List.of("America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Beirut")) {
            BusinessCalendar calendar =
                    calendar(ZoneId.of(zone), everyDay(List.of(block("00:00-24:00"))), Map.of(), Map.of());
            Instant start = Instant.parse("2016-01-01T12:00:00Z");
            Instant end = Instant.parse("2030-01-01T12:00:00Z");
            assertThat(calendar.between(start, end)).isEqualTo(Duration.between(start, end));
        }
    }

    @Test
    void aDayThatAZoneSkipsIsNoSecondDay() {
        // Samoa left out 30 December 2011: what is left of the 28th, then the 29th, the 31st, New Year, part of the 2nd
        BusinessCalendar samoa =
                calendar(ZoneId.of("Pacific/Apia"), everyDay(List.of(block("09:00-17:00"))), Map.of(), Map.of());
        assertThat(samoa.between(Instant.parse("2011-12-29T00:00:00Z"), Instant.parse("2012-01-02T00:00:00Z")))
                .isEqualTo(Duration.ofHours(3 + 8 + 8 + 8 + 5));
    }

    @Test
    void aCalendarThatIsNeverOpenSaysSoAndOneThatIsOpenOnceAnswersForThatOnce() {
        BusinessCalendar never = calendar(NEW_YORK, Map.of(), Map.of(), Map.of());
        assertThatThrownBy(() -> never.nextOpen(Instant.EPOCH)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> never.lastOpen(Instant.EPOCH)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> never.add(Instant.EPOCH, Duration.ofMinutes(1)))
                .isInstanceOf(DateTimeException.class);
        assertThat(never.add(Instant.EPOCH, Duration.ZERO)).isEqualTo(Instant.EPOCH);

        BusinessCalendar once =
                calendar(NEW_YORK, Map.of(), Map.of(), Map.of(LocalDate.of(2090, 5, 1), List.of(block("09:00-10:00"))));
        assertThat(once.add(Instant.EPOCH, Duration.ofMinutes(60))).isEqualTo(at("2090-05-01T10:00"));
        assertThatThrownBy(() -> once.add(Instant.EPOCH, Duration.ofMinutes(61)))
                .isInstanceOf(DateTimeException.class);
        assertThat(once.lastOpen(at("2300-01-01T00:00"))).isEqualTo(at("2090-05-01T10:00"));
    }

    @Test
    void anyYearIsReckonedWhenAskedFor() {
        Instant far = at("2189-06-01T12:00");
        assertThat(desk.between(at("2026-01-01T00:00"), far)).isPositive();
        assertThat(desk.add(at("1950-06-01T12:00"), desk.between(at("1950-06-01T12:00"), far)))
                .isEqualTo(far);
    }

    private static Instant at(String local) {
        return at(LocalDateTime.parse(local));
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(NEW_YORK).toInstant();
    }

    static SupportHours.Block block(String text) {
        String[] ends = text.split("-");
        return SupportHours.Block.parse(ends[0], ends[1]).orElseThrow();
    }

    private static Map<DayOfWeek, List<SupportHours.Block>> week(String hours) {
        Map<DayOfWeek, List<SupportHours.Block>> week = new LinkedHashMap<>();
        Stream.of(DayOfWeek.values()).limit(5).forEach(day -> week.put(day, List.of(block(hours))));
        return week;
    }

    static Map<DayOfWeek, List<SupportHours.Block>> everyDay(List<SupportHours.Block> blocks) {
        Map<DayOfWeek, List<SupportHours.Block>> week = new LinkedHashMap<>();
        Stream.of(DayOfWeek.values()).forEach(day -> week.put(day, blocks));
        return week;
    }

    static BusinessCalendar calendar(
            ZoneId zone,
            Map<DayOfWeek, List<SupportHours.Block>> week,
            Map<LocalDate, String> holidays,
            Map<LocalDate, List<SupportHours.Block>> overrides) {
        SequencedMap<LocalDate, String> closed = new LinkedHashMap<>(holidays);
        return BusinessCalendar.of(new SupportHours(zone, Duration.ofHours(8), week, closed, overrides, false));
    }
}

package org.nightlight.playbook;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When people of the desk work, in words of the calendar; {@link BusinessCalendar} reckons with it.
 *
 * @param businessDay how much open time one business day is in "5 business days"
 * @param weekly a weekday that is missing is closed
 * @param holidays closed days and their names
 * @param overrides dates with hours of their own, holiday or not; an empty list closes the day
 * @param alwaysOpen around the clock: nothing but the zone counts then
 */
public record SupportHours(
        ZoneId zone,
        Duration businessDay,
        Map<DayOfWeek, List<Block>> weekly,
        SequencedMap<LocalDate, String> holidays,
        Map<LocalDate, List<Block>> overrides,
        boolean alwaysOpen) {

    private static final int DAY = 24 * 60;

    /**
     * One stretch of open time, in minutes after midnight of the day to which it belongs, on the wall's clock. A shift
     * past midnight is one block: it belongs to the day on which it opens, and that day's holiday closes all of it.
     *
     * @param opens 0 to 1439
     * @param closes after {@code opens}, at most 24 hours later; the first minute that is closed again
     */
    public record Block(int opens, int closes) {
        private static final Pattern TIME = Pattern.compile("([01]?[0-9]|2[0-4]):([0-5][0-9])");

        /**
         * A block from two times such as {@code 09:00}. A closing time that is not after the opening one is the next
         * day's; {@code 24:00} is the midnight that ends the day. Empty when either is no time, or both are the same.
         */
        public static Optional<Block> parse(String opens, String closes) {
            int from = minute(opens);
            int to = minute(closes);
            if (from < 0 || from >= DAY || to < 0 || from == to && from != 0) {
                return Optional.empty();
            }
            return Optional.of(new Block(from, to > from ? to : to + DAY));
        }

        private static int minute(String time) {
            Matcher matcher = TIME.matcher(time);
            int minute = matcher.matches()
                    ? Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2))
                    : -1;
            return minute > DAY ? -1 : minute;
        }

        /** As the document writes it: {@code 09:00-17:00}. */
        public String text() {
            return clock(opens) + "-" + (closes == DAY ? "24:00" : clock(closes % DAY));
        }

        private static String clock(int minute) {
            return "%02d:%02d".formatted(minute / 60, minute % 60);
        }
    }

    /** Around the clock in this zone. */
    public static SupportHours aroundTheClock(ZoneId zone) {
        return new SupportHours(zone, Duration.ofHours(24), Map.of(), new LinkedHashMap<>(), Map.of(), true);
    }

    /** The blocks that open on this date. */
    public List<Block> on(LocalDate date) {
        List<Block> own = overrides.get(date);
        if (own != null) {
            return own;
        }
        return holidays.containsKey(date) ? List.of() : weekly.getOrDefault(date.getDayOfWeek(), List.of());
    }
}

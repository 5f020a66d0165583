package org.nightlight.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.nightlight.cli.Line.Unanswerable;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.playbook.BusinessCalendar.Pause;
import org.nightlight.playbook.SupportHours;
import org.nightlight.playbook.SupportHours.Block;
import tools.jackson.databind.JsonNode;

/**
 * {@code explain calendar}: one JSON line in, one JSON line out, never an exception.
 *
 * <p>In: {@code {"id","calendar":{"tz","hours":{"mon":[["09:00","17:00"]]},"holidays":["2026-12-25"],
 * "overrides":{"2026-12-24":[["09:00","12:00"]]},"always_open":false},"kind":"due","start","minutes",
 * "pauses"?:[["from","to"]]}}; kind is also {@code elapsed} with {@code from} and {@code to}, or {@code next_open} with
 * {@code start}. Out: {@code {"id","due"}}, {@code {"id","seconds"}}, {@code {"id","open"}} or {@code {"id","error"}}.
 */
public final class ExplainCalendar implements UnaryOperator<String> {
    private static final int CALENDARS_KEPT = 100;

    /** Lines come by the thousand and share few calendars. */
    private final Map<JsonNode, BusinessCalendar> calendars = new ConcurrentHashMap<>();

    @Override
    public String apply(String line) {
        return Line.answered(line, this::answer);
    }

    private Map<String, Object> answer(Line line, Map<String, Object> out) {
        BusinessCalendar calendar = calendar(line.section("calendar"));
        ZoneId zone = calendar.zone();
        switch (line.text("kind")) {
            case "due" ->
                out.put(
                        "due",
                        calendar.add(line.moment("start", zone), minutes(line), pauses(line, zone))
                                .toString());
            case "elapsed" -> out.put("seconds", seconds(elapsed(calendar, line)));
            case "next_open" ->
                out.put("open", calendar.nextOpen(line.moment("start", zone)).toString());
            default -> throw new Unanswerable("expected \"kind\" to be due, elapsed or next_open");
        }
        return out;
    }

    private static Duration elapsed(BusinessCalendar calendar, Line line) {
        Instant from = line.moment("from", calendar.zone());
        Instant to = line.moment("to", calendar.zone());
        if (to.isBefore(from)) {
            throw new Unanswerable("expected \"to\" not to be before \"from\"");
        }
        Duration elapsed = Duration.ZERO;
        for (Pause pause : pauses(line, calendar.zone())) {
            if (pause.from().isAfter(from)) {
                elapsed = elapsed.plus(calendar.between(from, pause.from().isBefore(to) ? pause.from() : to));
            }
            from = pause.to().isAfter(from) ? pause.to() : from;
        }
        return elapsed.plus(calendar.between(from, to));
    }

    private static Number seconds(Duration length) {
        return length.toNanosPart() == 0
                ? (Number) length.toSeconds()
                : BigDecimal.valueOf(length.toNanos(), 9).stripTrailingZeros();
    }

    private static Duration minutes(Line line) {
        JsonNode field = line.fields().path("minutes");
        if (!field.isNumber()) {
            throw new Unanswerable("expected \"minutes\" to be a number");
        }
        BigDecimal minutes = field.decimalValue();
        if (minutes.signum() < 0 || minutes.compareTo(BigDecimal.valueOf(10_000_000_000L)) > 0) {
            throw new Unanswerable("expected \"minutes\" to be 0 or more, and less than the calendar has");
        }
        return Duration.ZERO.plusMillis(
                minutes.multiply(BigDecimal.valueOf(60_000)).longValue());
    }

    private static List<Pause> pauses(Line line, ZoneId zone) {
        List<Pause> pauses = new ArrayList<>();
        for (JsonNode each : line.items("pauses")) {
            if (!each.isArray() || each.size() != 2) {
                throw new Unanswerable("expected each of \"pauses\" to be [\"from\",\"to\"]");
            }
            Pause pause = new Pause(
                    Line.moment(each.get(0), "a pause's beginning", zone),
                    Line.moment(each.get(1), "a pause's end", zone));
            if (pause.to().isBefore(pause.from())) {
                throw new Unanswerable("expected a pause to end after it began");
            }
            pauses.add(pause);
        }
        pauses.sort(Comparator.comparing(Pause::from));
        return pauses;
    }

    private BusinessCalendar calendar(Line line) {
        if (calendars.size() > CALENDARS_KEPT) {
            calendars.clear();
        }
        return calendars.computeIfAbsent(line.fields(), _ -> BusinessCalendar.of(hours(line)));
    }

    private static SupportHours hours(Line line) {
        ZoneId zone = zone(line);
        if (line.flag("always_open")) {
            return SupportHours.aroundTheClock(zone);
        }
        Map<DayOfWeek, List<Block>> week = new EnumMap<>(DayOfWeek.class);
        section(line, "hours").forEach((day, blocks) -> week.put(day(day), blocks(blocks)));
        SequencedMap<LocalDate, String> holidays = new LinkedHashMap<>();
        line.items("holidays").forEach(date -> holidays.put(date(date.asString("")), "holiday"));
        Map<LocalDate, List<Block>> overrides = new HashMap<>();
        section(line, "overrides").forEach((date, blocks) -> overrides.put(date(date), blocks(blocks)));
        return new SupportHours(zone, Duration.ofHours(8), week, holidays, overrides, false);
    }

    private static ZoneId zone(Line line) {
        String name = line.text("tz");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new Unanswerable("expected \"tz\" to be a time zone such as America/New_York");
        }
    }

    private static Map<String, JsonNode> section(Line line, String name) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        if (!line.fields().path(name).isMissingNode()
                && !line.fields().path(name).isNull()) {
            line.section(name)
                    .fields()
                    .propertyStream()
                    .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        }
        return entries;
    }

    private static DayOfWeek day(String name) {
        String start = name.strip().toUpperCase(Locale.ROOT);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (start.length() >= 3 && day.name().startsWith(start)) {
                return day;
            }
        }
        throw new Unanswerable("expected a weekday such as mon, found '" + name + "'");
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Unanswerable("expected a date such as 2026-12-25, found '" + text + "'");
        }
    }

    private static List<Block> blocks(JsonNode list) {
        List<Block> blocks = new ArrayList<>();
        for (JsonNode each : list.isArray() ? list.values() : List.of(list)) {
            if (each.isNull()) {
                continue;
            }
            boolean pair = each.isArray() && each.size() == 2;
            blocks.add(Block.parse(
                            pair ? each.get(0).asString("") : "",
                            pair ? each.get(1).asString("") : "")
                    .orElseThrow(() -> new Unanswerable("expected open hours such as [\"09:00\",\"17:00\"]")));
        }
        return blocks;
    }
}

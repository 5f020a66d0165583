package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads when the desk is open. */
final class HoursReader {
    private HoursReader() {}

    static SupportHours hours(Section section) {
        Value weekly = section.required("weekly");
        SequencedMap<DayOfWeek, List<SupportHours.Block>> week = weekly.section(HoursReader::week);
        if (week.values().stream().allMatch(List::isEmpty)) {
            weekly.fault(say("expected at least one open day", "se esperaba al menos un día abierto"));
        }
        return new SupportHours(
                section.required("zone").zone(),
                section.required("business-day").duration(),
                Collections.unmodifiableMap(week),
                section.optional("holidays")
                        .map(value -> value.dated(Value::text))
                        .orElseGet(LinkedHashMap::new),
                section.optional("overrides")
                        .map(value -> value.dated(HoursReader::blocks))
                        .map(Collections::<LocalDate, List<SupportHours.Block>>unmodifiableMap)
                        .orElse(Map.of()),
                false);
    }

    private static SequencedMap<DayOfWeek, List<SupportHours.Block>> week(Section section) {
        SequencedMap<DayOfWeek, List<SupportHours.Block>> week = new LinkedHashMap<>();
        Map<DayOfWeek, Value> places = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            section.optional(day.name().toLowerCase(Locale.ROOT)).ifPresent(value -> {
                places.put(day, value);
                week.put(day, blocks(value));
            });
        }
        week.forEach((day, blocks) -> {
            int spill = blocks.isEmpty() ? 0 : blocks.getLast().closes() - 24 * 60;
            List<SupportHours.Block> tomorrow = week.getOrDefault(day.plus(1), List.of());
            if (!tomorrow.isEmpty() && tomorrow.getFirst().opens() < spill) {
                Optional.ofNullable(places.get(day.plus(1)))
                        .ifPresent(value -> value.fault(say(
                                "expected hours that do not overlap, found them beginning "
                                        + "before the shift of the day before has ended",
                                "se esperaban horas que no se solapen, empiezan antes de "
                                        + "que termine el turno del día anterior")));
            }
        });
        return week;
    }

    private static List<SupportHours.Block> blocks(Value value) {
        List<SupportHours.Block> blocks = new ArrayList<>();
        for (Value item : value.items()) {
            SupportHours.Block block = item.block();
            if (!blocks.isEmpty() && block.opens() < blocks.getLast().closes()) {
                item.fault(say(
                                "expected hours in order that do not overlap, found ",
                                "se esperaban horas en orden que no se solapen, se encontró ")
                        + block.text()
                        + say(" after ", " después de ")
                        + blocks.getLast().text());
            }
            blocks.add(block);
        }
        return List.copyOf(blocks);
    }
}

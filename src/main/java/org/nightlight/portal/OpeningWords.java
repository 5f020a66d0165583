package org.nightlight.portal;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nightlight.playbook.SupportHours;

/** The playbook's hours in one sentence for customers, who read a clock with am and pm. */
final class OpeningWords {
    private static final int DAY = 24 * 60;

    private OpeningWords() {}

    /** Days in a row with the same hours. */
    private record Run(DayOfWeek first, DayOfWeek last, List<SupportHours.Block> blocks) {}

    /** Such as {@code People are here Monday to Friday, 9 am to 5 pm, Eastern Time.}; empty when no day is open. */
    static String of(SupportHours hours) {
        if (hours.alwaysOpen()) {
            return "People are here day and night.";
        }
        List<Run> runs = runs(hours);
        if (runs.isEmpty()) {
            return "";
        }
        return "People are here " + runs.stream().map(OpeningWords::words).collect(Collectors.joining("; ")) + ", "
                + hours.zone().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + ".";
    }

    private static List<Run> runs(SupportHours hours) {
        List<Run> runs = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            List<SupportHours.Block> blocks = hours.weekly().getOrDefault(day, List.of());
            if (blocks.isEmpty()) {
                continue;
            }
            boolean goesOn = !runs.isEmpty()
                    && runs.getLast().last().plus(1) == day
                    && runs.getLast().blocks().equals(blocks);
            runs.add(new Run(goesOn ? runs.removeLast().first() : day, day, blocks));
        }
        return runs;
    }

    private static String words(Run run) {
        String days = run.first() == run.last() ? name(run.first()) : name(run.first()) + " to " + name(run.last());
        return days + ", "
                + run.blocks().stream()
                        .map(block -> clock(block.opens()) + " to " + clock(block.closes()))
                        .collect(Collectors.joining(" and "));
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String clock(int minuteOfDay) {
        int minute = minuteOfDay % DAY;
        if (minute == 0 || minute == DAY / 2) {
            return minute == 0 ? "midnight" : "noon";
        }
        int hour = minute / 60 % 12 == 0 ? 12 : minute / 60 % 12;
        String past = minute % 60 == 0 ? "" : String.format(Locale.ROOT, ":%02d", minute % 60);
        return hour + past + (minute < DAY / 2 ? " am" : " pm");
    }
}

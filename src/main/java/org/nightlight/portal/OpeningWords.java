package org.nightlight.portal;

import static org.nightlight.shared.Spoken.say;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.nightlight.playbook.SupportHours;
import org.nightlight.shared.Spoken;

/** The playbook's hours in one sentence for customers, who read a clock with am and pm. */
final class OpeningWords {
    private static final int DAY = 24 * 60;

    private OpeningWords() {}

    /** Days in a row with the same hours. */
    private record Run(DayOfWeek first, DayOfWeek last, List<SupportHours.Block> blocks) {}

    /** Such as {@code People are here Monday to Friday, 9 am to 5 pm, Eastern Time.}; empty when no day is open. */
    static String of(SupportHours hours) {
        if (hours.alwaysOpen()) {
            return say("People are here day and night.", "Hay personas aquí de día y de noche.");
        }
        List<Run> runs = runs(hours);
        if (runs.isEmpty()) {
            return "";
        }
        return say("People are here ", "Hay personas aquí ")
                + runs.stream().map(OpeningWords::words).collect(Collectors.joining("; ")) + ", "
                + hours.zone().getDisplayName(TextStyle.FULL, language()) + ".";
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
        String days = run.first() == run.last()
                ? say("", "los ") + name(run.first())
                : say("", "de ") + name(run.first()) + say(" to ", " a ") + name(run.last());
        return days + ", "
                + run.blocks().stream()
                        .map(block ->
                                say("", "de ") + clock(block.opens()) + say(" to ", " a ") + clock(block.closes()))
                        .collect(Collectors.joining(say(" and ", " y ")));
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, language());
    }

    private static String clock(int minuteOfDay) {
        int minute = minuteOfDay % DAY;
        if (minute == 0 || minute == DAY / 2) {
            return minute == 0 ? say("midnight", "medianoche") : say("noon", "mediodía");
        }
        int hour = minute / 60 % 12 == 0 ? 12 : minute / 60 % 12;
        String past = minute % 60 == 0 ? "" : String.format(Locale.ROOT, ":%02d", minute % 60);
        return hour + past + (minute < DAY / 2 ? say(" am", " a. m.") : say(" pm", " p. m."));
    }

    /** Without a country: Britain calls the zones of America otherwise. */
    private static Locale language() {
        return Locale.of(Spoken.language().getLanguage());
    }
}

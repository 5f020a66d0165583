package org.nightlight.safety;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a screening finds what is labelled an alarm ({@link Level#S2} and above) and leaves in peace what is not.
 *
 * @param byType of the alarms with this type, how many were found
 * @param byLevel of the alarms labelled so, how many were found
 * @param byKind of the alarms of this kind, how many were found
 * @param falseByKind of the harmless lines of this kind, how many alarmed all the same
 * @param misses alarms that were not found, gravest first
 * @param held lines that could not be judged; they count as found
 */
public record Evaluation(
        Map<Concern, Share> byType,
        Map<Level, Share> byLevel,
        Map<String, Share> byKind,
        Map<String, Share> falseByKind,
        List<Lessons.Labelled> misses,
        int held) {

    /** So many of so many. */
    public record Share(int some, int all) {
        Share plus(boolean one) {
            return new Share(some + (one ? 1 : 0), all + 1);
        }

        /** From 0 to 1; of nothing, 1. */
        public double part() {
            return all == 0 ? 1 : (double) some / all;
        }

        Share plus(Share other) {
            return new Share(some + other.some, all + other.all);
        }
    }

    private static final Share NONE = new Share(0, 0);

    public static Evaluation of(Screening screening, List<Lessons.Labelled> lines) {
        Map<Concern, Share> byType = new EnumMap<>(Concern.class);
        Map<Level, Share> byLevel = new EnumMap<>(Level.class);
        Map<String, Share> byKind = new TreeMap<>();
        Map<String, Share> falseByKind = new TreeMap<>();
        List<Lessons.Labelled> misses = new ArrayList<>();
        int held = 0;
        for (Lessons.Labelled line : lines) {
            Verdict verdict = screening.screen(Statement.of(line.text()));
            boolean found = verdict.escalates();
            held += verdict.held() ? 1 : 0;
            if (!line.level().escalates()) {
                falseByKind.merge(line.kind(), NONE.plus(found), Share::plus);
                continue;
            }
            byLevel.merge(line.level(), NONE.plus(found), Share::plus);
            byKind.merge(line.kind(), NONE.plus(found), Share::plus);
            line.types().forEach(type -> byType.merge(type, NONE.plus(found), Share::plus));
            if (!found) {
                misses.add(line);
            }
        }
        misses.sort(Comparator.comparing(Lessons.Labelled::level).reversed());
        return new Evaluation(byType, byLevel, byKind, falseByKind, misses, held);
    }

    public Share recall() {
        return byLevel.values().stream().reduce(NONE, Share::plus);
    }

    public Share falseAlarms() {
        return falseByKind.values().stream().reduce(NONE, Share::plus);
    }

    /** As a table for people, with the gravest misses. */
    public String table(int mostMisses) {
        StringBuilder out = new StringBuilder();
        row(out, "found, of all alarms", recall());
        byLevel.forEach((level, share) -> row(out, "  " + level, share));
        byType.forEach((type, share) -> row(out, "  " + type, share));
        byKind.forEach((kind, share) -> row(out, "  " + kind, share));
        Share alarmed = falseAlarms();
        row(out, "alarmed, of all harmless", alarmed);
        out.append(String.format(Locale.ROOT, "  per 1,000: %.1f%n", alarmed.part() * 1_000));
        falseByKind.forEach((kind, share) -> row(out, "  " + kind, share));
        out.append("could not be judged: ").append(held).append('\n');
        misses.stream()
                .limit(mostMisses)
                .forEach(line -> out.append("missed ")
                        .append(line.level())
                        .append(' ')
                        .append(line.types())
                        .append(": ")
                        .append(line.text())
                        .append('\n'));
        return out.toString();
    }

    private static void row(StringBuilder out, String name, Share share) {
        out.append(String.format(
                Locale.ROOT, "%-26s %5d of %5d  %5.1f %%%n", name, share.some(), share.all(), share.part() * 100));
    }
}

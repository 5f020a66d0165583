package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Target.ClockHours;

/** Reads what holds for a child's safety, and refuses what would be laxer than the default. */
final class SafetyReader {
    /** The levels at which people are called, gravest first. */
    private static final List<String> PAGED = List.of("s4", "s3", "s2");

    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    private final @Nullable Playbook floor;
    private final SequencedMap<String, Category> categories;
    private final SequencedMap<String, Team> teams;

    SafetyReader(
            @Nullable Playbook floor, SequencedMap<String, Category> categories, SequencedMap<String, Team> teams) {
        this.floor = floor;
        this.categories = categories;
        this.teams = teams;
    }

    SafetyRules rules(Section section) {
        Value named = section.required("category");
        String key = named.oneOf(say("a category", "una categoría"), categories.keySet());
        Category category = categories.get(key);
        Set<String> issues = category == null ? Set.of() : category.issues().keySet();
        if (category != null
                && category.ladder().rungs().stream()
                        .map(rung -> teams.get(rung.team()))
                        .allMatch(team -> team == null || team.software())) {
            named.fault(say(
                    "expected people on the ladder of the safety category, found software only",
                    "se esperaban personas en la escalera de la categoría de protección, solo se encontró programa"));
        }
        Value times = section.required("times");
        return new SafetyRules(
                key,
                safetyTimes(times, issues),
                section.optional("paging")
                        .map(this::paging)
                        .orElseGet(() -> BuiltIn.PLAYBOOK.safety().paging()),
                section.required("crisis-lines").items().stream()
                        .map(item -> item.section(line -> new SafetyRules.CrisisLine(
                                line.required("name").text(),
                                line.required("reach").text())))
                        .toList(),
                section.optional("mandatory-report")
                        .map(value -> value.section(SafetyReader::reportTimes))
                        .orElse(SafetyRules.ReportTimes.MOST),
                section.optional("care")
                        .map(value -> value.section(SafetyReader::care))
                        .orElse(SafetyRules.Care.LAXEST),
                section.optional("watch")
                        .map(value -> value.section(SafetyReader::watch))
                        .orElse(SafetyRules.Watch.LEAST),
                section.optional("answers")
                        .map(value -> AnswerReader.answers(value, floor))
                        .orElseGet(() -> BuiltIn.PLAYBOOK.safety().answers()),
                section.optional("sealed-evidence-days")
                        .map(value -> value.whole(SafetyRules.LEAST_SEALED_DAYS, 36_500))
                        .orElse(SafetyRules.LEAST_SEALED_DAYS));
    }

    private static SafetyRules.Care care(Section section) {
        SafetyRules.Care laxest = SafetyRules.Care.LAXEST;
        Value pause = section.required("pause-after-emergency");
        Duration rest = pause.duration();
        if (rest.compareTo(laxest.pause()) < 0 || rest.compareTo(LONGEST_PAUSE) > 0) {
            pause.fault(say("expected a time from ", "se esperaba un tiempo de ")
                    + new ClockHours(laxest.pause()).text()
                    + say(" to ", " a ")
                    + new ClockHours(LONGEST_PAUSE).text()
                    + say(
                            ", for the rest after an emergency may only become longer",
                            ", porque el descanso tras una emergencia solo puede ser más largo"));
        }
        return new SafetyRules.Care(
                section.required("cases-per-shift").whole(1, laxest.casesPerShift()),
                section.required("media-minutes").whole(1, laxest.mediaMinutes()),
                rest,
                atMost(section.required("break-glass"), laxest.breakGlass()));
    }

    private static SafetyRules.Watch watch(Section section) {
        SafetyRules.Watch least = SafetyRules.Watch.LEAST;
        return new SafetyRules.Watch(
                section.required("reread-per-thousand").whole(least.rereadPerThousand(), 1_000),
                atMost(section.required("drill-every"), least.drillEvery()),
                atMost(section.required("deputy-after"), least.deputyAfter()));
    }

    private static SafetyRules.ReportTimes reportTimes(Section section) {
        return new SafetyRules.ReportTimes(
                atMost(section.required("within"), SafetyRules.ReportTimes.MOST.within()),
                atMost(section.required("warn-after"), SafetyRules.ReportTimes.MOST.warnAfter()));
    }

    private static Duration atMost(Value value, Duration most) {
        Duration length = value.duration();
        if (length.isZero() || length.compareTo(most) > 0) {
            value.fault(say("expected a time of at most ", "se esperaba un tiempo de un máximo de ")
                    + new ClockHours(most).text()
                    + say(
                            ", for a safety time may only become stricter",
                            ", porque un plazo de protección solo puede ser más estricto"));
        }
        return length;
    }

    private SequencedMap<String, Times> safetyTimes(Value value, Set<String> issues) {
        SequencedMap<String, Times> times = value.keyed((issue, it) -> it.section(section -> {
            if (!issues.contains(issue)) {
                it.fault(say(
                                "expected an issue of the safety category, found '",
                                "se esperaba un asunto de la categoría de protección, se encontró '")
                        + issue + "'" + Faults.hint(issue, issues));
            }
            Times least = floor == null ? null : floor.safety().times().get(issue);
            return new Times(
                    safetyTime(section.required("first-response"), least == null ? null : least.firstResponse()),
                    safetyTime(section.required("resolution"), least == null ? null : least.resolution()),
                    safetyTime(section.required("escalation"), least == null ? null : least.escalation()));
        }));
        Set<String> wanted = new TreeSet<>(issues);
        if (floor != null) {
            wanted.addAll(floor.safety().times().keySet());
        }
        wanted.stream()
                .filter(issue -> !times.containsKey(issue))
                .forEach(issue -> value.fault(say(
                                "expected times for the safety issue '",
                                "se esperaban plazos para el asunto de protección '")
                        + issue
                        + say("', found none", "', no se encontró ninguno")));
        return times;
    }

    private SequencedMap<String, Duration> paging(Value value) {
        return value.section(section -> {
            SequencedMap<String, Duration> waits = new LinkedHashMap<>();
            for (String level : PAGED) {
                Value at = section.required(level);
                Duration wait = at.duration();
                if (wait.isZero() || wait.isNegative()) {
                    at.fault(say(
                            "expected a time such as 5 minutes, found none",
                            "se esperaba un tiempo como 5 minutes, no se encontró ninguno"));
                }
                Duration most = floor == null ? null : floor.safety().paging().get(level);
                if (most != null && wait.compareTo(most) > 0) {
                    at.fault(say("expected at most ", "se esperaba un máximo de ")
                            + most.toMinutes()
                            + say(
                                    " minutes, for the next person may only be called sooner, found ",
                                    " minutos, porque a la siguiente persona solo se le puede llamar "
                                            + "antes; se encontró ")
                            + wait.toMinutes()
                            + say(" minutes", " minutos"));
                }
                waits.put(level, wait);
            }
            return Collections.unmodifiableSequencedMap(waits);
        });
    }

    private static Target safetyTime(Value value, @Nullable Target most) {
        Target target = value.clockTarget();
        if (target instanceof ClockHours(Duration length)
                && most instanceof ClockHours(Duration limit)
                && length.compareTo(limit) > 0) {
            value.fault(say("expected at most ", "se esperaba un máximo de ")
                    + most.text()
                    + say(
                            ", for a safety time may only become stricter, found ",
                            ", porque un plazo de protección solo puede ser más estricto; se encontró ")
                    + target.text());
        }
        return target;
    }
}

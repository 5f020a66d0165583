package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads for how long what is kept, and refuses what has no end or a later one than the default's. */
final class RetentionReader {
    /** Where no default sets less: ten years. */
    private static final int LONGEST_DAYS = 3_650;

    private static final int LONGEST_WAIT_DAYS = 14;

    private final @Nullable Playbook floor;

    RetentionReader(@Nullable Playbook floor) {
        this.floor = floor;
    }

    RetentionRules rules(Section section) {
        return new RetentionRules(
                section.required("dated").date(),
                section.required("erasure-wait-days")
                        .whole(
                                1,
                                floor == null
                                        ? LONGEST_WAIT_DAYS
                                        : floor.retention().erasureWaitDays()),
                classes(section.required("classes")));
    }

    private SequencedMap<String, RetentionRules.RecordClass> classes(Value value) {
        return value.section(section -> {
            SequencedMap<String, RetentionRules.RecordClass> classes = new LinkedHashMap<>();
            for (String key : RetentionRules.CLASSES) {
                classes.put(key, section.required(key).section(it -> recordClass(key, it)));
            }
            return Collections.unmodifiableSequencedMap(classes);
        });
    }

    private RetentionRules.RecordClass recordClass(String key, Section section) {
        return new RetentionRules.RecordClass(
                key,
                section.required("label").text(),
                section.required("purpose").text(),
                section.required("need").text(),
                section.required("from").text(),
                days(key, section.required("keep-days")));
    }

    private int days(String key, Value value) {
        int most = floor == null ? LONGEST_DAYS : floor.retention().of(key).days();
        if (value.says(List.of("forever", "never", "unlimited", "always", "null", "~"))) {
            value.fault(say("expected a number of days, at most ", "se esperaba un número de días, un máximo de ")
                    + most
                    + say(
                            ": nothing about a person is kept without an end (16 CFR 312.10)",
                            ": nada sobre una persona se guarda sin fin (16 CFR 312.10)"));
            return most;
        }
        return value.whole(1, most);
    }
}

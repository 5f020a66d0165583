package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.util.List;
import org.nightlight.playbook.Target.ClockHours;

/** Reads what holds for asking parents, and refuses what would be laxer than the default. */
final class ConsentReader {
    private static final Duration LONGEST_WAIT = Duration.ofHours(72);

    private ConsentReader() {}

    static ConsentRules rules(Section section) {
        ConsentRules laxest = ConsentRules.LAXEST;
        Value directed = section.required("directed-to-children");
        boolean children = directed.flag();
        if (!children && laxest.directedToChildren()) {
            directed.fault(say(
                    "expected true, for whoever's age is unknown may only be treated more carefully",
                    "se esperaba true, porque a quien tiene edad desconocida solo se le puede tratar con más cuidado"));
        }
        Value wait = section.required("confirm-after");
        Duration confirm = wait.duration();
        if (confirm.compareTo(laxest.confirmAfter()) < 0 || confirm.compareTo(LONGEST_WAIT) > 0) {
            wait.fault(say("expected a time from ", "se esperaba un tiempo de ")
                    + new ClockHours(laxest.confirmAfter()).text()
                    + say(" to ", " a ")
                    + new ClockHours(LONGEST_WAIT).text()
                    + say(
                            ", for the second mail may only wait longer",
                            ", porque el segundo correo solo puede esperar más"));
        }
        Duration kept = section.optional("one-reply-kept")
                .map(value -> kept(value, laxest.oneReplyKept()))
                .orElse(laxest.oneReplyKept());
        return new ConsentRules(
                children,
                section.required("answer-within-days").whole(1, laxest.answerWithinDays()),
                confirm,
                section.required("lasts-days").whole(1, laxest.lastsDays()),
                kept,
                section.optional("third-parties").map(Value::items).orElse(List.of()).stream()
                        .map(Value::text)
                        .toList());
    }

    private static Duration kept(Value value, Duration longest) {
        Duration kept = value.duration();
        if (kept.compareTo(longest) > 0) {
            value.fault(say("expected a time of at most ", "se esperaba un tiempo de un máximo de ")
                    + new ClockHours(longest).text()
                    + say(
                            ", for a child's address may only be forgotten sooner",
                            ", porque la dirección de un niño o niña solo se puede olvidar antes"));
        }
        return kept;
    }
}

package org.nightlight.safety;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes one verdict of all findings. Every step can only raise. */
final class Weighing {
    /** Hints that weigh this much together are judged moderate. */
    private static final int ENOUGH_HINTS = 4;

    /** What nobody here could read says nothing of what the same sender writes later. */
    private static final Set<String> UNREAD = Set.of(Screening.HELD_LANGUAGE, Screening.HELD_ENCRYPTED);

    private static final String HINTS = "sum.hints";
    private static final String DISCLOSED = "context.disclosed";
    private static final String RETRACTED = "context.retracted";

    private final List<Finding> all;
    private final List<Finding> before;

    private Weighing(List<Finding> now, List<Finding> before) {
        this.all = new ArrayList<>(now);
        this.before = before;
    }

    /**
     * @param now what was found in the message
     * @param before what was found in earlier messages of the same sender
     */
    static Verdict weigh(List<Finding> now, List<Finding> before, String engine) {
        Weighing weighing = new Weighing(now, before);
        weighing.sumHints();
        weighing.rememberDisclosure();
        return weighing.verdict(engine);
    }

    /** Hints of earlier messages count only when this one adds to them. */
    private void sumHints() {
        int sum = 0;
        Level level = Level.S2;
        Set<String> rules = new HashSet<>();
        Set<Concern> types = EnumSet.noneOf(Concern.class);
        List<Finding> hints = new ArrayList<>(all);
        if (all.stream().anyMatch(finding -> finding.weight() > 0)) {
            hints.addAll(before);
        }
        for (Finding hint : hints) {
            if (hint.weight() > 0 && rules.add(hint.reason().rule())) {
                sum += hint.weight();
                types.addAll(hint.types());
                level = level.atLeast(hint.together());
            }
        }
        if (sum >= ENOUGH_HINTS) {
            all.add(new Finding(level, types, Reason.whole(HINTS), 0));
        }
    }

    /**
     * After a disclosure the whole conversation stays with the safety team: nothing said later lowers it, and taking it
     * back ("never mind, just kidding") keeps its full level.
     */
    private void rememberDisclosure() {
        Finding gravest = before.stream()
                .filter(finding -> !finding.isHeld() && finding.level().escalates())
                .max(Comparator.comparing(Finding::level))
                .orElse(null);
        if (gravest == null) {
            before.stream()
                    .filter(finding -> finding.isHeld()
                            && !UNREAD.contains(finding.reason().rule()))
                    .findFirst()
                    .ifPresent(all::add);
            return;
        }
        boolean retracted =
                all.stream().anyMatch(finding -> finding.reason().rule().equals(RuleLayer.RETRACTION.name()));
        Reason said = gravest.reason();
        all.add(new Finding(
                retracted ? gravest.level() : Level.S2,
                gravest.types(),
                new Reason(retracted ? RETRACTED : DISCLOSED, said.where(), said.start(), said.end()),
                0));
    }

    private Verdict verdict(String engine) {
        Level level = Level.S0;
        Set<Concern> types = EnumSet.noneOf(Concern.class);
        boolean held = false;
        for (Finding finding : all) {
            level = level.atLeast(finding.level());
            types.addAll(finding.types());
            held |= finding.isHeld();
        }
        List<Reason> reasons = all.stream()
                .filter(finding -> finding.level() != Level.S0)
                .sorted(Comparator.comparing(Finding::level).reversed())
                .map(Finding::reason)
                .distinct()
                .toList();
        return new Verdict(level, types, reasons, held, engine);
    }
}

package org.nightlight.sla;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Target;
import org.nightlight.playbook.Tier;
import org.nightlight.playbook.Times;

/**
 * The promises that hold for one ticket, taken from the playbook by tier, category and issue.
 *
 * @param name for people and logs: {@code premium}, {@code free+ip-attribution}, {@code safety/crisis-detection}
 * @param safety clocks run on the wall clock and never pause
 * @param aroundTheClock people answer at any hour, so that act by is the due moment itself
 * @param firstResponse whichever is due sooner counts; so for the others
 * @param warnings percentages of a target at which somebody is told
 */
public record SlaPolicy(
        String name,
        boolean safety,
        boolean aroundTheClock,
        List<Target> firstResponse,
        List<Target> resolution,
        List<Target> escalation,
        List<Integer> warnings) {

    /** The promises to a customer of this tier; an unknown issue is none, an unknown category promises nothing more. */
    public static SlaPolicy of(Playbook playbook, String tier, @Nullable String category, @Nullable String issue) {
        if (playbook.isSafety(category)) {
            return ofSafety(playbook, issue);
        }
        Tier bought = playbook.tier(tier);
        Times bySubject = timesOf(playbook, category, issue);
        return new SlaPolicy(
                nameOf(playbook, tier, category, issue),
                false,
                bought.aroundTheClock(),
                both(bought.firstResponse(), bySubject.firstResponse()),
                both(bought.resolution(), bySubject.resolution()),
                both(bought.escalation(), bySubject.escalation()),
                playbook.warnings());
    }

    List<Target> targets(Metric metric) {
        return switch (metric) {
            case FIRST_RESPONSE -> firstResponse;
            case RESOLUTION -> resolution;
            case ESCALATION -> escalation;
        };
    }

    private static SlaPolicy ofSafety(Playbook playbook, @Nullable String issue) {
        Times times = playbook.safety().timesOf(issue);
        boolean known = issue != null && playbook.safety().times().containsKey(issue);
        return new SlaPolicy(
                playbook.safety().category() + (known ? "/" + issue : ""),
                true,
                true,
                both(times.firstResponse(), null),
                both(times.resolution(), null),
                both(times.escalation(), null),
                playbook.warnings());
    }

    private static Times timesOf(Playbook playbook, @Nullable String category, @Nullable String issue) {
        Category known = category == null ? null : playbook.categories().get(category);
        if (known == null) {
            return Times.NONE;
        }
        Category.Issue narrow = issue == null ? null : known.issues().get(issue);
        return narrow == null ? known.times() : narrow.times().orElse(known.times());
    }

    private static String nameOf(Playbook playbook, String tier, @Nullable String category, @Nullable String issue) {
        Times ofCategory = timesOf(playbook, category, null);
        Times ofIssue = timesOf(playbook, category, issue);
        if (!ofIssue.equals(ofCategory)) {
            return tier + "+" + category + "/" + issue;
        }
        return ofCategory.equals(Times.NONE) ? tier : tier + "+" + category;
    }

    private static List<Target> both(@Nullable Target one, @Nullable Target other) {
        return Stream.of(one, other)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}

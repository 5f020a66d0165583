package org.nightlight.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.playbook.BusinessCalendar.Pause;
import org.nightlight.playbook.Target;

/**
 * A target as an amount of time in one calendar, fixed at the start: so a pause takes nothing from it, whatever the
 * target is. "Same day" from 10:00 is 14 hours of the wall clock.
 */
record Budget(BusinessCalendar calendar, Instant start, Duration length) {
    private static final BusinessCalendar WALL = BusinessCalendar.aroundTheClock(ZoneOffset.UTC);

    /** Of several targets the one that, without pauses, is due first. */
    static Budget of(SlaPolicy policy, Metric metric, BusinessCalendar standard, Instant start) {
        Budget soonest = null;
        Instant due = Instant.MAX;
        for (Target target : policy.targets(metric)) {
            Budget budget = of(target, policy, standard, start);
            Instant unpaused = budget.due(List.of());
            if (unpaused.isBefore(due)) {
                soonest = budget;
                due = unpaused;
            }
        }
        if (soonest == null) {
            throw new IllegalStateException("policy " + policy.name() + " has no target for " + metric);
        }
        return soonest;
    }

    private static Budget of(Target target, SlaPolicy policy, BusinessCalendar standard, Instant start) {
        return switch (target) {
            case Target.ClockHours(Duration length) -> new Budget(WALL, start, length);
            case Target.BusinessDays(int days) ->
                new Budget(standard, start, standard.hours().businessDay().multipliedBy(days));
            case Target.SameDay() -> sameDay(policy, standard, start);
            case Target.NextBusinessDay() ->
                new Budget(standard, start, standard.between(start, standard.closingOfNextBusinessDay(start)));
        };
    }

    /** Midnight, but never before the first response was due. */
    private static Budget sameDay(SlaPolicy policy, BusinessCalendar standard, Instant start) {
        Instant midnight = standard.midnightAfter(start);
        boolean circular = policy.firstResponse().stream().anyMatch(target -> target instanceof Target.SameDay);
        Instant response = circular
                ? midnight
                : Budget.of(policy, Metric.FIRST_RESPONSE, standard, start).due(List.of());
        return new Budget(WALL, start, Duration.between(start, response.isAfter(midnight) ? response : midnight));
    }

    Instant due(List<Pause> pauses) {
        return calendar.add(start, length, pauses);
    }

    /** When so much of it, in percent, is used up. */
    Instant usedUp(int percent, List<Pause> pauses) {
        return calendar.add(start, length.multipliedBy(percent).dividedBy(100), pauses);
    }

    /** What is left of it at this moment; never negative. */
    Duration leftAt(Instant moment, List<Pause> pauses) {
        Duration used = Duration.ZERO;
        Instant from = start;
        for (Pause pause : pauses) {
            if (pause.from().isAfter(from)) {
                used = used.plus(calendar.between(from, pause.from()));
            }
            from = pause.to().isAfter(from) ? pause.to() : from;
        }
        Duration left = length.minus(used.plus(calendar.between(from, moment)));
        return left.isNegative() ? Duration.ZERO : left;
    }
}

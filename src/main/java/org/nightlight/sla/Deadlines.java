package org.nightlight.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.playbook.BusinessCalendar.Pause;

/**
 * All promises of one ticket as they stand: a pure function of the rules, the desk's calendar and the clocks' history.
 * Other rules give other deadlines to what is still open, counted from the same start; what was met or missed keeps the
 * moment that was promised then.
 *
 * @param actBy when the next promise falls due outside support hours: the last open moment before it, which may lie
 *     before the opening when no open hour is between; else the due moment. Of the first response until that was given,
 *     then of the resolution. {@code null} when nothing has started
 * @param ahead warnings and ends not yet told, soonest first; some may be past
 */
public record Deadlines(
        Deadline firstResponse,
        Deadline resolution,
        Deadline escalation,
        @Nullable Instant actBy,
        List<Milestone> ahead) {

    /** @param calendar the desk's standard calendar; what runs on the wall clock does not look at its hours */
    public static Deadlines of(SlaPolicy policy, BusinessCalendar calendar, List<ClockEvent> events) {
        Map<Metric, ClockRun> runs = ClockRun.replay(events);
        List<Milestone> ahead = new ArrayList<>();
        Deadline firstResponse = deadline(runs, Metric.FIRST_RESPONSE, policy, calendar, ahead);
        Deadline resolution = deadline(runs, Metric.RESOLUTION, policy, calendar, ahead);
        Deadline escalation = deadline(runs, Metric.ESCALATION, policy, calendar, ahead);
        ahead.sort(Comparator.comparing(Milestone::at).thenComparing(Milestone::metric));
        Instant promised = firstResponse.owed() ? firstResponse.due() : resolution.due();
        Instant actBy = promised == null || policy.aroundTheClock() ? promised : calendar.lastOpen(promised);
        return new Deadlines(firstResponse, resolution, escalation, actBy, List.copyOf(ahead));
    }

    public Deadline deadline(Metric metric) {
        return switch (metric) {
            case FIRST_RESPONSE -> firstResponse;
            case RESOLUTION -> resolution;
            case ESCALATION -> escalation;
        };
    }

    /** What happens next, or should have happened already; empty when no clock runs. */
    public Optional<Milestone> next() {
        return ahead.stream().findFirst();
    }

    /** What is due by now, soonest first. */
    public List<Milestone> dueBy(Instant now) {
        return ahead.stream().filter(milestone -> !milestone.at().isAfter(now)).toList();
    }

    /** The promise to the customer that falls due soonest and is still owed. */
    public Optional<Deadline> nearest() {
        return Stream.of(firstResponse, resolution)
                .filter(Deadline::owed)
                .min(Comparator.comparing(deadline -> Objects.requireNonNull(deadline.due())));
    }

    private static Deadline deadline(
            Map<Metric, ClockRun> runs,
            Metric metric,
            SlaPolicy policy,
            BusinessCalendar calendar,
            List<Milestone> ahead) {
        ClockRun run = Objects.requireNonNull(runs.get(metric));
        if (run.startedAt == null) {
            return new Deadline(metric, Deadline.State.NOT_STARTED, null, null, null);
        }
        if (run.cancelled || run.merged) {
            return new Deadline(metric, Deadline.State.CANCELLED, null, null, run.stoppedAt);
        }
        if (run.recordedDue != null) {
            Deadline.State state = run.missed ? Deadline.State.MISSED : Deadline.State.MET;
            return new Deadline(metric, state, run.recordedDue, null, run.stoppedAt);
        }
        return reckoned(run, Budget.of(policy, metric, calendar, run.startedAt), policy, calendar, ahead);
    }

    private static Deadline reckoned(
            ClockRun run, Budget budget, SlaPolicy policy, BusinessCalendar calendar, List<Milestone> ahead) {
        List<Pause> pauses = policy.safety() ? List.of() : pausesUntilStopped(run);
        Instant due = budget.due(pauses);
        if (run.stoppedAt != null) {
            Deadline.State state = run.missed ? Deadline.State.MISSED : Deadline.State.MET;
            return new Deadline(run.metric, state, due, null, run.stoppedAt);
        }
        if (run.missed) {
            return new Deadline(run.metric, Deadline.State.MISSED, due, null, null);
        }
        if (!policy.safety() && run.pausedAt != null && due.isAfter(run.pausedAt)) {
            Duration left = budget.leftAt(run.pausedAt, pauses);
            return new Deadline(run.metric, Deadline.State.PAUSED, null, left, null);
        }
        for (int percent : policy.warnings()) {
            if (percent > run.highestWarning) {
                Instant at = budget.usedUp(percent, pauses);
                ahead.add(new Milestone(run.metric, percent, inHours(at, due, budget.start(), policy, calendar)));
            }
        }
        ahead.add(new Milestone(run.metric, 100, due));
        return new Deadline(run.metric, Deadline.State.RUNNING, due, null, null);
    }

    private static List<Pause> pausesUntilStopped(ClockRun run) {
        if (run.pausedAt == null || run.stoppedAt == null) {
            return run.pauses;
        }
        List<Pause> all = new ArrayList<>(run.pauses);
        all.add(new Pause(run.pausedAt, run.stoppedAt));
        return all;
    }

    /**
     * A warning in closed hours waits for the next opening; where that would be too late it comes at the last closing
     * instead, and where the clock started after that, when it must.
     */
    private static Instant inHours(
            Instant at, Instant due, Instant start, SlaPolicy policy, BusinessCalendar calendar) {
        if (policy.aroundTheClock() || calendar.isOpen(at)) {
            return at;
        }
        Instant opening = calendar.nextOpen(at);
        if (opening.isBefore(due)) {
            return opening;
        }
        Instant closing = calendar.lastOpen(at);
        return closing.isAfter(start) ? closing : at;
    }
}

package org.nightlight.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.sla.ClockEvent.Kind;

/** The one place that says which lines a change of the ticket adds to its clocks' history. */
public final class ClockHistory {
    private final SlaPolicy policy;
    private final BusinessCalendar calendar;
    private final int playbookVersion;

    public ClockHistory(SlaPolicy policy, BusinessCalendar calendar, int playbookVersion) {
        this.policy = policy;
        this.calendar = calendar;
        this.playbookVersion = playbookVersion;
    }

    /** The lines to add; none when the change changes nothing, so that telling it twice does no harm. */
    public List<ClockEvent> following(List<ClockEvent> events, TicketChange change, Instant at) {
        Map<Metric, ClockRun> runs = ClockRun.replay(events);
        List<ClockEvent> added = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            ClockRun run = Objects.requireNonNull(runs.get(metric));
            switch (change) {
                case OPENED -> {
                    if (run.startedAt == null) {
                        added.add(event(metric, Kind.STARTED, at));
                    }
                }
                case PENDING -> {
                    if (metric.pauses() && run.owed() && run.pausedAt == null) {
                        added.add(event(metric, Kind.PAUSED, at));
                    }
                }
                case WORKING -> {
                    if (metric.pauses() && (run.pausedAt != null || run.stoppedAt != null)) {
                        added.add(event(metric, Kind.RESUMED, at));
                    }
                }
                case REPLIED -> {
                    if (metric == Metric.FIRST_RESPONSE && run.owed()) {
                        added.addAll(settled(events, run, at));
                    }
                }
                case SOLVED -> {
                    if (metric != Metric.FIRST_RESPONSE && run.owed()) {
                        added.addAll(settled(events, run, at));
                    }
                }
                case CLIMBED, CLIMBED_TO_TOP -> {
                    if (metric == Metric.ESCALATION) {
                        added.addAll(climbed(run, change, at));
                    }
                }
                case MERGED -> {
                    if (run.owed()) {
                        added.add(event(metric, Kind.MERGED, at));
                    }
                }
                case UNMERGED -> {
                    if (run.startedAt != null) {
                        added.add(event(metric, Kind.RESTORED, at));
                    }
                }
                case RULES_CHANGED -> {
                    if (run.owed() && !run.missed) {
                        added.add(event(metric, Kind.REARMED, at));
                    }
                }
            }
        }
        return added;
    }

    /** Promises to the customer that a merged ticket began earlier hold on in this one; what is met or missed already stays. */
    public List<ClockEvent> inheriting(List<ClockEvent> own, List<ClockEvent> merged) {
        Map<Metric, ClockRun> runs = ClockRun.replay(own);
        Map<Metric, ClockRun> others = ClockRun.replay(merged);
        List<ClockEvent> added = new ArrayList<>();
        for (Metric metric : List.of(Metric.FIRST_RESPONSE, Metric.RESOLUTION)) {
            ClockRun run = Objects.requireNonNull(runs.get(metric));
            ClockRun other = Objects.requireNonNull(others.get(metric));
            Instant earlier = other.startedAt;
            if (run.owed() && !run.missed && other.owed() && earlier != null && earlier.isBefore(run.startedAt)) {
                added.add(event(metric, Kind.INHERITED, earlier));
            }
        }
        return added;
    }

    /** Met, with the promise as it stood; a promise already broken is told first, with the moment at which it broke. */
    private List<ClockEvent> settled(List<ClockEvent> events, ClockRun run, Instant at) {
        List<ClockEvent> tried = new ArrayList<>(events);
        tried.add(event(run.metric, Kind.MET, at));
        Instant due = Deadlines.of(policy, calendar, tried).deadline(run.metric).due();
        ClockEvent met = ClockEvent.met(run.metric, at, due, playbookVersion);
        boolean late = due != null && due.isBefore(at) && !run.missed;
        return late
                ? List.of(ClockEvent.missed(run.metric, Objects.requireNonNull(due), playbookVersion), met)
                : List.of(met);
    }

    /** The next level gets the whole escalation time, and a waiting ticket goes on waiting there. */
    private List<ClockEvent> climbed(ClockRun run, TicketChange change, Instant at) {
        if (change == TicketChange.CLIMBED_TO_TOP) {
            return run.owed() ? List.of(event(run.metric, Kind.CANCELLED, at)) : List.of();
        }
        ClockEvent started = event(run.metric, Kind.STARTED, at);
        return run.pausedAt == null ? List.of(started) : List.of(started, event(run.metric, Kind.PAUSED, at));
    }

    private ClockEvent event(Metric metric, Kind kind, Instant at) {
        return ClockEvent.of(metric, kind, at, playbookVersion);
    }
}

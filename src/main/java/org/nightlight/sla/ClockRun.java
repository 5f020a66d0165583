package org.nightlight.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.BusinessCalendar.Pause;

/** What the history says of one clock, before any rule is asked: replayed event by event, in the order of writing. */
final class ClockRun {
    final Metric metric;
    final List<Pause> pauses = new ArrayList<>();

    @Nullable
    Instant startedAt;

    @Nullable
    Instant pausedAt;

    @Nullable
    Instant stoppedAt;

    @Nullable
    Instant recordedDue;

    boolean missed;
    boolean cancelled;
    boolean merged;
    private @Nullable Instant ownStart;
    int highestWarning;

    private ClockRun(Metric metric) {
        this.metric = metric;
    }

    static Map<Metric, ClockRun> replay(List<ClockEvent> events) {
        Map<Metric, ClockRun> runs = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            runs.put(metric, new ClockRun(metric));
        }
        for (ClockEvent event : events) {
            ClockRun run = runs.get(event.metric());
            if (run != null) {
                run.on(event);
            }
        }
        return runs;
    }

    /** Neither settled nor called off: somebody still owes something. */
    boolean owed() {
        return startedAt != null && stoppedAt == null && !cancelled && !merged;
    }

    private void on(ClockEvent event) {
        switch (event.kind()) {
            case STARTED -> start(event.at());
            case PAUSED -> pause(event.at());
            case RESUMED -> resume(event.at());
            case MET -> stop(event);
            case MISSED -> miss(event);
            case CANCELLED -> cancelled = true;
            case WARNED -> highestWarning = Math.max(highestWarning, event.percent());
            case REARMED -> {}
            case MERGED -> merged = true;
            case INHERITED -> inherit(event.at());
            case RESTORED -> restore();
        }
    }

    private void start(Instant at) {
        startedAt = at;
        pauses.clear();
        pausedAt = null;
        stoppedAt = null;
        recordedDue = null;
        missed = false;
        cancelled = false;
        highestWarning = 0;
    }

    private void inherit(Instant earlier) {
        if (startedAt != null && earlier.isBefore(startedAt)) {
            ownStart = ownStart == null ? startedAt : ownStart;
            startedAt = earlier;
        }
    }

    private void restore() {
        merged = false;
        if (ownStart != null && stoppedAt == null) {
            startedAt = ownStart;
        }
        ownStart = null;
    }

    private void pause(Instant at) {
        if (metric.pauses() && owed() && pausedAt == null) {
            pausedAt = at;
        }
    }

    /** Leaves a pause, or reopens what was met: from the one or the other until now, nothing counted. */
    private void resume(Instant at) {
        Instant since = pausedAt != null ? pausedAt : stoppedAt;
        if (!metric.pauses() || since == null) {
            return;
        }
        pauses.add(new Pause(since, at));
        pausedAt = null;
        stoppedAt = null;
        if (!missed) {
            recordedDue = null;
        }
    }

    private void stop(ClockEvent event) {
        if (owed()) {
            stoppedAt = event.at();
            recordedDue = missed && recordedDue != null ? recordedDue : event.due();
        }
    }

    private void miss(ClockEvent event) {
        missed = true;
        recordedDue = event.due();
    }
}

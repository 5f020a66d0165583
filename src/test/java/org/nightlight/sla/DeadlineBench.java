package org.nightlight.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.nightlight.playbook.BusinessCalendar;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Playbooks;

/**
 * What a deadline costs once warm: {@code java -cp target/classes:target/test-classes:… org.nightlight.sla.DeadlineBench}.
 * Prints one JSON line per measurement, the best of several rounds in nanoseconds for each call.
 */
final class DeadlineBench {
    private static final int INPUTS = 4096;
    private static final int ROUNDS = 12;
    private static final int CALLS = 400_000;

    private DeadlineBench() {}

    public static void main(String[] args) {
        Playbook playbook = Playbooks.builtIn();
        BusinessCalendar calendar = BusinessCalendar.of(playbook.hours());
        Random random = new Random(1);
        Instant[] starts = new Instant[INPUTS];
        Instant[] ends = new Instant[INPUTS];
        List<List<ClockEvent>> histories = new ArrayList<>();
        SlaPolicy policy = SlaPolicy.of(playbook, "premium", "technical", null);
        ClockHistory history = new ClockHistory(policy, calendar, 1);
        for (int i = 0; i < INPUTS; i++) {
            starts[i] = Instant.parse("2026-01-01T00:00:00Z").plusMillis(random.nextLong(63_072_000_000L));
            ends[i] = starts[i].plusMillis(random.nextLong(2_000_000_000L));
            List<ClockEvent> events = new ArrayList<>(history.following(List.of(), TicketChange.OPENED, starts[i]));
            Instant pending = starts[i].plus(Duration.ofHours(random.nextInt(1, 10)));
            events.addAll(history.following(events, TicketChange.PENDING, pending));
            events.addAll(history.following(events, TicketChange.WORKING, pending.plus(Duration.ofHours(30))));
            histories.add(events);
        }
        Duration open = Duration.ofHours(40);
        measure("add 40 open hours", i -> calendar.add(starts[i], open).getNano());
        measure(
                "open time between two moments",
                i -> calendar.between(starts[i], ends[i]).getNano());
        measure("next open moment", i -> calendar.nextOpen(starts[i]).getNano());
        measure("last open moment", i -> calendar.lastOpen(starts[i]).getNano());
        measure(
                "closing of the next business day",
                i -> calendar.closingOfNextBusinessDay(starts[i]).getNano());
        measure(
                "a ticket's three deadlines, act by and nine warnings, one pause",
                i -> Deadlines.of(policy, calendar, histories.get(i)).ahead().size());
    }

    private static void measure(String what, IntUnaryOperator call) {
        double best = Double.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum += call.applyAsInt(i % INPUTS);
            }
            best = Math.min(best, (System.nanoTime() - began) / (double) CALLS);
        }
        System.out.printf("{\"what\":\"%s\",\"ns\":%.0f,\"check\":%d}%n", what, best, sum);
    }
}

package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.nightlight.DeskProcess;
import org.nightlight.RunningDesk;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;

/**
 * The desk is killed at every step between "250" and "sent": before and after each statement and commit. Each process first
 * recovers what the one before left. One start a step, hence only some of them here; {@code bin/drill} takes them all.
 */
class KilledAnywhereTest {
    /** For a sweep in less time: every so manyth statement. */
    private static final int STRIDE = Integer.getInteger("drill.stride", 1);

    /** The desk in this process plays the agent: it works on nothing by itself. */
    private final RunningDesk agent =
            RunningDesk.start(Map.of("nightlight.intake.workers", "0", "nightlight.outbox.workers", "0"));

    private final Post post = new Post();
    private final Reckoning reckoning = new Reckoning(agent.database, agent.mailboxes);
    private final List<String> killed = new ArrayList<>();
    private final long staffId = agent.bean(Staff.class)
            .createFirstAdmin("Sam Oak", "sam@desk.example", "correct horse battery")
            .orThrow()
            .id();
    private int replies;
    private int handedOverUnwritten;

    private record Step(String part, int at, boolean before, boolean disclosure) {}

    @AfterEach
    void stop() {
        agent.close();
    }

    @Test
    void nothingIsLostAndNothingHappensTwiceWhereverItDies() {
        for (Step step : List.of(
                new Step("smtp", 3, false, false),
                new Step("intake", 3, false, true),
                new Step("intake", 14, true, false),
                new Step("intake", 30, false, true),
                new Step("outbox", 6, false, false),
                new Step("outbox", 8, false, false))) {
            assertThat(killedAt(step)).as("died at %s", step).isTrue();
        }
        reckon();
    }

    @Test
    @EnabledIfSystemProperty(named = "drill", matches = "long")
    void theFullSweepBeforeAndAfterEveryStatement() {
        sweep("smtp", false);
        sweep("outbox", false);
        sweep("intake", true);
        sweep("intake", false);
        reckon();
    }

    private void sweep(String part, boolean disclosure) {
        for (boolean before : new boolean[] {true, false}) {
            for (int at = 1; killedAt(new Step(part, at, before, disclosure)); at += STRIDE) {
                assertThat(at).as("the work comes to an end").isLessThan(300);
            }
        }
    }

    private void reckon() {
        try (DeskProcess healthy = DeskProcess.start(settings())) {
            post.sendOwed(healthy.smtpPort);
            reckoning.untilDrained();
        }
        Map<String, Integer> twice = reckoning.holds(post, replies);
        System.out.printf(
                "Killed %d times; %d mails and %d replies, all there once; %d under the same Message-ID twice, of %d"
                        + " deaths between hand-over and its commit.%n",
                killed.size(), post.accepted().size(), replies, twice.size(), handedOverUnwritten);
        assertThat(twice.size()).isLessThanOrEqualTo(handedOverUnwritten);
        assertThat(twice.values()).allMatch(copies -> copies <= 1 + handedOverUnwritten);
    }

    /** One start: recovers, is told where to die, is given the work on which it dies there. False past the last step. */
    private boolean killedAt(Step step) {
        try (DeskProcess desk = DeskProcess.start(settings())) {
            post.sendOwed(desk.smtpPort);
            reckoning.untilDrained();
            reckoning.holds(post, replies);
            if (step.part.equals("outbox")) {
                readyTicket(desk);
            }
            int arrivedBefore = agent.mailboxes.getReceivedMessages().length;
            desk.ask("die %s %d %s".formatted(step.part, step.at, step.before ? "before" : "after"), "ARMED");
            if (step.part.equals("outbox")) {
                reply();
            } else {
                post.send(desk.smtpPort, post.letter(step.disclosure));
            }
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !desk.isAlive() || reckoning.waiting() == 0);
            boolean died = desk.ended(Duration.ofMillis(500));
            if (died) {
                String where = desk.died().orElseThrow(() -> new AssertionError(desk.said()));
                System.out.println(where);
                killed.add(where);
                boolean handedOver = agent.mailboxes.getReceivedMessages().length > arrivedBefore;
                if (step.part.equals("outbox") && handedOver && reckoning.waiting() > 0) {
                    handedOverUnwritten++;
                }
            }
            return died;
        }
    }

    /** A ticket to answer, from a mail that is worked on before the killing begins. */
    private void readyTicket(DeskProcess desk) {
        if (openTickets().isEmpty()) {
            post.send(desk.smtpPort, post.letter(false));
            reckoning.untilDrained();
        }
    }

    private void reply() {
        long id = openTickets().getFirst();
        Database database = agent.bean(Database.class);
        Ticket ticket = database.read(
                Clearance.DESK, () -> agent.bean(Tickets.class).find(id).orElseThrow());
        database.write(
                Clearance.DESK,
                () -> agent.bean(Outbox.class)
                        .reply(ticket, new Actor.Staff(staffId), "Sam Oak", "We look into it. " + replies));
        replies++;
    }

    private List<Long> openTickets() {
        return reckoning.rows("select id from ticket where not walled order by id desc limit 1").stream()
                .map(Long::valueOf)
                .toList();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "nightlight.database.url", agent.database.toUrl(),
                "nightlight.database.connections", "6",
                "nightlight.relay.host", "127.0.0.1",
                "nightlight.relay.port",
                        Integer.toString(agent.mailboxes.getSmtp().getPort()),
                "nightlight.relay.encryption", "none",
                "nightlight.intake.workers", "1",
                "nightlight.outbox.workers", "1",
                "nightlight.intake.lease", "1",
                "nightlight.outbox.lease", "1"));
        settings.put(
                "nightlight.data",
                System.getProperty("java.io.tmpdir") + "/drill-"
                        + ProcessHandle.current().pid());
        return settings;
    }
}

package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nightlight.DeskProcess;
import org.nightlight.RunningDesk;
import org.nightlight.database.DatabaseAddress;
import org.nightlight.database.TestDatabase;

/** Several processes on one database: they start together, share the work, and one that is killed takes nothing along. */
class TwoProcessesTest {
    private final DatabaseAddress database = TestDatabase.empty();
    private final GreenMail mailboxes = RunningDesk.mailboxes();
    private final Reckoning reckoning = new Reckoning(database, mailboxes);
    private final Post post = new Post();
    private final List<DeskProcess> desks =
            Stream.generate(() -> DeskProcess.launch(settings())).limit(3).toList();

    @AfterEach
    void stop() {
        desks.forEach(DeskProcess::close);
        mailboxes.stop();
    }

    @Test
    void theyStartTogetherOnAnEmptyDatabaseShareTheWorkAndOneMayDie() {
        desks.forEach(DeskProcess::ready);
        assertThat(reckoning.rows("select number from playbook_version")).hasSize(1);
        assertThat(reckoning.rows("select version from flyway_schema_history where not success"))
                .isEmpty();

        for (int i = 0; i < 60; i++) {
            post.send(desks.get(i % 3).smtpPort, post.letter(i % 6 == 5));
        }
        reckoning.untilDrained();
        List<int[]> ended = desks.stream().map(TwoProcessesTest::ended).toList();
        ended.forEach(counts -> System.out.printf("A process ended %d messages and %d mails.%n", counts[0], counts[1]));
        // A slow one's message may be taken up by another as well; that it ends once, the reckoning shows.
        assertThat(ended.stream().mapToInt(counts -> counts[0]).sum()).isGreaterThanOrEqualTo(60);
        assertThat(ended.stream().filter(counts -> counts[0] > 0).count())
                .as("processes that worked")
                .isGreaterThanOrEqualTo(2);
        assertThat(reckoning.holds(post, 0)).as("mails sent twice").isEmpty();

        for (int i = 0; i < 60; i++) {
            if (i == 30) {
                desks.getFirst().process.destroyForcibly();
            }
            post.send(desks.get(i % 3).smtpPort, post.letter(i % 6 == 5));
        }
        post.sendOwed(desks.getLast().smtpPort);
        reckoning.untilDrained();
        Map<String, Integer> twice = reckoning.holds(post, 0);
        System.out.printf("One of three killed: %d alerts under the same Message-ID twice.%n", twice.size());
        assertThat(twice.size()).isLessThanOrEqualTo(1);
    }

    private static int[] ended(DeskProcess desk) {
        return Stream.of(desk.ask("count", "COUNT").split(" "))
                .skip(1)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private Map<String, String> settings() {
        return Map.of(
                "nightlight.database.url", database.toUrl(),
                "nightlight.database.connections", "6",
                "nightlight.data", System.getProperty("java.io.tmpdir") + "/three-" + System.nanoTime(),
                "nightlight.relay.host", "127.0.0.1",
                "nightlight.relay.port", Integer.toString(mailboxes.getSmtp().getPort()),
                "nightlight.relay.encryption", "none",
                "nightlight.intake.workers", "1",
                "nightlight.outbox.workers", "1",
                "nightlight.intake.lease", "2",
                "nightlight.outbox.lease", "2");
    }
}

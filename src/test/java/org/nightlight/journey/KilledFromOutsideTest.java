package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nightlight.DeskProcess;
import org.nightlight.RunningDesk;
import org.nightlight.database.DatabaseAddress;

/** A desk with a PostgreSQL of its own, killed at random moments under a stream of mail: it, its database, or both. */
class KilledFromOutsideTest {
    private static final boolean LONG = "long".equals(System.getProperty("drill"));

    @TempDir
    Path data;

    private final GreenMail mailboxes = RunningDesk.mailboxes();
    private final Post post = new Post();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private enum Victim {
        DESK,
        DATABASE,
        BOTH
    }

    @AfterEach
    void stop() throws IOException {
        mailboxes.stop();
        postgres().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void whatWasAcceptedSurvivesWhateverIsKilled() throws Exception {
        System.out.println("Random seed " + seed);
        int rounds = LONG ? 30 : 3;
        for (int round = 0; round < rounds; round++) {
            Victim victim = Victim.values()[round % 3];
            try (DeskProcess desk = DeskProcess.start(settings())) {
                post.sendOwed(desk.smtpPort);
                Thread stream = Thread.ofPlatform().start(() -> stream(desk));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100 + random.nextInt(1_400)));
                kill(victim, desk);
                stream.join(Duration.ofSeconds(30));
            }
        }
        DeskProcess healthy = DeskProcess.start(settings());
        try (healthy) {
            post.sendOwed(healthy.smtpPort);
            Reckoning reckoning =
                    new Reckoning(DatabaseAddress.parse(Files.readString(data.resolve("database.url"))), mailboxes);
            reckoning.untilDrained();
            Map<String, Integer> twice = reckoning.holds(post, 0);
            System.out.printf(
                    "Killed %d times from outside; %d mails, all there once; %d alerts under the same Message-ID twice.%n",
                    rounds, post.accepted().size(), twice.size());
            assertThat(post.accepted().size()).isGreaterThan(rounds);
            assertThat(twice.size()).isLessThanOrEqualTo(2 * rounds);
            healthy.stop();
        }
        assertThat(data.resolve("postgres/postmaster.pid"))
                .as("stopped in an orderly way")
                .doesNotExist();
    }

    private void kill(Victim victim, DeskProcess desk) throws IOException {
        List<ProcessHandle> server = postgres().toList();
        assertThat(server).isNotEmpty();
        if (victim != Victim.DATABASE) {
            desk.process.destroyForcibly();
        }
        if (victim != Victim.DESK) {
            server.forEach(ProcessHandle::destroyForcibly);
        }
        assertThat(desk.ended(Duration.ofSeconds(20)))
                .as("a desk without its database ends")
                .isTrue();
        if (victim == Victim.DATABASE) {
            assertThat(desk.process.exitValue()).isEqualTo(1);
            assertThat(desk.said()).contains("The desk's own PostgreSQL has ended");
        }
    }

    private void stream(DeskProcess desk) {
        for (int i = 0; i < 60 && desk.isAlive(); i++) {
            post.send(desk.smtpPort, post.letter(i % 5 == 4));
        }
    }

    /** The server's own process first, then those of its connections. */
    private Stream<ProcessHandle> postgres() throws IOException {
        Path pidFile = data.resolve("postgres/postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Stream.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        return ProcessHandle.of(pid).stream().flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
    }

    private Map<String, String> settings() {
        return Map.of(
                "nightlight.data", data.toString(),
                "nightlight.relay.host", "127.0.0.1",
                "nightlight.relay.port", Integer.toString(mailboxes.getSmtp().getPort()),
                "nightlight.relay.encryption", "none",
                "nightlight.intake.lease", "1",
                "nightlight.outbox.lease", "1");
    }
}

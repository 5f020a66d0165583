package org.nightlight.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.DatabaseAddress;
import org.nightlight.database.DatabaseConnections;
import org.nightlight.database.TestDatabase;
import org.nightlight.playbook.Publishing.Published;
import org.nightlight.playbook.Publishing.Refused;
import org.nightlight.playbook.Publishing.Unchanged;
import org.nightlight.shared.Actor;

class PlaybooksTest {
    private static final Actor ADMIN = new Actor.Staff(7);
    private final DatabaseAddress address = TestDatabase.fresh();
    private final List<DatabaseConnections> open = new ArrayList<>();
    private final Playbooks playbooks = process();

    @AfterEach
    void close() {
        open.forEach(DatabaseConnections::close);
    }

    @Test
    void aDeskBeginsWithTheBuiltInPlaybookAsVersionOne() {
        assertThat(playbooks.current().number()).isEqualTo(1);
        assertThat(playbooks.current().playbook()).isEqualTo(Playbooks.builtIn());
        assertThat(playbooks.document(1)).isEqualTo(Playbooks.builtInDocument());
        assertThat(process().current().number()).isEqualTo(1);
    }

    @Test
    void aPublishedVersionBindsAtOnceAndTheOldOneStays() {
        assertThat(playbooks.publish(reopeningFor(21), "Three weeks", ADMIN))
                .isInstanceOfSatisfying(
                        Published.class,
                        published -> assertThat(published.version().number()).isEqualTo(2));
        assertThat(playbooks.current().number()).isEqualTo(2);
        assertThat(playbooks.current().playbook().reopenWithinDays()).isEqualTo(21);
        assertThat(playbooks.version(1).playbook().reopenWithinDays()).isEqualTo(14);
        assertThat(playbooks.publications())
                .extracting(Publication::number, Publication::note, Publication::by)
                .startsWith(tuple(2, "Three weeks", ADMIN));
    }

    @Test
    void anotherProcessSeesItWithinASecond() {
        Playbooks other = process();
        assertThat(other.current().number()).isEqualTo(1);
        playbooks.publish(reopeningFor(21), "", ADMIN);
        await().atMost(Duration.ofMillis(1500))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> other.current().number() == 2);
    }

    @Test
    void aFaultyPlaybookIsRefusedWithItsFaultsAndNothingIsPublished() {
        assertThat(playbooks.publish(reopeningFor(-1), "", ADMIN))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.faults())
                                .extracting(Fault::path)
                                .containsExactly("tickets.reopen-within-days"));
        assertThat(playbooks.publications()).hasSize(1);
    }

    @Test
    void theSameWordsAgainMakeNoNewVersionButGoingBackDoes() {
        assertThat(playbooks.publish(Playbooks.builtInDocument(), "", ADMIN)).isEqualTo(new Unchanged(1));
        playbooks.publish(reopeningFor(21), "", ADMIN);
        playbooks.publish(playbooks.document(1), "Back to version 1", ADMIN);
        assertThat(playbooks.current().number()).isEqualTo(3);
        assertThat(playbooks.current().playbook().reopenWithinDays()).isEqualTo(14);
    }

    @Test
    void manyPublishersOnTwoProcessesGetNumbersWithoutAGap() throws Exception {
        Playbooks other = process();
        List<Callable<Publishing>> all = IntStream.rangeClosed(1, 16)
                .<Callable<Publishing>>mapToObj(
                        i -> () -> (i % 2 == 0 ? playbooks : other).publish(reopeningFor(100 + i), "", ADMIN))
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var each : threads.invokeAll(all)) {
                assertThat(each.get()).isInstanceOf(Published.class);
            }
        }
        assertThat(playbooks.publications())
                .extracting(Publication::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 17).map(i -> 18 - i).boxed().toList());
    }

    @Test
    void aVersionThatNeverWasIsRefused() {
        assertThatThrownBy(() -> playbooks.version(99)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void publishingIsAudited() {
        playbooks.publish(reopeningFor(21), "", ADMIN);
        DatabaseConnections desk = open.getFirst();
        assertThat(desk.database()
                        .read(
                                Clearance.SYSTEM,
                                () -> desk.sql()
                                        .fetch("select actor from audit_line where subject = 'playbook:2'")
                                        .getValues(0, String.class)))
                .containsExactly("staff:7");
    }

    private Playbooks process() {
        DatabaseConnections desk = TestDatabase.connect(address);
        open.add(desk);
        Clock clock = Clock.systemUTC();
        return new Playbooks(desk.sql(), desk.database(), new Audit(desk.sql(), clock), clock);
    }

    private static String reopeningFor(int days) {
        return Playbooks.builtInDocument().replace("reopen-within-days: 14", "reopen-within-days: " + days);
    }
}

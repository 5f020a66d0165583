package org.nightlight.safety.cybertip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nightlight.safety.cybertip.Tip.State;
import org.nightlight.safety.cybertip.TiplineStub.Fault;

/** T-08: whoever sends dies at any call, before the other side did it or after. Another goes on; one report is filed. */
class KilledTest {
    private static TipDesk desk;
    private static long caseId;

    @BeforeAll
    static void start() {
        desk = new TipDesk(Map.of());
        desk.production();
        caseId = desk.newCase();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    /** Calls: 0 opens, 1 and 3 hand over a file, 2 and 4 describe it, 5 finishes. */
    @ParameterizedTest(name = "call {0}, {1}")
    @CsvSource({
        "0, HANG_BEFORE", "0, HANG_AFTER", "1, HANG_BEFORE", "1, HANG_AFTER", "2, HANG_BEFORE", "2, HANG_AFTER",
        "3, HANG_BEFORE", "3, HANG_AFTER", "4, HANG_BEFORE", "4, HANG_AFTER", "5, HANG_BEFORE", "5, HANG_AFTER"
    })
    void t08_whereverASenderDiesExactlyOneReportIsFiled(int call, Fault death) throws InterruptedException {
        List<Long> files = desk.files(caseId);
        long before = desk.tipline.finished();
        int filed = filed();
        desk.approved(caseId, files);
        desk.tipline.faultAt(call, death);

        Thread dying = Thread.ofVirtual().start(desk::drive);
        desk.tipline.awaitHung();
        assertThat(desk.driver().step()).as("its claim holds").isFalse();
        desk.clock.turn(Driver.LEASE.plus(Duration.ofSeconds(1)));
        desk.drive();
        if (call == 0) {
            assertThat(desk.last(caseId).state()).as("a person decides").isEqualTo(State.LOST);
            desk.in(() -> desk.tips().repeat(caseId, desk.last(caseId).id(), desk.noor));
            desk.drive();
        }
        assertThat(desk.tipline.finished()).isEqualTo(before + 1);
        assertThat(filed()).isEqualTo(filed + 1);

        desk.tipline.release(); // it was not dead but slow: what it learns late changes nothing
        dying.join();
        desk.drive();
        assertThat(desk.tipline.finished()).isEqualTo(before + 1);
        assertThat(filed()).isEqualTo(filed + 1);
        assertThat(desk.read(caseId).filings()).noneMatch(it -> it.state().live());
        assertThat(desk.kinds(caseId)).contains("late");
    }

    private static int filed() {
        return (int) desk.read(caseId).filings().stream()
                .filter(it -> it.state() == State.FINISHED)
                .count();
    }
}

package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.staff.StaffMember;

class RereadingTest {
    private static final CaseRoom ROOM = new CaseRoom();
    private static final StaffMember INES = ROOM.trained("Ines");

    @AfterAll
    static void stop() {
        ROOM.close();
    }

    @Test
    void theLotFallsOnOneToTwoInAHundredAndForEveryProcessOnTheSame() {
        List<Long> chosen = chosen(ROOM.bean(Rereading.class));
        assertThat(chosen).hasSizeBetween(600, 900); // 15 in 1,000 of 50,000 are 750
        Rereading second = new Rereading(
                ROOM.bean(DSLContext.class),
                ROOM.bean(CurrentPlaybook.class),
                ROOM.bean(Audit.class),
                java.time.Clock.systemUTC());
        assertThat(chosen(second)).isEqualTo(chosen);
    }

    @Test
    void onlyAMessageInWhichNothingWasFoundIsDrawnAndOnlyItsNumbersAreKept() {
        SafetyCase it = ROOM.at(Level.S2);
        long drawn =
                chosen(ROOM.bean(Rereading.class)).getLast(); // no message of this desk, which may be drawn by chance
        Verdict found = new Verdict(Level.S1, java.util.Set.of(), List.of(), false, "test");
        ROOM.as(Clearance.SYSTEM, () -> {
            ROOM.bean(Rereading.class).judged(it.ticketId(), drawn, found);
            return true;
        });
        assertThat(ROOM.as(
                        INES,
                        () -> ROOM.bean(DSLContext.class)
                                .fetchCount(
                                        org.jooq.impl.DSL.table("reread"),
                                        org.jooq.impl.DSL.condition("message_id = ?", drawn))))
                .isZero();
    }

    private static List<Long> chosen(Rereading rereading) {
        return ROOM.as(
                Clearance.SYSTEM,
                () -> LongStream.range(0, 50_000)
                        .filter(rereading::isChosen)
                        .boxed()
                        .toList());
    }
}

package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.staff.StaffMember;

/** Sealed evidence is kept as long as it must be, and then deleted with a certificate. */
class RetentionTest {
    private static final CaseRoom ROOM = new CaseRoom();
    private static final StaffMember INES = ROOM.trained("Ines Moreau");
    private static final StaffMember KOFI = ROOM.trained("Kofi Mensah");

    @AfterAll
    static void stop() {
        ROOM.close();
    }

    @Test
    void r42_sealedEvidenceIsDeletedWithACertificateAYearAfterItsCaseWasClosed() {
        SafetyCase open = ROOM.at(Level.S2);
        SafetyCase young = closed(364);
        SafetyCase old = closed(366);
        deleteAll();
        assertThat(sealed(old)).isZero();
        assertThat(sealed(young)).isPositive();
        assertThat(sealed(open)).isPositive();
        List<String> certificate = details(old);
        assertThat(certificate).singleElement().asString().matches("\\d+ pieces, sha256:[0-9a-f]{64}");
        assertThat(ROOM.as(Clearance.SYSTEM, () -> ROOM.bean(Audit.class).faults()))
                .isEmpty();
        deleteAll();
        assertThat(details(old)).hasSize(1);
    }

    @Test
    void r11_aHoldKeepsSealedEvidenceUntilItIsEnded() {
        SafetyCase it = closed(800);
        ROOM.as(
                INES,
                () -> ROOM.bean(Holds.class)
                        .place(it.id(), CaseRoom.actor(INES), Hold.Kind.LEGAL, null, "Counsel asked for it."));
        deleteAll();
        assertThat(sealed(it)).isPositive();
        long hold = ROOM.as(INES, () -> ROOM.bean(Holds.class).of(it.id()))
                .getFirst()
                .id();
        ROOM.as(KOFI, () -> ROOM.bean(Holds.class).end(it.id(), hold, CaseRoom.actor(KOFI), "The matter is over."));
        deleteAll();
        assertThat(sealed(it)).isZero();
    }

    private static SafetyCase closed(int daysAgo) {
        SafetyCase it = ROOM.at(Level.S2);
        ROOM.as(INES, () -> ROOM.bean(Ending.class).close(it.id(), CaseRoom.actor(INES), "The work is done."));
        ROOM.as(
                Clearance.SYSTEM,
                () -> ROOM.bean(DSLContext.class)
                        .execute(
                                "update safety_case set ended_at = now() - make_interval(days => ?) where id = ?",
                                daysAgo,
                                it.id()));
        assertThat(sealed(it)).isPositive();
        return it;
    }

    private static void deleteAll() {
        while (ROOM.bean(Retention.class).deleteOne()) {
            // one case after the other
        }
    }

    private static int sealed(SafetyCase it) {
        return ROOM.as(
                Clearance.SYSTEM,
                () -> ROOM.bean(DSLContext.class)
                        .fetchOne(
                                "select (select count(*) from sealed where ticket_id = ?) + (select count(*) from sealed_key"
                                        + " where ticket_id = ?)",
                                it.ticketId(),
                                it.ticketId())
                        .get(0, Integer.class));
    }

    private static List<String> details(SafetyCase it) {
        return ROOM.as(
                Clearance.SYSTEM,
                () -> ROOM.bean(DSLContext.class)
                        .fetch(
                                "select detail from audit_line where action = 'case-evidence-deleted' and ticket_id = ?",
                                it.ticketId())
                        .map(row -> row.get(0, String.class)));
    }
}

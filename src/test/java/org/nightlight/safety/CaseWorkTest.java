package org.nightlight.safety;

import static nightlight.tables.Tables.AUDIT_LINE;
import static nightlight.tables.Tables.CASE_EVENT;
import static nightlight.tables.Tables.CASE_HOLD;
import static nightlight.tables.Tables.CASE_REASON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.customer.Customer;
import org.nightlight.database.Clearance;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Refusal;
import org.springframework.dao.DataAccessException;

class CaseWorkTest {
    private static final CaseRoom ROOM = new CaseRoom();
    private static final StaffMember INES = ROOM.trained("Ines");
    private static final StaffMember KOFI = ROOM.trained("Kofi");
    private static final StaffMember FRESH = ROOM.member("Fresh", Role.SAFETY_OFFICER);
    private static final StaffMember ARTHUR = ROOM.member("Arthur", Role.LEGAL);

    @AfterAll
    static void stop() {
        ROOM.close();
    }

    @Test
    void r07_theChannelIsUndecidedUntilTheChildConfirmedOrATrainedPersonApproved() {
        SafetyCase it = ROOM.at(Level.S2);
        assertThat(ROOM.decisions(it).safeChannel()).isEqualTo(SafeChannel.UNDECIDED);
        assertThat(SafeChannel.UNDECIDED.isSafe()).isFalse();
        assertRefused(() -> channel(FRESH, it, SafeChannel.APPROVED, "Looks private."));
        assertRefused(() -> channel(FRESH, it, SafeChannel.CONFIRMED, "Said so."));
        assertRefused(() -> channel(INES, it, SafeChannel.CONFIRMED, ""));
        channel(INES, it, SafeChannel.CONFIRMED, "Only I read this, it says.");
        assertThat(ROOM.decisions(it).safeChannel().isSafe()).isTrue();
        channel(FRESH, it, SafeChannel.NO, "A parent answered from it.");
        assertThat(ROOM.decisions(it).safeChannel()).isEqualTo(SafeChannel.NO);
    }

    @Test
    void whereTheChildIsIsAStateOrUnknown() {
        SafetyCase it = ROOM.at(Level.S2);
        assertThat(ROOM.decisions(it).jurisdiction()).isEqualTo("unknown");
        ROOM.as(ARTHUR, () -> ROOM.bean(Reaching.class).locate(it.id(), CaseRoom.actor(ARTHUR), "TX"));
        assertThat(ROOM.decisions(it).jurisdiction()).isEqualTo("TX");
        assertRefused(() ->
                ROOM.as(ARTHUR, () -> ROOM.bean(Reaching.class).locate(it.id(), CaseRoom.actor(ARTHUR), "ZZ")));
    }

    @Test
    void aHoldIsEndedWithAReasonAndNeverRemovedOrRewritten() {
        SafetyCase it = ROOM.at(Level.S3);
        Holds holds = ROOM.bean(Holds.class);
        ROOM.as(
                ARTHUR,
                () -> holds.place(
                        it.id(),
                        CaseRoom.actor(ARTHUR),
                        Hold.Kind.AUTHORITY,
                        LocalDate.of(2027, 1, 31),
                        "The police asked."));
        Hold hold = ROOM.as(ARTHUR, () -> holds.of(it.id())).getFirst();
        assertRefused(() -> ROOM.as(ARTHUR, () -> holds.end(it.id(), hold.id(), CaseRoom.actor(ARTHUR), " ")));
        ROOM.as(ARTHUR, () -> holds.end(it.id(), hold.id(), CaseRoom.actor(ARTHUR), "They have it all."));
        assertRefused(() -> ROOM.as(ARTHUR, () -> holds.end(it.id(), hold.id(), CaseRoom.actor(ARTHUR), "Again.")));
        assertThat(ROOM.as(ARTHUR, () -> holds.of(it.id())).getFirst().endedReason())
                .isEqualTo("They have it all.");
        DSLContext sql = ROOM.bean(DSLContext.class);
        assertThatThrownBy(() -> ROOM.as(
                        Clearance.SYSTEM, () -> sql.deleteFrom(CASE_HOLD).execute()))
                .isInstanceOfAny(DataAccessException.class, org.jooq.exception.DataAccessException.class);
        assertThatThrownBy(() -> ROOM.as(
                        Clearance.SYSTEM,
                        () -> sql.update(CASE_HOLD)
                                .set(CASE_HOLD.REASON, "another")
                                .execute()))
                .isInstanceOfAny(DataAccessException.class, org.jooq.exception.DataAccessException.class);
    }

    @Test
    void theTimelineIsOnlyEverAddedTo() {
        SafetyCase it = ROOM.at(Level.S2);
        channel(INES, it, SafeChannel.NO, "Shared account.");
        DSLContext sql = ROOM.bean(DSLContext.class);
        for (Runnable tampering : new Runnable[] {
            () -> sql.deleteFrom(CASE_REASON).execute(),
            () -> sql.deleteFrom(CASE_EVENT).execute(),
            () -> sql.update(CASE_EVENT).set(CASE_EVENT.KIND, "x").execute()
        }) {
            assertThatThrownBy(() -> ROOM.database.write(Clearance.SYSTEM, tampering))
                    .isInstanceOfAny(DataAccessException.class, org.jooq.exception.DataAccessException.class);
        }
    }

    @Test
    void everyChangeOfACaseIsAuditedBehindTheWallWithoutItsReason() {
        SafetyCase it = ROOM.at(Level.S2);
        channel(INES, it, SafeChannel.NO, "ocelot");
        ROOM.as(INES, () -> ROOM.bean(Owning.class).take(it.id(), CaseRoom.actor(INES), "ocelot"));
        ROOM.as(INES, () -> ROOM.bean(Ending.class).close(it.id(), CaseRoom.actor(INES), "ocelot"));
        var lines = ROOM.as(
                Clearance.SYSTEM,
                () -> ROOM.bean(DSLContext.class)
                        .selectFrom(AUDIT_LINE)
                        .where(AUDIT_LINE.SUBJECT.eq("case:" + it.id()))
                        .fetch());
        assertThat(lines.getValues(AUDIT_LINE.ACTION))
                .contains("case-opened", "case-channel", "case-taken", "case-closed");
        assertThat(lines.getValues(AUDIT_LINE.WALLED)).containsOnly(true);
        assertThat(lines.getValues(AUDIT_LINE.DETAIL)).noneMatch(detail -> detail.contains("ocelot"));
    }

    @Test
    void aCaseIsTakenOverAndHandedOverWithAReason() {
        SafetyCase it = ROOM.at(Level.S3);
        Owning owning = ROOM.bean(Owning.class);
        ROOM.as(INES, () -> owning.take(it.id(), CaseRoom.actor(INES), ""));
        assertRefused(() -> ROOM.as(KOFI, () -> owning.take(it.id(), CaseRoom.actor(KOFI), "")));
        ROOM.as(KOFI, () -> owning.take(it.id(), CaseRoom.actor(KOFI), "Ines is off."));
        assertThat(ROOM.decisions(it).ownerId()).isEqualTo(KOFI.id());
        assertRefused(() -> ROOM.as(KOFI, () -> owning.handOver(it.id(), CaseRoom.actor(KOFI), INES.id(), "")));
        ROOM.as(KOFI, () -> owning.handOver(it.id(), CaseRoom.actor(KOFI), INES.id(), "Ines knows it."));
        assertThat(ROOM.decisions(it).ownerId()).isEqualTo(INES.id());
    }

    @Test
    void a03_theSecondPersonIsSomebodyElseAndTrained() {
        SafetyCase it = ROOM.at(Level.S4);
        StaffMember ada = ROOM.trained("Ada"); // who hands an emergency over rests: not those of the other tests
        StaffMember bo = ROOM.trained("Bo");
        Owning owning = ROOM.bean(Owning.class);
        assertRefused(() -> ROOM.as(ada, () -> owning.accompany(it.id(), CaseRoom.actor(ada), bo.id(), "S4")));
        ROOM.as(ada, () -> owning.take(it.id(), CaseRoom.actor(ada), ""));
        assertRefused(() -> ROOM.as(ada, () -> owning.accompany(it.id(), CaseRoom.actor(ada), ada.id(), "S4")));
        assertRefused(() -> ROOM.as(ada, () -> owning.accompany(it.id(), CaseRoom.actor(ada), FRESH.id(), "S4")));
        ROOM.as(ada, () -> owning.accompany(it.id(), CaseRoom.actor(ada), bo.id(), "S4"));
        assertThat(ROOM.decisions(it).secondId()).isEqualTo(bo.id());
        ROOM.as(ada, () -> owning.handOver(it.id(), CaseRoom.actor(ada), bo.id(), "My shift is over."));
        assertThat(ROOM.decisions(it).secondId()).isNull();
    }

    @Test
    void ticketsAndChildrenOfTheHouseholdAreLinkedByHand() {
        SafetyCase it = ROOM.at(Level.S2);
        SafetyCase other = ROOM.at(Level.S2);
        Links links = ROOM.bean(Links.class);
        Customer child = ROOM.as(INES, () -> links.household(it)).getFirst();
        Customer strange = ROOM.as(INES, () -> links.household(other)).getFirst();
        ROOM.as(INES, () -> links.child(it.id(), CaseRoom.actor(INES), child.id()));
        assertRefused(() -> ROOM.as(INES, () -> links.child(it.id(), CaseRoom.actor(INES), strange.id())));
        ROOM.as(INES, () -> links.ticket(it.id(), CaseRoom.actor(INES), other.ticketId()));
        assertRefused(() -> ROOM.as(INES, () -> links.ticket(it.id(), CaseRoom.actor(INES), it.ticketId())));
        assertRefused(() -> ROOM.as(INES, () -> links.ticket(it.id(), CaseRoom.actor(INES), 99_999_999)));
        assertThat(ROOM.as(INES, () -> links.children(it.id())))
                .extracting(Customer::id)
                .containsExactly(child.id());
        assertThat(ROOM.as(INES, () -> links.tickets(it.id()))).containsExactly(other.ticketId());
    }

    private static void channel(StaffMember by, SafetyCase it, SafeChannel channel, String reason) {
        ROOM.as(by, () -> ROOM.bean(Reaching.class).decide(it.id(), CaseRoom.actor(by), channel, reason));
    }

    private static void assertRefused(Runnable verb) {
        assertThatThrownBy(verb::run).isInstanceOf(Refusal.class);
    }
}

package org.nightlight.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;

/** What is sealed is read in its own place alone, whole or not at all, and by nobody who was not written down before. */
class SealTest {
    @AutoClose
    private final SealRoom room = new SealRoom();

    private final Seal seal = room.seal();

    @Test
    void wordsAreReadWithinAnOpenReadingAndNowhereElse() {
        long ticket = room.sealed(seal, "he hurts me");
        Place place = new Place(ticket, "message", 1);
        assertThat(room.read(seal, place)).isEqualTo("he hurts me");
        for (Clearance clearance : List.of(Clearance.DESK, Clearance.SAFETY, Clearance.SYSTEM)) {
            assertThat(room.desk.database().read(clearance, () -> seal.read(place)))
                    .as(clearance.toString())
                    .isEmpty();
            assertThat(room.desk.database().read(clearance, () -> seal.readAll(ticket, "message")))
                    .isEmpty();
        }
        long other = room.sealed(seal, "another child");
        String strange = reading()
                .open(
                        Clearance.SAFETY,
                        SealRoom.READER,
                        other,
                        "test",
                        () -> room.desk
                                .database()
                                .read(Clearance.SAFETY, () -> seal.read(place).isPresent() ? "read" : "nothing"));
        assertThat(strange).as("a reading of another ticket").isEqualTo("nothing");
    }

    @Test
    void belowTheClearanceOfTheSafetyTeamNothingIsThere() {
        long ticket = room.sealed(seal, "he hurts me");
        for (String table : List.of("sealed", "sealed_key")) {
            assertThat(room.desk
                            .database()
                            .read(
                                    Clearance.DESK,
                                    () -> room.desk
                                            .sql()
                                            .fetchCount(room.desk.sql().selectFrom(table))))
                    .as(table)
                    .isZero();
        }
        String nothing = reading()
                .open(
                        Clearance.DESK,
                        SealRoom.READER,
                        ticket,
                        "test",
                        () -> room.desk
                                .database()
                                .read(
                                        Clearance.DESK,
                                        () -> seal.read(new Place(ticket, "message", 1))
                                                        .isPresent()
                                                ? "read"
                                                : "nothing"));
        assertThat(nothing).isEqualTo("nothing");
        assertThat(lines(ticket)).isZero();
    }

    @Test
    void r43_everyReadingIsWrittenDownAndCommittedBeforeAnythingIsOpened() {
        long ticket = room.sealed(seal, "he hurts me");
        int seen = reading().open(Clearance.SAFETY, SealRoom.READER, ticket, "test", () -> lines(ticket));
        assertThat(seen)
                .as("lines that another connection sees while the reading begins")
                .isEqualTo(1);
        assertThatThrownBy(() -> room.write(
                        () -> reading().open(Clearance.SAFETY, SealRoom.READER, ticket, "test", () -> "words")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before any transaction");
    }

    @Test
    void r43_whereTheLineCannotBeWrittenNothingIsOpened() {
        long ticket = room.sealed(seal, "he hurts me");
        room.tamper("alter table audit_line add constraint broken check (action <> 'sealed-opened') not valid");
        AtomicBoolean ran = new AtomicBoolean();
        assertThatThrownBy(() -> reading().open(Clearance.SAFETY, SealRoom.READER, ticket, "test", () -> {
                    ran.set(true);
                    return "words";
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(ran).isFalse();
    }

    @Test
    void ciphertextsThatChangedPlacesAreNotOpened() {
        long one = room.sealed(seal, "the first child's");
        long two = room.sealed(seal, "the second child's");
        room.put(seal, new Place(one, "message", 2), "the first child's later");
        room.tamper("update sealed set bytes = (select bytes from sealed where ticket_id = " + two
                + ") where ticket_id = " + one + " and row_id = 1");
        assertBroken(new Place(one, "message", 1));
        room.tamper("update sealed a set bytes = b.bytes from sealed b where a.ticket_id = " + one
                + " and b.ticket_id = a.ticket_id and a.row_id = 1 and b.row_id = 2");
        assertBroken(new Place(one, "message", 1));
        assertThat(room.read(seal, new Place(one, "message", 2))).isEqualTo("the first child's later");
        room.tamper("update sealed_key a set wrapped = b.wrapped from sealed_key b where a.ticket_id = " + one
                + " and b.ticket_id = " + two);
        assertBroken(new Place(one, "message", 2));
        assertThat(room.rotation().verify(line -> {}))
                .hasSize(1)
                .first()
                .asString()
                .contains("ticket " + one);
    }

    @Test
    void aChangedCutOrReorderedContentIsNotOpened() {
        byte[] large = new byte[2 * Seal.PIECE + 17];
        new Random(5).nextBytes(large);
        long ticket = room.ticket();
        Place place = new Place(ticket, "file", 3);
        room.write(() -> {
            seal.put(place, new ByteArrayInputStream(large));
            return true;
        });
        byte[] back = reading()
                .open(
                        Clearance.SAFETY,
                        SealRoom.READER,
                        ticket,
                        "test",
                        () -> room.desk.database().read(Clearance.SAFETY, () -> seal.read(place)))
                .orElseThrow();
        assertThat(back).isEqualTo(large);
        assertThat(room.rotation().verify(line -> {})).isEmpty();

        room.tamper("create table kept as select * from sealed");
        room.tamper("delete from sealed where number = 2");
        assertBroken(place);
        room.tamper("delete from sealed; insert into sealed select * from kept");
        room.tamper("update sealed set number = 7 where number = 0; update sealed set number = 0 where number = 1;"
                + " update sealed set number = 1 where number = 7");
        assertBroken(place);
        room.tamper("delete from sealed; insert into sealed select * from kept");
        room.tamper("update sealed set bytes = set_byte(bytes, 20, 1 + get_byte(bytes, 20) % 255) where number = 1");
        assertBroken(place);
        assertThat(room.rotation().verify(line -> {})).hasSize(1);
    }

    @Test
    void whatIsTakenBackIsGoneFromTheSeal() {
        long ticket = room.sealed(seal, "a false alarm");
        Place place = new Place(ticket, "message", 1);
        String text = room.write(() -> {
            String back = new String(seal.takeBack(place).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8);
            seal.closeEmpty(ticket);
            return back;
        });
        assertThat(text).isEqualTo("a false alarm");
        assertThat(room.write(() -> room.desk.sql().fetchCount(room.desk.sql().selectFrom("sealed_key"))))
                .isZero();
    }

    private SealedReading reading() {
        return new SealedReading(room.desk.sql(), room.desk.database(), room.audit, Clock.systemUTC());
    }

    private void assertBroken(Place place) {
        assertThatThrownBy(() -> room.read(seal, place))
                .isInstanceOf(SealBroken.class)
                .hasMessageNotContaining("child");
    }

    private int lines(long ticket) {
        return room.desk
                .database()
                .read(
                        Clearance.SYSTEM,
                        () -> room.desk
                                .sql()
                                .fetchOne(
                                        "select count(*) from audit_line where action = 'sealed-opened' and walled and ticket_id = ?",
                                        ticket)
                                .get(0, Integer.class));
    }
}

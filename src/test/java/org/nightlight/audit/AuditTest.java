package org.nightlight.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;
import org.nightlight.database.DatabaseAddress;
import org.nightlight.database.DatabaseConnections;
import org.nightlight.database.TestDatabase;
import org.nightlight.shared.Actor;

class AuditTest {
    private final DatabaseAddress address = TestDatabase.fresh();

    @AutoClose
    private final DatabaseConnections desk = TestDatabase.connect(address);

    private final Audit audit = new Audit(desk.sql(), Clock.systemUTC());

    @BeforeEach
    void someLines() throws Exception {
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> all = IntStream.range(0, 60)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> desk.database()
                            .write(
                                    Clearance.SYSTEM,
                                    () -> audit.record(new Actor.Staff(7), "signed-in", "staff:" + i, ""))))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    @Test
    void anUntouchedRecordHasNoFault() {
        assertThat(faults()).isEmpty();
    }

    @Test
    void aLineOfARolledBackChangeNeverWas() {
        try {
            desk.database().write(Clearance.SYSTEM, () -> {
                audit.record(new Actor.Staff(7), "signed-in", "staff:7", "");
                throw new IllegalStateException("the change failed");
            });
        } catch (IllegalStateException expected) {
            assertThat(faults()).isEmpty();
            return;
        }
        throw new AssertionError("should have failed");
    }

    @Test
    void aChangedLineIsFound() {
        asOwner(
                "update audit_line set actor = 'staff:8' where (chain, seq) = (select chain, seq from audit_line order by chain, seq limit 1)");
        assertThat(faults()).extracting(Audit.Fault::what).contains("its content or its place was changed");
    }

    @Test
    void aChangedLineWithItsHashMadeAnewIsFoundAtItsSuccessorOrTheChainsHead() {
        asOwner(
                "update audit_line l set actor = 'staff:8', hash = audit_hash(sha256(('nightlight audit chain ' || chain)::bytea), "
                        + "chain, seq, at, 'staff:8', action, subject, ticket_id, detail, walled) where seq = 1");
        assertThat(faults()).isNotEmpty();
    }

    @Test
    void aRemovedLineIsFoundInTheMiddleAndAtTheEnd() {
        asOwner("delete from audit_line where (chain, seq) in (select chain, max(seq) from audit_line group by chain)");
        assertThat(faults())
                .extracting(Audit.Fault::what)
                .contains("the end of the chain is not the line that was last written");
        asOwner("delete from audit_line where seq = 1");
        assertThat(faults()).isNotEmpty();
    }

    @Test
    void anInsertedLineIsFound() {
        asOwner(
                "insert into audit_line select chain, seq + 1000, at, actor, action, subject, ticket_id, detail, walled, hash "
                        + "from audit_line order by chain, seq limit 1");
        assertThat(faults()).extracting(Audit.Fault::what).contains("a line before it is missing");
    }

    private List<Audit.Fault> faults() {
        return desk.database().read(Clearance.SYSTEM, audit::faults);
    }

    private void asOwner(String statement) {
        try (var owner = DriverManager.getConnection(address.jdbcUrl(), address.owner(), address.password());
                var sql = owner.createStatement()) {
            assertThat(sql.executeUpdate(statement)).isPositive();
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

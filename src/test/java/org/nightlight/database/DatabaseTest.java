package org.nightlight.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private final DatabaseAddress address = TestDatabase.fresh();

    @AutoClose
    private final DatabaseConnections desk = TestDatabase.connect(address);

    @Test
    void aTransactionThatStatesNothingSeesNoTicket() throws Exception {
        aTicket(false);
        try (Connection plain = desk.dataSource().getConnection();
                var found = plain.createStatement().executeQuery("select count(*) from ticket")) {
            found.next();
            assertThat(found.getInt(1)).isZero();
        }
        assertThat(count(Clearance.DESK)).isEqualTo(1);
    }

    @Test
    void aWalledTicketIsSeenBySafetyAlone() {
        aTicket(true);
        assertThat(count(Clearance.DESK)).isZero();
        assertThat(count(Clearance.SAFETY)).isEqualTo(1);
    }

    @Test
    void clearanceEndsWithItsTransactionEvenOnTheSameConnection() throws Exception {
        aTicket(true);
        assertThat(count(Clearance.SAFETY)).isEqualTo(1);
        for (int i = 0; i < 20; i++) {
            assertThat(count(Clearance.DESK)).isZero();
        }
    }

    @Test
    void aCallWithinATransactionKeepsTheOuterClearance() {
        aTicket(true);
        int seen = desk.database().read(Clearance.DESK, () -> count(Clearance.SAFETY));
        assertThat(seen).isZero();
    }

    @Test
    void theDeskOwnsNoTableAndMayNotRewriteTheAudit() {
        assertThatThrownBy(() -> desk.database()
                        .write(
                                Clearance.SYSTEM,
                                () -> desk.sql().execute("alter table ticket disable row level security")))
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() ->
                        desk.database().write(Clearance.SYSTEM, () -> desk.sql().execute("delete from audit_line")))
                .hasMessageContaining("permission denied");
    }

    @Test
    void aWordSentAfterCommitReachesAnotherProcess() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (DatabaseConnections other = TestDatabase.connect(address)) {
            other.wakeups().listen(heard::add);
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");
            desk.database().write(Clearance.SYSTEM, () -> desk.wakeups().afterCommit("ticket:7"));
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("ticket:7");
        }
    }

    private int count(Clearance clearance) {
        return desk.database()
                .read(
                        clearance,
                        () -> desk.sql()
                                .fetchOptional("select count(*) from ticket")
                                .orElseThrow()
                                .get(0, Integer.class));
    }

    private void aTicket(boolean walled) {
        try (Connection owner = DriverManager.getConnection(address.jdbcUrl(), address.owner(), address.password());
                var statement = owner.createStatement()) {
            statement.execute("insert into customer (name, created_at, updated_at) values ('Ida Moss', now(), now())");
            statement.execute(
                    "insert into ticket (subject, state, category, confidence, tier, team, level, requester_id, "
                            + "channel, walled, playbook_version, created_at, updated_at) select 'Voice', 'new', 'technical', 1, 'free', "
                            + "'customer-service', 1, max(id), 'email', " + walled + ", 1, now(), now() from customer");
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

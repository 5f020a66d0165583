package org.nightlight.staff;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.nightlight.TurnedClock;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.DatabaseAddress;
import org.nightlight.database.DatabaseConnections;
import org.nightlight.database.TestDatabase;
import org.nightlight.shared.Actor;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A desk's staff on a database of its own, with a clock that tests turn. */
final class StaffWorld implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-02T15:00:00Z"));
    final DatabaseAddress address = TestDatabase.fresh();
    final DatabaseConnections desk = TestDatabase.connect(address);
    final PasswordEncoder passwords = Passwords.encoder(4);
    private final Audit audit = new Audit(desk.sql(), clock);
    final Staff staff = new Staff(desk.database(), desk.sql(), audit, clock, passwords);
    final SignIn signIn = new SignIn(desk.database(), desk.sql(), audit, clock, passwords);
    final Tokens tokens = new Tokens(desk.database(), desk.sql(), audit, clock);
    final Rota rota = new Rota(desk.database(), desk.sql(), audit);
    private int count;

    /** Members are called A, B, C… in the order in which they come. */
    StaffMember member(Role role) {
        String name = String.valueOf((char) ('A' + count++));
        return staff.create(name, name + "@desk.example", Set.of(role), PASSWORD, new Actor.Software("test"))
                .orThrow();
    }

    boolean passwordMatches(long id, String password) {
        return passwords.matches(password, text("select password_hash from staff_member where id = " + id));
    }

    String text(String query) {
        return desk.database()
                .read(Clearance.SYSTEM, () -> desk.sql().fetchSingle(query).get(0, String.class));
    }

    List<String> audited() {
        return desk.database()
                .read(
                        Clearance.SYSTEM,
                        () -> desk.sql()
                                .fetch("select action || ' ' || subject || ' ' || detail from audit_line")
                                .map(row -> row.get(0, String.class)));
    }

    @Override
    public void close() {
        desk.close();
    }
}

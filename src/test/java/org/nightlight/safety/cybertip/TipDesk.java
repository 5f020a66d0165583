package org.nightlight.safety.cybertip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.SafetyCase;
import org.nightlight.safety.cybertip.Tip.Filing;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A desk with a CyberTipline on this machine, two officers, and a clock that a test turns. Tests take each step themselves. */
final class TipDesk implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-27T22:00:00Z");
    static final byte[] PICTURE = bytes(600_000);
    static final byte[] NOTE = "a second file".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    static final String WORDS = "a man in the game asks me for naked pictures and says he will hurt me wombat9";

    final TurnedClock clock = new TurnedClock(START);
    final TiplineStub tipline = new TiplineStub(clock);
    final RunningDesk desk;
    final Actor.Staff noor;
    final Actor.Staff ivo;
    private int mails;

    TipDesk(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "nightlight.cybertip.workers", "0",
                "nightlight.cybertip.loopback", tipline.url(),
                "nightlight.cybertip.test-credentials-file", credentials(),
                "nightlight.cybertip.production-credentials-file", credentials()));
        settings.putAll(more);
        desk = RunningDesk.start(
                settings,
                parts -> parts.registerBean("turnedClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
        noor = member("Noor Hale", "noor@desk.example", Role.SAFETY_OFFICER);
        ivo = member("Ivo Lind", "ivo@desk.example", Role.SAFETY_OFFICER);
    }

    static String credentials() {
        try {
            Path file = Files.createTempFile("tipline", ".txt");
            Files.writeString(file, TiplineStub.USER + "\n" + TiplineStub.PASSWORD + "\n");
            return file.toString();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    Actor.Staff member(String name, String email, Role role) {
        return new Actor.Staff(desk.bean(Staff.class)
                .create(name, email, Set.of(role), "another long sentence", new Actor.Software("test"))
                .orThrow()
                .id());
    }

    void production() {
        CybertipSwitch production = desk.bean(CybertipSwitch.class);
        in(() -> {
            production.propose(noor);
            production.confirm(production.proposal().orElseThrow().id(), ivo);
            return true;
        });
    }

    /** The case of a child who writes so, with two files. */
    long newCase() {
        mails++;
        String from = "kit" + mails + "@example.org";
        desk.send(from, """
                From: Kit Wombatson <%s>
                To: support@storytailor.com
                Subject: somebody in the game
                Message-ID: <tip-%d@example.org>
                Date: Fri, 27 Nov 2026 17:00:00 -0500
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                %s
                --b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename="shot & more.bin"
                Content-Transfer-Encoding: base64

                %s
                --b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename="second.bin"
                Content-Transfer-Encoding: base64

                %s
                --b--
                """.formatted(
                        from,
                        mails,
                        WORDS,
                        Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(PICTURE),
                        Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(NOTE)));
        return RunningDesk.eventually(() -> in(() -> find(from)), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Long> find(String from) {
        Optional<Long> writer =
                desk.bean(Customers.class).findByAddress(new EmailAddress(from)).map(Customer::id);
        return desk.bean(Cases.class).list(100).stream()
                .filter(it -> writer.equals(
                        desk.bean(Tickets.class).find(it.ticketId()).map(Ticket::requesterId)))
                .map(SafetyCase::id)
                .findFirst();
    }

    Cybertips tips() {
        return desk.bean(Cybertips.class);
    }

    Driver driver() {
        return desk.bean(Driver.class);
    }

    /** Until nothing is due. */
    void drive() {
        while (driver().step()) {
            // one step after the other
        }
    }

    /** In a transaction of the Safety Team, with all sealed words in sight; within one already, in that. */
    <T> T in(Supplier<T> work) {
        Database database = desk.bean(Database.class);
        Supplier<T> whole = () -> database.write(Clearance.SAFETY, work);
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return whole.get();
        }
        for (long ticketId : database.read(
                Clearance.SAFETY,
                () -> desk.bean(DSLContext.class).fetchValues("select ticket_id from sealed_key").stream()
                        .map(id -> (Long) id)
                        .toList())) {
            Supplier<T> inner = whole;
            whole = () -> desk.bean(SealedReading.class).open(Clearance.SAFETY, noor, ticketId, "test", inner);
        }
        return whole.get();
    }

    Tip read(long caseId) {
        return in(() -> tips().read(caseId, noor)).orElseThrow();
    }

    List<Long> files(long caseId) {
        return in(() -> tips().files(read(caseId))).stream().map(SentFile::id).toList();
    }

    static Answers answers(List<Long> files) {
        return new Answers(
                "ENTICEMENT",
                "2026-11-27T21:59:00Z",
                "",
                "",
                List.of("csamSolicitation"),
                "VICTIM",
                "11",
                "dragon & <friend>",
                "",
                "",
                "The child is safe at school now.",
                files);
    }

    Tip.Version version(long caseId, List<Long> files) {
        return in(() -> tips().make(caseId, answers(files), ivo.id(), noor))
                .orElseThrow()
                .newest()
                .orElseThrow();
    }

    /** Made by Noor, approved by Ivo: on its way. */
    Filing approved(long caseId, List<Long> files) {
        Tip.Version version = version(caseId, files);
        return in(() -> tips().approve(caseId, version.number(), version.hash(), ivo))
                .orElseThrow()
                .filings()
                .getLast();
    }

    Filing last(long caseId) {
        return read(caseId).filings().getLast();
    }

    List<String> kinds(long caseId) {
        return in(() -> tips().steps(read(caseId))).stream().map(Tip.Step::kind).toList();
    }

    List<String> subjects(String address) {
        return desk.inbox(address).stream()
                .map(mail -> {
                    try {
                        return mail.getSubject();
                    } catch (jakarta.mail.MessagingException broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .toList();
    }

    void awaitMail(String address, String subject) {
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(1)) // behind the reminders of days that the clock has jumped over
                .until(() -> subjects(address), all -> all.stream().anyMatch(it -> it.contains(subject)));
    }

    Connection owner() throws SQLException {
        return DriverManager.getConnection(desk.database.jdbcUrl(), "postgres", "test");
    }

    @Override
    public void close() {
        tipline.close();
        desk.close();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}

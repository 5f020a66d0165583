package org.nightlight.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;

/** A mailbox is looked into over IMAP: nothing is lost, nothing comes twice, and people hear when it is not read. */
class MailboxTest {
    private static final String USER = "support@storytailor.com";

    private final TurnedClock clock = new TurnedClock(Instant.now());
    private GreenMail server = RunningDesk.mailboxes();
    private final GreenMailUser user = server.setUser(USER, USER, "open sesame");
    private final RunningDesk desk = RunningDesk.start(
            Map.of(
                    "nightlight.imap.file",
                    file(server.getImap().getPort()).toString(),
                    "nightlight.smtp.max-bytes",
                    "1000000"),
            parts -> parts.registerBean("turnedClock", Clock.class, () -> clock, it -> it.setPrimary(true)));
    private final Database database = desk.bean(Database.class);
    private final DSLContext sql = desk.bean(DSLContext.class);

    @AfterEach
    void stop() {
        desk.close();
        server.stop();
    }

    @Test
    void b01_b02_b03_b04_b07_aMailboxIsReadOnceWhateverHappens() throws Exception {
        // 1: the place in the mailbox cannot be kept, so the mail is not kept either; then both are.
        owner("create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$");
        owner("create trigger refused before update of last_uid on mailbox for each row when (new.last_uid > 0)"
                + " execute function refuse()");
        lay(letter("one", "Blue lamp", "My blue lamp is broken."));
        soon(() -> row().failure(), text -> !text.isEmpty());
        assertThat(arrivals()).isZero();
        owner("drop trigger refused on mailbox");
        soon(() -> find("lamp"), found -> found.size() == 1);

        // 3: what cannot be read is listed, and the next one is done in the same run.
        lay("X: 1\r\n".repeat(20_100) + "\r\nnothing\r\n", letter("two", "Red kite", "The red kite flew off."));
        soon(() -> find("kite"), found -> found.size() == 1);
        soon(this::unreadable, list -> list.size() == 1);
        // 4: of a mail over the limit the beginning is kept and listed.
        lay(letter("big", "Long", "word ".repeat(300_000)), letter("six", "Grey mouse", "A grey mouse."));
        soon(() -> find("mouse"), found -> found.size() == 1);
        assertThat(soon(this::unreadable, list -> list.size() == 2).getFirst().reason())
                .contains("still in the mailbox");

        // 7: the same mail to another address of ours, by SMTP, is no second ticket.
        desk.send("robin@example.org", letter("two", "Red kite", "The red kite flew off."));
        assertThat(find("kite")).hasSize(1);

        // 2: the server numbers its mails anew.
        long before = arrivals();
        Long validity = row().uidValidity();
        MailFolder folder = folder();
        List<MimeMessage> kept = folder.getNonDeletedMessages().stream()
                .map(stored -> (MimeMessage) stored.getMimeMessage())
                .toList();
        server.getManagers().getImapHostManager().deleteMailbox(user, "Support");
        server.getManagers().getImapHostManager().createMailbox(user, "Support");
        for (MimeMessage message : kept) {
            folder().appendMessage(message, new Flags(), new Date());
        }
        lay(letter("three", "Green boat", "A green boat has sunk."));
        soon(() -> find("boat"), found -> found.size() == 1);
        assertThat(row().uidValidity()).isNotEqualTo(validity);
        assertThat(arrivals()).isEqualTo(before + 1);
        assertThat(find("lamp")).hasSize(1);
        assertThat(folder().getUnseenCount()).as("nothing is marked").isEqualTo(folder().getMessageCount());
    }

    @Test
    void oneProcessAtATimeHoldsAMailboxAndPeopleHearWhenItIsNotRead() {
        desk.bean(Staff.class)
                .createFirstAdmin("Sam Oak", "sam@desk.example", "correct horse battery")
                .orThrow();
        soon(this::row, row -> row.lookedAt() != null);
        MailboxStore store = desk.bean(MailboxStore.class);
        Instant now = clock.instant();
        assertThat(database.<Boolean>write(
                        Clearance.SYSTEM, () -> store.hold("main", "another", now, now.plusSeconds(60))))
                .isFalse();

        server.stop();
        soon(this::row, row -> !row.failure().isEmpty());
        Browser admin = new Browser(desk.port);
        admin.signIn("sam@desk.example", "correct horse battery");
        assertThat(admin.get("/desk/admin/mailboxes").body())
                .contains("The last look failed")
                .contains("127.0.0.1, Support")
                .doesNotContain("sesame");
        clock.turn(Duration.ofMinutes(6));
        assertThat(database.<Boolean>write(
                        Clearance.SYSTEM,
                        () -> store.hold(
                                "main",
                                "another",
                                clock.instant(),
                                clock.instant().plusSeconds(60))))
                .as("a dead process loses it")
                .isTrue();
        soon(() -> desk.inbox("sam@desk.example"), mails -> mails.size() == 1);
        soon(() -> desk.inbox("safety-alerts@"), mails -> mails.size() == 1);
        assertThat(admin.get("/desk/admin/mailboxes").body()).contains("It is not being read");
    }

    /** After a failure the desk waits some seconds before it looks again, hence longer than elsewhere. */
    private static <T> T soon(Callable<T> look, Predicate<T> there) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(look, there);
    }

    private MailboxStore.Row row() {
        return database.read(
                Clearance.SYSTEM, () -> desk.bean(MailboxStore.class).find("main"));
    }

    private List<Ticket> find(String words) {
        return database.read(Clearance.DESK, () -> desk.bean(TicketSearch.class).find(words, Long.MAX_VALUE, 5));
    }

    private List<Inbound.Waiting> unreadable() {
        return database.read(Clearance.SYSTEM, () -> desk.bean(Inbound.class).unreadable(Long.MAX_VALUE, 10));
    }

    private long arrivals() {
        return database.read(
                Clearance.SYSTEM,
                () -> sql.fetchSingle("select count(*) as n from inbound").get("n", Long.class));
    }

    private void owner(String statement) throws Exception {
        try (var connection = DriverManager.getConnection(
                        desk.database.jdbcUrl(), desk.database.owner(), desk.database.password());
                var it = connection.createStatement()) {
            it.execute(statement);
        }
    }

    private MailFolder folder() {
        return server.getManagers().getImapHostManager().getFolder(user, "Support");
    }

    private void lay(String... mails) throws Exception {
        for (String mail : mails) {
            folder().appendMessage(
                            new MimeMessage(
                                    Session.getInstance(new Properties()),
                                    new ByteArrayInputStream(mail.replace("\r\n", "\n")
                                            .replace("\n", "\r\n")
                                            .getBytes(StandardCharsets.UTF_8))),
                            new Flags(),
                            new Date());
        }
    }

    private static String letter(String id, String subject, String text) {
        return """
                From: Robin Vale <robin@example.org>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s@example.org>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                %s
                """.formatted(subject, id, text);
    }

    private Path file(int port) {
        try {
            server.getManagers().getImapHostManager().createMailbox(user, "Support");
            Path folder = Files.createTempDirectory("imap");
            Path password = Files.writeString(folder.resolve("password"), "open sesame\n");
            return Files.writeString(folder.resolve("mailboxes.yml"), """
                    mailboxes:
                      - name: main
                        address: support@storytailor.com
                        host: 127.0.0.1
                        port: %d
                        encryption: none
                        user: support@storytailor.com
                        password-file: %s
                        folder: Support
                    """.formatted(port, password));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}

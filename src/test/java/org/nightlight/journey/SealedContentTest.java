package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketFiles;
import org.nightlight.ticket.TicketSearch;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Walls;
import org.nightlight.ticket.Work;
import org.slf4j.LoggerFactory;

/**
 * Once a case opens, no table and no log holds a word of what was written, but encrypted. The scan looks through every
 * column of every table, as a thief of a backup would; that it finds what stands in plain is tested too.
 */
class SealedContentTest {
    private static final RunningDesk DESK = RunningDesk.start();
    private static final ListAppender<ILoggingEvent> LOG = listening(); // a start sets logging up anew
    private static final Actor.Staff NOOR = new Actor.Staff(DESK.bean(Staff.class)
            .create(
                    "Noor Hale",
                    "noor@desk.example",
                    Set.of(Role.SAFETY_OFFICER),
                    "another long sentence",
                    new Actor.Software("test"))
            .orThrow()
            .id());

    private final Database database = DESK.bean(Database.class);
    private final Tickets tickets = DESK.bean(Tickets.class);
    private final Reckoning owner = new Reckoning(DESK.database, DESK.mailboxes);

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void theScanFindsWhatStandsInPlain() {
        mail("plain", "harmlesquark is my subject", "The narrator is silent, harmlesquark.");
        found("harmlesquark");
        assertThat(tables("harmlesquark")).contains("ticket", "message", "inbound", "ticket_search");
    }

    @Test
    void r15_noTableAndNoLogHoldsAWordOfADisclosure() {
        DESK.send("kit@example.org", """
                From: Kit <kit@example.org>
                To: support@storytailor.com
                Subject: glimmerfrost
                Message-ID: <sealed-1@example.org>
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: multipart/alternative; boundary=a

                --a
                Content-Type: text/plain

                my stepdad hits me with a vexillord belt every night and i am scared to go home

                On Monday support wrote:
                > thrumwhistle
                --a
                Content-Type: text/html

                <p>my stepdad hits me with a <b>vexillord</b> belt every night and i am scared to go home</p>
                --a--
                --b
                Content-Type: text/plain; name=quibblestone.txt
                Content-Disposition: attachment; filename=quibblestone.txt

                nimbuscrank
                --b--
                """);
        long ticket = caseOfMail("sealed-1@example.org");
        assertNowhere("glimmerfrost", "vexillord", "thrumwhistle", "quibblestone", "nimbuscrank", "stepdad");

        mail("sealed-2", "Re: glimmerfrost", "<sealed-1@example.org>", "thank you brindlequark");
        RunningDesk.eventually(() -> messages(ticket), list -> list.size() == 2);
        assertNowhere("brindlequark", "glimmerfrost");

        database.write(Clearance.SAFETY, () -> {
            DESK.bean(Replies.class).note(tickets.find(ticket).orElseThrow(), NOOR, "Noor Hale", "she said wizzlepond");
            DESK.bean(Drafts.class).keep(ticket, NOOR.id(), Drafts.Kind.NOTE, "i think drizzlefen");
        });
        assertNowhere("wizzlepond", "drizzlefen");

        List<Message> read = reading(ticket, () -> tickets.messages(ticket));
        assertThat(read.getFirst().text()).contains("vexillord");
        assertThat(read.getFirst().quoted()).contains("thrumwhistle");
        assertThat(read.getFirst().html().value()).contains("<b>vexillord</b>");
        assertThat(read.get(1).text()).contains("brindlequark");
        assertThat(read.getLast().text()).contains("wizzlepond");
        assertThat(reading(ticket, () -> tickets.find(ticket)).orElseThrow().subject())
                .isEqualTo("glimmerfrost");
        assertThat(reading(ticket, () -> DESK.bean(Drafts.class).of(ticket, NOOR.id())))
                .containsEntry(
                        Drafts.Kind.NOTE, new Drafts.Draft("i think drizzlefen", org.nightlight.ticket.Doing.NOTHING));
        assertThat(messages(ticket)).allMatch(message -> message.text().equals("Sealed"));
        assertThat(LOG.list)
                .noneMatch(event -> (event.getFormattedMessage() + event.getThrowableProxy())
                        .matches("(?s).*(glimmerfrost|vexillord|brindlequark|wizzlepond|nimbuscrank).*"));
    }

    @Test
    void r25_whatTheDeskHadWrittenIsSealedTooWhenAPersonRaisesACase() {
        mail("raised", "snorkelmint", "The narrator is silent, snorkelmint.");
        Ticket ticket = found("snorkelmint");
        long agent = DESK.bean(Staff.class)
                .create(
                        "Ada Brook",
                        "ada@desk.example",
                        Set.of(Role.AGENT),
                        "a long sentence",
                        new Actor.Software("test"))
                .orThrow()
                .id();
        database.write(Clearance.DESK, () -> {
            DESK.bean(Outbox.class).reply(ticket, new Actor.Staff(agent), "Ada Brook", "Please try the fernbottle.");
            DESK.bean(Replies.class).note(ticket, new Actor.Staff(agent), "Ada Brook", "An odd marblewick.");
            DESK.bean(Drafts.class).keep(ticket.id(), agent, Drafts.Kind.REPLY, "half a tinkerloom");
        });
        RunningDesk.eventually(
                () -> owner.rows(
                        "select id from message where kind = 'reply' and state = 'sent' and ticket_id = ?",
                        ticket.id()),
                rows -> !rows.isEmpty());
        assertThat(tables("fernbottle")).contains("message", "outbound");
        assertThat(tables("tinkerloom")).contains("draft");
        database.write(
                Clearance.SYSTEM,
                () -> DESK.bean(Cases.class).raise(ticket.id(), Level.S2, new Actor.Software("test")));
        assertNowhere("snorkelmint", "fernbottle", "marblewick", "tinkerloom");
    }

    @Test
    void aFalseAlarmGivesEverythingBackToTheDesk() {
        DESK.send("pia@example.org", """
                From: Pia <pia@example.org>
                To: support@storytailor.com
                Subject: lanternmoss
                Message-ID: <sealed-9@example.org>
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                The narrator is silent, cobblefinch.
                --b
                Content-Type: text/plain; name=pebbledusk.txt
                Content-Disposition: attachment; filename=pebbledusk.txt

                rafterplum
                --b--
                """);
        Ticket ticket = found("cobblefinch");
        String before = everything(ticket.id());
        database.write(
                Clearance.SYSTEM,
                () -> DESK.bean(Cases.class).raise(ticket.id(), Level.S2, new Actor.Software("test")));
        assertNowhere("lanternmoss", "cobblefinch", "pebbledusk", "rafterplum");
        database.write(
                Clearance.SYSTEM,
                () -> DESK.bean(Walls.class)
                        .open(
                                ticket.id(),
                                new Work.Place(ticket.category(), ticket.issue(), ticket.team(), ticket.level(), 1),
                                NOOR));
        assertThat(everything(ticket.id())).isEqualTo(before);
        assertThat(found("cobblefinch").subject()).isEqualTo("lanternmoss");
        assertThat(owner.rows("select ticket_id from sealed_key where ticket_id = ?", ticket.id()))
                .isEmpty();
    }

    @Test
    void whatAnEarlierVersionLeftInPlainBehindAWallIsSealedAtTheNextStart() {
        mail("upgrade", "thimblegrass", "The narrator is silent, mossbucket.");
        Ticket ticket = found("mossbucket");
        owner.rows("update ticket set walled = true where id = ? returning id", ticket.id());
        owner.rows("delete from ticket_search where ticket_id = ? returning ticket_id", ticket.id());
        assertThat(tables("mossbucket")).contains("message", "inbound");

        DESK.another().close();

        assertNowhere("thimblegrass", "mossbucket");
        assertThat(reading(ticket.id(), () -> tickets.messages(ticket.id()))
                        .getFirst()
                        .text())
                .contains("mossbucket");
    }

    /** All words and bytes of a ticket, as the tables hold them. */
    private String everything(long ticketId) {
        List<String> all = new ArrayList<>();
        for (String query : List.of(
                "select subject || last_line from ticket where id = ?",
                "select row(text, quoted, html)::text from message where ticket_id = ? order by id",
                "select row(name, type, found, size, sha256)::text from attachment where ticket_id = ? order by id",
                "select detail::text from ticket_event where ticket_id = ? and kind = 'classified' order by id",
                "select raw::text from inbound where ticket_id = ? order by id")) {
            all.addAll(owner.rows(query, ticketId));
        }
        for (String file : owner.rows("select id::text from attachment where ticket_id = ? order by id", ticketId)) {
            try (InputStream bytes = DESK.bean(TicketFiles.class)
                    .open(ticketId, Long.parseLong(file))
                    .get()) {
                all.add(new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
        assertThat(all).isNotEmpty();
        return String.join("\n", all);
    }

    private void assertNowhere(String... words) {
        for (String word : words) {
            assertThat(tables(word)).as(word).isEmpty();
        }
    }

    /** Tables in which any column holds the word, as text or as bytes. */
    private List<String> tables(String word) {
        String bytes = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        return owner
                .rows(
                        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
                .stream()
                .filter(table -> !owner.rows(
                                "select 1 from \"" + table + "\" t where t::text ilike ? or t::text like ? limit 1",
                                "%" + word + "%",
                                "%" + bytes + "%")
                        .isEmpty())
                .toList();
    }

    private <T> T reading(long ticketId, Supplier<T> work) {
        return DESK.bean(SealedReading.class)
                .open(Clearance.SAFETY, NOOR, ticketId, "test", () -> database.read(Clearance.SAFETY, work));
    }

    private List<Message> messages(long ticketId) {
        return database.read(Clearance.SAFETY, () -> tickets.messages(ticketId));
    }

    private long caseOfMail(String mailId) {
        return Long.parseLong(RunningDesk.eventually(
                        () -> owner.rows(
                                "select c.ticket_id from safety_case c join mail_thread m on m.ticket_id = c.ticket_id"
                                        + " where m.mail_id like ?",
                                "%" + mailId + "%"),
                        rows -> !rows.isEmpty())
                .getFirst());
    }

    private Ticket found(String word) {
        return RunningDesk.eventually(
                        () -> database.read(
                                Clearance.DESK,
                                () -> DESK.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 1).stream()
                                        .findFirst()),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void mail(String id, String subject, String text) {
        mail(id, subject, "", text);
    }

    private static void mail(String id, String subject, String answers, String text) {
        String from = answers.isEmpty() ? id + "@example.org" : "kit@example.org";
        DESK.send(from, """
                From: Kit <%s>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s@example.org>
                In-Reply-To: %s

                %s
                """.formatted(from, subject, id, answers, text));
    }

    private static ListAppender<ILoggingEvent> listening() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
        return log;
    }
}

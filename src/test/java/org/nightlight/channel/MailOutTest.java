package org.nightlight.channel;

import static nightlight.tables.Tables.CLOCK_EVENT;
import static nightlight.tables.Tables.DELIVERY_EVENT;
import static nightlight.tables.Tables.OUTBOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.nightlight.RunningDesk.eventually;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.SmtpClient;
import org.nightlight.channel.email.Threads;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;

/** What leaves the desk by mail, and what comes back of it. */
class MailOutTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final String PASSWORD = "correct horse battery";
    private static final LossyRelay RELAY = new LossyRelay();
    private static RunningDesk desk;
    private static KeyPair sendGridKey;
    private static Actor.Staff agent;
    private static Browser admin;

    private final Database database = desk.bean(Database.class);
    private final DSLContext sql = desk.bean(DSLContext.class);

    @BeforeAll
    static void start() throws GeneralSecurityException, IOException {
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(256);
        sendGridKey = curve.generateKeyPair();
        Path events = Files.createTempFile("events", ".key");
        Files.writeString(
                events,
                Base64.getEncoder().encodeToString(sendGridKey.getPublic().getEncoded()));
        desk = RunningDesk.start(Map.of(
                "nightlight.relay.port",
                Integer.toString(RELAY.port()),
                "nightlight.bounces.address",
                "bounces@storytailor.com",
                "nightlight.sendgrid.event-key-file",
                events.toString()));
        RELAY.handsTo(desk.mailboxes.getSmtp().getPort());
        agent = new Actor.Staff(desk.bean(Staff.class)
                .create("Ada Park", "ada@desk.example", Set.of(Role.ADMIN), PASSWORD, TEST)
                .orThrow()
                .id());
        admin = new Browser(desk.port);
        admin.signIn("ada@desk.example", PASSWORD);
    }

    @AfterAll
    static void stop() {
        desk.close();
        RELAY.close();
    }

    @Test
    void b09_34_aGrownUpHearsOnceADayThatAMailHasComeAndNoMachineCanAnswer() throws Exception {
        known("wren@school.example", Relation.TEACHER, "es-MX");
        Ticket first = write("wren@school.example", "Cuentos", "No puedo abrir el cuento. Gracias.");
        Message receipt = eventually(() -> desk.inbox("wren@school.example"), all -> all.size() == 1)
                .getFirst();
        assertThat(receipt.getSubject()).isEqualTo("[#" + first.id() + "] Hemos recibido su mensaje");
        assertThat(receipt.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(receipt.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        String text = receipt.getContent().toString();
        assertThat(text).contains(String.valueOf(first.id())).doesNotContain("Cuentos", "abrir", "wren", "{");
        // It is no answer: the promised time still runs.
        assertThat(receipts(first)).isEqualTo(1);
        assertThat(answered(first)).isFalse();
        assertThat(database.read(Clearance.DESK, () -> desk.bean(Tickets.class).messages(first.id())))
                .hasSize(1);

        Ticket second = write("wren@school.example", "Otra cosa", "¿Dónde está la factura?");
        assertThat(receipts(second)).isZero();
    }

    @Test
    void b09_34_whoeverWritesCannotTellFromAReceiptWhetherATicketIsBehindTheWall() throws Exception {
        known("ordinary@school.example", Relation.TEACHER, null);
        known("alarmed@school.example", Relation.TEACHER, null);
        Ticket ordinary = write("ordinary@school.example", "Sound", "The story has no sound on our tablet.");
        Ticket walled = write(
                "alarmed@school.example",
                "Help",
                "a girl in my class says her stepdad hits her with a belt every night");
        assertThat(ordinary.walled()).isFalse();
        assertThat(walled.walled()).isTrue();
        assertThat(receipts(walled)).isEqualTo(receipts(ordinary)).isEqualTo(1);
        String one = bare(desk, "ordinary@school.example", ordinary);
        String other = bare(desk, "alarmed@school.example", walled);
        assertThat(other).isEqualTo(one);
    }

    @Test
    void b09_34_noReceiptGoesWhereAChildMayLiveOrToAnybodyUnknownOrToAMachine() {
        Customer parent = known("parent@home.example", Relation.PARENT, null);
        known("child@home.example", Relation.CHILD, null);
        known("somebody@else.example", Relation.UNKNOWN, null);
        Customer aunt = known("aunt@home.example", Relation.OTHER, null, 1980);
        database.write(Clearance.SYSTEM, () -> {
            Customers customers = desk.bean(Customers.class);
            long home = customers.createHousehold("Home", null, TEST).id();
            for (Customer each : List.of(aunt, parent)) {
                customers
                        .update(each.id(), each.version(), each.details().inHousehold(home, each.relation()), TEST)
                        .orThrow();
            }
        });
        known("young@school.example", Relation.TEACHER, null);
        known("robot@school.example", Relation.TEACHER, null);
        for (String from : List.of(
                "parent@home.example",
                "child@home.example",
                "somebody@else.example",
                "aunt@home.example",
                "never-seen@else.example")) {
            assertThat(receipts(write(from, "Sound", "The story has no sound.")))
                    .as(from)
                    .isZero();
        }
        assertThat(receipts(write("young@school.example", "Sound", "I am 8 years old. The story has no sound.")))
                .isZero();
        assertThat(receipts(write("robot@school.example", "Away", "Auto-Submitted: auto-replied\n", "I am away.")))
                .isZero();
        assertThat(receipts(write("robot@school.example", "List", "List-Id: <tales.example>\n", "News.")))
                .isZero();
    }

    @Test
    void theTimeInAReceiptIsSaidInTheReadersWords() {
        Instant at = Instant.parse("2026-11-27T22:00:00Z");
        assertThat(Receipts.said(at, ZoneId.of("America/New_York"), Locale.ENGLISH)
                        .replace('\u202f', ' '))
                .isEqualTo("Friday, November 27, 2026, 5:00 PM (Eastern Time)");
        assertThat(Receipts.said(at, ZoneId.of("America/New_York"), Locale.forLanguageTag("es")))
                .startsWith("viernes, 27 de noviembre de 2026");
    }

    @Test
    void b09_11_aReportIsMatchedByTheReturnPathAloneMarksTheMessageAndStopsTheAddress() throws Exception {
        Ticket ticket = write("gone@lost.example", "Refund", "Where is my refund?");
        long reply = reply(ticket, "It left us today.");
        OutboundRow sent = eventually(() -> outbound(reply), row -> row.state().equals("sent"));
        database.write(Clearance.DESK, () -> desk.bean(Work.class).move(ticket.id(), Work.ANY, agent, State.SOLVED));
        EmailAddress path = desk.bean(OwnMail.class).returnPath(sent.id(), new EmailAddress("support@storytailor.com"));
        assertThat(path.value()).startsWith("bounces+" + sent.id() + ".").endsWith("@storytailor.com");
        // Nobody makes one up.
        String forged = path.value().replaceFirst("\\.[0-9a-f]", ".x");
        assertThat(SmtpClient.deliver(desk.smtpPort, "", forged, bounce("5.1.1")))
                .startsWith("550");

        assertThat(SmtpClient.deliver(desk.smtpPort, "", path.value(), bounce("5.1.1")))
                .startsWith("250");
        eventually(() -> outbound(reply), row -> row.state().equals("failed"));
        var message = database.read(
                        Clearance.DESK, () -> desk.bean(Tickets.class).message(reply))
                .orElseThrow();
        assertThat(message.delivery()).isEqualTo(org.nightlight.ticket.Message.Delivery.FAILED);
        assertThat(message.deliveryReason()).contains("no such mailbox (5.1.1)");
        assertThat(current(ticket).state()).isEqualTo(State.OPEN);
        // The report goes on in the ticket, as a machine's.
        assertThat(database.read(Clearance.DESK, () -> desk.bean(Tickets.class).messages(ticket.id())))
                .hasSize(3);

        // Whoever writes there is told at once, and again when a failed one is sent once more.
        assertThat(sending(ticket, "Did you get it?"))
                .isInstanceOfSatisfying(
                        Outbox.Sending.Stopped.class,
                        stopped -> assertThat(stopped.why().reason()).contains("no such mailbox", "Stopped addresses"));
        assertThat(admin.get("/desk/admin/suppressed").body()).contains("gone@lost.example");
        long id = database
                .read(Clearance.DESK, () -> desk.bean(Suppressions.class).all(50))
                .stream()
                .filter(it -> it.address().value().equals("gone@lost.example"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(admin.post(
                                "/desk/admin/suppressed",
                                "/desk/admin/suppressed/" + id + "/lifting",
                                Map.of("reason-" + id, " "))
                        .statusCode())
                .isEqualTo(422);
        admin.post(
                "/desk/admin/suppressed",
                "/desk/admin/suppressed/" + id + "/lifting",
                Map.of("reason-" + id, "They called: it works again."));
        assertThat(admin.get("/desk/admin/suppressed").body()).doesNotContain("gone@lost.example");

        // b09_33: sent again by a click, under the same id.
        assertThat(database.write(Clearance.DESK, () -> desk.bean(Outbox.class).resend(reply, agent)))
                .isTrue();
        eventually(() -> outbound(reply), row -> row.state().equals("sent"));
        List<Message> twice = eventually(() -> desk.inbox("gone@lost.example"), all -> all.size() == 2);
        assertThat(twice.get(0).getHeader("Message-ID")).isEqualTo(twice.get(1).getHeader("Message-ID"));
    }

    @Test
    void b09_12_aDelayStopsNothing() throws Exception {
        Ticket ticket = write("slow@lost.example", "Refund", "Where is my refund?");
        long reply = reply(ticket, "It left us today.");
        OutboundRow sent = eventually(() -> outbound(reply), row -> row.state().equals("sent"));
        EmailAddress path = desk.bean(OwnMail.class).returnPath(sent.id(), new EmailAddress("support@storytailor.com"));
        SmtpClient.deliver(desk.smtpPort, "", path.value(), bounce("4.4.7"));
        eventually(() -> events(sent.id()), kinds -> kinds.equals(List.of("deferred")));
        assertThat(outbound(reply).state()).isEqualTo("sent");
        assertThat(stopped("slow@lost.example")).isFalse();
        assertThat(admin.get("/desk/tickets/" + ticket.id()).body()).contains("not delivered yet");
    }

    @Test
    void signedEventsOfSendGridAreShownOnTheMessageAndCountOnce() throws Exception {
        Ticket ticket = write("spam@lost.example", "Refund", "Where is my refund?");
        long reply = reply(ticket, "It left us today.");
        OutboundRow sent = eventually(() -> outbound(reply), row -> row.state().equals("sent"));
        String delivered = event(sent, "delivered", "e1", "");
        assertThat(post(delivered, sign(delivered))).isEqualTo(204);
        assertThat(admin.get("/desk/tickets/" + ticket.id()).body()).contains(", delivered ");
        assertThat(post(delivered, sign(delivered))).isEqualTo(204);
        assertThat(events(sent.id())).containsExactly("delivered");

        String complaint = event(sent, "spamreport", "e2", "");
        assertThat(post(complaint, sign(delivered))).isEqualTo(400);
        assertThat(stopped("spam@lost.example")).isFalse();
        assertThat(post(complaint, sign(complaint))).isEqualTo(204);
        assertThat(stopped("spam@lost.example")).isTrue();
        assertThat(admin.get("/desk/tickets/" + ticket.id()).body()).contains("marked as spam");
        assertThat(outbound(reply).state()).isEqualTo("sent");
    }

    @Test
    void b22_anAnswerToAMailOfAnotherInstanceOpensATicketOfItsOwn() throws Exception {
        Ticket ticket = write("ivy@second.example", "Refund", "Where is my refund?");
        long reply = reply(ticket, "It left us today.");
        String ours = eventually(() -> outbound(reply), row -> row.state().equals("sent"))
                .mailId();
        String second =
                new Threads("of a second instance".getBytes(StandardCharsets.UTF_8), "storytailor.com").newMessageId();
        // A clone has our secret too, and has sent since what we never did.
        String clone = desk.bean(OwnMail.class).newId();
        // The first half of an id that we gave, with the sign of somebody else.
        String mixed = ours.substring(0, 35) + second.substring(35);
        for (String id : List.of(second, clone, mixed)) {
            Ticket own = write("ivy@second.example", "Re: Refund", "In-Reply-To: " + id + "\n", "Thank you.");
            assertThat(own.id()).as(id).isNotEqualTo(ticket.id());
        }
        assertThat(write("ivy@second.example", "Re: Refund", "In-Reply-To: " + ours + "\n", "Thank you.")
                        .id())
                .isEqualTo(ticket.id());
    }

    @Test
    void b32_afterATimeOutAReplyIsSentOnceMoreUnderItsIdRecordedAndShownAndThenAPersonDecides() throws Exception {
        Ticket ticket = write("uma@silent.example", "Refund", "Where is my refund?");
        RELAY.lose("uma@silent.example", 1);
        long reply = reply(ticket, "It left us today.");
        doubted(reply, 1);
        assertThat(desk.inbox("uma@silent.example"))
                .as("the relay had taken it")
                .hasSize(1);
        String page = "/desk/tickets/" + ticket.id();
        assertThat(admin.get(page).body()).contains("it may have taken it", "Next attempt in 15 min");
        passed(reply);
        eventually(() -> outbound(reply), row -> row.state().equals("sent"));
        List<Message> twice = desk.inbox("uma@silent.example");
        assertThat(twice).hasSize(2);
        assertThat(twice.get(0).getHeader("Message-ID")).isEqualTo(twice.get(1).getHeader("Message-ID"));
        assertThat(admin.get(page).body()).contains("it is not known whether the first try arrived");

        RELAY.lose("uma@silent.example", 2);
        long second = reply(ticket, "It is there by now, I think.");
        doubted(second, 1);
        passed(second);
        eventually(() -> outbound(second), row -> row.state().equals("failed"));
        assertThat(events(outbound(second).id())).containsExactly("doubted", "doubted");
        assertThat(desk.inbox("uma@silent.example")).as("and no more by itself").hasSize(4);
        assertThat(admin.get(page).body()).contains("Resend it only if it did not arrive");
    }

    @Test
    void b32_whatIsHeardOfADoubtedMailKeepsItSingle() throws Exception {
        Ticket ticket = write("ora@silent.example", "Refund", "Where is my refund?");
        RELAY.lose("ora@silent.example", 1);
        long reply = reply(ticket, "It left us today.");
        OutboundRow waiting = doubted(reply, 1);
        String delivered = event(waiting, "delivered", "e32", "").replace("spam@lost.example", "ora@silent.example");
        assertThat(post(delivered, sign(delivered))).isEqualTo(204);
        assertThat(outbound(reply).state()).isEqualTo("sent");
        assertThat(admin.get("/desk/tickets/" + ticket.id()).body()).contains(", delivered ");
        passed(reply);
        assertThat(desk.inbox("ora@silent.example")).hasSize(1);
        assertThat(answered(ticket)).isTrue();
    }

    @Test
    void b09_33_aCopyThatCameBackIsToldOfThatAddressAlone() throws Exception {
        Ticket ticket = write("eli@copied.example", "Refund", "Where is my refund?");
        String page = "/desk/tickets/" + ticket.id();
        admin.post(page, page + "/participants", Map.of("copy", "aunt@copied.example"));
        String aunt =
                admin.get(page).body().replaceAll("(?s).*formaction=\"(" + page + "/participants/\\d+)\".*", "$1");
        admin.post(page, aunt, Map.of("standing", "copied"));
        long reply = reply(ticket, "It left us today.");
        OutboundRow sent = eventually(() -> outbound(reply), row -> row.state().equals("sent"));
        assertThat(desk.inbox("aunt@copied.example")).isNotEmpty();
        database.write(Clearance.DESK, () -> desk.bean(Work.class).move(ticket.id(), Work.ANY, agent, State.SOLVED));
        EmailAddress path = desk.bean(OwnMail.class).returnPath(sent.id(), new EmailAddress("support@storytailor.com"));
        byte[] report = new String(bounce("5.1.1"), StandardCharsets.UTF_8)
                .replace("gone@lost.example", "aunt@copied.example")
                .getBytes(StandardCharsets.UTF_8);
        SmtpClient.deliver(desk.smtpPort, "", path.value(), report);
        eventually(() -> events(sent.id()), kinds -> kinds.equals(List.of("bounced")));
        assertThat(outbound(reply).state()).isEqualTo("sent");
        assertThat(current(ticket).state()).as("its customer has it").isEqualTo(State.SOLVED);
        assertThat(stopped("aunt@copied.example")).isTrue();
        assertThat(stopped("eli@copied.example")).isFalse();
        assertThat(admin.get(page).body())
                .contains("The copy to aunt@copied.example came back (5.1.1)")
                .doesNotContain("Not delivered");
    }

    @Test
    void anAlertToASuppressedAddressIsSentAllTheSameAndPeopleAreTold() throws Exception {
        desk.bean(Staff.class)
                .create("Kim Reed", "kim@desk.example", Set.of(Role.SAFETY_OFFICER), PASSWORD, TEST)
                .orThrow();
        alert("kim@desk.example", "first");
        OutboundRow sent = eventually(
                        () -> toStaff("kim@desk.example"),
                        rows -> !rows.isEmpty() && rows.getLast().state().equals("sent"))
                .getLast();
        String bounced = event(sent, "bounce", "e3", "5.1.1").replace("spam@lost.example", "kim@desk.example");
        assertThat(post(bounced, sign(bounced))).isEqualTo(204);
        assertThat(stopped("kim@desk.example")).isTrue();
        eventually(
                () -> desk.inbox("ada@desk.example"),
                all -> all.stream().anyMatch(it -> subject(it).equals("A safety alert did not arrive")));
        alert("kim@desk.example", "second");
        eventually(
                () -> desk.inbox("kim@desk.example"),
                all -> all.stream().anyMatch(it -> subject(it).equals("second")));
        assertThat(admin.get("/desk/admin/suppressed").body()).contains("somebody at the desk");
    }

    private void alert(String to, String subject) {
        database.write(
                Clearance.SYSTEM,
                () -> desk.bean(Outbox.class)
                        .tellStaff(
                                Outgoing.Purpose.ALERT,
                                null,
                                Set.of(new EmailAddress(to)),
                                subject,
                                "Please look at the desk."));
    }

    private static String subject(Message mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The mail without what differs between any two. */
    private static String bare(RunningDesk desk, String to, Ticket ticket) throws IOException, MessagingException {
        Message mail = eventually(() -> desk.inbox(to), all -> all.size() == 1).getFirst();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        mail.writeTo(raw);
        return raw.toString(StandardCharsets.UTF_8)
                .replace(to, "somebody")
                .replace(Long.toString(ticket.id()), "number")
                .replaceAll(
                        "(?m)^(Message-ID|Date|In-Reply-To|References|Received|Return-Path):.*(\\r?\\n[ \\t].*)*", "$1")
                .replaceAll("answer by [^.]*\\.", "answer by");
    }

    private Customer known(String address, Relation relation, String language) {
        return known(address, relation, language, 0);
    }

    private Customer known(String address, Relation relation, String language, int born) {
        CustomerDetails details = CustomerDetails.named("Wren Vale")
                .with(new EmailAddress(address))
                .withRelation(relation)
                .withLanguage(language);
        return database.write(
                Clearance.SYSTEM,
                () -> desk.bean(Customers.class)
                        .create(born == 0 ? details : details.bornIn(born), TEST)
                        .orThrow());
    }

    private Ticket write(String from, String subject, String text) {
        return write(from, subject, "", text);
    }

    /** A mail to the desk, and the ticket that comes of it. */
    private Ticket write(String from, String subject, String headers, String text) {
        String id = "<" + java.util.UUID.randomUUID() + "@example.org>";
        desk.send(from, """
                From: %s
                To: support@storytailor.com
                Subject: %s
                Message-ID: %s
                Date: Mon, 16 Nov 2026 10:00:00 -0500
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                %s
                %s
                """.formatted(from, subject, id, headers, text));
        return eventually(
                        () -> database.read(
                                Clearance.SYSTEM,
                                () -> desk.bean(Tickets.class).ofMails(List.of(id)).stream()
                                        .findFirst()
                                        .flatMap(desk.bean(Tickets.class)::find)),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Ticket current(Ticket ticket) {
        return database.read(
                Clearance.DESK, () -> desk.bean(Tickets.class).find(ticket.id()).orElseThrow());
    }

    private Outbox.Sending sending(Ticket ticket, String text) {
        return database.write(
                Clearance.DESK, () -> desk.bean(Outbox.class).reply(current(ticket), agent, "Ada Park", text));
    }

    private long reply(Ticket ticket, String text) {
        return ((Outbox.Sending.Queued) sending(ticket, text)).message().id();
    }

    private int receipts(Ticket ticket) {
        return database.read(
                Clearance.SYSTEM,
                () -> sql.fetchCount(
                        OUTBOUND, OUTBOUND.TICKET_ID.eq(ticket.id()).and(OUTBOUND.PURPOSE.eq("receipt"))));
    }

    private boolean answered(Ticket ticket) {
        return database.read(
                Clearance.SYSTEM,
                () -> sql.fetchExists(
                        CLOCK_EVENT, CLOCK_EVENT.TICKET_ID.eq(ticket.id()).and(CLOCK_EVENT.KIND.eq("met"))));
    }

    private record OutboundRow(long id, String state, String mailId) {}

    private OutboundRow outbound(long messageId) {
        return database.read(
                Clearance.SYSTEM,
                () -> sql.selectFrom(OUTBOUND)
                        .where(OUTBOUND.MESSAGE_ID.eq(messageId))
                        .fetchSingle(row -> new OutboundRow(row.getId(), row.getState(), row.getMailId())));
    }

    private OutboundRow doubted(long messageId, int times) {
        OutboundRow row = eventually(
                () -> outbound(messageId),
                it -> it.state().equals("queued") && events(it.id()).size() == times);
        assertThat(events(row.id())).containsOnly("doubted");
        return row;
    }

    /** As if its time to be sent again had come. */
    private void passed(long messageId) {
        database.write(Clearance.SYSTEM, () -> {
            sql.update(OUTBOUND)
                    .set(OUTBOUND.NOT_BEFORE, Instant.EPOCH)
                    .where(OUTBOUND.MESSAGE_ID.eq(messageId))
                    .execute();
            desk.bean(Wakeups.class).afterCommit("outbox");
        });
    }

    private List<OutboundRow> toStaff(String address) {
        return database.read(
                Clearance.SYSTEM,
                () -> sql.selectFrom(OUTBOUND)
                        .where(OUTBOUND.PURPOSE.eq("alert"))
                        .and(OUTBOUND.RECIPIENTS.contains(new String[] {address}))
                        .orderBy(OUTBOUND.ID)
                        .fetch(row -> new OutboundRow(row.getId(), row.getState(), row.getMailId())));
    }

    private List<String> events(long outbound) {
        return database.read(
                Clearance.SYSTEM,
                () -> sql.selectFrom(DELIVERY_EVENT)
                        .where(DELIVERY_EVENT.OUTBOUND_ID.eq(outbound))
                        .fetch(DELIVERY_EVENT.KIND));
    }

    private boolean stopped(String address) {
        return database.read(
                Clearance.SYSTEM, () -> desk.bean(Suppressions.class).holds(new EmailAddress(address)));
    }

    private static byte[] bounce(String status) {
        return """
                From: Mail Delivery System <mailer-daemon@lost.example>
                To: bounces@storytailor.com
                Subject: Undelivered Mail
                Message-ID: <%s@lost.example>
                Date: Mon, 16 Nov 2026 10:00:00 -0500
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain

                Your message was not delivered.

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; lost.example

                Final-Recipient: rfc822; %s@lost.example
                Action: %s
                Status: %s

                --b--
                """.formatted(
                        java.util.UUID.randomUUID(),
                        status.startsWith("5") ? "gone" : "slow",
                        status.startsWith("5") ? "failed" : "delayed",
                        status)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String event(OutboundRow mail, String event, String id, String status) {
        return """
                [{"email":"spam@lost.example","timestamp":1789000000,"event":"%s","sg_event_id":"%s","status":"%s","type":"bounce","nightlight_mail":"%s"},
                 {"email":"spam@lost.example","event":"open","sg_event_id":"o"}]""".formatted(event, id, status, mail.mailId());
    }

    private static String sign(String body) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(sendGridKey.getPrivate());
        signature.update("1789000001".getBytes(StandardCharsets.UTF_8));
        signature.update(body.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private static int post(String body, String signature) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(desk.url("/hooks/sendgrid-events")))
                                    .header("X-Twilio-Email-Event-Webhook-Timestamp", "1789000001")
                                    .header("X-Twilio-Email-Event-Webhook-Signature", signature)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}

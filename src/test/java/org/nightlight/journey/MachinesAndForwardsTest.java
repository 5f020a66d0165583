package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.SmtpClient;
import org.nightlight.channel.Outbox;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvent;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;

/** Mail of machines on tickets that people work on, mail that staff forward, and kept mail read again. */
class MachinesAndForwardsTest {
    private static RunningDesk desk;
    private static StaffMember sam;
    private static Browser agent;
    private static Browser admin;
    private static int count;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
        sam = desk.withoutTeam("Dana Brook", Role.AGENT);
        agent = desk.browser(sam);
        admin = desk.browser(desk.withoutTeam("Ada Brook", Role.ADMIN));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "X-Auto-Response-Suppress: All",
                "Precedence: bulk",
                "List-Id: <parents.example.org>",
                "List-Unsubscribe: <mailto:off@example.org>",
                "Return-Path: <>"
            })
    void b09_aMachinesMailIsAttachedAndFlaggedAndMovesNothing(String header) throws Exception {
        Standing before = solved();
        arrive(before.from(), header + "\n" + answer(before, "Re: Charged twice", "I have your mail."));
        assertUntouched(before, header.startsWith("Return") ? "return" : header.substring(0, 5));
        assertThat(detail(before, "automatic").get("certain")).isEqualTo("true");
    }

    @Test
    void b09_aReportWithoutAnEnvelopeSenderIsAMachinesToo() throws Exception {
        Standing before = solved();
        arrive("", answer(before, "Re: Charged twice", "I have your mail."));
        assertUntouched(before, "return path");
    }

    @Test
    void b10_anOutOfOfficeWithoutAnyHeaderMovesNothingAndSaysHowSureItIs() throws Exception {
        Standing before = solved();
        arrive(before.from(), answer(before, "Automatic reply: Charged twice", "I read my mail again on Monday."));
        assertUntouched(before, "absence");
        assertThat(detail(before, "automatic").get("certain")).isEqualTo("false");
        assertThat(agent.get("/desk/tickets/" + before.ticket().id()).body()).contains("likely but not certain");
    }

    @Test
    void b11_aDeliveryReportIsFiledByTheIdWithinItAndIsNoCustomersAnswer() throws Exception {
        Standing before = solved();
        arrive("", report(before, "failed", "5.1.1"));
        RunningDesk.eventually(() -> messages(before.ticket().id()).size(), size -> size == before.messages() + 1);
        assertThat(messages(before.ticket().id()))
                .filteredOn(it -> it.kind() == Message.Kind.REPLY)
                .extracting(Message::delivery)
                .containsExactly(Message.Delivery.FAILED);
        assertThat(find(before.ticket().id()).state())
                .as("opened because the answer never came, as for any that could not be sent")
                .isEqualTo(State.OPEN);
        assertThat(detail(before, "automatic").get("reason")).containsIgnoringCase("not delivered");
        assertThat(detail(before, "not-sent").get("reason")).contains("no such mailbox");
    }

    @Test
    void b14_whatNobodyHereCanReadIsHeldForTheSafetyTeam() throws Exception {
        arrive("kim@example.org", resource("pgp-encrypted.eml"));
        RunningDesk.eventually(
                () -> column(
                        Boolean.class,
                        "select t.walled from ticket t join screening s on s.ticket_id = t.id where s.held"
                                + " and s.reasons::text like '%held.encrypted%'"),
                rows -> rows.equals(List.of(true)));
    }

    @Test
    void b12_aDelayNoticeMovesNothingEither() throws Exception {
        Standing before = solved();
        arrive("", report(before, "delayed", "4.4.1"));
        assertUntouched(before, "not delivered");
        assertThat(messages(before.ticket().id()))
                .filteredOn(it -> it.kind() == Message.Kind.REPLY)
                .extracting(Message::delivery)
                .containsExactly(Message.Delivery.SENT);
    }

    @Test
    void b17_aStaffMembersForwardOffersTheFirstWriterAsRequesterWithOneClickAndChangesNothingByItself()
            throws Exception {
        String raw = resource("forward-en.eml")
                .replaceFirst("dana@desk.example", sam.email().value());
        arrive(sam.email().value(), raw);
        Ticket ticket = ticketOf("<fwd-en@example.org>");
        Customers customers = desk.bean(Customers.class);
        assertThat(customers.find(ticket.requesterId()).orElseThrow().name()).isEqualTo("Dana Brook");

        String page = "/desk/tickets/" + ticket.id();
        Document shown = Jsoup.parse(agent.get(page).body());
        Element form = Objects.requireNonNull(shown.selectFirst("form[action=" + page + "/requester]"));
        assertThat(form.text()).contains("Forwarded by Dana Brook, first written by Robin Vale");
        assertThat(form.select("button").text()).isEqualTo("Make robin@example.org the requester");
        Map<String, String> fields = Map.of(
                "message", form.select("input[name=message]").attr("value"),
                "version", form.select("input[name=version]").attr("value"));
        assertThat(agent.post(page, page + "/requester", fields).statusCode()).isEqualTo(302);

        Ticket now = find(ticket.id());
        long robin = desk.bean(Customers.class)
                .findByAddress(new EmailAddress("robin@example.org"))
                .orElseThrow()
                .id();
        assertThat(now.requesterId()).isEqualTo(robin);
        String after = agent.get(page).body();
        assertThat(after).contains("has another requester now").contains("The requester was changed");
        assertThat(after).doesNotContain("the requester</button>");
        assertThat(agent.post(page, page + "/requester", fields).statusCode()).isEqualTo(409);
    }

    @Test
    void b17_aCustomersForwardIsOfferedToNobody() throws Exception {
        arrive(
                "kim@example.org",
                resource("forward-en.eml")
                        .replace("Dana Brook <dana@desk.example>", "Kim <kim@example.org>")
                        .replace("<fwd-en@", "<fwd-kim@"));
        Ticket ticket = ticketOf("<fwd-kim@example.org>");
        assertThat(agent.get("/desk/tickets/" + ticket.id()).body())
                .contains("Kim")
                .doesNotContain("/requester\"");
    }

    @Test
    void b18_b19_b20_historyIsFoldedTablesSurvivePicturesStandInPlaceAndTheOriginalIsKept() throws Exception {
        arrive(
                "lea@example.org",
                resource("inline-image.eml")
                        .replaceAll("(?m)^Message-I[dD]:.*$", "Message-ID: <inline-1@example.org>"));
        Ticket picture = ticketOf("<inline-1@example.org>");
        Document page = Jsoup.parse(agent.get("/desk/tickets/" + picture.id()).body());
        assertThat(page.select(".msg .html img[src*=inline]")).hasSize(1);
        assertThat(page.select(".msg ul[aria-label=Files] a"))
                .as("no file to fetch")
                .isEmpty();
        assertThat(page.select(".msg ul[aria-label=Files] button").text())
                .as("blurred where it stands, and shown by a click")
                .contains("Show this picture");

        arrive(
                "lea@example.org",
                resource("reply-apple-html.eml")
                        .replaceAll("(?m)^Message-I[dD]:.*$", "Message-ID: <html-1@example.org>"));
        Ticket html = ticketOf("<html-1@example.org>");
        Document talk = Jsoup.parse(agent.get("/desk/tickets/" + html.id()).body());
        assertThat(talk.select(".msg .html details summary").text()).isEqualTo("Show quoted text");
        assertThat(talk.select(".msg .html details").text()).contains("Hello Ann, please restart");

        Document kept = Jsoup.parse(
                admin.get("/desk/admin/mail/" + inbound("<html-1@example.org>")).body());
        assertThat(kept.select("h1").text()).contains("read again");
        assertThat(kept.select("section").text()).contains("own words", "Folded", "Message-ID <html-1@example.org>");
        assertThat(kept.select("dl").text()).doesNotContain("lea@");
    }

    @Test
    void aKeptMailIsReadAgainOnlyOutsideTheWallAndItIsRecorded() throws Exception {
        arrive("mia@example.org", mail("mia@example.org", "wall-1", "A question", "Where is my story?"));
        Ticket ticket = ticketOf("<wall-1@example.org>");
        long id = inbound("<wall-1@example.org>");
        assertThat(admin.get("/desk/admin/mail/" + id).body()).contains("Where is my story?");
        assertThat(admin.get("/desk/admin/mail").body()).contains("/desk/admin/mail/" + id + "\"");
        assertThat(agent.get("/desk/admin/mail/" + id).statusCode()).isNotEqualTo(200);
        assertThat(column(
                        Integer.class,
                        "select count(*) from audit_line where action = 'mail-replayed' and subject = ?",
                        "inbound:" + id))
                .containsExactly(1);

        desk.bean(Database.class)
                .write(
                        Clearance.SYSTEM,
                        () -> desk.bean(Cases.class).raise(ticket.id(), Level.S2, new Actor.Software("test")));
        assertThat(admin.get("/desk/admin/mail/" + id).statusCode()).isEqualTo(404);
        assertThat(admin.get("/desk/admin/mail").body()).doesNotContain("/desk/admin/mail/" + id + "\"");
        assertThat(admin.get("/desk/admin/mail/987654").statusCode()).isEqualTo(404);
    }

    @Test
    void b05_b06_aMailOfAnUnknownCharsetWithoutAnIdIsReadableAndFetchedTwiceIsOneTicket() throws Exception {
        String from = "twice@example.org";
        String raw = mail(
                        from, "none", "The story", "The story of the café does not open on our tablet. Please help us.")
                .replaceAll("Message-ID:.*\\R", "MIME-Version: 1.0\nContent-Type: text/plain; charset=x-unknown\n");
        arrive(from, raw, StandardCharsets.ISO_8859_1);
        arrive(from, raw, StandardCharsets.ISO_8859_1);
        List<Long> kept = RunningDesk.eventually(
                () -> column(
                        Long.class,
                        "select ticket_id from inbound where envelope ->> 'from' = ? and ticket_id is not null",
                        from),
                ids -> !ids.isEmpty());
        assertThat(column(Integer.class, "select count(*) from inbound where envelope ->> 'from' = ?", from))
                .containsExactly(1);
        Message message = messages(kept.getFirst()).getFirst();
        assertThat(message.mailId()).endsWith("@made.nightlight.invalid>");
        assertThat(message.text()).contains("the café does not open");
    }

    /** A solved ticket with an answer that has left. */
    private record Standing(Ticket ticket, String from, String answerId, List<String> clocks, int messages) {}

    private static Standing solved() throws Exception {
        int n = ++count;
        String from = "writer" + n + "@example.org";
        arrive(
                from,
                mail(from, "first-" + n, "Charged twice", "My card was charged twice. Please refund one payment."));
        Ticket ticket = ticketOf("<first-" + n + "@example.org>");
        Database database = desk.bean(Database.class);
        Actor.Staff by = new Actor.Staff(sam.id());
        database.write(
                Clearance.DESK,
                () -> desk.bean(Outbox.class).reply(ticket, by, "Dana Brook", "We return one of them today."));
        Message sent = RunningDesk.eventually(
                        () -> messages(ticket.id()).stream()
                                .filter(it -> it.delivery() == Message.Delivery.SENT && it.kind() == Message.Kind.REPLY)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        database.write(Clearance.DESK, () -> desk.bean(Work.class).move(ticket.id(), Work.ANY, by, State.SOLVED));
        return new Standing(
                find(ticket.id()),
                from,
                Objects.requireNonNull(sent.mailId()),
                clocks(ticket.id()),
                messages(ticket.id()).size());
    }

    private static void assertUntouched(Standing before, String reason) {
        RunningDesk.eventually(() -> messages(before.ticket().id()).size(), size -> size == before.messages() + 1);
        Ticket now = find(before.ticket().id());
        assertThat(now.state()).isEqualTo(State.SOLVED);
        assertThat(now.solvedAt()).isEqualTo(before.ticket().solvedAt());
        assertThat(now.dueAt()).isEqualTo(before.ticket().dueAt());
        assertThat(clocks(now.id())).isEqualTo(before.clocks());
        assertThat(detail(before, "automatic").get("reason")).containsIgnoringCase(reason);
        assertThat(column(
                        Integer.class,
                        "select count(*) from outbound o join ticket t on t.id = o.ticket_id where t.id = ?"
                                + " and o.purpose = 'automatic' and o.created_at > t.solved_at",
                        now.id()))
                .containsExactly(0);
    }

    private static Map<String, String> detail(Standing before, String kind) {
        TicketEvent event = desk
                .bean(Database.class)
                .read(
                        Clearance.DESK,
                        () -> desk.bean(Tickets.class).timeline(before.ticket().id()))
                .stream()
                .filter(it -> it.kind().equals(kind))
                .reduce((first, last) -> last)
                .orElseThrow();
        return Map.of(
                "reason", event.detail().path("reason").asString(""),
                "certain", event.detail().path("certain").asString(""));
    }

    private static List<String> clocks(long ticketId) {
        return column(
                String.class,
                "select to_jsonb(c)::text from clock c where ticket_id = ? union all"
                        + " select to_jsonb(e)::text from clock_event e where ticket_id = ? order by 1",
                ticketId,
                ticketId);
    }

    private static String mail(String from, String id, String subject, String text) {
        return """
                From: Writer <%s>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s@example.org>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                %s
                """.formatted(from, subject, id, text);
    }

    private static String answer(Standing before, String subject, String text) {
        return mail(before.from(), "machine-" + ++count, subject, text)
                .replace("\nDate:", "\nIn-Reply-To: " + before.answerId() + "\nDate:");
    }

    private static String report(Standing before, String action, String status) {
        return """
                From: Mail Delivery System <MAILER-DAEMON@mail.example>
                To: support@storytailor.com
                Subject: Delivery report
                Message-ID: <report-%d@mail.example>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="rep"

                --rep
                Content-Type: text/plain

                This is about your mail.
                --rep
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.example

                Final-Recipient: rfc822; %s
                Action: %s
                Status: %s
                --rep
                Content-Type: message/rfc822

                From: support@storytailor.com
                Subject: Re: Charged twice
                Message-ID: %s

                Hello
                --rep--
                """.formatted(++count, before.from(), action, status, before.answerId());
    }

    private static void arrive(String from, String raw) throws Exception {
        arrive(from, raw, StandardCharsets.UTF_8);
    }

    private static void arrive(String from, String raw, Charset charset) throws Exception {
        String said = SmtpClient.deliver(
                desk.smtpPort,
                from,
                "support@storytailor.com",
                raw.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(charset));
        assertThat(said).startsWith("250");
    }

    private static String resource(String name) throws Exception {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) throws Exception {
        try (var in = Objects.requireNonNull(MachinesAndForwardsTest.class.getResourceAsStream("/mail/" + name))) {
            return in.readAllBytes();
        }
    }

    private static Ticket ticketOf(String mailId) {
        long id = RunningDesk.eventually(
                        () -> column(Long.class, "select ticket_id from message where mail_id = ?", mailId),
                        found -> !found.isEmpty())
                .getFirst();
        return find(id);
    }

    private static long inbound(String mailId) {
        return column(Long.class, "select inbound_id from message where mail_id = ?", mailId)
                .getFirst();
    }

    private static Ticket find(long id) {
        return desk.bean(Database.class)
                .read(Clearance.DESK, () -> desk.bean(Tickets.class).find(id).orElseThrow());
    }

    private static List<Message> messages(long id) {
        return desk.bean(Database.class)
                .read(Clearance.SYSTEM, () -> desk.bean(Tickets.class).messages(id));
    }

    private static <T> List<T> column(Class<T> type, String query, Object... values) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class).fetch(query, values).getValues(0, type));
    }
}

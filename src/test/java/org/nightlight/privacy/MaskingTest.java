package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nightlight.privacy.FamilyDesk.actor;

import jakarta.mail.MessagingException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.channel.Outbox;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Walls;
import org.nightlight.ticket.Work;

/** What a child writes before any consent: hidden from the desk, kept for a click, and never from whoever protects the child. */
class MaskingTest {
    private static final FamilyDesk DESK = new FamilyDesk();
    private static final Actor TEST = new Actor.Software("test");
    private static final String PHONE = "555-867-5309";
    /** For messages that are not masked. */
    private static final String OTHER = "555-010-4477";

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void c06_whatAChildWritesUnaskedStandsInNoGeneralTableAndNotInTheSearch() {
        Ticket ticket = child("quillfeather");
        assertThat(DESK.tables("quillfeather")).isSubsetOf("inbound", "masked_words", "customer");
        assertThat(DESK.tables(PHONE)).containsExactlyInAnyOrder("inbound", "masked_words");
        assertThat(DESK.tables("pond.example")).containsExactlyInAnyOrder("inbound", "masked_words");
        Message message = messages(ticket).getFirst();
        assertThat(message.masked()).isTrue();
        assertThat(message.authorName()).isEqualTo("Emma");
        assertThat(message.html()).isNull();
        assertThat(message.text()).contains("[phone]", "[email]", "[name]", "the dragon story is silent");
        assertThat(ticket.subject()).isEqualTo("[name] has a question");
        assertThat(DESK.found("quillfeather")).isEmpty();
        assertThat(DESK.rows("select band || ' ' || source from age_statement where ticket_id = ?", ticket.id()))
                .containsExactly("under13 message");
        Browser ada = DESK.browser(DESK.ada);
        for (String page : List.of("/desk/lists/open", "/desk/tickets/" + ticket.id(), "/desk/search?q=dragon")) {
            assertThat(ada.get(page).body()).as(page).contains("Emma").doesNotContain("Quillfeather", PHONE);
        }
    }

    @Test
    void c06_whoeverIsOnlyNotKnownToBeOlderIsNotMaskedNorIsAnAdult() {
        mail("Noa Thistlebrook <noa@example.org>", "thistle-1", "", "thistle", "Call me at " + OTHER + ".");
        assertThat(messages(ticketOf("thistle-1")).getFirst().text()).isEqualTo("Call me at " + OTHER + ".");
        mail("Noa Thistlebrook <noa@example.org>", "thistle-2", "", "thistle", "I am 45 years old. " + OTHER);
        assertThat(messages(ticketOf("thistle-2")).getFirst().masked()).isFalse();
    }

    @Test
    void c01_listsKnowAChildAsAgesDoes() {
        AgeStore store = DESK.desk.bean(AgeStore.class);
        Ages ages = DESK.desk.bean(Ages.class);
        Ticket ticket = child("tinkerloom");
        int n = 0;
        for (Integer year : java.util.Arrays.asList(null, 1980, 2012, 2013, 2014, 2020)) {
            for (Relation relation : Relation.values()) {
                for (String said : List.of(
                        "",
                        "m:under13",
                        "m:13to17",
                        "m:under13 a:adult",
                        "a:adult m:under13",
                        "a:under13 m:13to17",
                        "q:under13 a:unknown",
                        "a:under13 a:adult",
                        "m:under13 q:adult")) {
                    long id = Long.parseLong(DESK.rows(
                                    "insert into customer (name, relation, birth_year, created_at, updated_at)"
                                            + " values (?, ?, ?, now(), now()) returning id",
                                    "Somebody " + n++,
                                    relation.key(),
                                    year)
                            .getFirst());
                    for (String one : said.isEmpty() ? new String[0] : said.split(" ")) {
                        AgeStatement.Source source = switch (one.charAt(0)) {
                            case 'm' -> AgeStatement.Source.MESSAGE;
                            case 'q' -> AgeStatement.Source.QUESTION;
                            default -> AgeStatement.Source.AGENT;
                        };
                        DESK.database.write(
                                Clearance.SYSTEM,
                                () -> store.insert(
                                        id,
                                        new AgeStatement(
                                                AgeState.ofKey(one.substring(2)),
                                                source,
                                                TEST,
                                                DESK.clock.instant(),
                                                source == AgeStatement.Source.AGENT ? "Said so." : ""),
                                        ticket.id(),
                                        false));
                    }
                    boolean known = DESK.database.read(
                            Clearance.DESK,
                            () -> ages.of(DESK.desk
                                                    .bean(Customers.class)
                                                    .find(id)
                                                    .orElseThrow())
                                            .state()
                                    == AgeState.UNDER_13);
                    assertThat(DESK.rows(
                                    "select known_under_13(id, birth_year, relation, 2026) from customer where id = ?",
                                    id))
                            .as(year + " " + relation + " " + said)
                            .containsExactly(known ? "t" : "f");
                }
            }
        }
    }

    @Test
    void c06_showingIsWrittenDownFirstByNumbersAloneAndHoldsForOnePage() {
        Ticket ticket = child("marrowbyte");
        Browser ada = DESK.browser(DESK.ada);
        String page = "/desk/tickets/" + ticket.id();
        long message = messages(ticket).getFirst().id();
        String readings = page + "/messages/" + message + "/readings";
        assertThat(Jsoup.parse(ada.get(page).body())
                        .select("form[action=" + readings + "] button")
                        .text())
                .isEqualTo("Show what was written");

        DESK.rows(
                "create function no_lines() returns trigger language plpgsql as $$ begin raise exception 'none'; end $$");
        DESK.rows("create trigger broken before insert on audit_line for each row"
                + " when (new.action = 'masked-words-read') execute function no_lines()");
        HttpResponse<String> unwritten = ada.post(page, readings, Map.of());
        DESK.rows("drop trigger broken on audit_line");
        assertThat(unwritten.statusCode()).isEqualTo(500);
        assertThat(unwritten.body()).as("without the line nothing is shown").doesNotContain(PHONE, "Marrowbyte");

        HttpResponse<String> shown = ada.post(page, readings, Map.of());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(shown.body()).text())
                .contains(PHONE, "emma.marrowbyte@pond.example", "Emma Marrowbyte has a question")
                .contains("It is recorded that you looked.");
        assertThat(DESK.rows(
                        "select actor || ' ' || subject || ' ' || detail from audit_line where action = 'masked-words-read'"
                                + " and ticket_id = ?",
                        ticket.id()))
                .containsExactly(actor(DESK.ada).key() + " ticket:" + ticket.id() + " message:" + message);
        assertThat(ada.get(page).body()).doesNotContain(PHONE, "Marrowbyte");

        Ticket other = child("pewterlane");
        String wrong = "/desk/tickets/" + other.id() + "/messages/" + message + "/readings";
        assertThat(ada.post(page, wrong, Map.of()).statusCode()).isEqualTo(404);
        assertThat(ada.post(page, page + "/messages/999999/readings", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void c06_aCaseGetsTheChildsOwnWordsAndAFalseAlarmIsNoConsent() {
        Ticket ticket = child("briarwhistle");
        String written = DESK.rows("select text from masked_words where ticket_id = ?", ticket.id())
                .getFirst();
        DESK.database.write(
                DESK.noor.clearance(),
                () -> DESK.desk.bean(Cases.class).raise(ticket.id(), Level.S3, actor(DESK.noor)));

        assertThat(DESK.rows("select text from masked_words where ticket_id = ?", ticket.id()))
                .isEmpty();
        assertThat(DESK.tables("briarwhistle"))
                .as("a name is not sealed, words are")
                .containsExactlyInAnyOrder("customer", "message");
        assertThat(DESK.tables("emma.briarwhistle")).isEmpty();
        assertThat(DESK.tables(PHONE)).doesNotContain("message", "ticket", "ticket_search");
        List<Message> sealed = reading(ticket.id(), () -> tickets().messages(ticket.id()));
        assertThat(sealed.getFirst().text()).isEqualTo(written).contains(PHONE);
        assertThat(sealed.getFirst().authorName()).isEqualTo("Emma Briarwhistle");
        assertThat(String.valueOf(sealed.getFirst().html())).contains("Briarwhistle");
        assertThat(sealed.getFirst().masked()).isFalse();
        assertThat(reading(ticket.id(), () -> tickets().find(ticket.id()))
                        .orElseThrow()
                        .subject())
                .isEqualTo("Emma Briarwhistle has a question");
        String readings = "/desk/tickets/" + ticket.id() + "/messages/"
                + sealed.getFirst().id() + "/readings";
        assertThat(DESK.browser(DESK.ada)
                        .post("/desk/lists/open", readings, Map.of())
                        .statusCode())
                .as("behind the wall there is nothing to show")
                .isEqualTo(404);

        open(ticket);
        Message again = messages(ticket).getFirst();
        assertThat(again.masked()).isTrue();
        assertThat(again.text()).doesNotContain(PHONE).contains("the dragon story is silent");
        assertThat(DESK.rows("select text from masked_words where ticket_id = ?", ticket.id()))
                .containsExactly(written);
        assertThat(DESK.tables("briarwhistle")).isSubsetOf("inbound", "masked_words", "customer");
        assertThat(DESK.found("dragon")).isPresent();
    }

    @Test
    void c06_c28_aDisclosureIsKeptWordForWordAndBringsEarlierWordsWithIt() {
        Ticket ticket = child("cobblefinch");
        mail(
                "Emma Cobblefinch <" + address("cobblefinch") + ">",
                "cobblefinch-2",
                "<" + id("cobblefinch") + "@example.org>",
                "Re",
                "my stepdad hits me with a belt every night, call " + PHONE + ", I am Emma Cobblefinch");
        RunningDesk.eventually(
                () -> DESK.rows("select id from message where ticket_id = ?", ticket.id()), rows -> rows.size() == 2);
        mail(
                "Emma Cobblefinch <" + address("cobblefinch") + ">",
                "cobblefinch-3",
                "<" + id("cobblefinch") + "@example.org>",
                "Re",
                "my name is Emma Cobblefinch and " + PHONE);
        RunningDesk.eventually(
                () -> DESK.rows("select id from message where ticket_id = ?", ticket.id()), rows -> rows.size() == 3);
        assertThat(DESK.rows("select walled from ticket where id = ?", ticket.id()))
                .containsExactly("t");
        assertThat(reading(ticket.id(), () -> tickets().messages(ticket.id())))
                .allMatch(message ->
                        message.text().contains(PHONE) && message.text().contains("Emma Cobblefinch"))
                .noneMatch(Message::masked);
        assertThat(DESK.rows("select text from masked_words where ticket_id = ?", ticket.id()))
                .isEmpty();
    }

    @Test
    void b25_theSubjectOfALaterMessageIsMaskedGivenToTheCaseAndMaskedAgain() {
        Ticket ticket = child("thimblefern");
        mail(
                "Emma Thimblefern <" + address("thimblefern") + ">",
                id("a second one"),
                "<" + id("thimblefern") + "@example.org>",
                "Emma Thimblefern asks again",
                "Where is the dragon?");
        RunningDesk.eventually(
                () -> DESK.rows("select id from message where ticket_id = ?", ticket.id()), rows -> rows.size() == 2);
        assertThat(DESK.tables("thimblefern")).isSubsetOf("inbound", "masked_words", "customer");
        assertThat(subjects(messages(ticket))).containsExactly("[name] has a question", "[name] asks again");
        Browser ada = DESK.browser(DESK.ada);
        String page = "/desk/tickets/" + ticket.id();
        assertThat(Jsoup.parse(ada.get(page).body()).select(".renamed").text()).contains("[name] asks again");
        long second = messages(ticket).getLast().id();
        assertThat(ada.post(page, page + "/messages/" + second + "/readings", Map.of())
                        .body())
                .contains("Emma Thimblefern asks again");

        DESK.database.write(
                DESK.noor.clearance(),
                () -> DESK.desk.bean(Cases.class).raise(ticket.id(), Level.S3, actor(DESK.noor)));
        assertThat(subjects(reading(ticket.id(), () -> tickets().messages(ticket.id()))))
                .containsExactly("Emma Thimblefern has a question", "Emma Thimblefern asks again");
        assertThat(reading(ticket.id(), () -> tickets().find(ticket.id()))
                        .orElseThrow()
                        .subject())
                .isEqualTo("Emma Thimblefern has a question");
        open(ticket);
        assertThat(subjects(messages(ticket))).containsExactly("[name] has a question", "[name] asks again");
        assertThat(DESK.tables("thimblefern")).isSubsetOf("inbound", "masked_words", "customer");
    }

    private static List<String> subjects(List<Message> messages) {
        return messages.stream().map(Message::subject).toList();
    }

    @Test
    void c06_consentEndsTheMaskingOfWhatComesLaterAndTakenBackItBeginsAgain() {
        var family = DESK.family("lanternmoss");
        Ticket ticket = byChild(family, "lantern-1", "Reach me at " + OTHER + ".");
        assertThat(messages(ticket).getFirst().text()).isEqualTo("Reach me at [phone].");
        DESK.asksConsent(family, ticket);
        long child = family.child().id();
        decided(child, "answered", true);
        assertThat(messages(byChild(family, "lantern-2", "Now " + OTHER + "."))
                        .getFirst()
                        .masked())
                .as("an answer is no consent before its proof")
                .isTrue();
        decided(child, "given", true);
        assertThat(messages(byChild(family, "lantern-3", "Now " + OTHER + "."))
                        .getFirst()
                        .text())
                .isEqualTo("Now " + OTHER + ".");
        assertThat(messages(ticket).getFirst().text())
                .as("what was masked stays so")
                .isEqualTo("Reach me at [phone].");
        decided(child, "revoked", false);
        assertThat(messages(byChild(family, "lantern-4", "Now " + OTHER + "."))
                        .getFirst()
                        .text())
                .isEqualTo("Now [phone].");
    }

    @Test
    void c06_whatWasSaidOfAgesBehindAWallMasksNothingOutsideForThatWouldTell() {
        mail("Kim Otterkelp <kim@example.org>", "otter-1", "", "otterkelp", "The narrator is silent.");
        Ticket walled = ticketOf("otter-1");
        DESK.database.write(Clearance.SYSTEM, () -> DESK.desk.bean(Cases.class).raise(walled.id(), Level.S2, TEST));
        DESK.rows(
                "insert into age_statement (customer_id, band, source, actor, at, ticket_id, walled) values (?, 'under13',"
                        + " 'message', 'software:privacy', now(), ?, true)",
                walled.requesterId(),
                walled.id());
        mail("Kim Otterkelp <kim@example.org>", "otter-2", "", "invoice", "Call " + OTHER + " about the invoice.");
        assertThat(messages(ticketOf("otter-2")).getFirst().text()).contains(OTHER);
    }

    @Test
    void c07_c60_withAnErasureThatMustWaitTheWordsGoUnderSealAsTheyWereWritten() {
        var family = DESK.family("pebbledusk");
        Ticket ticket = byChild(family, "pebble-1", "Reach me at " + PHONE + ", Juno pebbledusk.");
        LocalDate today = LocalDate.ofInstant(DESK.clock.instant(), ZoneOffset.UTC);
        DESK.database
                .write(
                        DESK.jo.clearance(),
                        () -> DESK.desk
                                .bean(ErasureHolds.class)
                                .place(null, family.home().id(), "A court asks.", today.plusDays(90), actor(DESK.jo)))
                .orThrow();
        DESK.ask(family);
        DESK.erase();
        while (DESK.desk.bean(ErasureHolds.class).step()) {
            // one room after the other
        }
        assertThat(DESK.rows("select message_id from masked_words where ticket_id = ?", ticket.id()))
                .isEmpty();
        assertThat(reading(ticket.id(), () -> tickets().messages(ticket.id()))
                        .getFirst()
                        .text())
                .isEqualTo("Reach me at " + PHONE + ", Juno pebbledusk.");
    }

    @Test
    void c49_aCopyForTheParentHoldsWhatTheChildWrote() {
        var family = DESK.family("snorkelmint");
        Ticket ticket = byChild(family, "snorkel-1", "Reach me at " + PHONE + ".");
        List<Excerpt> excerpts = DESK.database.read(
                Clearance.SYSTEM,
                () -> DESK.desk.bean(PersonalStores.class).parts().stream()
                        .flatMap(part -> part.excerpts(Scope.ofTickets(Set.of(ticket.id()))).stream())
                        .toList());
        assertThat(excerpts.toString()).contains("Reach me at " + PHONE + ".");
    }

    @Test
    void c06_aChildsSurnameAndAddressAreShownByARecordedClickAlone() {
        var family = DESK.family("Vexillord");
        Ticket ticket = byChild(family, "vex-1", "The narrator is silent.");
        Browser ada = DESK.browser(DESK.ada);
        String page = "/desk/tickets/" + ticket.id();
        assertThat(ada.get(page).body()).contains("Juno").doesNotContain("Juno Vexillord", "juno.vexillord@");
        assertThat(ada.get("/desk/lists/open").body()).contains("Juno").doesNotContain("Juno Vexillord");
        assertThat(ada.get("/desk/search?q=narrator").body()).doesNotContain("Juno Vexillord");
        assertThat(ada.post(page, page + "/household/readings", Map.of()).body())
                .contains("Juno Vexillord", "juno.vexillord@example.org", "Robin Vexillord");
        assertThat(DESK.rows(
                        "select detail from audit_line where action = 'household-read' and ticket_id = ?", ticket.id()))
                .hasSize(1);
    }

    @Test
    void c14_aChildsNameInATicketsSubjectDoesNotGoToAStranger() {
        var family = DESK.family("zephyrloop");
        DESK.database.write(
                Clearance.SYSTEM,
                () -> DESK.desk
                        .bean(Customers.class)
                        .create(
                                CustomerDetails.named("Terry Neighbour")
                                        .inHousehold(family.home().id(), Relation.OTHER)
                                        .with(new EmailAddress("terry@example.org")),
                                TEST)
                        .orThrow());
        mail("Terry Neighbour <terry@example.org>", "zephyr-1", "", "The tablet of Juno zephyrloop", "It is silent.");
        Ticket ticket = ticketOf("zephyr-1");
        DESK.database.write(
                Clearance.DESK,
                () -> DESK.desk
                        .bean(Outbox.class)
                        .reply(ticket, actor(DESK.ada), "Ada Brook", "Please start it anew."));
        var sent = RunningDesk.eventually(() -> DESK.desk.inbox("terry@example.org"), mails -> !mails.isEmpty());
        assertThat(subject(sent.getFirst())).contains("The tablet of [name]").doesNotContain("Juno");
    }

    private static String subject(jakarta.mail.Message mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A child nobody knew writes for the first time, and says how old she is. */
    private static Ticket child(String word) {
        String name = "Emma " + Character.toUpperCase(word.charAt(0)) + word.substring(1);
        String from = address(word);
        DESK.desk.send(from, """
                From: %1$s <%3$s>
                To: support@storytailor.com
                Subject: %1$s has a question
                Message-ID: <%5$s@example.org>
                Content-Type: multipart/alternative; boundary=a

                --a
                Content-Type: text/plain

                Hello, I am nine and the dragon story is silent. My name is %1$s, call me at %4$s
                or write to emma.%2$s@pond.example, thank you.

                --a
                Content-Type: text/html

                <p>Hello, I am nine and the dragon story is silent. My name is <b>%1$s</b>, call me at %4$s
                or write to emma.%2$s@pond.example.</p>
                --a--
                """.formatted(name, word, from, PHONE, id(word)));
        return ticketOf(id(word));
    }

    private static String address(String word) {
        return "emma" + Math.abs(word.hashCode()) + "@example.org";
    }

    private static String id(String word) {
        return "child-" + Math.abs(word.hashCode());
    }

    private static Ticket byChild(FamilyDesk.Family family, String id, String text) {
        String word = family.word();
        mail("Juno " + word + " <juno." + word + "@example.org>", id, "", "A silent story", text);
        return ticketOf(id);
    }

    private static void mail(String from, String id, String answers, String subject, String text) {
        DESK.desk.send(from.replaceAll(".*<|>", ""), """
                From: %s
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s@example.org>
                In-Reply-To: %s

                %s
                """.formatted(from, subject, id, answers, text));
    }

    private static Ticket ticketOf(String mailId) {
        String id = RunningDesk.eventually(
                        () -> DESK.rows(
                                "select ticket_id from mail_thread where mail_id like ?",
                                "%" + mailId + "@example.org%"),
                        rows -> !rows.isEmpty())
                .getFirst();
        return DESK.database
                .read(Clearance.SYSTEM, () -> tickets().find(Long.parseLong(id)))
                .orElseThrow();
    }

    /** A further decision on the child's latest request, as the parent's steps write it. */
    private static void decided(long child, String decision, boolean collection) {
        DESK.rows(
                "insert into consent_link (request_id, hash, purpose, made_at, expires_at) select id, sha256(random()::text::bytea),"
                        + " 'confirm', now(), now() from consent_request where child_id = ?",
                child);
        DESK.rows(
                "insert into consent (request_id, child_id, at, decision, collection, third_party_disclosure, purposes, notice,"
                        + " notice_version, method, evidence, relation, verifier, expires_at)"
                        + " select id, child_id, timestamptz '2026-11-16 15:00Z', ?, ?, false, 'p', 'consent', 1000,"
                        + " 'email-plus', 'link:' || (select max(l.id) from consent_link l where l.request_id = consent_request.id), 'parent', 'software:privacy', case when ? = 'given' then"
                        + " timestamptz '2030-01-01 00:00Z' end from consent_request where child_id = ?",
                decision,
                collection,
                decision,
                child);
        if (!decision.equals("answered")) {
            DESK.rows(
                    "update consent_request set ended = ?, ended_at = timestamptz '2026-11-16 15:00Z',"
                            + " contact = case when ? = 'given' then contact end,"
                            + " contact_hash = case when ? = 'given' then contact_hash end where child_id = ?",
                    decision,
                    decision,
                    decision,
                    child);
        }
    }

    private static void open(Ticket ticket) {
        DESK.database.write(
                DESK.noor.clearance(),
                () -> DESK.desk
                        .bean(Walls.class)
                        .open(
                                ticket.id(),
                                new Work.Place(ticket.category(), ticket.issue(), ticket.team(), ticket.level(), 1),
                                actor(DESK.noor)));
    }

    private static List<Message> messages(Ticket ticket) {
        return DESK.database.read(Clearance.DESK, () -> tickets().messages(ticket.id()));
    }

    private static <T> T reading(long ticketId, Supplier<T> work) {
        return DESK.desk
                .bean(SealedReading.class)
                .open(
                        DESK.noor.clearance(),
                        actor(DESK.noor),
                        ticketId,
                        "test",
                        () -> DESK.database.read(DESK.noor.clearance(), work));
    }

    private static Tickets tickets() {
        return DESK.desk.bean(Tickets.class);
    }
}

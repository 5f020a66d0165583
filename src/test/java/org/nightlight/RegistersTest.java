package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.DisclosureGate;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Passage;
import org.nightlight.privacy.Release;
import org.nightlight.privacy.Supplier;
import org.nightlight.privacy.Suppliers;
import org.nightlight.privacy.Way;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.nightlight.ticket.Tickets;

/** The register of recipients and the programme for children's data, over HTTP and at the gate. */
class RegistersTest {
    private static final String SUPPLIERS = "/desk/admin/suppliers";
    private static final String COMPLIANCE = "/desk/admin/compliance";
    private static final EmailAddress ROBIN = new EmailAddress("robin@mail.example");

    private static final TurnedClock CLOCK = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));
    private static RunningDesk desk;
    private static List<Supplier> firstRegister;
    private static String firstDecision;
    private static StaffMember ada;
    private static Browser admin;
    private static int letters;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start(
                Map.of(),
                context ->
                        context.registerBean("turnedClock", Clock.class, () -> CLOCK, bean -> bean.setPrimary(true)));
        firstRegister = suppliers().all();
        firstDecision = decide(gate(), Outgoing.Purpose.REPLY);
        ada = desk.withoutTeam("Ada Brook", "ada@desk.example", Role.ADMIN);
        admin = desk.browser(ada);
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    /** Each begins with a relay that was confirmed as our own. */
    @BeforeEach
    void ownRelay() {
        suppliers().resume(relay().id(), new Actor.Staff(ada.id()));
        suppliers().change(relay().id(), own(), new Actor.Staff(ada.id()));
    }

    @Test
    void c13_aFreshDeskRunsAndItsRelayWaitsToBeConfirmed() {
        assertThat(firstRegister).singleElement().satisfies(relay -> {
            assertThat(relay.way()).isEqualTo(Way.MAIL);
            assertThat(relay.facts().kind()).isEqualTo(Supplier.Kind.INTERNAL_OPERATIONS);
            assertThat(relay.machine()).isEqualTo("127.0.0.1");
            assertThat(suppliers().standing(relay).words()).isEqualTo("to be confirmed");
        });
        assertThat(firstDecision).isEqualTo("passed");
    }

    @Test
    void c13_anAdminConfirmsAnEntryAndThatIsWrittenDown() {
        Document page = Jsoup.parse(admin.get(SUPPLIERS).body());
        String entry = "#supplier-" + relay().id();
        assertThat(page.select(entry + " .chip").text()).isEqualTo("in order");
        assertThat(page.select(entry).text()).contains("Confirmed by Ada Brook on 16 November 2026");
        HttpResponse<String> empty = admin.post(SUPPLIERS, SUPPLIERS + "/" + relay().id(), fields("", true));
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(empty.body())
                        .select("#name-" + relay().id() + "-fault")
                        .text())
                .contains("Enter a name");
        assertThat(audited("supplier.confirmed")).isPositive();
        assertThat(new Browser(desk.port).get(SUPPLIERS).statusCode()).isEqualTo(302);
    }

    @Test
    void c58_c08_aRelayRunByOthersNeedsAWrittenAssuranceAndAThirdPartyGetsNothingAllTheSame() {
        admin.post(SUPPLIERS, SUPPLIERS + "/" + relay().id(), fields("Relay Ltd", false));
        assertThat(decide(gate(), Outgoing.Purpose.REPLY)).contains("there is no written assurance");
        assertThat(decide(gate(), Outgoing.Purpose.AUTOMATIC)).contains("there is no written assurance");

        String expires = CLOCK.instant().plus(Duration.ofDays(40)).toString().substring(0, 10);
        HttpResponse<String> undated = assure("", "DPA-7.pdf", "signed by Relay Ltd");
        assertThat(undated.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(undated.body())
                        .select("#expires-" + relay().id() + "-fault")
                        .text())
                .contains("last day");
        assertThat(assure(expires, "DPA-7.pdf", "signed by Relay Ltd").statusCode())
                .isEqualTo(302);
        assertThat(decide(gate(), Outgoing.Purpose.REPLY)).isEqualTo("passed");
        String paper = Jsoup.parse(admin.get(SUPPLIERS).body())
                .select("#supplier-" + relay().id() + " a[href*=assurances]")
                .attr("href");
        assertThat(admin.get(paper).body()).isEqualTo("signed by Relay Ltd");
        assertThat(audited("supplier.assured")).isPositive();
        assertThat(audited("supplier.read")).isPositive();

        Map<String, String> third = fields("Relay Ltd", false);
        third.put("kind-" + relay().id(), "third_party");
        admin.post(SUPPLIERS, SUPPLIERS + "/" + relay().id(), third);
        assertThat(decide(gate(), Outgoing.Purpose.REPLY)).contains("third party");
        assertThat(decide(gate(), Outgoing.Purpose.AUTOMATIC)).contains("third party");
        admin.post(SUPPLIERS, SUPPLIERS + "/" + relay().id(), fields("Relay Ltd", false));

        CLOCK.turn(Duration.ofDays(11));
        RunningDesk.eventually(() -> told("A recipient of data needs you", "Relay Ltd"), count -> count == 1);
        assertThat(decide(gate(), Outgoing.Purpose.REPLY)).as("it still counts").isEqualTo("passed");
        CLOCK.turn(Duration.ofDays(31));
        assertThat(decide(gate(), Outgoing.Purpose.REPLY)).contains("has run out");
        RunningDesk.eventually(() -> told("A recipient of data needs you", "Relay Ltd"), count -> count == 2);
        CLOCK.turn(Duration.ofHours(1));
        assertThat(told("A recipient of data needs you", "Relay Ltd"))
                .as("told once")
                .isEqualTo(2);
    }

    @Test
    void c08_whatProtectsAChildGoesOnWhateverTheRegisterSays() {
        suppliers().end(relay().id(), new Actor.Staff(ada.id()));
        assertThat(decide(gate(), Outgoing.Purpose.REPLY)).contains("the entry is ended");
        for (Outgoing.Purpose purpose :
                List.of(Outgoing.Purpose.ALERT, Outgoing.Purpose.MACHINE, Outgoing.Purpose.NOTICE)) {
            assertThat(decide(gate(), purpose)).as(purpose.name()).isEqualTo("passed");
        }
        assertThat(gate().decide(new Outgoing(
                        Outgoing.Purpose.CHILD,
                        Set.of(ROBIN),
                        "Re: [#7] Your message",
                        "Hello, and thank you for your message.",
                        true,
                        Set.of(ROBIN),
                        List.of(),
                        new Release(true, Set.of(), List.of()))))
                .isInstanceOf(Passage.Passed.class);
    }

    @Test
    void c58_whoeverAnswersIsToldWhyNothingGoesOutAndKeepsTheirWords() {
        long ticket = ticket();
        desk.withoutTeam("Sam Ortega", "sam@desk.example", Role.AGENT);
        Browser sam = desk.browser("sam@desk.example");
        suppliers().end(relay().id(), new Actor.Staff(ada.id()));
        String page = "/desk/tickets/" + ticket;
        String version = Jsoup.parse(sam.get(page).body())
                .select("form[action$=/replies] input[name=version]")
                .attr("value");
        HttpResponse<String> refused =
                sam.post(page, page + "/replies", Map.of("version", version, "text", "heron9 we look into it"));
        assertThat(Jsoup.parse(refused.body()).text())
                .contains("No mail goes to customers just now", "heron9 we look into it");
        assertThat(mailed("heron9")).isFalse();
    }

    @Test
    void c58_mailThatWaitsWhenAnEntryEndsIsNotSentAndSaysWhy() {
        long id = ticket();
        desk.bean(Database.class).write(Clearance.SYSTEM, () -> {
            Ticket ticket = desk.bean(Tickets.class).find(id).orElseThrow();
            assertThat(desk.bean(Outbox.class).reply(ticket, new Actor.Staff(ada.id()), "Ada", "heron8 here it is"))
                    .isInstanceOf(Outbox.Sending.Queued.class);
            suppliers().end(relay().id(), new Actor.Staff(ada.id()));
        });
        String reason = RunningDesk.eventually(
                () -> text(
                        "select coalesce(max(reason), '') from outbound where state = 'failed' and ticket_id = " + id),
                said -> !said.isEmpty());
        assertThat(reason).contains("the entry is ended");
        assertThat(mailed("heron8")).isFalse();
    }

    @Test
    void c13_aRecipientThatPeopleServeIsAddedAndCustomersReadOfIt() {
        Map<String, String> translator = Map.of(
                "name", "Lingua Translators",
                "kind", "third_party",
                "purposes", "Translates letters.",
                "gets", "The letter without names.",
                "owner", Long.toString(ada.id()));
        assertThat(admin.post(SUPPLIERS, SUPPLIERS, translator).statusCode()).isEqualTo(302);
        Document page = Jsoup.parse(admin.get(SUPPLIERS).body());
        assertThat(page.select("li:contains(Lingua) .chip").text()).isEqualTo("there is no written assurance");
        assertThat(page.select("li:contains(Lingua)").text()).contains("Hand nothing over");
        assertThat(Jsoup.parse(new Browser(desk.port).get("/privacy").body())
                        .select("[data-notice=recipients]")
                        .text())
                .contains("Lingua Translators (third party). Translates letters. It gets: The letter without names.");
        String id = page.select("li:contains(Lingua)").attr("id").replace("supplier-", "");
        assertThat(admin.post(SUPPLIERS, SUPPLIERS + "/" + id + "/end", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(new Browser(desk.port).get("/privacy").body()).doesNotContain("Lingua");
        assertThat(admin.post(SUPPLIERS, SUPPLIERS + "/" + id + "/end", Map.of("resume", "yes"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(new Browser(desk.port).get("/privacy").body()).contains("Lingua");
        assertThat(admin.post(SUPPLIERS, SUPPLIERS + "/987654/end", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void c57_theProgrammesOwnerAndYearlyDutiesAreKeptAndItsYearIsWatched() {
        Document before = Jsoup.parse(admin.get(COMPLIANCE).body());
        assertThat(before.text()).contains("nobody yet", "the postal address of Storytailor");
        String day = CLOCK.instant().minus(Duration.ofDays(300)).toString().substring(0, 10);
        String future = CLOCK.instant().plus(Duration.ofDays(3)).toString().substring(0, 10);
        Map<String, String> form = new HashMap<>(
                Map.of("owner", Long.toString(ada.id()), "assessed", day, "tested", future, "evaluated", ""));
        HttpResponse<String> early = admin.post(COMPLIANCE, COMPLIANCE, form);
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(early.body()).select("#tested-fault").text()).contains("on which it was done");
        assertThat(Jsoup.parse(early.body()).select("#assessed").attr("value")).isEqualTo(day);
        form.put("tested", "");
        assertThat(admin.post(COMPLIANCE, COMPLIANCE, form).statusCode()).isEqualTo(302);
        assertThat(Jsoup.parse(admin.get(COMPLIANCE).body())
                        .select("#owner option[selected]")
                        .text())
                .isEqualTo("Ada Brook");
        assertThat(text("select detail from audit_line where action = 'compliance.changed'"))
                .contains("owner staff:" + ada.id(), "assessed " + day);

        assertThat(told("Risk assessment is due soon", "children’s data")).isZero();
        CLOCK.turn(Duration.ofDays(40));
        RunningDesk.eventually(() -> told("Risk assessment is due soon", "children’s data"), count -> count == 1);
        assertThat(Jsoup.parse(admin.get(COMPLIANCE).body()).select(".chip.due").eachText())
                .anyMatch(said -> said.startsWith("due by"));
        CLOCK.turn(Duration.ofDays(30));
        RunningDesk.eventually(() -> told("Risk assessment is overdue", "children’s data"), count -> count == 1);
        assertThat(told("Risk assessment is due soon", "children’s data")).isEqualTo(1);
    }

    private static HttpResponse<String> assure(String expires, String name, String content) {
        String id = Long.toString(relay().id());
        return admin.upload(
                SUPPLIERS,
                SUPPLIERS + "/" + id + "/assurances",
                Map.of("reference-" + id, "", "expires-" + id, expires),
                "paper",
                name,
                content);
    }

    private static Map<String, String> fields(String name, boolean own) {
        String suffix = "-" + relay().id();
        Map<String, String> fields = new HashMap<>(Map.of(
                "name" + suffix, name,
                "kind" + suffix, "internal_operations",
                "purposes" + suffix, "Delivers our answers.",
                "gets" + suffix, "The mail itself."));
        if (own) {
            fields.put("own" + suffix, "yes");
        }
        return fields;
    }

    private static Supplier.Facts own() {
        return new Supplier.Facts(
                "Our own mail server",
                Supplier.Kind.INTERNAL_OPERATIONS,
                true,
                "Delivers our answers.",
                "The mail itself.",
                null);
    }

    private static String decide(DisclosureGate gate, Outgoing.Purpose purpose) {
        boolean walled = purpose == Outgoing.Purpose.ALERT || purpose == Outgoing.Purpose.MACHINE;
        Outgoing outgoing =
                new Outgoing(purpose, Set.of(ROBIN), "Your question", "Here it is.", walled, Set.of(ROBIN), List.of());
        return switch (gate.decide(outgoing)) {
            case Passage.Passed passed -> "passed";
            case Passage.Stopped stopped -> {
                assertThat(stopped.rule()).isEqualTo("supplier");
                yield stopped.reason();
            }
        };
    }

    private static int told(String subject, String about) {
        return (int) desk.inbox("ada@desk.example").stream()
                .filter(mail -> {
                    try {
                        return subject.equals(mail.getSubject()) && words(mail).contains(about);
                    } catch (MessagingException broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .count();
    }

    private static boolean mailed(String words) {
        return java.util.Arrays.stream(desk.mailboxes.getReceivedMessages())
                .anyMatch(mail -> words(mail).contains(words));
    }

    private static String words(Message mail) {
        try {
            Object content = mail.getContent();
            while (content instanceof Multipart parts) {
                content = parts.getBodyPart(0).getContent();
            }
            return String.valueOf(content).replaceAll("\\s+", " ");
        } catch (IOException | MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A customer's ticket that nobody has answered. */
    private static long ticket() {
        String word = "heron" + ++letters + "t";
        desk.send(ROBIN.value(), """
                From: Robin Vale <robin@mail.example>
                To: support@storytailor.com
                Subject: invoice %1$s
                Message-ID: <%1$s@mail.example>

                The invoice shows the wrong tax number.
                """.formatted(word));
        return RunningDesk.eventually(
                        () -> desk.bean(Database.class)
                                .read(
                                        Clearance.DESK,
                                        () -> desk.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 1)),
                        found -> !found.isEmpty())
                .getFirst()
                .id();
    }

    private static int audited(String action) {
        return Integer.parseInt(text("select count(*)::text from audit_line where action = '" + action + "'"));
    }

    private static String text(String sql) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class).fetchOne(sql).get(0, String.class));
    }

    private static Supplier relay() {
        return suppliers().all().stream()
                .filter(it -> it.way() == Way.MAIL)
                .findFirst()
                .orElseThrow();
    }

    private static Suppliers suppliers() {
        return desk.bean(Suppliers.class);
    }

    private static DisclosureGate gate() {
        return desk.bean(DisclosureGate.class);
    }
}

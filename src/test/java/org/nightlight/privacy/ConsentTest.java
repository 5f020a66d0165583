package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;

/** Ages, and consent from the question to the deadline, on a running desk whose clock the test turns. */
class ConsentTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/my/consent/[\\w-]{43})");
    private static final byte[] PDF = "%PDF-1.7 signed".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final TurnedClock CLOCK = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));

    private static RunningDesk desk;
    private static Database database;
    private static StaffMember sam;
    private static StaffMember mina;
    private static Browser agent;
    private static final Browser[] PARENT = new Browser[1];

    @BeforeAll
    static void start() {
        desk = RunningDesk.start(
                Map.of(),
                context ->
                        context.registerBean("turnedClock", Clock.class, () -> CLOCK, bean -> bean.setPrimary(true)));
        database = desk.bean(Database.class);
        sam = desk.staff("sam", Role.AGENT);
        mina = desk.staff("mina", Role.SAFETY_OFFICER);
        desk.bean(Training.class).set(mina.id(), "2030-01-01", TEST).orThrow();
        agent = desk.browser("sam@desk.example");
        PARENT[0] = new Browser(desk.port);
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    /** A parent and a child with an address each, and the child's ticket. */
    private record Family(String word, Customer child, String parent, Ticket ticket) {}

    // ages

    @Test
    void c02_whatAMessageSaysIsKeptWithItsSourceAndShownToTheAgent() {
        Ticket ticket = mail("ibis1@example.org", "ibis1", "Hola, tengo nueve años y el cuento no suena.");
        assertThat(ages(ticket.requesterId()).state()).isEqualTo(AgeState.UNDER_13);
        assertThat(ages(ticket.requesterId()).source()).isEqualTo(AgeStatement.Source.MESSAGE);
        assertThat(ages(ticket.requesterId()).at()).isEqualTo(CLOCK.instant());
        assertThat(about(ticket)).contains("Under 13", "said in a message");
        assertThat(texts("select action || ' ' || detail from audit_line where subject = 'ticket:" + ticket.id() + "'"))
                .contains("age-stated under13 message");
    }

    @Test
    void c05_theBandAloneIsKept() {
        Ticket ticket = mail("ibis2@example.org", "ibis2", "I am nine and the dragon is gone.");
        String kept = texts(
                        "select row_to_json(s)::text from age_statement s where customer_id = " + ticket.requesterId())
                .getFirst();
        assertThat(kept).contains("under13").doesNotContain("nine", "dragon");
        PARENT[0].post("/contact", "/contact/age", Map.of("year", "2016"));
        PARENT[0].post(
                "/contact",
                "/contact",
                Map.of("once", "x", "email", "ibis2b@example.org", "message", "ibis2b my story"));
        assertThat(texts("select s.band || ' ' || s.source from age_statement s join customer_address a"
                        + " on a.customer_id = s.customer_id where a.value = 'ibis2b@example.org'"))
                .containsExactly("under13 question");
    }

    @Test
    void c02_whoSpeaksOfTheirOnlyChildSaysItOfTheChild() {
        Family family = family("ibis3");
        Ticket ticket = mail(family.parent(), "ibis3b", "My son is 8 and cannot hear the story.");
        assertThat(ages(ticket.requesterId()).state()).isEqualTo(AgeState.ADULT);
        assertThat(texts("select band || ' ' || source from age_statement where customer_id = "
                        + family.child().id()))
                .containsExactly("under13 message");
    }

    @Test
    void c01_anAgentStatesAnAgeWithAReasonAndItShows() {
        Ticket ticket = mail("ibis4@example.org", "ibis4", "I'm 9 of course joking.");
        String here = "/desk/tickets/" + ticket.id();
        HttpResponse<String> without = agent.post(here, here + "/ages", Map.of("age", "adult", "age-reason", " "));
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("Say how you know");
        agent.post(here, here + "/ages", Map.of("age", "adult", "age-reason", "Spoke with her on the phone."));
        assertThat(about(ticket)).contains("Adult", "stated by a colleague");
        assertThat(about(mail("ibis5@example.org", "ibis5", "The app does not start.")))
                .contains("Unknown", "nobody has said: treated as under 13");
    }

    @Test
    void c03_screeningAsksNobodysAge() {
        var safety = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.nightlight.safety");
        // What people decide of a case later is no part of screening, nor may anything there know of it.
        ArchRuleDefinition.noClasses()
                .that()
                .doNotHaveSimpleName("CaseGround")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.nightlight\\.privacy\\.(Age|Consent).*")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("CaseGround")
                .check(safety);
        write("ibis6@example.org", "ibis6", "I am 45 years old. my stepdad hits me with a belt every night");
        RunningDesk.eventually(
                () -> texts("select t.id::text from ticket t join customer_address a on a.customer_id = t.requester_id"
                        + " where t.walled and a.value = 'ibis6@example.org'"),
                found -> found.size() == 1);
    }

    @Test
    void c28_aDisclosureIsTakenWithoutConsentAndWhatItSaysOfAgeStaysBehindTheWall() {
        write("ibis7@example.org", "ibis7", "i am nine and my stepdad hits me with a belt every night");
        String sql = "select s.band from age_statement s join customer_address a on a.customer_id = s.customer_id"
                + " where a.value = 'ibis7@example.org'";
        assertThat(RunningDesk.eventually(() -> texts(sql), found -> !found.isEmpty()))
                .containsExactly("under13");
        assertThat(seen(Clearance.DESK.of(sam.id()), sql)).isEmpty();
        assertThat(seen(Clearance.SAFETY.of(mina.id()), sql)).containsExactly("under13");
    }

    @Test
    void c02_whereAStatementCannotBeKeptTheMessageIs() {
        owner("create function no_ages() returns trigger language plpgsql as $$ begin raise exception 'none'; end $$");
        owner("create trigger broken before insert on age_statement for each row execute function no_ages()");
        try {
            Ticket ticket = mail("ibis8@example.org", "ibis8", "I am nine and the dragon is gone.");
            assertThat(ages(ticket.requesterId()).state()).isEqualTo(AgeState.UNKNOWN);
        } finally {
            owner("drop trigger broken on age_statement");
        }
    }

    // asking

    @Test
    void c39_theChildsOwnAddressIsNeverAParents() {
        Family family = family("lynx1");
        String own = family.child().email().orElseThrow().value();
        for (String address : List.of(own, own.replace("@", "+mum@"), own.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(ask(family, address))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.reason()).contains("child’s own address"));
        }
        Family other = family("lynx1b");
        assertThat(ask(family, other.child().email().orElseThrow().value()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("belongs to a child"));
        assertThat(texts("select id::text from consent_request where child_id = "
                        + family.child().id()))
                .isEmpty();
    }

    @Test
    void anAgentAsksFromTheTicketAndTheMailNamesNoChild() {
        Family family = family("lynx2");
        String here = "/desk/tickets/" + family.ticket().id();
        HttpResponse<String> form = agent.get(here);
        assertThat(Jsoup.parse(form.body()).select("#known-parent option").eachAttr("value"))
                .containsExactly(family.parent());
        HttpResponse<String> asked = agent.post(
                here,
                here + "/consent-requests",
                Map.of(
                        "child",
                        Long.toString(family.child().id()),
                        "known-parent",
                        family.parent(),
                        "parent",
                        "",
                        "parent-relation",
                        "parent"));
        assertThat(asked.statusCode()).isEqualTo(302);
        String mail = mail(family.parent(), 1);
        assertThat(mail)
                .contains("Your permission is needed before", "within 14 days")
                .doesNotContain("Kit");
        assertThat(about(family.ticket())).contains("Asked, no answer yet");
        assertThat(texts(
                        "select o.id::text from outbound o where o.purpose = 'consent' and (o.body <> '' or o.subject <> ''"
                                + " or cardinality(o.recipients) > 0) and o.state = 'sent'"))
                .as("what has left is not kept")
                .isEmpty();
        assertThat(texts("select encode(hash, 'escape') from consent_link")).noneMatch(hash -> mail.contains(hash));
    }

    // the parent's page

    @Test
    void c16_twoAnswersNonePresetNeitherImpliesTheOther() {
        Family family = asked("lynx3");
        String page = links(mail(family.parent(), 1)).getFirst();
        var html = Jsoup.parse(PARENT[0].get(page).body());
        assertThat(html.select("input[type=radio]")).hasSize(6);
        assertThat(html.select("input[checked]")).isEmpty();
        HttpResponse<String> half = answer(page, "yes", "", "email-plus");
        assertThat(half.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(half.body()).select("#disclosure-fault").text()).contains("does not depend");
        assertThat(answer(page, "", "yes", "signed-form").statusCode()).isEqualTo(422);
        assertThat(answer(page, "yes", "no", "").statusCode()).isEqualTo(422);
        assertThat(texts("select id::text from consent where child_id = "
                        + family.child().id()))
                .isEmpty();
    }

    @Test
    void c36_consentByMailIsRefusedForDisclosureAndNeedsASecondMailAfterAWhile() {
        Family family = asked("lynx4");
        List<String> first = links(mail(family.parent(), 1));
        assertThat(first).as("the page, and a link to take it back").hasSize(2);
        assertThat(answer(first.getFirst(), "yes", "yes", "email-plus").statusCode())
                .isEqualTo(422);
        assertThat(answer(first.getFirst(), "yes", "no", "email-plus").statusCode())
                .isEqualTo(302);
        assertThat(standing(family).state()).isEqualTo(ConsentStanding.State.ANSWERED);
        assertThat(standing(family).collection()).isFalse();
        assertThat(texts(
                        "select state from consent_mail m join consent_request r on r.id = m.request_id where m.kind = 'confirm'"
                                + " and r.child_id = " + family.child().id()))
                .containsExactly("due");
        CLOCK.turn(Duration.ofHours(24));
        List<String> second = links(mail(family.parent(), 2));
        assertThat(second).hasSize(2);
        PARENT[0].get(second.getFirst());
        assertThat(standing(family).collection()).as("a look confirms nothing").isFalse();
        PARENT[0].post(second.getFirst(), second.getFirst() + "/confirmation", Map.of());
        assertThat(standing(family).state()).isEqualTo(ConsentStanding.State.GIVEN);
        assertThat(standing(family).collection()).isTrue();
        assertThat(standing(family).disclosure()).isFalse();
        assertThatThrownBy(() -> owner("insert into consent (request_id, child_id, at, decision, collection,"
                        + " third_party_disclosure, purposes, notice, notice_version, method, evidence, relation, verifier)"
                        + " select request_id, child_id, at, 'answered', true, true, purposes, notice, notice_version,"
                        + " 'email-plus', '', relation, verifier from consent limit 1"))
                .hasStackTraceContaining("check constraint");
        assertThat(PARENT[0].get(second.getFirst()).body())
                .contains("Your permission holds", "Proven, holds from then on");
    }

    @Test
    void c12_c11_aConsentSaysAllOfWhatItRestsOnAndIsNeverChanged() {
        Family family = given("lynx5");
        String kept = texts("select row_to_json(c)::text from consent c where decision = 'given' and child_id = "
                        + family.child().id())
                .getFirst();
        assertThat(kept)
                .contains(
                        "\"notice\":\"consent\"",
                        "\"notice_version\":1",
                        "\"method\":\"email-plus\"",
                        "\"evidence\":\"link:",
                        "\"third_party_disclosure\":false",
                        "\"collection\":true",
                        "\"relation\":\"parent\"",
                        "\"verifier\":\"software:privacy\"",
                        "\"purposes\":\"We use it")
                .doesNotContain("\"expires_at\":null", family.parent());
        assertThatThrownBy(() -> owner("update consent set third_party_disclosure = true"))
                .hasStackTraceContaining("are kept");
        assertThatThrownBy(() -> owner("delete from consent")).hasStackTraceContaining("are kept");
    }

    @Test
    void c40_whatIsTakenBackHoldsNoMoreAtTheNextOperation() {
        Family family = given("lynx6");
        String revoke = links(mail(family.parent(), 2)).getLast();
        assertThat(Jsoup.parse(PARENT[0].get(revoke).body()).select("#revoke")).hasSize(1);
        assertThat(standing(family).collection())
                .as("a look takes nothing back")
                .isTrue();
        PARENT[0].post(revoke, revoke + "/revocation", Map.of());
        assertThat(standing(family).state()).isEqualTo(ConsentStanding.State.REVOKED);
        assertThat(standing(family).collection()).isFalse();
        assertThat(texts("select contact from consent_request where contact is not null and child_id = "
                        + family.child().id()))
                .isEmpty();
    }

    @Test
    void c40_aMailThatWaitsWhenAParentTakesItBackIsNotSent() {
        Family family = asked("lynx7");
        String page = links(mail(family.parent(), 1)).getFirst();
        answer(page, "yes", "no", "email-plus");
        ConsentLetters letters = desk.bean(ConsentLetters.class);
        ConsentStore store = desk.bean(ConsentStore.class);
        database.write(Clearance.SYSTEM, () -> {
            ConsentRequest request = store.requests(List.of(family.child().id()))
                    .get(family.child().id());
            store.insertMail(request.id(), ConsentLetters.Kind.CONFIRM, Instant.EPOCH);
            letters.queued(letters.next().orElseThrow(), "lynx7@test");
        });
        assertThat(database.write(Clearance.SYSTEM, () -> letters.isWanted("lynx7@test")))
                .isTrue();
        PARENT[0].post(page, page + "/revocation", Map.of());
        assertThat(database.write(Clearance.SYSTEM, () -> letters.isWanted("lynx7@test")))
                .isFalse();
        assertThat(texts("select m.state from consent_mail m join consent_request r on r.id = m.request_id"
                        + " where m.kind = 'confirm' and r.child_id = "
                        + family.child().id()))
                .containsOnly("dropped");
        assertThat(standing(family).state()).isEqualTo(ConsentStanding.State.REFUSED);
    }

    @Test
    void c18_withoutAnAnswerInTimeTheAddressIsDeleted() {
        Family family = asked("lynx8");
        mail(family.parent(), 1);
        String address = "guardian.lynx8@mail.example";
        Family other = family("lynx8b");
        assertThat(ask(other, address)).isInstanceOf(Outcome.Done.class);
        String page = links(mail(address, 1)).getFirst();
        assertThat(anywhere(address)).isPositive();
        CLOCK.turn(Duration.ofDays(14).minusMinutes(1));
        endAll();
        assertThat(standing(other).state()).isEqualTo(ConsentStanding.State.ASKED);
        CLOCK.turn(Duration.ofMinutes(2));
        endAll();
        assertThat(standing(other).state()).isEqualTo(ConsentStanding.State.UNANSWERED);
        assertThat(standing(other).mayBeAsked()).isTrue();
        assertThat(anywhere(address)).isZero();
        assertThat(PARENT[0].get(page).statusCode()).isEqualTo(404);
    }

    @Test
    void c29_aSignedFormLiesWhereOnlyTheSoftwareReadsAndATrainedPersonsCheckIsRecorded() {
        Family family = asked("lynx9");
        String page = links(mail(family.parent(), 1)).getFirst();
        String secret = page.substring(page.lastIndexOf('/') + 1);
        assertThat(answer(page, "yes", "yes", "signed-form").statusCode()).isEqualTo(302);
        assertThat(PARENT[0].get(page + "/form").body()).contains("Signature", "Pass it on to others");
        ConsentCentre centre = desk.bean(ConsentCentre.class);
        assertThat(centre.hand(secret, "a letter".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .orElseThrow())
                .isInstanceOf(Outcome.Refused.class);
        assertThat(centre.hand(secret, PDF).orElseThrow()).isInstanceOf(Outcome.Done.class);
        assertThat(seen(Clearance.DESK.of(sam.id()), "select id::text from consent_form"))
                .isEmpty();
        assertThat(seen(Clearance.SAFETY.of(mina.id()), "select id::text from consent_form"))
                .isEmpty();
        assertThat(standing(family).disclosure()).isFalse();

        StaffMember untrained = desk.staff("noor" + family.ticket().id(), Role.SAFETY_OFFICER);
        String form = texts("select max(id)::text from consent_form").getFirst();
        Browser other = desk.browser(untrained);
        assertThat(other.get("/desk/consent-forms").body()).contains("current training date");
        assertThat(other.post("/desk/consent-forms", "/desk/consent-forms/" + form + "/views", Map.of())
                        .statusCode())
                .isEqualTo(404);
        Browser trained = desk.browser(mina);
        assertThat(trained.post("/desk/consent-forms", "/desk/consent-forms/" + form + "/views", Map.of())
                        .body())
                .isEqualTo(new String(PDF, java.nio.charset.StandardCharsets.UTF_8));
        trained.post("/desk/consent-forms", "/desk/consent-forms/" + form + "/check", Map.of("decision", "accept"));
        assertThat(standing(family).collection()).isTrue();
        assertThat(standing(family).disclosure()).isTrue();
        assertThat(texts("select evidence || ' ' || verifier from consent where decision = 'given' and child_id = "
                        + family.child().id()))
                .containsExactly("form:" + form + " staff:" + mina.id());
        assertThat(texts("select actor || ' ' || action from audit_line where detail = 'form:" + form + "'"))
                .contains("staff:" + mina.id() + " consent-form-read");
        assertThat(mail(family.parent(), 2)).contains("your signed form was checked");
    }

    @Test
    void c29_aFormThatIsTurnedDownProvesNothingAndIsDeletedInItsTime() {
        Family family = asked("lynx10");
        String page = links(mail(family.parent(), 1)).getFirst();
        answer(page, "yes", "no", "signed-form");
        ConsentForms forms = desk.bean(ConsentForms.class);
        desk.bean(ConsentCentre.class).hand(page.substring(page.lastIndexOf('/') + 1), PDF);
        long form =
                Long.parseLong(texts("select max(id)::text from consent_form").getFirst());
        Actor.Staff by = new Actor.Staff(mina.id());
        assertThat(forms.check(form, false, " ", by).orElseThrow()).isInstanceOf(Outcome.Refused.class);
        forms.check(form, false, "It is not signed.", by);
        assertThat(standing(family).collection()).isFalse();
        assertThat(PARENT[0].get(page).body()).contains("Please answer again below", "id=\"answer\"");
        assertThat(forms.check(form, true, "", by)).as("checked once").isEmpty();
        CLOCK.turn(ConsentMethod.SIGNED_FORM.deleteAfter().plusMinutes(1));
        endAll();
        assertThat(texts("select id::text from consent_form where content is not null and id = " + form))
                .isEmpty();
    }

    @Test
    void aLinkThatOpensNothingLooksTheSameForEverybodyAndANewOneTellsNobody() {
        Family family = given("lynx11");
        List<String> second = links(mail(family.parent(), 2));
        String never = "/my/consent/" + "a".repeat(43);
        String nothing = plain(PARENT[0].get(never));
        assertThat(nothing).contains("404", "opens nothing");
        assertThat(plain(PARENT[0].get("/my/consent/x"))).isEqualTo(nothing);
        CLOCK.turn(Duration.ofDays(20));
        assertThat(plain(PARENT[0].get(second.getFirst()))).as("too old").isEqualTo(nothing);
        assertThat(plain(PARENT[0].post("/my/consent", second.getFirst() + "/answers", Map.of("collection", "yes"))))
                .isEqualTo(nothing);

        String known = plain(wish(family.parent()));
        assertThat(plain(wish("nobody@mail.example"))).isEqualTo(known);
        assertThat(known).contains("200", "Look into your mailbox");
        String page = links(mail(family.parent(), 3)).getFirst();
        assertThat(PARENT[0].get(page).body()).contains("Your permission holds");
        assertThat(desk.inbox("nobody@mail.example")).isEmpty();
        assertThat(texts("select id::text from consent_wish")).isEmpty();
        for (String path : List.of(page, never, "/my/consent")) {
            var headers = PARENT[0].get(path).headers();
            assertThat(headers.firstValue("Cache-Control")).as(path).contains("no-store");
            assertThat(headers.firstValue("X-Robots-Tag"))
                    .as(path)
                    .hasValueSatisfying(it -> assertThat(it).contains("noindex"));
            assertThat(headers.allValues("Referrer-Policy")).as(path).containsOnly("no-referrer");
        }
    }

    @Test
    void aLinkServesOnePurpose() {
        Family family = asked("lynx12");
        List<String> first = links(mail(family.parent(), 1));
        String revoke = first.getLast();
        assertThat(answer(revoke, "yes", "no", "email-plus").statusCode()).isEqualTo(404);
        assertThat(PARENT[0]
                        .post(revoke, first.getFirst() + "/confirmation", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(standing(family).state()).isEqualTo(ConsentStanding.State.ASKED);
    }

    // a home that must hear nothing

    @Test
    void c27_whileSomebodyAtHomeMayBeSuspectedNothingIsSentAndNobodyOutsideSeesADifference() {
        Family plain = family("okapi1");
        Family silent = family("okapi2");
        Ticket walled = mail(silent.child().email().orElseThrow().value(), "okapi2b", "The picture is too small.");
        database.write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(walled.id(), Level.S2, TEST));

        assertThat(alike(silent, walled)).isEqualTo(alike(plain, null));
        askOnScreen(plain);
        askOnScreen(silent);
        mail(plain.parent(), 1);
        RunningDesk.eventually(() -> mailStates(silent), states -> states.equals(List.of("withheld")));
        assertThat(desk.inbox(silent.parent())).isEmpty();
        assertThat(alike(silent, walled)).isEqualTo(alike(plain, null));
        assertThat(
                        seen(
                                Clearance.DESK.of(sam.id()),
                                "select m.state from consent_mail m union all select action from audit_line where action like '%withheld%'"))
                .isEmpty();
        CLOCK.turn(Duration.ofDays(15));
        endAll();
        assertThat(alike(silent, walled)).isEqualTo(alike(plain, null));
        assertThat(desk.inbox(silent.parent())).isEmpty();
    }

    @Test
    void c27_aCaseThatOpensMeanwhileHoldsTheSecondMailBackAndTheParentsPageStaysAsItWas() {
        Family family = asked("okapi3");
        String page = links(mail(family.parent(), 1)).getFirst();
        answer(page, "yes", "no", "email-plus");
        String before = plain(PARENT[0].get(page));
        Ticket walled = mail(family.child().email().orElseThrow().value(), "okapi3b", "The picture is too small.");
        database.write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(walled.id(), Level.S2, TEST));
        CLOCK.turn(Duration.ofHours(25));
        RunningDesk.eventually(() -> mailStates(family), states -> states.equals(List.of("sent", "withheld")));
        assertThat(plain(PARENT[0].get(page))).isEqualTo(before);
        assertThat(plain(wish(family.parent()))).contains("Look into your mailbox");
        RunningDesk.eventually(
                () -> mailStates(family), states -> states.equals(List.of("sent", "withheld", "withheld")));
        assertThat(desk.inbox(family.parent())).hasSize(1);
        assertThat(standing(family).collection()).isFalse();
    }

    @Test
    void c27_nothingIsOfferedOnAWalledTicketAndOnlyTheSoftwareAsksWhetherAHomeIsSilent() {
        Family family = family("okapi4");
        database.write(
                Clearance.SYSTEM,
                () -> desk.bean(Cases.class).raise(family.ticket().id(), Level.S2, TEST));
        Browser inside = desk.browser(mina);
        String here = "/desk/tickets/" + family.ticket().id();
        var page = Jsoup.parse(inside.get(here).body());
        assertThat(page.select("#parent")).isEmpty();
        assertThat(page.select("#consent").text()).contains("Nobody at home is asked anything");
        assertThat(inside.post(
                                here,
                                here + "/consent-requests",
                                Map.of(
                                        "child", Long.toString(family.child().id()),
                                        "parent", family.parent(),
                                        "parent-relation", "parent"))
                        .statusCode())
                .isEqualTo(422);
        assertThatThrownBy(() -> seen(
                        Clearance.SAFETY.of(mina.id()),
                        "select home_is_silent(" + family.child().id() + ", null, null)::text"))
                .hasStackTraceContaining("only the software asks");
        assertThat(texts("select id::text from consent_request where child_id = "
                        + family.child().id()))
                .isEmpty();
    }

    // aids

    private static Family family(String word) {
        Customer[] made = new Customer[1];
        String parent = "rowan." + word + "@mail.example";
        String child = "kit." + word + "@school.example";
        database.write(Clearance.SYSTEM, () -> {
            Customers customers = desk.bean(Customers.class);
            Household home = customers.createHousehold("Adair", "free", TEST);
            customers
                    .create(
                            CustomerDetails.named("Rowan Adair")
                                    .inHousehold(home.id(), Relation.PARENT)
                                    .with(new EmailAddress(parent)),
                            TEST)
                    .orThrow();
            made[0] = customers
                    .create(
                            CustomerDetails.named("Kit Adair")
                                    .inHousehold(home.id(), Relation.CHILD)
                                    .with(new EmailAddress(child)),
                            TEST)
                    .orThrow();
        });
        return new Family(word, made[0], parent, mail(child, word, "The narrator is silent."));
    }

    private static Family asked(String word) {
        Family family = family(word);
        assertThat(ask(family, family.parent())).isInstanceOf(Outcome.Done.class);
        return family;
    }

    private static Family given(String word) {
        Family family = asked(word);
        answer(links(mail(family.parent(), 1)).getFirst(), "yes", "no", "email-plus");
        CLOCK.turn(Duration.ofHours(24));
        String confirm = links(mail(family.parent(), 2)).getFirst();
        PARENT[0].post(confirm, confirm + "/confirmation", Map.of());
        assertThat(standing(family).collection()).isTrue();
        return family;
    }

    private static Outcome<ConsentStanding> ask(Family family, String address) {
        return database.write(
                Clearance.DESK.of(sam.id()),
                () -> desk.bean(Consents.class)
                        .ask(
                                family.child(),
                                family.ticket().id(),
                                address,
                                Relation.PARENT,
                                "en",
                                new Actor.Staff(sam.id())));
    }

    private static void askOnScreen(Family family) {
        String here = "/desk/tickets/" + family.ticket().id();
        HttpResponse<String> answer = agent.post(
                here,
                here + "/consent-requests",
                Map.of(
                        "child", Long.toString(family.child().id()),
                        "parent", family.parent(),
                        "parent-relation", "parent"));
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    private static ConsentStanding standing(Family family) {
        return database.read(
                Clearance.DESK.of(sam.id()),
                () -> desk.bean(Consents.class).of(family.child().id()));
    }

    private static AgeStanding ages(long customer) {
        return database.read(
                Clearance.DESK.of(sam.id()),
                () -> desk.bean(Ages.class)
                        .of(desk.bean(Customers.class).find(customer).orElseThrow()));
    }

    /** The agent's view of the family's first ticket, without what differs between any two families. */
    private static String alike(Family family, Ticket walled) {
        String text = about(family.ticket());
        if (walled != null) {
            assertThat(text).doesNotContain("okapi2b");
        }
        return text.replace(family.word(), "W")
                .replace(Long.toString(family.ticket().id()), "N");
    }

    private static String about(Ticket ticket) {
        return Jsoup.parse(agent.get("/desk/tickets/" + ticket.id()).body())
                .select("#about section:first-child")
                .html()
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("<option value=\"\\d+\"", "<option")
                .replaceAll("action=\"[^\"]*\"", "")
                .replaceAll("consent-calls/\\d+", "")
                .replaceAll("name=\"version\" value=\"\\d+\"", "")
                .replaceAll("(?:datetime|title)=\"[^\"]*\"", "");
    }

    private static List<String> mailStates(Family family) {
        return texts(
                "select m.state from consent_mail m join consent_request r on r.id = m.request_id where r.child_id = "
                        + family.child().id() + " order by m.id");
    }

    private static HttpResponse<String> answer(String page, String collection, String disclosure, String method) {
        return PARENT[0].post(
                page, page + "/answers", Map.of("collection", collection, "disclosure", disclosure, "method", method));
    }

    private static HttpResponse<String> wish(String address) {
        return PARENT[0].post("/my/consent", "/my/consent", Map.of("email", address));
    }

    private static String plain(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + answer.body()
                        .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                        .replaceAll("/my/consent/[\\w-]+", "L");
    }

    /** How often the text stands in what this room and the outbox keep. */
    private static int anywhere(String text) {
        return texts("select r::text from consent_request r where r::text like '%" + text + "%'"
                        + " union all select o::text from outbound o where o::text like '%" + text + "%'"
                        + " union all select c::text from consent c where c::text like '%" + text + "%'"
                        + " union all select a::text from audit_line a where a::text like '%" + text + "%'")
                .size();
    }

    private static void endAll() {
        ConsentWatch watch = desk.bean(ConsentWatch.class);
        while (watch.endOne()) {
            Thread.onSpinWait();
        }
    }

    private static List<String> links(String mail) {
        Matcher link = LINK.matcher(mail);
        return link.results().map(found -> found.group(1)).toList();
    }

    /** The text of the latest mail, once there are so many. */
    private static String mail(String address, int count) {
        var mails = RunningDesk.eventually(() -> desk.inbox(address), found -> found.size() >= count);
        assertThat(mails).hasSize(count);
        try {
            Object content = mails.getLast().getContent();
            while (content instanceof jakarta.mail.Multipart parts) {
                content = parts.getBodyPart(0).getContent();
            }
            // what has left is scrubbed in the same transaction that writes it down
            RunningDesk.eventually(
                    () -> texts("select id::text from outbound where purpose = 'consent' and state = 'sending'"),
                    List::isEmpty);
            return String.valueOf(content);
        } catch (java.io.IOException | jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void write(String from, String subject, String text) {
        desk.send(from, """
                From: Kit Adair <%s>
                To: support@storytailor.com
                Subject: %sx
                Message-ID: <%s@test.example>
                Content-Type: text/plain; charset=utf-8

                %s
                """.formatted(from, subject, subject, text));
    }

    private static Ticket mail(String from, String subject, String text) {
        write(from, subject, text);
        return RunningDesk.eventually(() -> find(subject), Optional::isPresent).orElseThrow();
    }

    private static Optional<Ticket> find(String word) {
        return database.read(
                Clearance.SYSTEM,
                () -> desk.bean(TicketSearch.class).find(word + "x", Long.MAX_VALUE, 1).stream()
                        .findFirst());
    }

    private static List<String> texts(String sql) {
        return seen(Clearance.SYSTEM, sql);
    }

    private static List<String> seen(Clearance clearance, String sql) {
        Supplier<List<String>> read =
                () -> desk.bean(DSLContext.class).fetch(sql).getValues(0, String.class);
        return database.read(clearance, read);
    }

    private static void owner(String sql) {
        try (var connection = DriverManager.getConnection(
                        desk.database.jdbcUrl(), desk.database.owner(), desk.database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}

package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.privacy.ConsentDesk.Family;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;

/** Consent proven in a call, by questions of a provider and by an identity paper, on a running desk. */
class ProvingConsentTest {
    private static final byte[] PAPER = "%PDF-1.7 passport of Rowan".getBytes(StandardCharsets.UTF_8);

    private static final StandInProvider PROVIDER = new StandInProvider();
    private static ConsentDesk desk;
    private static Browser agent;
    private static Browser officer;

    /** Whose answers are right when each is the second; it remembers what it was asked about. */
    private static final class StandInProvider implements KnowledgeQuestions {
        private int sets;
        private int choices = 4;
        private String askedAbout = "";

        @Override
        public String machine() {
            return "questions.example";
        }

        @Override
        public Optional<Asked> ask(Passage.Passed passed, String name, String address, String language) {
            askedAbout = name + ", " + address;
            List<String> answers = List.of("Elm Street", "Oak Road", "Fir Lane", "None of these")
                    .subList(0, choices);
            return Optional.of(new Asked(
                    "set-" + ++sets,
                    List.of(
                            new Question("Where did you live in 2011?", answers),
                            new Question("Where did you live in 2014?", answers),
                            new Question("Where did you live in 2017?", answers))));
        }

        @Override
        public boolean isRight(String reference, List<Integer> chosen) {
            return chosen.subList(0, 3).equals(List.of(1, 1, 1));
        }
    }

    @BeforeAll
    static void start() {
        desk = new ConsentDesk(
                Map.of("nightlight.consent.identity-database", "Register of passports"),
                context -> context.registerBean("questions", KnowledgeQuestions.class, () -> PROVIDER));
        agent = desk.desk.browser(desk.sam);
        officer = desk.desk.browser(desk.mina);
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    // calls

    @Test
    void c31_aTrainedPersonWritesDownWhatAParentAnswersOnThePhone() {
        Family family = desk.asked("wren1");
        desk.page(family);
        String here = call(family);
        assertThat(Jsoup.parse(agent.get("/desk/tickets/" + family.ticket().id())
                                .body())
                        .select("#consent a[href='" + here + "']"))
                .hasSize(1);
        assertThat(agent.get(here).body()).contains("Only a safety officer with a current training date");
        assertThat(agent.post(here, here, answers("yes", "yes")).statusCode()).isEqualTo(404);

        String sheet = Jsoup.parse(officer.get(here).body()).select("main").text();
        assertThat(sheet)
                .contains("This call is not recorded", "First question: keep and use", "take a yes back at any time")
                .contains("Your permission is needed before")
                .doesNotContain("Kit");
        assertThat(officer.get(here + "?language=es").body()).contains("Esta llamada no se graba");
        assertThat(Jsoup.parse(officer.get(here).body()).select("input[checked]"))
                .isEmpty();
        for (String missing : List.of("collection", "disclosure", "notice", "proven", "relation")) {
            Map<String, String> half = answers("yes", "yes");
            half.remove(missing);
            HttpResponse<String> refused = officer.post(here, here, half);
            assertThat(refused.statusCode()).as(missing).isEqualTo(422);
            assertThat(Jsoup.parse(refused.body()).select("#" + missing + "-fault"))
                    .as(missing)
                    .hasSize(1);
        }
        assertThat(desk.standing(family).state()).isEqualTo(ConsentStanding.State.ASKED);

        Map<String, String> told = answers("yes", "yes");
        told.put("relation", "guardian");
        assertThat(officer.post(here, here, told).statusCode()).isEqualTo(302);
        assertThat(desk.standing(family).collection()).isTrue();
        assertThat(desk.standing(family).disclosure()).isTrue();
        String call = desk.texts("select c.id::text from consent_call c join consent_request r on r.id = c.request_id"
                        + " where r.child_id = " + family.child().id())
                .getFirst();
        assertThat(desk.given(family)).containsExactly("call:" + call + " staff:" + desk.mina.id() + " guardian");
        assertThat(desk.texts("select row_to_json(c)::text from consent_call c where id = " + call)
                        .getFirst())
                .contains(
                        "\"method\":\"call\"",
                        "\"script_version\":1",
                        "\"proven_by\":\"called-back\"",
                        "\"agent_id\":" + desk.mina.id(),
                        "\"recording\":false",
                        "\"collection\":true",
                        "\"third_party_disclosure\":true");
        assertThat(desk.texts("select actor || ' ' || action from audit_line where subject = 'customer:"
                        + family.child().id() + "' and action like 'consent-%'"))
                .contains(
                        "staff:" + desk.mina.id() + " consent-answered", "staff:" + desk.mina.id() + " consent-given");
        String mail = desk.mailed(family.parent(), 2);
        assertThat(mail).contains("you gave us your permission on the phone").doesNotContain("Kit");
        String revoke = ConsentDesk.links(mail).getLast();
        desk.parent.post(revoke, revoke + "/revocation", Map.of());
        assertThat(desk.standing(family).state()).isEqualTo(ConsentStanding.State.REVOKED);
        assertThat(officer.post("/desk/tickets/" + family.ticket().id(), here, answers("yes", "yes"))
                        .headers()
                        .firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it)
                        .endsWith("/desk/tickets/" + family.ticket().id()));
    }

    @Test
    void c32_aNoInAVideoCallEndsTheQuestionAndDeletesTheAddress() {
        Family family = desk.asked("wren2");
        Map<String, String> told = answers("no", "no");
        told.put("proven", "video-call/seen-account-holder");
        String here = call(family);
        assertThat(officer.post(here, here, told).statusCode()).isEqualTo(302);
        assertThat(desk.standing(family).state()).isEqualTo(ConsentStanding.State.REFUSED);
        assertThat(desk.texts(
                        "select c.method || ' ' || s.decision from consent s join consent_call c on s.evidence = 'call:' || c.id"
                                + " where s.child_id = " + family.child().id()))
                .containsExactly("video-call refused");
        assertThat(desk.texts("select contact from consent_request where contact is not null and child_id = "
                        + family.child().id()))
                .isEmpty();
        assertThatThrownBy(() -> desk.owner("update consent_call set recording = true"))
                .as("off, and the database keeps it off")
                .hasStackTraceContaining("check constraint");
    }

    @Test
    void c31_c32_aWayToMakeSureBelongsToItsKindOfCall() {
        Family family = desk.asked("wren3");
        assertThat(desk.desk
                        .bean(ConsentCalls.class)
                        .record(
                                family.child().id(),
                                new ConsentCalls.Told(
                                        ConsentMethod.CALL,
                                        "en",
                                        Relation.PARENT,
                                        true,
                                        "seen-with-paper",
                                        true,
                                        false),
                                new Actor.Staff(desk.mina.id())))
                .hasValueSatisfying(it -> assertThat(it).isInstanceOf(Outcome.Refused.class));
        assertThat(desk.desk
                        .bean(ConsentCalls.class)
                        .record(
                                family.child().id(),
                                new ConsentCalls.Told(
                                        ConsentMethod.EMAIL_PLUS,
                                        "en",
                                        Relation.PARENT,
                                        true,
                                        "called-back",
                                        true,
                                        true),
                                new Actor.Staff(desk.mina.id())))
                .hasValueSatisfying(it -> assertThat(it).isInstanceOf(Outcome.Refused.class));
        assertThat(desk.standing(family).state()).isEqualTo(ConsentStanding.State.ASKED);
    }

    @Test
    void c31_withoutTheQuestionThereIsNoCallAndWhoDoesNotSeeTheChildOpensNone() {
        Family family = desk.family("wren4");
        String here = call(family);
        HttpResponse<String> early = officer.get(here);
        assertThat(early.statusCode()).as("the parent has no notice yet").isEqualTo(302);
        Family other = desk.asked("wren4b");
        assertThat(officer.get("/desk/tickets/" + family.ticket().id() + "/consent-calls/"
                                + other.child().id())
                        .statusCode())
                .isEqualTo(404);
        wall(other);
        assertThat(officer.get(call(other)).statusCode())
                .as("behind the wall nobody at home is asked")
                .isEqualTo(404);
    }

    private static void wall(Family family) {
        desk.database.write(
                Clearance.SYSTEM,
                () -> desk.desk
                        .bean(org.nightlight.safety.Cases.class)
                        .raise(family.ticket().id(), org.nightlight.safety.Level.S2, new Actor.Software("test")));
    }

    @Test
    void c27_aCallAboutAHomeThatMustHearNothingLooksTheSameAndItsMailIsWithheld() {
        Family plain = desk.asked("wren5");
        Family silent = desk.asked("wren6");
        desk.page(plain);
        desk.page(silent);
        desk.silence(silent);
        assertThat(alike(officer.get(call(silent)))).isEqualTo(alike(officer.get(call(plain))));
        for (Family family : List.of(plain, silent)) {
            assertThat(officer.post(call(family), call(family), answers("yes", "no"))
                            .statusCode())
                    .isEqualTo(302);
            assertThat(desk.standing(family).state()).isEqualTo(ConsentStanding.State.GIVEN);
        }
        RunningDesk.eventually(
                () -> desk.mailStates(silent), it -> it.equals(List.of("ask sent", "recorded withheld")));
        RunningDesk.eventually(() -> desk.mailStates(plain), it -> it.equals(List.of("ask sent", "recorded sent")));
        assertThat(desk.desk.inbox(silent.parent())).hasSize(1);
        assertThat(panel(silent)).isEqualTo(panel(plain));
    }

    private static String panel(Family family) {
        return Jsoup.parse(agent.get("/desk/tickets/" + family.ticket().id()).body())
                .select("#consent")
                .text();
    }

    private static String alike(HttpResponse<String> page) {
        var main = Jsoup.parse(page.body()).select("main");
        main.select("#flash").remove();
        return page.statusCode() + main.text().replaceAll("[Rr]eference \\d+", "reference");
    }

    // questions

    @Test
    void c34_aParentAnswersAProvidersQuestionsAndNothingOfThemIsKept() {
        desk.assure(Way.KNOWLEDGE);
        Family family = desk.asked("finch1");
        String page = desk.page(family);
        assertThat(desk.answer(page, "yes", "yes", "knowledge").statusCode()).isEqualTo(302);
        assertThat(ask(page, "", "9 Quince Walk").statusCode()).isEqualTo(422);
        var questions =
                Jsoup.parse(ask(page, "Rowan Quillfeather", "9 Quince Walk").body());
        assertThat(questions.select("fieldset")).hasSize(3);
        assertThat(PROVIDER.askedAbout).isEqualTo("Rowan Quillfeather, 9 Quince Walk");
        assertThat(reply(page, questions.select("input[name=attempt]").attr("value"), "1")
                        .statusCode())
                .isEqualTo(302);
        assertThat(desk.standing(family).disclosure()).isTrue();
        assertThat(desk.mailed(family.parent(), 2)).contains("you answered the questions rightly");
        for (String said : List.of("Quillfeather", "Quince Walk", "live in 2011", "Oak Road")) {
            assertThat(desk.tablesWith(said)).as(said).isEmpty();
        }
    }

    @Test
    void c34_theFourthTryIsRefusedWhateverItIs() {
        desk.assure(Way.KNOWLEDGE);
        Family family = desk.asked("finch2");
        String page = desk.page(family);
        desk.answer(page, "yes", "no", "knowledge");
        for (int attempt = 1; attempt <= 3; attempt++) {
            var questions = Jsoup.parse(ask(page, "Rowan", "9 Quince Walk").body());
            assertThat(questions.text().contains("your last try")).isEqualTo(attempt == 3);
            HttpResponse<String> wrong =
                    reply(page, questions.select("input[name=attempt]").attr("value"), "2");
            assertThat(wrong.statusCode()).isEqualTo(422);
        }
        int sets = PROVIDER.sets;
        HttpResponse<String> fourth = ask(page, "Rowan", "9 Quince Walk");
        assertThat(fourth.statusCode()).isEqualTo(422);
        assertThat(fourth.body()).contains("There are no tries left").doesNotContain("value=\"knowledge\"");
        assertThat(PROVIDER.sets).as("the provider is not asked").isEqualTo(sets);
        assertThat(desk.answer(page, "yes", "no", "knowledge").statusCode()).isEqualTo(422);
        assertThat(desk.answer(page, "yes", "no", "email-plus").statusCode())
                .as("another way stays")
                .isEqualTo(302);
        assertThatThrownBy(() -> desk.owner(
                        "insert into consent_knowledge (request_id, attempt, answered_at, asked_at, reference)"
                                + " select request_id, 4, now(), now(), 'x' from consent_knowledge limit 1"))
                .hasStackTraceContaining("check constraint");
    }

    @Test
    void c34_anAnswerThatComesLateOrTwiceOrToTooFewChoicesProvesNothing() {
        desk.assure(Way.KNOWLEDGE);
        Family family = desk.asked("finch3");
        String page = desk.page(family);
        desk.answer(page, "yes", "no", "knowledge");
        PROVIDER.choices = 3;
        assertThat(ask(page, "Rowan", "9 Quince Walk").statusCode()).isEqualTo(422);
        PROVIDER.choices = 4;
        String attempt = Jsoup.parse(ask(page, "Rowan", "9 Quince Walk").body())
                .select("input[name=attempt]")
                .attr("value");
        desk.clock.turn(Duration.ofMinutes(11));
        assertThat(reply(page, attempt, "1").statusCode()).isEqualTo(422);
        assertThat(reply(page, attempt, "1").statusCode()).as("decided once").isEqualTo(422);
        assertThat(desk.texts(
                        "select count(*)::text from consent_knowledge k join consent_request r on r.id = k.request_id"
                                + " where r.child_id = " + family.child().id()))
                .as("what was too easy does not count as a try")
                .containsExactly("1");
        assertThat(desk.standing(family).collection()).isFalse();
    }

    @Test
    void c34_c27_aboutAHomeThatMustHearNothingNoProviderIsAsked() {
        desk.assure(Way.KNOWLEDGE);
        Family family = desk.asked("finch4");
        String page = desk.page(family);
        desk.answer(page, "yes", "no", "knowledge");
        desk.silence(family);
        int sets = PROVIDER.sets;
        HttpResponse<String> asked = ask(page, "Rowan", "9 Quince Walk");
        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("There are no questions for you just now");
        assertThat(PROVIDER.sets).isEqualTo(sets);
    }

    // identity papers

    @Test
    void c33_thePictureIsGoneWithTheDecisionAndWhatWasFoundStays() {
        Family family = desk.asked("heron1");
        String page = desk.page(family);
        String paper = handed(family, page, "yes");
        assertThat(desk.seen(Clearance.SAFETY.of(desk.mina.id()), "select id::text from consent_identity"))
                .isEmpty();
        String here = "/desk/consent-forms";
        assertThat(desk.desk
                        .browser(desk.desk.staff("noor", Role.SAFETY_OFFICER))
                        .post(here, "/desk/consent-papers/" + paper + "/views", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(officer.post(here, "/desk/consent-papers/" + paper + "/views", Map.of())
                        .body())
                .isEqualTo(new String(PAPER, StandardCharsets.UTF_8));
        HttpResponse<String> unsaid =
                officer.post(here, "/desk/consent-papers/" + paper + "/check", Map.of("decision", "accept"));
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(unsaid.body())
                        .select("#against-" + paper + "-fault")
                        .text())
                .contains("what you checked it against");
        assertThat(desk.tablesWith("passport of Rowan")).as("kept encrypted").isEmpty();
        String key = desk.texts("select key_address from consent_identity where content is not null and id = " + paper)
                .getFirst();
        officer.post(
                here,
                "/desk/consent-papers/" + paper + "/check",
                Map.of("decision", "accept", "against-" + paper, "Register of passports"));
        assertThat(desk.texts("select address from file_key where address = '" + key + "'"))
                .as("the key is gone with the picture")
                .isEmpty();
        assertThat(desk.standing(family).disclosure()).isTrue();
        assertThat(desk.given(family)).containsExactly("identity:" + paper + " staff:" + desk.mina.id() + " parent");
        assertThat(desk.texts("select against || ' ' || accepted || ' ' || checked_by || ' ' || (ended_at is not null)"
                        + " from consent_identity where id = " + paper))
                .containsExactly("Register of passports true " + desk.mina.id() + " true");
        assertThat(desk.texts("select actor || ' ' || action from audit_line where detail = 'identity:" + paper + "'"))
                .contains("staff:" + desk.mina.id() + " consent-paper-read");
        assertThat(desk.mailed(family.parent(), 2)).contains("your identity paper was checked and deleted");
        assertThatThrownBy(() -> desk.owner("update consent_identity set content = 'x' where id = " + paper))
                .as("a decided one holds no picture")
                .hasStackTraceContaining("check constraint");
    }

    @Test
    void whatAnEarlierVersionKeptAsItCameIsSealedSoon() {
        Family family = desk.asked("heron9");
        String child = Long.toString(family.child().id());
        desk.owner("insert into consent_identity (request_id, uploaded_at, type, content)"
                + " select id, now(), 'image/png', 'passport of an earlier heron' from consent_request where child_id = "
                + child);
        PrivacySteps.all(desk.desk);
        assertThat(desk.tablesWith("passport of an earlier heron")).isEmpty();
        String paper = paper(family);
        assertThat(officer.post("/desk/consent-forms", "/desk/consent-papers/" + paper + "/views", Map.of())
                        .body())
                .isEqualTo("passport of an earlier heron");
    }

    @Test
    void c33_aPaperThatIsTurnedDownOrWhoseQuestionEndsIsGoneToo() {
        Family family = desk.asked("heron2");
        String page = desk.page(family);
        String paper = handed(family, page, "no");
        String check = "/desk/consent-papers/" + paper + "/check";
        assertThat(officer.post(
                                "/desk/consent-forms",
                                check,
                                Map.of("decision", "decline", "against-" + paper, "Register"))
                        .statusCode())
                .as("a reason is asked for")
                .isEqualTo(422);
        officer.post(
                "/desk/consent-forms",
                check,
                Map.of("decision", "decline", "against-" + paper, "Register", "fault-" + paper, "not-valid"));
        assertThat(desk.tablesWith("passport of Rowan")).isEmpty();
        assertThat(desk.standing(family).collection()).isFalse();
        assertThat(desk.mailed(family.parent(), 2)).contains("we could not make sure who you are. It is deleted.");
        assertThat(desk.parent.get(page).body()).contains("Please answer again below", "id=\"answer\"");

        handed(family, page, "no");
        assertThat(desk.tablesWith("passport of Rowan")).as("kept encrypted").isEmpty();
        desk.parent.post(page, page + "/revocation", Map.of());
        assertThat(desk.tablesWith("passport of Rowan")).isEmpty();
    }

    // what cannot be chosen, and what the database refuses

    @Test
    void c35_c37_photoMatchAndTextPlusCannotBeChosen() {
        Family family = desk.asked("crane1");
        String page = desk.page(family);
        for (String method : List.of("photo-match", "text-plus", "call", "video-call")) {
            assertThat(Jsoup.parse(desk.parent.get(page).body()).select("input[value=" + method + "]"))
                    .isEmpty();
            assertThat(desk.answer(page, "yes", "no", method).statusCode())
                    .as(method)
                    .isEqualTo(422);
        }
        assertThatThrownBy(() -> desk.owner(answered("photo-match", false)))
                .hasStackTraceContaining("check constraint");
        assertThatThrownBy(() -> desk.owner(answered("text-plus", true)))
                .hasStackTraceContaining("consent_disclosure_needs_more");
        assertThatThrownBy(() -> desk.owner(answered("email-plus", true))).hasStackTraceContaining("check constraint");
    }

    @Test
    void c12_nothingIsGivenWithoutItsProof() {
        Family family = desk.asked("crane2");
        desk.page(family);
        for (String method :
                List.of("call", "video-call", "card", "knowledge", "government-id", "signed-form", "text-plus")) {
            desk.owner(answered(method, false)
                    .replace("limit 1", "and r.child_id = " + family.child().id()));
            assertThatThrownBy(() -> desk.owner(("insert into consent (request_id, child_id, at, decision, collection,"
                                    + " third_party_disclosure, purposes, notice, notice_version, method, evidence, relation, verifier,"
                                    + " expires_at) select r.id, r.child_id, now(), 'given', true, false, 'x', 'consent', 1, '%s',"
                                    + " 'call:999999', 'parent', 'x', now() from consent_request r where r.child_id = %d")
                            .formatted(method, family.child().id())))
                    .as(method)
                    .hasStackTraceContaining("only with its proof");
        }
    }

    @Test
    void c33_c07_thePictureIsGoneFromTheFirstMomentOfAnErasureAlsoWhereACaseKeepsTheRest() {
        Family family = desk.asked("crane4");
        String paper = handed(family, desk.page(family), "no");
        assertThat(desk.tablesWith("passport of Rowan")).as("kept encrypted").isEmpty();
        desk.database.write(
                Clearance.SYSTEM,
                () -> desk.desk
                        .bean(ConsentData.class)
                        .begin(Scope.ofPeople(java.util.Set.of(family.child().id())), 1));
        assertThat(desk.tablesWith("passport of Rowan")).isEmpty();
        assertThat(desk.owner("select coalesce(accepted::text, 'undecided') from consent_identity where id = " + paper))
                .containsExactly("undecided");
    }

    @Test
    void c07_anErasureTakesEveryProofWithIt() {
        Family family = desk.asked("crane3");
        String here = call(family);
        officer.post(here, here, answers("yes", "no"));
        long child = family.child().id();
        desk.owner(
                "insert into consent_card (request_id, answered_at, idempotency_key, begun_at, mode, amount, currency)"
                        + " select id, now(), 'k" + child
                        + "', now(), 'payment', 100, 'usd' from consent_request where child_id = "
                        + child);
        desk.owner("insert into consent_knowledge (request_id, attempt, answered_at, asked_at, reference)"
                + " select id, 1, now(), now(), 'x' from consent_request where child_id = " + child);
        desk.owner("insert into consent_identity (request_id, uploaded_at, type, content)"
                + " select id, now(), 'image/png', 'x' from consent_request where child_id = " + child);
        String request = desk.texts("select id::text from consent_request where child_id = " + child)
                .getFirst();
        desk.database.write(
                Clearance.SYSTEM,
                () -> desk.desk
                        .bean(DSLContext.class)
                        .execute("select forget_consents(array[" + child + "]::bigint[])"));
        for (String table :
                List.of("consent_call", "consent_card", "consent_knowledge", "consent_identity", "consent")) {
            assertThat(desk.owner("select id from " + table + " where request_id = " + request))
                    .as(table)
                    .isEmpty();
        }
    }

    // aids

    private static String answered(String method, boolean disclosure) {
        return ("insert into consent (request_id, child_id, at, decision, collection, third_party_disclosure, purposes, notice,"
                        + " notice_version, method, evidence, relation, verifier) select r.id, r.child_id, now(), 'answered', true, %s,"
                        + " 'x', 'consent', 1, '%s', '', 'parent', 'x' from consent_request r where r.ended is null limit 1")
                .formatted(disclosure, method);
    }

    private static String call(Family family) {
        return "/desk/tickets/" + family.ticket().id() + "/consent-calls/"
                + family.child().id();
    }

    private static Map<String, String> answers(String collection, String disclosure) {
        return new HashMap<>(Map.of(
                "collection", collection,
                "disclosure", disclosure,
                "notice", "read",
                "proven", "call/called-back",
                "relation", "parent",
                "language", "en"));
    }

    private static HttpResponse<String> ask(String page, String name, String address) {
        return desk.parent.post(page, page + "/questions", Map.of("name", name, "address", address));
    }

    private static HttpResponse<String> reply(String page, String attempt, String choice) {
        return desk.parent.post(
                page, page + "/question-answers", Map.of("attempt", attempt, "q0", choice, "q1", choice, "q2", choice));
    }

    private static String handed(Family family, String page, String disclosure) {
        assertThat(desk.answer(page, "yes", disclosure, "government-id").statusCode())
                .isEqualTo(302);
        assertThat(desk.desk
                        .bean(ConsentIdentities.class)
                        .hand(page.substring(page.lastIndexOf('/') + 1), PAPER)
                        .orElseThrow())
                .isInstanceOf(Outcome.Done.class);
        return paper(family);
    }

    private static String paper(Family family) {
        return desk.texts("select max(i.id)::text from consent_identity i join consent_request r on r.id = i.request_id"
                        + " where r.child_id = " + family.child().id())
                .getFirst();
    }
}

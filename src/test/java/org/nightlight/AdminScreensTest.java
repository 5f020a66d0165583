package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.Playbooks;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;

/** One's own account and the settings over HTTP, each verb from the form on its page. */
class AdminScreensTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final String RULES = "/desk/admin/playbook";
    private static final String PEOPLE = "/desk/admin/people";

    private static RunningDesk desk;
    private static Browser admin;
    private static int count;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
        admin = desk.browser(member("Ada Brook", Role.ADMIN));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void anAdminEditsComparesPublishesAndGoesBack() {
        int before = playbooks().current().number();
        int days = playbooks().current().playbook().reopenWithinDays();
        Document editor = page(admin.get(RULES + "/edit"));
        String changed = editor.select("#text")
                .first()
                .wholeText()
                .replace("reopen-within-days: " + days, "reopen-within-days: 21");
        String base = editor.select("input[name=base]").attr("value");
        // browsers send a line's end as two characters
        Map<String, String> draft = Map.of("base", base, "text", changed.replace("\n", "\r\n"), "note", "Three weeks");

        Document difference = page(admin.post(RULES + "/edit", RULES + "/difference", draft));
        assertThat(difference.select("tr.removed").text()).contains("within-days: " + days);
        assertThat(difference.select("tr.added").text()).contains("within-days: 21");
        assertThat(difference.select("tr.added")).hasSize(1);
        assertThat(playbooks().current().number()).isEqualTo(before);

        HttpResponse<String> published = admin.post(
                RULES + "/edit",
                RULES + "/versions",
                Map.of(
                        "base",
                        base,
                        "text",
                        difference.select("textarea[name=text]").first().wholeText(),
                        "note",
                        "Three weeks"));
        assertThat(published.statusCode()).isEqualTo(302);
        assertThat(playbooks().current().playbook().reopenWithinDays()).isEqualTo(21);
        String readable = admin.get(RULES).body();
        assertThat(readable).contains("Version " + (before + 1) + " is in force", "Three weeks", "Ada Brook");

        Document back = page(admin.get(RULES + "/difference?version=" + before));
        assertThat(back.select("#note").attr("value")).isEqualTo("Back to version " + before);
        admin.post(RULES + "/edit", RULES + "/versions", fields(back));
        assertThat(playbooks().current().number()).isEqualTo(before + 2);
        assertThat(playbooks().current().playbook().reopenWithinDays()).isEqualTo(days);
        assertThat(admin.get(RULES + "/versions/" + before).body()).contains("This version is not in force");
        assertThat(admin.get(RULES + "/versions/999").statusCode()).isEqualTo(404);
    }

    @Test
    void nobodyPublishesOverAnothersNewerVersionWithoutSeeingIt() {
        int base = playbooks().current().number();
        String mine = playbooks().document(base) + "# mine\n";
        playbooks().publish(playbooks().document(base) + "# theirs\n", "meanwhile", TEST);
        int newest = playbooks().current().number();
        Map<String, String> draft = Map.of("base", "" + base, "text", mine, "note", "mine");

        HttpResponse<String> refused = admin.post(RULES + "/edit", RULES + "/versions", draft);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(playbooks().current().number()).isEqualTo(newest);
        Document shown = page(refused);
        assertThat(shown.text()).contains("somebody published version " + newest);
        assertThat(shown.select("tr.removed").text()).contains("# theirs");
        assertThat(shown.select("tr.added").text()).contains("# mine");
        assertThat(page(admin.post(RULES + "/edit", RULES + "/difference", draft))
                        .text())
                .contains("somebody published version " + newest);

        assertThat(admin.post(RULES + "/edit", RULES + "/versions", fields(shown))
                        .statusCode())
                .isEqualTo(302);
        assertThat(playbooks().document(newest + 1)).isEqualTo(mine);
    }

    @Test
    void everyMistakeIsToldWithItsPlaceAndNothingIsPublished() {
        int before = playbooks().current().number();
        String wrong = playbooks()
                .document(before)
                .replace("first-response: 12 hours", "first-response: 12 hrs")
                .replace("default-tier: free", "default-tier: fre");
        for (String step : List.of("/difference", "/versions")) {
            HttpResponse<String> refused = admin.post(
                    RULES + "/edit", RULES + step, Map.of("base", "" + before, "text", wrong, "note", "typing"));
            assertThat(refused.statusCode()).as(step).isEqualTo(422);
            Document page = page(refused);
            assertThat(page.select("#faults li").eachText())
                    .as(step)
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allMatch(fault -> fault.matches("Line \\d+, column \\d+ .+"))
                    .anyMatch(fault -> fault.contains("default-tier"))
                    .anyMatch(fault -> fault.contains("first-response"));
            assertThat(page.select("#text").first().wholeText()).isEqualTo(wrong);
            assertThat(page.select("#note").attr("value")).isEqualTo("typing");
        }
        assertThat(playbooks().current().number()).isEqualTo(before);
    }

    @Test
    void agentsReadTheRulesAndAdminsAloneChangeThem() {
        Browser agent = desk.browser(member("Sam Oak", Role.AGENT));
        assertThat(page(agent.get(RULES)).select("a[href=" + RULES + "/edit]")).isEmpty();
        assertThat(agent.get(RULES).statusCode()).isEqualTo(200);
        assertThat(agent.get(RULES + "/edit").statusCode()).isEqualTo(403);
        assertThat(agent.post("/desk/account", RULES + "/versions", Map.of("base", "1", "text", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(agent.get(PEOPLE).statusCode()).isEqualTo(403);
        assertThat(agent.get("/desk/admin/audit").statusCode()).isEqualTo(403);
    }

    @Test
    void somebodyIsInvitedByMailAndComesIn() {
        Document made = page(admin.post(
                PEOPLE,
                PEOPLE,
                Map.of(
                        "name", "Ida Reed",
                        "email", "ida@desk.example",
                        "roles", "lead",
                        "teams", "customer-service",
                        "leads", "customer-service")));
        String link = made.select("#invitation").text();
        assertThat(link).contains("/desk/invitations/");
        assertThat(page(admin.get(PEOPLE)).text()).doesNotContain("/desk/invitations/");
        StaffMember ida =
                staff().findByEmail(new EmailAddress("ida@desk.example")).orElseThrow();
        assertThat(ida.roles()).containsExactly(Role.LEAD);
        assertThat(ida.leads()).containsExactly("customer-service");
        List<Message> mails = RunningDesk.eventually(() -> desk.inbox("ida@desk.example"), inbox -> !inbox.isEmpty());
        assertThat(text(mails.getFirst())).contains(link.substring(link.indexOf("/desk/")));

        Browser browser = new Browser(desk.port);
        String path = link.substring(link.indexOf("/desk/"));
        assertThat(browser.post(path, path, Map.of("password", RunningDesk.PASSWORD))
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/desk/lists/mine").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonsNameAddressRolesAndTeamsAreChangedTogetherOrNotAtAll() {
        StaffMember sam = member("Sam Vine", Role.AGENT);
        String here = PEOPLE + "/" + sam.id();
        String id = "-" + sam.id();
        HttpResponse<String> saved = admin.post(
                PEOPLE,
                here,
                Map.of(
                        "name" + id,
                        "Samuel Vine",
                        "email" + id,
                        "samuel@desk.example",
                        "roles",
                        "auditor",
                        "teams",
                        "finance"));
        assertThat(saved.statusCode()).isEqualTo(302);
        assertThat(staff().find(sam.id()).orElseThrow()).satisfies(now -> {
            assertThat(now.name()).isEqualTo("Samuel Vine");
            assertThat(now.email().value()).isEqualTo("samuel@desk.example");
            assertThat(now.roles()).containsExactly(Role.AUDITOR);
            assertThat(now.teams()).containsExactly("finance");
        });
        HttpResponse<String> refused = admin.post(
                PEOPLE,
                here,
                Map.of(
                        "name" + id,
                        "Somebody Else",
                        "email" + id,
                        "samuel@desk.example",
                        "roles",
                        "agent",
                        "teams",
                        "no-such-team"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(page(refused).select("#faults").text()).contains("no such team");
        assertThat(page(refused).select("#name" + id).attr("value")).isEqualTo("Somebody Else");
        HttpResponse<String> halfway = admin.post(
                PEOPLE,
                here,
                Map.of(
                        "name" + id,
                        "Somebody Else",
                        "email" + id,
                        "samuel@desk.example",
                        "roles",
                        "agent",
                        "leads",
                        "finance"));
        assertThat(halfway.statusCode()).isEqualTo(422);
        assertThat(staff().find(sam.id()).orElseThrow().name()).isEqualTo("Samuel Vine");
        HttpResponse<String> nowhere =
                admin.post(PEOPLE, here, Map.of("name" + id, "Sam", "email" + id, "nonsense", "roles", "agent"));
        assertThat(page(nowhere).select("#email" + id + "-fault").text()).contains("e-mail address");
    }

    @Test
    void whoeverIsSuspendedIsOutAtOnce() {
        StaffMember kim = member("Kim Lund", Role.AGENT);
        Browser browser = desk.browser(kim);
        assertThat(browser.get("/desk/account").statusCode()).isEqualTo(200);
        assertThat(admin.post(PEOPLE, PEOPLE + "/" + kim.id() + "/suspension", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(browser.get("/desk/account").statusCode()).isEqualTo(302);
        assertThat(admin.post(PEOPLE, PEOPLE + "/" + kim.id() + "/invitations", Map.of())
                        .body())
                .contains("End the suspension first");
        admin.post(PEOPLE, PEOPLE + "/" + kim.id() + "/suspension", Map.of());
        assertThat(desk.browser(kim).get("/desk/account").statusCode()).isEqualTo(200);
        assertThat(admin.post(PEOPLE, PEOPLE + "/987654/suspension", Map.of()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theLastAdminStaysAdmin() {
        StaffMember ada = staff().all().stream()
                .filter(one -> one.name().equals("Ada Brook"))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> refused = admin.post(
                PEOPLE,
                PEOPLE + "/" + ada.id(),
                Map.of(
                        "name-" + ada.id(),
                        ada.name(),
                        "email-" + ada.id(),
                        ada.email().value(),
                        "roles",
                        "agent"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("This is the last admin");
        assertThat(admin.post(PEOPLE, PEOPLE + "/" + ada.id() + "/suspension", Map.of())
                        .statusCode())
                .isEqualTo(422);
        assertThat(admin.get(PEOPLE).statusCode()).isEqualTo(200);
    }

    @Test
    void theAuditIsInWordsPagedFilteredAndWalled() {
        StaffMember pat = member("Pat Moor", Role.AGENT);
        for (int i = 0; i < 30; i++) {
            staff().assign(pat.id(), Set.of(i % 2 == 0 ? Role.LEAD : Role.AGENT), Set.of(), Set.of(), TEST)
                    .orThrow();
            staff().rename(pat.id(), "Pat Moor", "pat" + i + "@desk.example", TEST)
                    .orThrow();
        }
        Document first = page(admin.get("/desk/admin/audit?about=staff:" + pat.id()));
        assertThat(first.select("tbody tr")).hasSize(50);
        assertThat(first.select("tbody").text()).contains("Pat Moor", "the software, test", "changed roles: lead");
        Document second = page(admin.get(first.select("a[rel=next]").attr("href")));
        assertThat(second.select("tbody tr").size()).isBetween(10, 15);
        assertThat(second.select("a[rel=next]")).isEmpty();
        Set<String> hashes = first.select("tbody code").eachText().stream().collect(Collectors.toSet());
        assertThat(second.select("tbody code").eachText()).doesNotContainAnyElementsOf(hashes);
        assertThat(page(admin.get("/desk/admin/audit?what=staff.roles&about=staff:" + pat.id()))
                        .select("tbody tr"))
                .hasSize(30);
        assertThat(page(admin.get("/desk/admin/audit?who=ada%20brook&what=staff.signed-in"))
                        .select("tbody tr td:nth-child(3)")
                        .eachText())
                .isNotEmpty()
                .containsOnly("Ada Brook");
    }

    @Test
    void aWalledLineIsThereForNoAdminButForAnAuditorOfTheSafetyTeam() {
        new Browser(desk.port)
                .postWithout(
                        "/contact",
                        Map.of(
                                "year", "1986",
                                "kind", "technical",
                                "name", "Robin",
                                "email", "robin@example.org",
                                "message", "ibex: the app does not start"));
        long ticket = desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(org.jooq.DSLContext.class)
                                .fetchOne("select ticket_id from message where text like 'ibex:%'")
                                .get(0, Long.class));
        String about = "/desk/admin/audit?about=%23" + ticket;
        assertThat(page(admin.get(about)).select("tbody").text()).contains("opened a ticket", "ticket #" + ticket);
        desk.bean(Database.class)
                .write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(ticket, Level.S3, TEST));
        assertThat(page(admin.get(about)).select("tbody tr")).isEmpty();
        assertThat(page(admin.get("/desk/admin/audit?what=case-opened")).select("tbody tr"))
                .isEmpty();
        Browser officer = desk.browser(member("Mina Iversen", Role.SAFETY_OFFICER, Role.AUDITOR));
        assertThat(page(officer.get(about)).select("tbody").text())
                .contains("opened a safety case", "put a ticket behind the wall");
        Browser auditor = desk.browser(member("Otto Reis", Role.AUDITOR));
        assertThat(auditor.get("/desk/admin/audit").statusCode()).isEqualTo(200);
        assertThat(page(auditor.get(about)).select("tbody tr")).isEmpty();
    }

    @Test
    void aNewPasswordEndsEveryOtherSessionAndKeepsThisOne() {
        StaffMember lee = member("Lee Hart", Role.AGENT);
        Browser here = desk.browser(lee);
        Browser elsewhere = desk.browser(lee);
        assertThat(here.post(
                                "/desk/account",
                                "/desk/account/password",
                                Map.of("current", "wrong wrong wrong", "password", "another long sentence"))
                        .body())
                .contains("This is not your password");
        HttpResponse<String> changed = here.post(
                "/desk/account",
                "/desk/account/password",
                Map.of("current", RunningDesk.PASSWORD, "password", "another long sentence"));
        assertThat(changed.headers().firstValue("Location")).contains("/desk/account");
        assertThat(here.get("/desk/account").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/desk/account").statusCode()).isEqualTo(302);
        assertThat(here.post("/desk/account", "/desk/account/sign-outs", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(here.get("/desk/account").statusCode()).isEqualTo(302);
    }

    @Test
    void aTokenIsShownOnceOpensTheApiAndIsRevoked() {
        StaffMember lee = member("Lee Wood", Role.AGENT);
        Browser browser = desk.browser(lee);
        assertThat(browser.post("/desk/account", "/desk/account/tokens", Map.of("label", " "))
                        .statusCode())
                .isEqualTo(422);
        Document made = page(browser.post("/desk/account", "/desk/account/tokens", Map.of("label", "nightly")));
        String secret = made.select("#fresh-token").text();
        Document after = page(browser.get("/desk/account"));
        assertThat(after.text()).contains("nightly").doesNotContain(secret);
        Browser machine = new Browser(desk.port);
        assertThat(machine.get("/api/v2/users/me.json", "Authorization", "Bearer " + secret)
                        .statusCode())
                .isNotEqualTo(401);
        String revocation = after.select("form[action$=/revocation]").attr("action");
        browser.post("/desk/account", revocation, Map.of());
        assertThat(machine.get("/api/v2/users/me.json", "Authorization", "Bearer " + secret)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theLookIsKept() {
        Browser browser = desk.browser(member("Lee Ash", Role.AGENT));
        browser.post(
                "/desk/account", "/desk/account/look", Map.of("density", "compact", "theme", "dark", "language", "en"));
        Document page = page(browser.get("/desk/account"));
        assertThat(page.select("#density option[selected]").attr("value")).isEqualTo("compact");
        assertThat(page.select("#theme option[selected]").attr("value")).isEqualTo("dark");
        assertThat(browser.post("/desk/account", "/desk/account/look", Map.of("density", "tiny"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aDeskWithARelayKeepsNoMailToBeLookedAt() {
        Browser agent = desk.browser(member("Sam Rush", Role.AGENT));
        assertThat(agent.get("/demo/mail").statusCode()).isEqualTo(404);
        assertThat(agent.get("/demo/mail/1").statusCode()).isEqualTo(404);
    }

    private static StaffMember member(String name, Role... roles) {
        return desk.withoutTeam(name, "person" + ++count + "@desk.example", roles);
    }

    /** What the form that publishes would send. */
    private static Map<String, String> fields(Document difference) {
        return Map.of(
                "base",
                difference.select("input[name=base]").attr("value"),
                "text",
                difference.select("textarea[name=text]").first().wholeText(),
                "note",
                difference.select("#note").attr("value"));
    }

    private static Document page(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains(Security.CONTENT_SECURITY_POLICY);
        return Jsoup.parse(answer.body());
    }

    private static String text(Message mail) {
        try {
            return mail.getContent().toString();
        } catch (IOException | MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Staff staff() {
        return desk.bean(Staff.class);
    }

    private static Playbooks playbooks() {
        return desk.bean(Playbooks.class);
    }
}

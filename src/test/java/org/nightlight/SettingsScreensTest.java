package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
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
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Ticket;

/** Safety cases, account, people, playbook and failed mail over HTTP. */
class SettingsScreensTest {
    private static RunningDesk desk;
    private static Browser admin;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
        StaffMember ada = desk.bean(Staff.class)
                .create(
                        "Ada Park",
                        "ada@desk.example",
                        Set.of(Role.ADMIN, Role.SAFETY_OFFICER),
                        RunningDesk.PASSWORD,
                        new Actor.Software("test"))
                .orThrow();
        desk.bean(Training.class)
                .set(ada.id(), "2099-12-31", new Actor.Software("test"))
                .orThrow();
        admin = desk.browser("ada@desk.example");
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void aCaseIsAcknowledgedItsWordsReadAndReleasedWithAReason() {
        Ticket ticket = desk.ticket("otter1", "Some ordinary words.");
        desk.bean(Database.class)
                .write(
                        Clearance.SYSTEM,
                        () -> desk.bean(Cases.class).raise(ticket.id(), Level.S2, new Actor.Software("test")));
        String address = Jsoup.parse(admin.get("/desk/cases").body())
                .select("td a")
                .first()
                .attr("href");
        assertThat(admin.get(address).body()).contains("S2 moderate").doesNotContain("Some ordinary words");
        assertThat(admin.post(address, address + "/readings", Map.of()).body()).contains("Some ordinary words");
        assertThat(admin.post(address, address + "/acknowledgement", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(admin.get(address).body()).contains("Ada Park acknowledged it");
        assertThat(admin.post(address, address + "/release", Map.of()).statusCode())
                .isEqualTo(422);
        assertThat(admin.post(address, address + "/release", Map.of("reason", "A test of ours."))
                        .statusCode())
                .isEqualTo(302);
        assertThat(admin.get(address).body()).contains("released", "A test of ours.");
        int read = desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(org.jooq.DSLContext.class)
                                .fetchOne("select count(*) from audit_line where action = 'case-words-read' and walled")
                                .get(0, Integer.class));
        assertThat(read).isEqualTo(1);
    }

    @Test
    void aTokenIsShownOnceAndRevoked() {
        HttpResponse<String> made = admin.post("/desk/account", "/desk/account/tokens", Map.of("label", "export"));
        String secret = Jsoup.parse(made.body()).select("#fresh-token").text();
        assertThat(secret).startsWith("nl_");
        Document account = Jsoup.parse(admin.get("/desk/account").body());
        assertThat(account.text()).contains("export").doesNotContain(secret);
        String revoke = account.select("form[action$=revocation]").attr("action");
        assertThat(admin.post("/desk/account", revoke, Map.of()).statusCode()).isEqualTo(302);
        assertThat(admin.get("/desk/account").body()).contains("revoked").doesNotContain("export<");
        admin.post(
                "/desk/account", "/desk/account/look", Map.of("density", "compact", "theme", "dark", "language", "en"));
        Document dark = Jsoup.parse(admin.get("/desk/account").body());
        assertThat(dark.select("html").attr("data-theme")).isEqualTo("dark");
        assertThat(dark.select("html").attr("data-density")).isEqualTo("compact");
    }

    @Test
    void somebodyIsInvitedGivenATeamAndSuspended() {
        HttpResponse<String> invited = admin.post(
                "/desk/admin/people",
                "/desk/admin/people",
                Map.of(
                        "name", "Kim Dorn",
                        "email", "kim@desk.example",
                        "roles", "lead",
                        "teams", "customer-service",
                        "leads", "customer-service"));
        assertThat(Jsoup.parse(invited.body()).select(".secret").text()).contains("/desk/invitations/");
        var kim = desk.bean(Staff.class).all().stream()
                .filter(member -> member.name().equals("Kim Dorn"))
                .findFirst()
                .orElseThrow();
        assertThat(kim.leads()).containsExactly("customer-service");
        String here = "/desk/admin/people/" + kim.id();
        assertThat(admin.post("/desk/admin/people", here + "/suspension", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(desk.bean(Staff.class).find(kim.id()).orElseThrow().active()).isFalse();
        assertThat(admin.post(
                                "/desk/admin/people",
                                "/desk/admin/people",
                                Map.of("name", "X", "roles", "agent", "email", "x"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void r24_nobodyComesToSeeCasesUnnoticedAndNobodyLetsThemselves() {
        StaffMember rui = desk.bean(Staff.class)
                .create(
                        "Rui Vance",
                        "rui@desk.example",
                        Set.of(Role.ADMIN),
                        RunningDesk.PASSWORD,
                        new Actor.Software("test"))
                .orThrow();
        Browser other = desk.browser("rui@desk.example");
        String people = "/desk/admin/people";
        HttpResponse<String> refused = other.post(
                people,
                people + "/" + rui.id(),
                Map.of(
                        "name-" + rui.id(),
                        "Rui Vance",
                        "email-" + rui.id(),
                        "rui@desk.example",
                        "roles",
                        "safety_officer"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Nobody lets themselves see safety cases");

        HttpResponse<String> invited = other.post(
                people, people, Map.of("name", "Uma Frost", "email", "uma@desk.example", "roles", "safety_officer"));
        assertThat(invited.statusCode()).as("the link is not shown").isEqualTo(302);
        RunningDesk.eventually(() -> desk.inbox("uma@desk.example"), mails -> mails.size() >= 2);
        RunningDesk.eventually(
                () -> desk.inbox("ada@desk.example"),
                mails -> mails.stream()
                        .anyMatch(mail -> said(mail).contains("Uma Frost has a new link")
                                && said(mail).contains("Rui Vance")));

        StaffMember ada = desk.bean(Staff.class).all().stream()
                .filter(member -> member.name().equals("Ada Park"))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> again = other.post(people, people + "/" + ada.id() + "/invitations", Map.of());
        assertThat(again.statusCode()).isEqualTo(302);
        RunningDesk.eventually(
                () -> desk.inbox("ada@desk.example"),
                mails -> mails.stream().anyMatch(mail -> said(mail).contains("Ada Park has a new link")));
    }

    private static String said(jakarta.mail.Message mail) {
        try {
            return mail.getContent().toString();
        } catch (java.io.IOException | jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void aPlaybookIsEditedComparedAndPublishedAndMistakesAreToldAtOnce() {
        String document = Playbooks.builtInDocument();
        String wrong = document.replace("name: Storytailor\n", "nome: Storytailor\n");
        HttpResponse<String> refused = admin.post(
                "/desk/admin/playbook/edit", "/desk/admin/playbook/difference", Map.of("base", "1", "text", wrong));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("nothing was published", "Line ");

        String changed = document.replace("from-name: Storytailor Support", "from-name: Storytailor Help");
        HttpResponse<String> difference = admin.post(
                "/desk/admin/playbook/edit",
                "/desk/admin/playbook/difference",
                Map.of("base", "1", "text", changed.replace("\n", "\r\n"), "note", "A kinder name"));
        assertThat(difference.body()).contains("1 line added, 1 removed");
        assertThat(admin.post(
                                "/desk/admin/playbook/edit",
                                "/desk/admin/playbook/versions",
                                Map.of("base", "1", "text", changed, "note", "A kinder name"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(desk.bean(Playbooks.class).document(2)).isEqualTo(changed);
        RunningDesk.eventually(() -> admin.get("/desk/admin/playbook").body(), body -> body.contains("version 2"));
        assertThat(admin.post(
                                "/desk/admin/playbook/edit",
                                "/desk/admin/playbook/versions",
                                Map.of("base", "1", "text", document, "note", "late"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(admin.get("/desk/admin/playbook/versions/1").statusCode()).isEqualTo(200);
        assertThat(admin.get("/desk/admin/playbook/versions/9").statusCode()).isEqualTo(404);
        assertThat(admin.get("/desk/admin/playbook/difference?version=1").body())
                .contains("Back to version 1");
    }

    @Test
    void theAuditIsPagedAndSaysThatItHolds() {
        String body = admin.get("/desk/admin/audit?who=staff:1").body();
        assertThat(body).contains("no line is missing, changed or put in", "staff.signed-in");
    }

    @Test
    void whatCouldNotBeReadIsListedShownAndTriedAgain() {
        desk.bean(Database.class).write(Clearance.SYSTEM, () -> {
            desk.bean(org.jooq.DSLContext.class).execute("""
                            insert into inbound (channel, dedupe_key, envelope, size, sha256, raw, received_at, state, attempts,
                              not_before, reason, walled)
                            values ('web', 'test:otter', '{"from": "kim@example.org"}', 9, sha256('x'), 'not json', now(),
                              'unreadable', 1, now(), 'The stored form is broken', false)""");
        });
        Document list = Jsoup.parse(admin.get("/desk/inbound").body());
        assertThat(list.text()).contains("The stored form is broken", "kim@example.org");
        String address = list.select("a[href^=/desk/inbound/]").attr("href");
        assertThat(admin.get(address).body()).contains("not json");
        assertThat(admin.post("/desk/inbound", address + "/retries", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(admin.get("/desk/inbound").body()).contains("tried again");
    }
}

package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.cybertip.TiplineStub;
import org.nightlight.staff.Role;

/** The pages of the CyberTipline over HTTP, by two officers and an admin, with the desk's own workers sending. */
class CybertipScreensTest {
    private static TiplineStub tipline;
    private static RunningDesk desk;
    private static Browser noor;
    private static Browser ivo;
    private static long caseId;

    @BeforeAll
    static void start() throws Exception {
        Path credentials = Files.createTempFile("tipline", ".txt");
        Files.writeString(credentials, TiplineStub.USER + "\n" + TiplineStub.PASSWORD + "\n");
        tipline = new TiplineStub(Clock.systemUTC());
        desk = RunningDesk.start(Map.of(
                "nightlight.cybertip.loopback", tipline.url(),
                "nightlight.cybertip.production-credentials-file", credentials.toString()));
        noor = desk.browser(desk.withoutTeam("Noor Hale", "noor@desk.example", Role.SAFETY_OFFICER));
        ivo = desk.browser(desk.withoutTeam("Ivo Lind", "ivo@desk.example", Role.LEGAL));
        desk.send("kit@example.org", """
                From: Kit Wombatson <kit@example.org>
                To: support@storytailor.com
                Subject: help
                Message-ID: <cybertip-screens@example.org>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                my stepdad hits me with a wombat9 belt every night and i am scared to go home
                """);
        caseId = RunningDesk.eventually(
                        () -> desk.bean(Database.class)
                                .read(
                                        Clearance.SAFETY,
                                        () -> desk.bean(Cases.class).list(5)),
                        list -> !list.isEmpty())
                .getFirst()
                .id();
    }

    @AfterAll
    static void stop() {
        desk.close();
        tipline.close();
    }

    /** One walk, as people would take it. */
    @Test
    void fromNoCredentialsToTheFiledReport() {
        whatIsMissingIsSaidAndTheWayWithoutTheDeskStandsFirst();
        twoPeopleSwitchProductionOn();
        aRefusedFormKeepsWhatWasTyped();
        theWordsComeOnlyWhenAskedForAndTheOtherApproves();
        theDeskFilesItAndShowsTheRecord();
    }

    @Test
    void whoHasNoSafetyRoleFindsNothingOfTheCase() {
        Browser admin = desk.browser(desk.withoutTeam("Sam Oak", "sam@desk.example", Role.AGENT, Role.ADMIN));
        assertThat(admin.get(here()).statusCode()).isNotEqualTo(200);
        assertThat(admin.get("/desk/cybertip").statusCode()).isEqualTo(200);
        assertThat(admin.get("/desk/cybertip").body()).doesNotContain("wombat", "/desk/cases/" + caseId + "/cybertip");
        Browser agent = desk.browser(desk.withoutTeam("Ann Fir", "ann@desk.example", Role.AGENT));
        assertThat(agent.get("/desk/cybertip").statusCode()).isNotEqualTo(200);
        assertThat(noor.get("/desk/cases/987654/cybertip").statusCode()).isEqualTo(404);
    }

    private static void whatIsMissingIsSaidAndTheWayWithoutTheDeskStandsFirst() {
        assertThat(noor.get("/desk/cases/" + caseId).body()).contains(here());
        Document page = page(noor);
        assertThat(page.select("main section").getFirst().text()).contains("report.cybertip.org", "1-800-843-5678");
        assertThat(page.text()).contains("nightlight.cybertip.test-credentials-file", "Nothing was sent for this case");
        assertThat(page.select("form[action$=versions]")).isEmpty();
    }

    private static void twoPeopleSwitchProductionOn() {
        String there = "/desk/cybertip";
        HttpResponse<String> checked = noor.post(there, there + "/checks", Map.of("system", "production"));
        assertThat(checked.body()).contains("it takes the desk’s sign-in");
        assertThat(noor.post(there, there + "/production", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(Jsoup.parse(noor.get(there).body()).select("form[action$=confirmation]"))
                .isEmpty();
        String confirmation = Jsoup.parse(ivo.get(there).body())
                .select("form[action$=confirmation]")
                .attr("action");
        assertThat(noor.post(there, confirmation, Map.of()).statusCode()).isEqualTo(422);
        assertThat(ivo.post(there, confirmation, Map.of()).statusCode()).isEqualTo(302);
        assertThat(ivo.get(there).body()).contains("Reports are real");
        assertThat(page(noor).text()).contains("Reports are real");
    }

    private static void aRefusedFormKeepsWhatWasTyped() {
        Map<String, String> form = form();
        form.put("type", "");
        HttpResponse<String> refused = noor.post(here(), here() + "/versions", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(refused.body());
        assertThat(page.select("#type-fault").text()).contains("what kind of incident");
        assertThat(page.select("#more").val()).isEqualTo("She is at school now.");
        assertThat(page.select("#faults a[href=#type]")).hasSize(1);
    }

    private static void theWordsComeOnlyWhenAskedForAndTheOtherApproves() {
        assertThat(noor.post(here(), here() + "/versions", form()).statusCode()).isEqualTo(302);
        assertThat(page(ivo).text()).doesNotContain("wombat9").contains("It waits for you");
        assertThat(page(ivo).select("form[action$=approval]")).isEmpty();
        Document own =
                Jsoup.parse(noor.post(here(), here() + "/readings", Map.of()).body());
        assertThat(own.select("pre").text()).contains("wombat9 belt");
        assertThat(own.select("form[action$=approval]")).isEmpty();
        Document read =
                Jsoup.parse(ivo.post(here(), here() + "/readings", Map.of()).body());
        Element approval = read.select("form[action$=approval]").first();
        assertThat(approval).isNotNull();
        Map<String, String> hash =
                Map.of("hash", approval.select("input[name=hash]").attr("value"));
        assertThat(noor.post(here(), approval.attr("action"), hash).statusCode())
                .isEqualTo(422);
        assertThat(ivo.post(here(), approval.attr("action"), hash).statusCode()).isEqualTo(302);
    }

    private static void theDeskFilesItAndShowsTheRecord() {
        Document filed = RunningDesk.eventually(
                () -> page(noor),
                page -> !page.select("h3:contains(filed)").isEmpty()
                        && page.text().contains("cannot be changed or taken back"));
        assertThat(filed.text())
                .contains("Report 900001 filed", "Approved and reported by Ivo Lind", "request req-", "SHA-256");
        assertThat(filed.select("form[action$=withdrawal], form[action$=repetition]"))
                .isEmpty();
        assertThat(noor.get("/desk/cases/" + caseId).body()).contains("CyberTipline report 900001 was filed");
        assertThat(Jsoup.parse(noor.get("/desk/cases/" + caseId + "/report").body())
                        .select("h3:contains(CyberTipline: submitted)"))
                .hasSize(1);
        assertThat(Jsoup.parse(noor.get("/desk/cases/" + caseId + "/report").body())
                        .select("h3:contains(state agency: pending)"))
                .hasSize(1);
    }

    private static Map<String, String> form() {
        Map<String, String> form = new HashMap<>();
        Document page = page(noor);
        form.put("at", page.select("#at").val());
        form.put("type", "MOLESTATION");
        form.put("writer", "VICTIM");
        form.put("more", "She is at school now.");
        form.put("approver", page.select("#approver option:contains(Ivo Lind)").attr("value"));
        return form;
    }

    private static Document page(Browser browser) {
        HttpResponse<String> page = browser.get(here());
        assertThat(page.statusCode()).isEqualTo(200);
        return Jsoup.parse(page.body());
    }

    private static String here() {
        return "/desk/cases/" + caseId + "/cybertip";
    }
}

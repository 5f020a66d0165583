package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
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
import org.nightlight.staff.Role;

/** The pages of a report over HTTP, from the forms that stand on them, by two officers. */
class ReportScreensTest {
    private static RunningDesk desk;
    private static Browser noor;
    private static Browser ivo;
    private static long caseId;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
        noor = desk.browser(desk.withoutTeam("Noor Hale", "noor@desk.example", Role.SAFETY_OFFICER));
        ivo = desk.browser(desk.withoutTeam("Ivo Lind", "ivo@desk.example", Role.LEGAL));
        desk.send("kit@example.org", """
                From: Kit Wombatson <kit@example.org>
                To: support@storytailor.com
                Subject: my story
                Message-ID: <report-screens@example.org>
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
    }

    /** One walk, as two people would take it. */
    @Test
    void fromTheFirstCallToTheResolvedReport() {
        assertThat(noor.get("/desk/cases/" + caseId).body()).contains(here());
        r30_whomToCallStandsFirst();
        theWordsComeOnlyWhenAskedFor();
        thePhoneReportIsRecordedAndCompleted();
        thePlaceCommentAndWishAreWrittenDown();
        whoeverReadsSpanishReadsTheSameReport();
        anotherPersonApprovesTheVersionAndItIsSent();
        itGoesForwardAndOthersStay();
        notReportingNeedsTheOther();
        everythingIsAudited();
    }

    @Test
    void whoHasNoSafetyRoleFindsNoReport() {
        Browser agent = desk.browser(desk.withoutTeam("Sam Oak", "sam@desk.example", Role.AGENT, Role.ADMIN));
        assertThat(agent.get(here()).statusCode()).isNotEqualTo(200);
        assertThat(agent.get(here() + "/versions/1/file").statusCode()).isNotEqualTo(200);
        assertThat(noor.get("/desk/cases/987654/report").statusCode()).isEqualTo(404);
    }

    private void r30_whomToCallStandsFirst() {
        Document page = page(noor);
        assertThat(page.select("main section").getFirst().text())
                .contains("1-800-422-4453", "You need no approval", "Ask for the intake number");
        assertThat(page.text()).contains("Last verified on");
    }

    private void theWordsComeOnlyWhenAskedFor() {
        assertThat(page(noor).text()).doesNotContain("wombat9");
        assertThat(noor.post(here(), here() + "/readings", Map.of()).body())
                .contains("\u201cmy stepdad hits me with a wombat9 belt");
    }

    private void thePhoneReportIsRecordedAndCompleted() {
        HttpResponse<String> refused =
                noor.post(here(), here() + "/submissions", form(noor, "/submissions", "agency", ""));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(refused.body()).select("#agency-fault").text()).contains("which agency");
        done(noor, "/submissions", form(noor, "/submissions", "agency", "DCF Careline"));
        Element record = page(noor).select("article:contains(DCF Careline)").first();
        assertThat(record).isNotNull();
        assertThat(record.text()).contains("Noor Hale", "not known yet");
        String add = record.select("form").attr("action");
        String field = record.select("form input[name^=intake-]").attr("name");
        done(ivo, add.substring(here().length()), Map.of(field, "A-1234"));
        assertThat(page(noor).text()).contains("Intake number A-1234. Added by Ivo Lind");
        assertThat(page(noor).select("h3:contains(state agency: submitted)")).hasSize(1);
    }

    private void thePlaceCommentAndWishAreWrittenDown() {
        done(noor, "/place", Map.of("place", "CT"));
        assertThat(page(noor).text()).contains("Conn. Gen. Stat.", "800-842-2288", "within 12 hours");
        assertThat(noor.post(here(), here() + "/place", Map.of("place", "XX")).statusCode())
                .isEqualTo(422);
        done(noor, "/comments", Map.of("comment", "I called at once."));
        assertThat(noor.post(here(), here() + "/comments", Map.of("comment", " "))
                        .statusCode())
                .isEqualTo(422);
        done(noor, "/wishes", Map.of("wish", "Do not tell anybody."));
        assertThat(page(noor).text()).contains("I called at once.", "Do not tell anybody.", "does not stop a report");
    }

    private void whoeverReadsSpanishReadsTheSameReport() {
        String draft = "section[aria-labelledby=draft] > div";
        speak("es");
        Document page = page(ivo);
        speak("en");
        assertThat(page.select("html").attr("lang")).isEqualTo("es");
        assertThat(page.select("main section").getFirst().text())
                .contains("Primero llama", "1-800-422-4453", "Pide el número de recepción");
        assertThat(page.text()).contains("Verificado por última vez el", "Denuncia a la agencia estatal: presentada");
        assertThat(page.select(draft).text().replace("Ocultas hasta que las pidas.", "Hidden until you ask."))
                .as("what is filed is English, whoever looks at it")
                .contains("Duty and time", "To be made by:")
                .startsWith(page(noor).select(draft).first().text());
    }

    private static void speak(String language) {
        ivo.post(
                "/desk/account",
                "/desk/account/look",
                Map.of("density", "comfortable", "language", language, "theme", "system"));
    }

    private void anotherPersonApprovesTheVersionAndItIsSent() {
        done(noor, "/versions", Map.of());
        assertThat(page(noor).select("form[action$=approval]")).isEmpty();
        String hash =
                page(ivo).select("form[action$=approval] input[name=hash]").attr("value");
        assertThat(noor.post(here(), here() + "/versions/1/approval", Map.of("hash", hash))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> file = ivo.get(here() + "/versions/1/file");
        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .contains("report-" + caseId + "-1.pdf")
                .doesNotContainIgnoringCase("kit");
        assertThat(file.headers().firstValue("Content-Type")).contains("application/pdf");
        done(ivo, "/versions/1/approval", Map.of("hash", hash));
        assertThat(page(noor).text()).contains("Approved by Ivo Lind");
        Map<String, String> fax = form(noor, "/submissions", "agency", "DCF Careline");
        fax.put("channel", "fax");
        fax.put("version", "1");
        done(noor, "/submissions", fax);
        assertThat(page(noor).text()).contains("version 1", "Sent in writing");
        done(noor, "/comments", Map.of("comment", "They want it by post, too."));
        assertThat(page(noor).text()).contains("its approval no longer counts");
    }

    private void itGoesForwardAndOthersStay() {
        done(ivo, "/tracks/state/steps", Map.of("to", "investigating"));
        assertThat(page(noor).select("h3:contains(state agency: investigating)"))
                .hasSize(1);
        assertThat(page(noor).select("h3:contains(CyberTipline: pending)")).hasSize(1);
        assertThat(ivo.post(here(), here() + "/tracks/state/steps", Map.of("to", "acknowledged"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(ivo.post(here(), here() + "/tracks/nobody/steps", Map.of("to", "resolved"))
                        .statusCode())
                .isEqualTo(422);
        done(ivo, "/tracks/state/steps", Map.of("to", "resolved"));
    }

    private void notReportingNeedsTheOther() {
        done(noor, "/decisions", Map.of("about", "cybertip", "reason", "No picture was sent."));
        assertThat(page(noor).select("form[action$=confirmation]")).isEmpty();
        String confirmation = page(ivo).select("form[action$=confirmation]").attr("action");
        assertThat(noor.post(here(), confirmation, Map.of()).statusCode()).isEqualTo(422);
        done(ivo, confirmation.substring(here().length()), Map.of());
        assertThat(page(noor).select("h3:contains(CyberTipline: decided not to report)"))
                .hasSize(1);
    }

    private void everythingIsAudited() {
        List<String> actions = desk.bean(Database.class)
                .read(
                        Clearance.SAFETY,
                        () -> desk
                                .bean(org.jooq.DSLContext.class)
                                .fetchValues("select distinct action from audit_line where subject = 'case:" + caseId
                                        + "' and walled")
                                .stream()
                                .map(String::valueOf)
                                .toList());
        assertThat(actions)
                .contains(
                        "report-read",
                        "report-words-read",
                        "report-file-read",
                        "report-place-chosen",
                        "report-commented",
                        "report-wish-recorded",
                        "report-version-made",
                        "report-approved",
                        "report-made",
                        "report-added-to",
                        "report-moved",
                        "report-refrained",
                        "report-refraining-confirmed");
    }

    /** The form as it stands on the page, with one field filled in. */
    private static Map<String, String> form(Browser browser, String address, String field, String value) {
        Map<String, String> fields = new HashMap<>();
        Element form =
                page(browser).select("form[action=" + here() + address + "]").first();
        assertThat(form).isNotNull();
        form.select("input:not([name=_csrf])").forEach(input -> fields.put(input.attr("name"), input.val()));
        form.select("select").forEach(select -> {
            Element chosen = select.select("option[selected]").first();
            Element first = chosen == null ? select.select("option").first() : chosen;
            fields.put(select.attr("name"), first == null ? "" : first.attr("value"));
        });
        fields.put(field, value);
        return fields;
    }

    private static void done(Browser browser, String address, Map<String, String> fields) {
        HttpResponse<String> answer = browser.post(here(), here() + address, fields);
        assertThat(answer.statusCode()).as(address).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(here());
    }

    private static Document page(Browser browser) {
        HttpResponse<String> page = browser.get(here());
        assertThat(page.statusCode()).isEqualTo(200);
        return Jsoup.parse(page.body());
    }

    private static String here() {
        return "/desk/cases/" + caseId + "/report";
    }
}

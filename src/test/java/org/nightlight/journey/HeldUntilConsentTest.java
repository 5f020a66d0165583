package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.database.Clearance;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.staff.StaffMember;

/** A child's pictures, sound and film on an ordinary ticket: shut to staff until a parent has consented. */
class HeldUntilConsentTest {
    private static final SafetyTeam TEAM = new SafetyTeam(Map.of());
    private static final LettersWithFiles LETTERS = new LettersWithFiles(TEAM);
    private static final Reckoning OWNER = new Reckoning(TEAM.desk.database, TEAM.desk.mailboxes);
    private static final String SAM = "sam@desk.example";

    @AfterAll
    static void stop() {
        TEAM.close();
    }

    @Test
    void c14_picturesSoundAndUnreadFilesOfAChildAreListedAsHeldAndHandedToNobody() {
        long ticket = LETTERS.ordinary();
        under13(ticket);
        Browser sam = TEAM.desk.browser(SAM);
        String page = "/desk/tickets/" + ticket;
        Document shown = Jsoup.parse(sam.get(page).body());
        assertThat(shown.select(".msg").text())
                .contains("A picture", "held until a parent consents", "Ask a parent", "Child in danger?")
                .doesNotContain("Show this picture", "Hand me this file");
        assertThat(shown.select(".html img[src]")).isEmpty();
        String picture = page + "/attachments/" + LETTERS.file(ticket, "image/png");
        for (String address : List.of(picture, picture + "?inline=true")) {
            HttpResponse<String> refused = sam.get(address);
            assertThat(refused.statusCode()).as(address).isEqualTo(403);
            assertThat(refused.body()).contains("This file stays shut", "no parent has consented");
        }
        for (String type : List.of("image/png", "application/zip", "application/pdf")) {
            String file = page + "/attachments/" + LETTERS.file(ticket, type);
            assertThat(sam.post(page, file + "/views", Map.of()).statusCode())
                    .as(type + ", the last a picture under another name")
                    .isEqualTo(403);
            assertThat(sam.get(file + "?inline=true").statusCode()).as(type).isEqualTo(403);
        }
        assertThat(sam.get(LettersWithFiles.link(sam, ticket, LETTERS.file(ticket, "text/plain")))
                        .body())
                .isEqualTo("a plain note");
        assertThat(TEAM.rows("select detail from audit_line where action = 'file-shown' and ticket_id = " + ticket))
                .isEmpty();
    }

    @Test
    void c14_c40_consentOpensThemAndTakenBackTheyAreShutAtTheNextRequest() {
        long ticket = LETTERS.ordinary();
        under13(ticket);
        Browser sam = TEAM.desk.browser(SAM);
        String page = "/desk/tickets/" + ticket;
        String look = page + "/attachments/" + LETTERS.file(ticket, "image/png") + "/views";
        assertThat(sam.post(page, look, Map.of()).statusCode()).isEqualTo(403);
        request(ticket);
        decided(ticket, "answered", true);
        assertThat(sam.post(page, look, Map.of()).statusCode())
                .as("an answer is not proven yet")
                .isEqualTo(403);
        decided(ticket, "given", true);
        assertThat(sam.postForBytes(page, look).body()).isEqualTo(LettersWithFiles.png());
        assertThat(sam.get(page).body()).contains("Show this picture");
        decided(ticket, "revoked", false);
        assertThat(sam.post(page, look, Map.of()).statusCode()).isEqualTo(403);
        assertThat(sam.get(page).body()).doesNotContain("Show this picture");
    }

    @Test
    void c14_nobodyOpensThemByTheirOwnWordThatTheChildIsOlder() {
        long ticket = LETTERS.ordinary();
        under13(ticket);
        Browser sam = TEAM.desk.browser(SAM);
        String page = "/desk/tickets/" + ticket;
        String look = page + "/attachments/" + LETTERS.file(ticket, "image/png") + "/views";
        sam.post(page, page + "/ages", Map.of("age", "adult", "age-reason", "I am curious."));
        assertThat(sam.post(page, look, Map.of()).statusCode()).isEqualTo(403);
        Browser mina = TEAM.desk.browser(TEAM.mina.email().value());
        assertThat(mina.postForBytes(page, look).body())
                .as("a colleague's word counts for others")
                .isEqualTo(LettersWithFiles.png());
    }

    @Test
    void c14_r26_inACaseTheCasesOwnRulesHold() {
        long ticket = LETTERS.ordinary();
        under13(ticket);
        StaffMember mina = TEAM.mina;
        TEAM.database.write(
                Clearance.SYSTEM,
                () -> TEAM.desk.bean(Cases.class).raise(ticket, Level.S2, new Actor.Staff(mina.id())));
        Browser officer = TEAM.desk.browser(mina.email().value());
        String page = "/desk/tickets/" + ticket;
        assertThat(officer.get(page).body())
                .contains("held: open it in the case")
                .doesNotContain("until a parent");
        assertThat(officer.get(page + "/attachments/" + LETTERS.file(ticket, "image/png"))
                        .statusCode())
                .isEqualTo(404);
    }

    private static void under13(long ticket) {
        OWNER.rows("insert into age_statement (customer_id, band, source, actor, at, ticket_id)"
                + " select requester_id, 'under13', 'message', 'software:privacy', created_at, id from ticket where id = "
                + ticket + " returning id");
    }

    private static void request(long ticket) {
        OWNER.rows("insert into consent_request (child_id, ticket_id, asked_by, asked_at, deadline, language, relation,"
                + " contact, contact_hash) select requester_id, id, " + TEAM.mina.id() + ", created_at,"
                + " created_at + interval '14 days', 'en', 'parent', 'parent@example.org', '\\x00' from ticket"
                + " where id = " + ticket + " returning id");
    }

    /** A further decision on the latest request, as the parent's steps write it. */
    private static void decided(long ticket, String decision, boolean collection) {
        OWNER.rows("insert into consent_link (request_id, hash, purpose, made_at, expires_at)"
                + " select id, sha256(random()::text::bytea), 'confirm', now(), now() from consent_request where ticket_id = "
                + ticket + " returning id");
        OWNER.rows(
                "insert into consent (request_id, child_id, at, decision, collection, third_party_disclosure, purposes,"
                        + " notice, notice_version, method, evidence, relation, verifier, expires_at)"
                        + " select id, child_id, asked_at, '" + decision + "', " + collection
                        + ", false, 'p', 'consent', 1000, 'email-plus', 'link:' || (select max(l.id) from consent_link l where"
                        + " l.request_id = consent_request.id), 'parent', 'software:privacy', "
                        + (decision.equals("given") ? "timestamptz '2030-01-01 00:00Z'" : "null")
                        + " from consent_request where ticket_id = " + ticket + " returning id");
        if (!decision.equals("answered")) {
            OWNER.rows("update consent_request set ended = '" + decision + "', ended_at = asked_at"
                    + (decision.equals("given") ? "" : ", contact = null, contact_hash = null") + " where ticket_id = "
                    + ticket + " returning id");
        }
    }
}

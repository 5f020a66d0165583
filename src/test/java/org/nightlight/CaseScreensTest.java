package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.safety.CaseRoom;
import org.nightlight.safety.Level;
import org.nightlight.safety.SafetyCase;
import org.nightlight.safety.Suspect;
import org.nightlight.safety.Suspecting;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Tokens;

/** A case's page over HTTP: each decision from the form that stands on it. */
class CaseScreensTest {
    private static final CaseRoom ROOM = new CaseRoom();
    private static final StaffMember INES = ROOM.trained("Ines Moreau");
    private static final StaffMember KOFI = ROOM.trained("Kofi Mensah");
    private static final Browser INES_SCREEN = ROOM.desk.browser(INES);
    private static final Browser KOFI_SCREEN = ROOM.desk.browser(KOFI);

    @AfterAll
    static void stop() {
        ROOM.close();
    }

    @Test
    void twoPeopleReleaseAGraveCaseFromTheirScreens() {
        SafetyCase it = ROOM.at(Level.S3);
        post(INES_SCREEN, it, "release", Map.of("reason", "It was a line of a play."));
        Document proposed = page(INES_SCREEN, it);
        assertThat(proposed.text()).contains("Nothing in case " + it.id() + " has changed yet");
        assertThat(proposed.select("form[action$=confirmation]"))
                .as("one does not confirm oneself")
                .isEmpty();
        Document second = page(KOFI_SCREEN, it);
        assertThat(second.select("section[aria-labelledby=waiting]").text())
                .contains("Ines Moreau proposes to release", "It was a line of a play.");
        String confirm = second.select("form[action$=confirmation]").attr("action");
        assertThat(KOFI_SCREEN.post(here(it), confirm, Map.of()).statusCode()).isEqualTo(302);
        assertThat(ROOM.now(it).standing()).isEqualTo(SafetyCase.Standing.RELEASED);
        assertThat(page(KOFI_SCREEN, it)
                        .select("section[aria-labelledby=timeline]")
                        .text())
                .contains("Released to the desk", "Confirmed by a second person", "Proposed: release", "Case opened");
    }

    @Test
    void everyDecisionStandsOnThePageAndItsReasonNotInTheTimeline() {
        SafetyCase it = ROOM.at(Level.S2);
        post(INES_SCREEN, it, "suspect", Map.of("suspect", "outside", "suspect-reason", "ocelot one"));
        post(INES_SCREEN, it, "channel", Map.of("channel", "confirmed", "channel-reason", "ocelot two"));
        post(INES_SCREEN, it, "jurisdiction", Map.of("jurisdiction", "NY"));
        post(INES_SCREEN, it, "level", Map.of("level", "S3"));
        post(INES_SCREEN, it, "owner", Map.of("owner", "me"));
        post(INES_SCREEN, it, "second", Map.of("second", "" + KOFI.id(), "second-reason", "ocelot three"));
        post(INES_SCREEN, it, "holds", Map.of("kind", "legal", "until", "2027-01-31", "hold-reason", "ocelot four"));
        String child = page(INES_SCREEN, it).select("#child option").first().attr("value");
        post(INES_SCREEN, it, "children", Map.of("child", child));
        SafetyCase other = ROOM.at(Level.S2);
        post(INES_SCREEN, it, "tickets", Map.of("ticket", "#" + other.ticketId()));

        Document page = page(INES_SCREEN, it);
        assertThat(page.select("section[aria-labelledby=decisions] dl").text())
                .contains("Somebody outside the home", "Yes, the child confirmed it is private", "NY");
        assertThat(page.select("section[aria-labelledby=people] dl").text()).contains("Ines Moreau", "Kofi Mensah");
        assertThat(page.select("section[aria-labelledby=holds]").text()).contains("Legal hold", "2027-01-31");
        assertThat(page.select("section[aria-labelledby=links]").text())
                .contains("#" + other.ticketId(), "Children: Juno");
        assertThat(page.select("section[aria-labelledby=why]").text()).contains("ocelot one", "ocelot three");
        String timeline = page.select("section[aria-labelledby=timeline]").text();
        assertThat(timeline)
                .contains("Suspect decided", "Raised from S2 to S3", "Taken by Ines Moreau", "Legal hold placed")
                .contains("Second person: Kofi Mensah", "A child linked")
                .doesNotContain("ocelot", "Juno");
    }

    @Test
    void r22_whoReadsACaseFindsWhatTheSamePersonWroteBesides() {
        SafetyCase it = ROOM.at(Level.S3);
        String address = ROOM.requester(it).addresses().getFirst().value();
        ROOM.write(address, "heron1", "", "The picture of the heron is missing.");
        RunningDesk.eventually(
                () -> Jsoup.parse(
                        INES_SCREEN.get("/desk/tickets/" + it.ticketId()).body()),
                page -> page.select("a[href^=/desk/tickets/]").text().contains("heron1"));
    }

    @Test
    void aRefusedFormKeepsWhatWasWrittenAndSaysWhatIsMissing() {
        SafetyCase it = ROOM.at(Level.S2);
        Browser fresh = ROOM.desk.browser(ROOM.member("Fresh", Role.SAFETY_OFFICER));
        HttpResponse<String> refused =
                fresh.post(here(it), here(it) + "/level", Map.of("level", "S1", "level-reason", "a mild word"));
        assertThat(refused.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(refused.body());
        assertThat(page.select("#faults").text()).contains("current training date");
        assertThat(page.select("#level-reason").text()).isEqualTo("a mild word");
        for (String form :
                new String[] {"suspect", "channel", "jurisdiction", "level", "holds", "tickets", "children"}) {
            assertThat(INES_SCREEN
                            .post(here(it), here(it) + "/" + form, Map.of("jurisdiction", "XX", "until", "soon"))
                            .statusCode())
                    .as(form)
                    .isEqualTo(422);
        }
        assertThat(INES_SCREEN
                        .post(here(it), here(it) + "/holds/77/end", Map.of("end-reason-77", "x"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(INES_SCREEN
                        .post("/desk/account", "/desk/cases/99999/level", Map.of("level", "S4"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a06_theListOfCasesShowsCodesAndNoQuotes() {
        SafetyCase it = ROOM.at(Level.S3);
        post(INES_SCREEN, it, "suspect", Map.of("suspect", "household", "suspect-reason", "ocelot list"));
        String list = INES_SCREEN.get("/desk/cases").body();
        assertThat(list)
                .contains("Case " + it.id())
                .doesNotContain("ocelot list")
                .doesNotContain(ROOM.word(it));
    }

    @Test
    void a03_anAdminKeepsTheTrainingDateOnThePeoplePage() {
        StaffMember fresh = ROOM.member("Fay", Role.SAFETY_OFFICER);
        Browser admin = ROOM.desk.browser(ROOM.member("Amira", Role.ADMIN));
        String people = "/desk/admin/people";
        String address = people + "/" + fresh.id() + "/training";
        admin.post(people, address, Map.of("trained-" + fresh.id(), "soon"));
        assertThat(admin.get(people).body()).contains("Nothing was saved");
        admin.post(people, address, Map.of("trained-" + fresh.id(), "2099-06-30"));
        assertThat(Jsoup.parse(admin.get(people).body())
                        .select("#person-" + fresh.id())
                        .text())
                .contains("trained for safety cases until 2099-06-30");
        SafetyCase it = ROOM.at(Level.S3);
        ROOM.desk.browser(fresh).post("/desk/account", "/desk/account/exposure", Map.of("ready", "yes"));
        post(ROOM.desk.browser(fresh), it, "owner", Map.of("owner", "me"));
        assertThat(ROOM.decisions(it).ownerId()).isEqualTo(fresh.id());
        assertThat(ROOM.desk
                        .browser(fresh)
                        .post(people, address, Map.of("trained-" + fresh.id(), ""))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void r12_theSuspectedSeeNotFoundOnEverySurface() {
        StaffMember suspected = ROOM.member("Sal", Role.SAFETY_OFFICER, Role.LEGAL, Role.ADMIN, Role.AUDITOR);
        SafetyCase it = ROOM.at(Level.S3);
        Browser browser = ROOM.desk.browser(suspected);
        String token =
                ROOM.bean(Tokens.class).create(suspected.id(), "test").orThrow().secret();
        String subject = ROOM.word(it);
        assertThat(browser.get("/desk/cases/" + it.id()).statusCode()).isEqualTo(200);
        assertThat(browser.get("/desk/lists/safety").body()).contains(subject);

        ROOM.as(
                INES,
                () -> ROOM.bean(Suspecting.class)
                        .decide(
                                it.id(),
                                CaseRoom.actor(INES),
                                Suspect.STAFF,
                                suspected.id(),
                                "By what the child wrote."));

        assertThat(browser.get("/desk/cases/" + it.id()).statusCode()).isEqualTo(404);
        assertThat(browser.get("/desk/tickets/" + it.ticketId()).statusCode()).isEqualTo(404);
        assertThat(browser.get("/desk/cases").body()).doesNotContain("/desk/cases/" + it.id() + "\"");
        for (String page : new String[] {
            "/desk/lists/safety", "/desk/lists/team", "/desk/lists/open", "/desk/search?q=" + it.ticketId()
        }) {
            assertThat(browser.get(page).body()).as(page).doesNotContain(subject);
        }
        assertThat(browser.get("/desk/admin/audit?about=ticket:" + it.ticketId())
                        .body())
                .doesNotContain("case " + it.id());
        for (String verb : new String[] {"suspect", "level", "owner", "release", "readings", "acknowledgement"}) {
            assertThat(browser.post(
                                    "/desk/account",
                                    "/desk/cases/" + it.id() + "/" + verb,
                                    java.util.Map.of("level", "S4"))
                            .statusCode())
                    .as(verb)
                    .isEqualTo(404);
        }
        assertThat(browser.get("/api/v2/tickets/" + it.ticketId(), "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(404);
    }

    private static String here(SafetyCase it) {
        return "/desk/cases/" + it.id();
    }

    private static void post(Browser browser, SafetyCase it, String action, Map<String, String> fields) {
        HttpResponse<String> answer = browser.post(here(it), here(it) + "/" + action, fields);
        assertThat(answer.statusCode())
                .as(action + " " + Jsoup.parse(answer.body()).select("#faults").text())
                .isEqualTo(302);
    }

    private static Document page(Browser browser, SafetyCase it) {
        return Jsoup.parse(browser.get(here(it)).body());
    }
}

package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.safety.CaseRoom;
import org.nightlight.safety.Level;
import org.nightlight.safety.SafetyCase;
import org.nightlight.safety.Suspect;
import org.nightlight.safety.Suspecting;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;

/** Answering the child over HTTP, from the forms that stand on the page. */
class AnswerScreensTest {
    private static final CaseRoom ROOM = new CaseRoom();
    private static final StaffMember INES = ROOM.trained("Ines Moreau");
    private static final Browser INES_SCREEN = ROOM.desk.browser(INES);
    private static final Browser KOFI_SCREEN = ROOM.desk.browser(ROOM.trained("Kofi Mensah"));

    @AfterAll
    static void stop() {
        ROOM.close();
    }

    @Test
    void r07_r37_theReviewerSeesExactlyWhatGoesAndSendsIt() {
        SafetyCase it = ROOM.byChild(Level.S3);
        Document closed = page(INES_SCREEN, it);
        assertThat(closed.select("section[aria-labelledby=way]").text()).contains("reaches the child alone");
        assertThat(closed.select("form[action$=previews]")).isEmpty();
        assertThat(page(INES_SCREEN, "/desk/cases/" + it.id()).select("a[href$=/answers]"))
                .isNotEmpty();
        open(it);

        Document shown = Jsoup.parse(submit(
                        INES_SCREEN,
                        it,
                        page(INES_SCREEN, it).selectFirst("form[action$=previews]"),
                        Map.of("text", "thank-you es", "country", "ES"))
                .body());
        Element preview = shown.selectFirst("section[aria-labelledby=preview]");
        String address = ROOM.requester(it).email().orElseThrow().value();
        assertThat(preview.text())
                .contains(address, "Storytailor Support", "[#" + it.ticketId() + "] Tu mensaje", "No es tu culpa");
        String words = preview.selectFirst(".prose").wholeText();
        assertThat(ROOM.desk.inbox(address)).isEmpty();

        assertThat(submit(INES_SCREEN, it, preview.selectFirst("form"), Map.of())
                        .statusCode())
                .isEqualTo(302);
        var mail = RunningDesk.eventually(() -> ROOM.desk.inbox(address), mails -> !mails.isEmpty())
                .getFirst();
        assertThat(text(mail)).isEqualToNormalizingWhitespace(words);
        assertThat(page(INES_SCREEN, it).select("section[aria-labelledby=sent]").text())
                .contains("Thank you for telling us, Spanish", "Let go by Ines Moreau");
        assertThat(page(INES_SCREEN, it)
                        .select("section[aria-labelledby=parents]")
                        .text())
                .contains("312.5(c)(6)", "Ines Moreau");
        assertThat(page(INES_SCREEN, "/desk/cases/" + it.id())
                        .select("section[aria-labelledby=timeline]")
                        .text())
                .contains("An answer to the child let go")
                .doesNotContain("culpa");
    }

    @Test
    void r37_ownWordsWaitForTheSecondPersonsScreen() {
        SafetyCase it = ROOM.byChild(Level.S2);
        open(it);
        Element form = page(INES_SCREEN, it).selectFirst("form[action$=texts]");
        HttpResponse<String> refused = submit(INES_SCREEN, it, form, Map.of("words", "Why did you go? Ask your dad!"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(refused.body()).select("#faults").text()).contains("dad", "why", "!");
        assertThat(Jsoup.parse(refused.body()).select("#words").text()).contains("Ask your dad");
        String own = "Thank you for the mail. It is good that you told us. It is not your fault.";
        assertThat(submit(INES_SCREEN, it, form, Map.of("words", own)).statusCode())
                .isEqualTo(302);
        assertThat(page(INES_SCREEN, it).select("form[action$=approval]"))
                .as("one’s own")
                .isEmpty();

        Element approve = page(KOFI_SCREEN, it).selectFirst("form[action$=approval]");
        assertThat(submit(KOFI_SCREEN, it, approve, Map.of()).statusCode()).isEqualTo(302);
        String address = ROOM.requester(it).email().orElseThrow().value();
        RunningDesk.eventually(() -> ROOM.desk.inbox(address), mails -> !mails.isEmpty());
        assertThat(page(KOFI_SCREEN, it).select("section[aria-labelledby=sent]").text())
                .contains("Own words, English", "Approved by Kofi Mensah");

        submit(INES_SCREEN, it, form, Map.of("words", own));
        Element decline = page(KOFI_SCREEN, it).selectFirst("form[action$=refusal]");
        assertThat(submit(KOFI_SCREEN, it, decline, Map.of()).statusCode()).isEqualTo(302);
        assertThat(page(KOFI_SCREEN, it).select("section[aria-labelledby=sent]").text())
                .contains("Declined by Kofi");
    }

    @Test
    void r14_theFormOffersToTellAParentOnlyToALeadAndOnlyWhenNobodyAtHomeIsSuspected() {
        SafetyCase it = ROOM.byChild(Level.S2);
        Document before = page(INES_SCREEN, it);
        assertThat(before.select("#notice option").eachAttr("value")).containsExactly("withheld");
        assertThat(before.select("section[aria-labelledby=parents]").text()).contains("Nobody at home is told");
        Element form = before.selectFirst("form[action$=notices]");
        assertThat(submit(INES_SCREEN, it, form, Map.of("notice", "child-first", "notice-reason", "x"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(submit(INES_SCREEN, it, form, Map.of("notice", "withheld", "notice-reason", "Not known who."))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void r12_r24_theSuspectedAndTheDeskFindNoSuchPage() {
        SafetyCase it = ROOM.byChild(Level.S3);
        StaffMember sal = ROOM.trained("Sal");
        Browser suspected = ROOM.desk.browser(sal);
        Browser agent = ROOM.desk.browser(ROOM.member("Gus", Role.AGENT, Role.ADMIN));
        ROOM.as(
                INES,
                () -> ROOM.bean(Suspecting.class)
                        .decide(it.id(), CaseRoom.actor(INES), Suspect.STAFF, sal.id(), "By its words."));
        assertThat(suspected.get(here(it)).statusCode()).isEqualTo(404);
        assertThat(agent.get(here(it)).statusCode()).isIn(403, 404);
        for (String verb :
                new String[] {"", "/previews", "/texts", "/texts/1/approval", "/texts/1/refusal", "/notices"}) {
            Map<String, String> fields =
                    Map.of("text", "thank-you en", "words", "It is ok.", "notice", "withheld", "notice-reason", "x");
            assertThat(suspected.post("/desk/account", here(it) + verb, fields).statusCode())
                    .as(verb)
                    .isEqualTo(404);
        }
    }

    @Test
    void r40_theContactFormAndTheHelpLinesAreLeftAtOnceAlsoWithoutAScript() {
        Browser child = new Browser(ROOM.desk.port);
        for (String path : new String[] {"/contact", "/crisis"}) {
            Document page = Jsoup.parse(child.get(path).body());
            Element leave = page.selectFirst("a[data-leave]");
            assertThat(leave.attr("href")).as(path).startsWith("https://");
            assertThat(page.select("script[src=/js/leave.js]")).isNotEmpty();
            assertThat(page.title()).doesNotContainIgnoringCase("crisis").doesNotContainIgnoringCase("right now");
            assertThat(child.get(path).headers().firstValue("Cache-Control").orElse(""))
                    .contains("no-store");
        }
        assertThat(child.get("/js/leave.js").body()).contains("location.replace(");
    }

    @Test
    void r40_noTranscriptOfTheFormIsMailed() {
        Browser child = new Browser(ROOM.desk.port);
        child.post(
                "/contact", "/contact", Map.of("year", "2016", "email", "aunt@mail.example", "message", "kiwi3 hello"));
        RunningDesk.eventually(
                () -> ROOM.as(
                        org.nightlight.database.Clearance.SYSTEM,
                        () -> ROOM.bean(org.nightlight.ticket.TicketSearch.class)
                                .find("kiwi3", Long.MAX_VALUE, 1)),
                found -> !found.isEmpty());
        assertThat(ROOM.desk.inbox("aunt@mail.example")).isEmpty();
    }

    @Test
    void r39_theHelpPageAsksForTheCountryAndShowsItsNumbers() {
        Browser child = new Browser(ROOM.desk.port);
        Document any = Jsoup.parse(child.get("/crisis").body());
        assertThat(any.select("form[method=get][action=/crisis] select[name=country] option"))
                .hasSizeGreaterThan(50);
        Document there = Jsoup.parse(child.get("/crisis?country=GB").body());
        assertThat(there.select("#here").text()).isEqualTo("United Kingdom");
        assertThat(there.select("#country option[selected]").attr("value")).isEqualTo("GB");
        assertThat(Jsoup.parse(child.get("/crisis?country=%22%3E").body()).select("#here"))
                .isEmpty();
    }

    private static void open(SafetyCase it) {
        assertThat(INES_SCREEN
                        .post(
                                "/desk/cases/" + it.id(),
                                "/desk/cases/" + it.id() + "/channel",
                                Map.of("channel", "confirmed", "channel-reason", "It says so."))
                        .statusCode())
                .isEqualTo(302);
    }

    /** Sends the form with what stands in it, and with these fields. */
    private static HttpResponse<String> submit(
            Browser browser, SafetyCase it, Element form, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>();
        form.select("input[type=hidden]").forEach(hidden -> all.put(hidden.attr("name"), hidden.attr("value")));
        form.select("select").forEach(select -> {
            Element chosen = select.selectFirst("option[selected]");
            all.put(select.attr("name"), (chosen == null ? select.selectFirst("option") : chosen).attr("value"));
        });
        all.putAll(fields);
        return browser.post(here(it), form.attr("action"), all);
    }

    private static String here(SafetyCase it) {
        return "/desk/cases/" + it.id() + "/answers";
    }

    private static Document page(Browser browser, SafetyCase it) {
        return page(browser, here(it));
    }

    private static Document page(Browser browser, String path) {
        return Jsoup.parse(browser.get(path).body());
    }

    private static String text(jakarta.mail.Message mail) {
        try {
            return mail.getContent().toString();
        } catch (java.io.IOException | jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

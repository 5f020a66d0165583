package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nightlight.database.DatabaseAddress;
import org.nightlight.database.TestDatabase;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Sessions;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Tokens;
import org.springframework.context.ConfigurableApplicationContext;

/** A real desk, asked over HTTP. Each test has a member of staff and browsers of its own. */
class SecurityTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Actor ADMIN = new Actor.Software("test");
    private static final String ACCOUNT_LOOK = "/desk/account/look";

    private static final DatabaseAddress DATABASE = TestDatabase.fresh();
    private static ConfigurableApplicationContext desk;
    private static int count;

    private Browser browser;
    private StaffMember sam;

    @BeforeAll
    static void start() {
        desk = process();
    }

    @AfterAll
    static void stop() {
        desk.close();
        desk = null; // it would be held until the last class has run
    }

    @BeforeEach
    void aMemberAndABrowser() {
        sam = staff().create("Sam", "sam" + ++count + "@desk.example", Set.of(Role.AGENT), PASSWORD, ADMIN)
                .orThrow();
        browser = new Browser(port(desk));
    }

    @Test
    void whoeverIsNotSignedInIsSentToSignInAndThenBackToWhereTheyWanted() {
        HttpResponse<String> sent = browser.get("/desk/tickets/7?q=secret");
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(location(sent)).isEqualTo("/desk/sign-in");
        assertThat(browser.cookie("next")).isEqualTo("/desk/tickets/7");
        HttpResponse<String> in = browser.signIn(sam.email().value(), PASSWORD);
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(location(in)).isEqualTo("/desk/tickets/7");
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/lists/mine");
    }

    @Test
    void aPlantedWayOnIsNotFollowed() {
        for (String planted :
                List.of("https://evil.example", "//evil.example", "/desk/../x", "/other", "/desk//evil")) {
            Browser fresh = new Browser(port(desk));
            String form = fresh.get("/desk/sign-in").body();
            String token =
                    org.jsoup.Jsoup.parse(form).select("input[name=_csrf]").attr("value");
            fresh.plant("next", planted);
            HttpResponse<String> in = fresh.postWithout(
                    "/desk/sign-in", Map.of("email", sam.email().value(), "password", PASSWORD, "_csrf", token));
            assertThat(location(in)).as(planted).isEqualTo("/desk");
        }
    }

    @Test
    void aWrongPasswordKeepsTheAddressAndTellsNothingElse() {
        HttpResponse<String> known = browser.signIn(sam.email().value(), "wrong");
        HttpResponse<String> unknown = browser.signIn("nobody@desk.example", "wrong");
        assertThat(known.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(known.body())
                .contains(
                        "The address or the password is not right.", sam.email().value());
        assertThat(unknown.body()).contains("The address or the password is not right.");
        assertThat(browser.cookie("desk")).isEmpty();
    }

    @Test
    void afterFiveWrongPasswordsThePageAsksToWait() {
        for (int i = 0; i < 5; i++) {
            browser.signIn(sam.email().value(), "wrong");
        }
        HttpResponse<String> waiting = browser.signIn(sam.email().value(), PASSWORD);
        assertThat(waiting.statusCode()).isEqualTo(429);
        assertThat(waiting.body()).contains("tried too often").contains("seconds");
    }

    @Test
    void signingInMakesANewSessionAndSigningOutEndsIt() {
        browser.signIn(sam.email().value(), PASSWORD);
        String first = browser.cookie("desk");
        browser.signOut();
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/sign-in");
        browser.signIn(sam.email().value(), PASSWORD);
        assertThat(browser.cookie("desk")).isNotEmpty().isNotEqualTo(first);
    }

    @Test
    void aSessionOutlivesTheProcessAndIsKnownToAnother() {
        browser.signIn(sam.email().value(), PASSWORD);
        try (ConfigurableApplicationContext other = process()) {
            browser.goTo(port(other));
            assertThat(location(browser.get("/desk"))).isEqualTo("/desk/lists/mine");
        }
        browser.goTo(port(desk));
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/lists/mine");
    }

    @Test
    void whenASessionWasLastUsedIsWrittenOnceAMinute() {
        browser.signIn(sam.email().value(), PASSWORD);
        browser.get("/desk");
        String before = sessionRow();
        browser.get("/desk");
        assertThat(sessionRow()).isEqualTo(before);
        DSLContext sql = desk.getBean(DSLContext.class);
        sql.execute(
                "update spring_session set last_access_time = last_access_time - 60000 where principal_name = ?",
                Long.toString(sam.id()));
        String old = sessionRow();
        browser.get("/desk");
        assertThat(sessionRow()).isNotEqualTo(old);
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/lists/mine");
    }

    /** The row's own version and when it was last used. */
    private String sessionRow() {
        return desk.getBean(DSLContext.class)
                .fetchSingle(
                        "select xmin::text || ' ' || last_access_time from spring_session where principal_name = ?",
                        Long.toString(sam.id()))
                .get(0, String.class);
    }

    @Test
    void signingOutEverywhereEndsEverySession() {
        Browser second = new Browser(port(desk));
        browser.signIn(sam.email().value(), PASSWORD);
        second.signIn(sam.email().value(), PASSWORD);
        Sessions sessions = desk.getBean(Sessions.class);
        assertThat(sessions.count(sam.id())).isEqualTo(2);
        sessions.endAll(sam.id());
        assertThat(sessions.count(sam.id())).isZero();
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/sign-in");
        assertThat(location(second.get("/desk"))).isEqualTo("/desk/sign-in");
    }

    @Test
    void aRoleTakenAwayAndADeactivationActOnTheNextRequest() {
        browser.signIn(sam.email().value(), PASSWORD);
        assertThat(browser.get("/desk/cases").statusCode()).isEqualTo(403);
        staff().assign(sam.id(), Set.of(Role.AUDITOR), Set.of(), Set.of(), ADMIN)
                .orThrow();
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/admin/audit");
        assertThat(browser.get("/desk/lists/mine").statusCode()).isEqualTo(403);
        staff().deactivate(sam.id(), ADMIN).orThrow();
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/sign-in");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        browser.signIn(sam.email().value(), PASSWORD);
        assertThat(browser.postWithout("/desk/sign-out", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.postWithout(ACCOUNT_LOOK, Map.of("_csrf", "guess")).statusCode())
                .isEqualTo(403);
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/lists/mine");
        assertThat(new Browser(port(desk))
                        .postWithout(
                                "/desk/sign-in", Map.of("email", sam.email().value(), "password", PASSWORD))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyPageForbidsWhatItDoesNotNeed() {
        HttpResponse<String> page = browser.get("/desk/sign-in");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Security-Policy")).isEqualTo(Security.CONTENT_SECURITY_POLICY);
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(page, "Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
        HttpResponse<String> secure = browser.get("/desk/sign-in", "X-Forwarded-Proto", "https");
        assertThat(header(secure, "Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(page.headers().allValues("Set-Cookie"))
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
        assertThat(page.body()).doesNotContain("style=").doesNotContain("<script>");
    }

    @Test
    void filesAreOpenKeptAndCostNoSession() {
        HttpResponse<String> sheet = browser.get("/css/base.css");
        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(header(sheet, "Cache-Control")).isEqualTo("no-cache");
        assertThat(browser.get("/css/base.css", "If-Modified-Since", header(sheet, "Last-Modified"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(sheet.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void whatHasNoLineIsNotThere() {
        assertThat(browser.get("/actuator/health").statusCode()).isEqualTo(404);
        assertThat(browser.get("/error").statusCode()).isEqualTo(404);
        assertThat(browser.get("/css/../application.properties").statusCode()).isIn(400, 404);
        assertThat(browser.get("/desk/tickets/7;x=1").statusCode()).isEqualTo(400);
        browser.signIn(sam.email().value(), PASSWORD);
        assertThat(browser.get("/desk/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void healthIsToldOnTheManagementPort() {
        String port = desk.getEnvironment().getProperty("local.management.port", "");
        assertThat(new Browser(Integer.parseInt(port)).get("/actuator/health").body())
                .contains("UP");
    }

    @Test
    void theApiKnowsItsCallersByTokenOrPasswordAndKeepsNoSession() {
        Tokens.Fresh token = desk.getBean(Tokens.class).create(sam.id(), "sync").orThrow();
        String email = sam.email().value();
        for (String good : List.of(
                "Bearer " + token.secret(), basic(email + "/token:" + token.secret()), basic(email + ":" + PASSWORD))) {
            HttpResponse<String> answer = browser.get("/api/v2/nothing-here.json", "Authorization", good);
            assertThat(answer.statusCode()).as(good.substring(0, 6)).isEqualTo(404);
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
        for (String bad : List.of(
                "Bearer nl_" + "x".repeat(43),
                "Bearer",
                "Basic %%%",
                "Negotiate x",
                basic("other@desk.example/token:" + token.secret()),
                basic(email + "/token:" + PASSWORD),
                basic(email + ":wrong"))) {
            HttpResponse<String> answer = browser.get("/api/v2/nothing-here.json", "Authorization", bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(401);
            assertThat(answer.body()).startsWith("{\"error\":\"NotAuthenticated\"");
            assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        }
        HttpResponse<String> nobody = browser.get("/api/v2/nothing-here.json");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(header(nobody, "Content-Type")).startsWith("application/json");
    }

    @Test
    void aSessionOfTheDeskOpensNothingInTheApi() {
        browser.signIn(sam.email().value(), PASSWORD);
        assertThat(browser.get("/api/v2/nothing-here.json").statusCode()).isEqualTo(401);
    }

    @Test
    void guessingPasswordsThroughTheApiIsSlowedToo() {
        String wrong = basic(sam.email().value() + ":wrong");
        for (int i = 0; i < 5; i++) {
            browser.get("/api/v2/nothing-here.json", "Authorization", wrong);
        }
        HttpResponse<String> slowed = browser.get("/api/v2/nothing-here.json", "Authorization", wrong);
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(header(slowed, "Retry-After"))).isBetween(1, 30);
    }

    @Test
    void whoeverIsInvitedChoosesAPasswordAndIsIn() {
        String email = "invited" + count + "@desk.example";
        String path = "/desk/invitations/"
                + staff().invite("Ida", email, Set.of(Role.AGENT), ADMIN)
                        .orThrow()
                        .secret();
        assertThat(browser.post(path, path, Map.of("password", "short")).statusCode())
                .isEqualTo(422);
        assertThat(location(browser.post(path, path, Map.of("password", PASSWORD))))
                .isEqualTo("/desk");
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/lists/mine");
        assertThat(new Browser(port(desk)).get(path).statusCode()).isEqualTo(404);
        assertThat(location(new Browser(port(desk)).signIn(email, PASSWORD))).isEqualTo("/desk");
    }

    @Test
    void aWrongAddressIsAnsweredInPlainWords() {
        assertThat(browser.get("/nowhere").body()).contains("There is nothing here", "Code to quote");
        browser.signIn(sam.email().value(), PASSWORD);
        HttpResponse<String> refused = browser.get("/desk/cases");
        assertThat(refused.body()).contains("You cannot do this", "href=\"/desk\"");
        assertThat(header(refused, "Content-Security-Policy")).isEqualTo(Security.CONTENT_SECURITY_POLICY);
        String token =
                desk.getBean(Tokens.class).create(sam.id(), "sync").orThrow().secret();
        assertThat(browser.get("/api/v2/nothing-here.json", "Authorization", "Bearer " + token)
                        .body())
                .isEqualTo("{\"error\":\"InvalidEndpoint\",\"description\":\"Not found\"}");
    }

    @Test
    void aProgramThatIsNotSignedInIsToldSoAndNotSentToAPage() {
        HttpResponse<String> live = browser.get("/desk/live", "Accept", "text/event-stream");
        assertThat(live.statusCode()).isEqualTo(401);
        assertThat(browser.cookie("next")).isEmpty();
    }

    @Test
    void theRoleOfATokensOwnerDecides() {
        staff().assign(sam.id(), Set.of(Role.AUDITOR), Set.of(), Set.of(), ADMIN)
                .orThrow();
        String secret =
                desk.getBean(Tokens.class).create(sam.id(), "sync").orThrow().secret();
        HttpResponse<String> refused = browser.get("/api/v2/users/me.json", "Authorization", "Bearer " + secret);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).startsWith("{\"error\":\"Forbidden\"");
    }

    private static ConfigurableApplicationContext process() {
        return Nightlight.start(
                Map.of("NIGHTLIGHT_DATABASE_URL", DATABASE.toUrl()),
                Map.of("nightlight.port", "0", "nightlight.smtp.port", "0", "nightlight.demo", "false"));
    }

    private static Staff staff() {
        return desk.getBean(Staff.class);
    }

    static int port(ConfigurableApplicationContext process) {
        return Integer.parseInt(process.getEnvironment().getProperty("local.server.port", ""));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    static String location(HttpResponse<String> answer) {
        return header(answer, "Location");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}

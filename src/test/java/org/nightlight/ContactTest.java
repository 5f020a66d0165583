package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;

/** The customers' pages, and the form that enters by the same door as a mail. */
class ContactTest {
    private static final String ONCE = "00000000-0000-4000-8000-00000000000";
    private static RunningDesk desk;
    private static Browser browser;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
        browser = new Browser(desk.port);
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void theCustomersPagesAreThereForEverybody() {
        for (String path : new String[] {"/", "/help", "/contact", "/crisis"}) {
            assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(browser.get("/").body()).contains("Monday to Friday, 9 am to 5 pm, Eastern Time");
        assertThat(browser.get("/crisis").body()).contains("988");
    }

    @Test
    void theFormBecomesOneTicketHoweverOftenItIsSent() {
        Map<String, String> form = form(1, "wombat1 my card was charged twice");
        String first = sent(form);
        assertThat(sent(form)).isEqualTo(first);
        assertThat(count("wombat1")).isEqualTo(1);
        form.put("message", "wombat1 and something that I forgot");
        sent(form);
        assertThat(count("wombat1")).isEqualTo(2);
    }

    @Test
    void theAnswerIsTheSameWhateverScreeningSays() {
        String plain = sent(form(2, "wombat2 the app does not start"));
        String grave = sent(form(3, "wombat3 my dad hits me every night and i have bruises"));
        assertThat(grave).isEqualTo(plain);
        assertThat(number("select count(*) from ticket t join customer_address a on a.customer_id = t.requester_id"
                        + " where t.walled and a.value = 'robin3@example.org'"))
                .as("its words are sealed by now")
                .isEqualTo(1);
    }

    @Test
    void eachMistakeIsToldBesideItsField() {
        Map<String, String> form = form(4, "");
        form.put("email", "nonsense");
        HttpResponse<String> answer = browser.post("/contact", "/contact", form);
        assertThat(answer.statusCode()).isEqualTo(422);
        var page = Jsoup.parse(answer.body());
        assertThat(page.select("#email-fault").text()).contains("name@example.org");
        assertThat(page.select("#message-fault").text()).contains("Write what happened");
        assertThat(page.select("#email").attr("value")).isEqualTo("nonsense");
    }

    @Test
    void c04_theAgeIsAskedBeforeAnythingPersonalAndNeutrally() {
        Document question = Jsoup.parse(new Browser(desk.port).get("/contact").body());
        assertThat(question.select("main input:not([type=hidden]), main textarea, main select")
                        .eachAttr("name"))
                .containsExactly("year");
        assertThat(question.select("#year").attr("value")).isEmpty();
        assertThat(question.select("main").text())
                .doesNotContainPattern("(?i)13|thirteen|must be|old enough|parent’s permission");
        assertThat(question.select("a[data-leave]")).isNotEmpty();
        HttpResponse<String> slip = new Browser(desk.port).post("/contact", "/contact/age", Map.of("year", "19"));
        assertThat(slip.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(slip.body()).select("#year-fault").text()).contains("four digits");
    }

    @Test
    void c04_whoeverSaidThatTheyAreUnder13StaysSoInTheirSession() {
        Browser child = new Browser(desk.port);
        for (String year : new String[] {born(9), born(40), ""}) {
            Document form = Jsoup.parse(
                    child.post("/contact", "/contact/age", Map.of("year", year)).body());
            assertThat(form.select("#name")).as("a name, after " + year).isEmpty();
            assertThat(form.select("input[name=age]").attr("value")).isEqualTo("under13");
        }
        Document again = Jsoup.parse(child.get("/contact").body());
        assertThat(again.select("#year")).as("asked once").isEmpty();
        assertThat(again.select("#name")).isEmpty();
        Map<String, String> sent = form(11, "numbat11 i like the dragon");
        sent.put("year", born(40));
        assertThat(child.post("/contact", "/contact", sent).body()).contains("A grown-up on our team");
        assertThat(stored("numbat11")).contains("\"age\":\"under13\"").doesNotContain("Robin\"");
    }

    @Test
    void c04_noBrowserIsAskedForEver() {
        HttpResponse<String> form = new Browser(desk.port).postWithout("/contact/age", Map.of("skip", "yes"));
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(form.body()).select("#message")).isNotEmpty();
    }

    @Test
    void c05_ofTheYearOnlyTheBandIsKeptAndInDoubtTheStricterOne() {
        Map<String, String> bands =
                Map.of(born(13), "under13", born(14), "13to17", born(18), "13to17", born(19), "adult", "x", "unknown");
        bands.forEach((year, band) -> {
            Map<String, String> form = form(12, "numbat12 born in " + band + year.hashCode());
            form.put("year", year);
            sent(form);
            assertThat(stored("numbat12 born in " + band + year.hashCode()))
                    .contains("\"age\":\"" + band + "\"")
                    .doesNotContain("\"" + year + "\"");
        });
    }

    @Test
    void c20_whatAChildIsNotAskedForIsNotKeptWhenItIsSentAllTheSame() {
        for (String year : new String[] {born(9), "x"}) {
            Map<String, String> form = form(13, "numbat13 the story" + year);
            form.put("year", year);
            sent(form);
            assertThat(stored("numbat13 the story" + year)).doesNotContain("\"Robin\"");
        }
    }

    @Test
    void c28_aChildWritesWithoutAnswerOrAddressAndIsHeard() {
        Map<String, String> form = new HashMap<>(Map.of("message", "numbat14 my dad hits me every night"));
        assertThat(new Browser(desk.port).postWithout("/contact", form).statusCode())
                .isEqualTo(200);
        assertThat(number("select count(*) from safety_case c join inbound i on i.ticket_id = c.ticket_id"
                        + " where i.channel = 'web'"))
                .isPositive();
    }

    @Test
    void c56_nothingIsNeededButTheMessage() {
        Map<String, String> ages = Map.of("first", born(9), "second", born(15), "third", born(40), "fourth", "");
        ages.forEach((which, age) -> {
            Map<String, String> form = new HashMap<>(Map.of("message", "numbat15 the " + which, "year", age));
            assertThat(new Browser(desk.port).postWithout("/contact", form).statusCode())
                    .isEqualTo(200);
            form.put("message", " ");
            form.put("email", "robin@example.org");
            assertThat(new Browser(desk.port).postWithout("/contact", form).statusCode())
                    .isEqualTo(422);
            assertThat(count("numbat15 the " + which)).isEqualTo(1);
        });
    }

    /** A field that somebody adds to the form without a reason in the playbook fails here. */
    @Test
    void c56_everyFieldButTheMessageHasAWrittenReason() {
        Set<String> impersonal = Set.of("kind", "message", "website");
        Set<String> asked = new HashSet<>(Set.of("age"));
        for (String year : new String[] {born(9), born(15), born(40), ""}) {
            Jsoup.parse(new Browser(desk.port)
                            .post("/contact", "/contact/age", Map.of("year", year))
                            .body())
                    .select("main input:not([type=hidden]), main textarea, main select")
                    .eachAttr("name")
                    .stream()
                    .filter(name -> !impersonal.contains(name))
                    .forEach(asked::add);
        }
        assertThat(desk.bean(CurrentPlaybook.class)
                        .current()
                        .playbook()
                        .notice()
                        .asks())
                .containsOnlyKeys(asked);
    }

    @Test
    void c45_theNoticeHasAllThatTheRuleAsksFor() {
        Document page = Jsoup.parse(browser.get("/privacy").body());
        for (String part : new String[] {
            "operators", "gathered", "public", "uses", "recipients", "identifiers", "audio", "retention", "rights"
        }) {
            assertThat(page.select("[data-notice=" + part + "]").text())
                    .as(part)
                    .hasSizeGreaterThan(60);
        }
        assertThat(page.select("[data-notice=operators] dt").eachText())
                .containsExactly("Name", "Address", "Telephone", "E-mail");
        assertThat(page.select("[data-notice=operators]").text()).contains("support@storytailor.com");
        assertThat(page.select("[data-notice=recipients]").text())
                .contains("Our own mail server", "Delivers our answers");
        assertThat(page.select("[data-notice=rights]").text()).contains("deleted", "support@storytailor.com");
        desk.bean(CurrentPlaybook.class)
                .current()
                .playbook()
                .notice()
                .asks()
                .values()
                .forEach(why ->
                        assertThat(page.select("[data-notice=gathered]").text()).contains(why));
    }

    @Test
    void c46_theNoticeIsLinkedOnTheHomePageBesideTheMessageAndOnEveryPage() {
        for (String path : new String[] {"/", "/help", "/contact", "/crisis", "/privacy"}) {
            assertThat(Jsoup.parse(browser.get(path).body()).select("footer a[href=/privacy]"))
                    .as(path)
                    .hasSize(1);
        }
        assertThat(Jsoup.parse(browser.get("/").body()).select("main a[href=/privacy]"))
                .hasSize(1);
        Document form = Jsoup.parse(new Browser(desk.port)
                .post("/contact", "/contact/age", Map.of("year", born(40)))
                .body());
        Element message = form.selectFirst("#message").closest(".field");
        assertThat(message.nextElementSibling().select("a[href=/privacy]")).hasSize(1);
    }

    @Test
    void c62_c63_theNoticeShowsAgesByCountryAndTheGroundThatThePlaybookNames() {
        Document page = Jsoup.parse(browser.get("/privacy").body());
        assertThat(page.select("[data-notice=ages] li").eachText())
                .contains("Germany: 16", "Spain: 14", "Norway: 16 (unverified, so 16 counts)");
        assertThat(page.select("[data-notice=uses]").text()).contains("our legitimate interest");
    }

    @Test
    void c64_nothingFollowsProfilesOrPesters() throws java.io.IOException {
        for (String path : new String[] {"/", "/help", "/contact", "/crisis", "/privacy"}) {
            HttpResponse<String> answer = new Browser(desk.port).get(path);
            assertThat(Jsoup.parse(answer.body()).select("script[src^=http], img, iframe, link[href^=http]"))
                    .as(path)
                    .isEmpty();
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .as(path)
                    .allMatch(cookie -> cookie.startsWith("form=") && !cookie.contains("Max-Age"));
        }
        try (var files = java.nio.file.Files.walk(java.nio.file.Path.of("src/main/resources/static/js"))) {
            for (java.nio.file.Path file :
                    files.filter(java.nio.file.Files::isRegularFile).toList()) {
                assertThat(java.nio.file.Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("geolocation", "sendBeacon", "canvas");
            }
        }
        desk.bean(CurrentPlaybook.class)
                .current()
                .playbook()
                .templates()
                .values()
                .forEach(template -> assertThat(template.toString())
                        .doesNotContainPattern("(?i)survey|rate (us|our)|how did we do|stars|newsletter"));
    }

    @Test
    void c65_whoCanReadItStandsBeforeTheMessageAndNobodyAtHomeCanLookItUp() {
        for (String year : new String[] {born(9), born(15), ""}) {
            Document form = Jsoup.parse(new Browser(desk.port)
                    .post("/contact", "/contact/age", Map.of("year", year))
                    .body());
            assertThat(form.select("#readers").text()).contains("Only our team reads", "mailbox");
            assertThat(form.select("#readers, #message").eachAttr("id")).containsExactly("readers", "message");
        }
    }

    @Test
    void aFilledTrapIsMarkedAndNotDropped() {
        Map<String, String> form = form(6, "wombat6 the app does not start");
        form.put("website", "http://spam.example");
        sent(form);
        assertThat(count("wombat6")).isEqualTo(1);
        assertThat(number("select count(*) from ticket_tag g join message m on m.ticket_id = g.ticket_id"
                        + " where g.tag = 'possible-spam' and m.text like '%wombat6%'"))
                .isEqualTo(1);
    }

    @Test
    void aBrowserThatLostItsCookieLosesNoWord() {
        Map<String, String> form = form(7, "wombat7 written for an hour");
        form.put("_csrf", "of a browser that was closed");
        assertThat(new Browser(desk.port).postWithout("/contact", form).statusCode())
                .isEqualTo(200);
        assertThat(count("wombat7")).isEqualTo(1);
    }

    @Test
    void tooManyMessagesFromOneNetworkMustWaitAndKeepTheirWords() {
        int taken = 0;
        HttpResponse<String> answer = sentFrom("203.0.113.9", "wombat8 number 0");
        while (answer.statusCode() == 200 && taken < 40) {
            answer = sentFrom("203.0.113.9", "wombat8 number " + ++taken);
        }
        assertThat(taken).isBetween(30, 35);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("60");
        var page = Jsoup.parse(answer.body());
        assertThat(page.select("#message").text()).isEqualTo("wombat8 number " + taken);
        assertThat(page.select("#message-fault").text()).contains("Your words are still here");
        assertThat(sentFrom("203.0.113.10", "wombat8 from elsewhere").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPageIsInTheLanguageThatTheVisitorChoseOrElseThatOfTheirBrowser() {
        Browser visitor = new Browser(desk.port);
        assertThat(language(visitor, "fr")).isEqualTo("en");
        assertThat(language(visitor, "en-US, es;q=0.5")).isEqualTo("en");
        assertThat(language(visitor, "fr, es-MX;q=0.8, en;q=0.5")).isEqualTo("es");
        String link = Jsoup.parse(visitor.get("/crisis?country=MX").body())
                .select("a[hreflang=es][lang=es]")
                .attr("href");
        HttpResponse<String> chosen = visitor.get(link);
        assertThat(chosen.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/crisis?country=MX"));
        assertThat(chosen.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("language="))
                .singleElement()
                .asString()
                .contains("language=es", "Path=/", "HttpOnly", "SameSite=Lax")
                .as("gone with the browser, as on a screen that a home shares")
                .doesNotContain("Max-Age", "Expires");
        assertThat(language(visitor, "en")).isEqualTo("es");
        visitor.get("/language/en?to=/");
        assertThat(language(visitor, "es")).isEqualTo("en");
    }

    @Test
    void theLinkForALanguageLeadsNowhereElse() {
        for (String to : new String[] {
            "//evil.example",
            "https://evil.example",
            "/%5Cevil.example",
            "/%09/evil.example",
            "/help//evil.example",
            "/..//evil.example",
            "evil.example",
            "/%0d%0aX:1",
            "/@evil.example",
            ""
        }) {
            HttpResponse<String> answer = new Browser(desk.port).get("/language/es?to=" + to);
            assertThat(answer.headers().firstValue("Location"))
                    .as(to)
                    .hasValueSatisfying(place -> assertThat(place).matches("/|http://localhost:\\d+/"));
        }
    }

    @Test
    void whatIsStoredIsTheSameWhateverThePageSpeaks() {
        Browser visitor = new Browser(desk.port);
        visitor.get("/language/es?to=/contact");
        HttpResponse<String> answer = visitor.post("/contact", "/contact", form(21, "wombat21 la aplicación no abre"));
        assertThat(answer.body()).contains("Gracias, tenemos tu mensaje");
        assertThat(stored("wombat21"))
                .contains("Something does not work", "la aplicación no abre")
                .doesNotContain("Algo no funciona");
        assertThat(number("select count(*) from ticket t join message m on m.ticket_id = t.id"
                        + " where t.subject = 'Something does not work' and m.text like '%wombat21%'"))
                .isEqualTo(1);
    }

    private static String language(Browser visitor, String asked) {
        return Jsoup.parse(visitor.get("/help", "Accept-Language", asked).body())
                .select("html")
                .attr("lang");
    }

    @Test
    void everyPageForbidsForeignScripts() {
        for (String path : new String[] {"/", "/help", "/contact", "/crisis"}) {
            assertThat(browser.get(path).headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .contains(Security.CONTENT_SECURITY_POLICY);
        }
    }

    /** As a proxy in front of the desk hands it on. */
    private static HttpResponse<String> sentFrom(String peer, String message) {
        Map<String, String> form = form(8, message);
        form.remove("once");
        return new Browser(desk.port).postWithout("/contact", form, "X-Forwarded-For", peer);
    }

    private static Map<String, String> form(int n, String message) {
        return new HashMap<>(Map.of(
                "once",
                ONCE + n,
                "year",
                "1985",
                "kind",
                "technical",
                "name",
                "Robin",
                "email",
                "robin" + n + "@example.org",
                "message",
                message));
    }

    private static String sent(Map<String, String> form) {
        HttpResponse<String> answer = browser.post("/contact", "/contact", form);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body()).select("main").text();
    }

    private static String born(int years) {
        return Integer.toString(
                java.time.LocalDate.now(java.time.ZoneId.of("America/New_York")).getYear() - years);
    }

    /** The letter as it was stored, found by its words. */
    private static String stored(String words) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class)
                                .fetchOne(
                                        "select convert_from(raw, 'UTF8') from inbound where channel = 'web'"
                                                + " and position(convert_to(?, 'UTF8') in raw) > 0",
                                        words)
                                .get(0, String.class));
    }

    private static int count(String word) {
        return number("select count(*) from message where text like '%" + word + "%'");
    }

    private static int number(String query) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class).fetchOne(query).get(0, Integer.class));
    }
}

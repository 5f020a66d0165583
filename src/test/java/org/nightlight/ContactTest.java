package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;

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
        form.put("year", "19");
        HttpResponse<String> answer = browser.post("/contact", "/contact", form);
        assertThat(answer.statusCode()).isEqualTo(422);
        var page = Jsoup.parse(answer.body());
        assertThat(page.select("#year-fault").text()).contains("four digits");
        assertThat(page.select("#email-fault").text()).contains("name@example.org");
        assertThat(page.select("#message-fault").text()).contains("Write what happened");
        assertThat(page.select("#email").attr("value")).isEqualTo("nonsense");
    }

    @Test
    void aChildNeedsNoAddress() {
        Map<String, String> form = form(5, "wombat5 i like the dragon");
        form.put("email", "");
        assertThat(browser.post("/contact", "/contact", form).statusCode()).isEqualTo(422);
        form.put("year", Integer.toString(java.time.Year.now().getValue() - 9));
        assertThat(sent(form)).contains("A grown-up on our team will read it");
        assertThat(count("wombat5")).isEqualTo(1);
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

package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nightlight.RunningDesk;
import org.nightlight.privacy.ConsentDesk.Family;
import org.nightlight.shared.EmailAddress;
import org.slf4j.LoggerFactory;

/** Consent confirmed by a payment card, against a stand-in on this machine that speaks Stripe's API. */
class CardConsentTest {
    private static final String CARD = "4242424242424242";

    @TempDir
    static Path secrets;

    private static StandInStripe stripe;
    private static ConsentDesk desk;
    private static HttpResponse<String> beforeTheRegister;
    private static Document pageBefore;

    @BeforeAll
    static void start() {
        stripe = new StandInStripe();
        desk = new ConsentDesk(
                Map.of(
                        "nightlight.stripe.secret-key-file", file("key", StandInStripe.KEY),
                        "nightlight.stripe.webhook-secret-file", file("signing", StandInStripe.SIGNING),
                        "nightlight.stripe.api", stripe.url()),
                context -> {});
        Family family = desk.asked("teal0");
        String page = desk.page(family);
        pageBefore = Jsoup.parse(desk.parent.get(page).body());
        beforeTheRegister = desk.answer(page, "yes", "yes", "card");
        desk.assure(Way.CARD);
    }

    @AfterAll
    static void stop() {
        desk.close();
        stripe.close();
    }

    @Test
    void c30_c58_withoutAValidEntryInTheRegisterCardsAreNotShownAndNotTaken() {
        assertThat(pageBefore.select("input[name=method]").eachAttr("value"))
                .containsExactly("email-plus", "signed-form");
        assertThat(beforeTheRegister.statusCode()).isEqualTo(422);
        assertThat(
                        desk.texts(
                                "select name || ' ' || kind || ' ' || own || ' ' || machine from supplier where way = 'card-provider'"))
                .containsExactly("Stripe internal_operations false localhost");
        assertThat(desk.parent.get("/privacy").body()).contains("Stripe");
    }

    @Test
    void c30_itHoldsOnceStripeSaysThatItIsPaidAndNotBefore() {
        Family family = desk.asked("teal1");
        String page = desk.page(family);
        StandInStripe.Session session = begun(page);
        StandInStripe.Asked asked = stripe.asked.stream()
                .filter(it -> family.parent().equals(it.form().get("customer_email")))
                .findFirst()
                .orElseThrow();
        assertThat(asked.key()).hasSizeGreaterThan(20);
        assertThat(asked.form())
                .containsEntry("mode", "payment")
                .containsEntry("payment_intent_data[receipt_email]", family.parent())
                .containsEntry("line_items[0][price_data][unit_amount]", "100")
                .containsEntry("line_items[0][price_data][currency]", "usd")
                .containsEntry("payment_method_types[0]", "card");
        String secret = page.substring(page.lastIndexOf('/') + 1);
        assertThat(asked.form().toString()).doesNotContain(secret, "Kit", "Adair", "kit.");
        assertThat(standing(family)).isEqualTo(ConsentStanding.State.ANSWERED);

        assertThat(hook(stripe.message("checkout.session.completed", session, now())))
                .as("signed, but nothing is paid")
                .isEqualTo(204);
        assertThat(standing(family)).isEqualTo(ConsentStanding.State.ANSWERED);
        type(session);
        StandInStripe.Message paid = stripe.message("checkout.session.completed", session, now());
        assertThat(hook(paid)).isEqualTo(204);
        assertThat(desk.standing(family).collection()).isTrue();
        assertThat(desk.standing(family).disclosure()).isTrue();
        assertThat(hook(paid)).as("again").isEqualTo(204);
        String card = desk.texts("select id::text from consent_card where session_id = '" + session.id + "'")
                .getFirst();
        assertThat(desk.given(family)).containsExactly("card:" + card + " software:privacy parent");
        assertThat(desk.texts(
                        "select state || ' ' || payment_id || ' ' || coalesce(page, 'none') from consent_card where id = "
                                + card))
                .containsExactly("paid pi_" + session.id.substring(8) + " none");
        assertThat(desk.mailed(family.parent(), 2)).contains("you confirmed yourself by a payment card");
        RunningDesk.eventually(
                () -> desk.mailStates(family), states -> states.equals(List.of("ask sent", "recorded sent")));
    }

    @Test
    void c30_aMessageThatStripeDidNotSignOrLongAgoIsNotBelieved() {
        Family family = desk.asked("teal2");
        StandInStripe.Session session = begun(desk.page(family));
        type(session);
        StandInStripe.Message good = stripe.message("checkout.session.completed", session, now());
        for (StandInStripe.Message bad : List.of(
                new StandInStripe.Message(good.body(), ""),
                new StandInStripe.Message(good.body(), "t=1,v1=00"),
                new StandInStripe.Message(good.body() + " ", good.signature()),
                StandInStripe.signed(good.body(), "whsec_of_somebody_else", now()),
                StandInStripe.signed(good.body(), StandInStripe.SIGNING, now().minusSeconds(301)),
                StandInStripe.signed("no json", StandInStripe.SIGNING, now()))) {
            assertThat(hook(bad)).as(bad.signature()).isEqualTo(400);
        }
        assertThat(standing(family)).isEqualTo(ConsentStanding.State.ANSWERED);
        assertThat(hook(StandInStripe.signed(good.body(), StandInStripe.SIGNING, now().minusSeconds(299))))
                .isEqualTo(204);
        assertThat(standing(family)).isEqualTo(ConsentStanding.State.GIVEN);
    }

    @Test
    void c30_whoComesBackHasTheDeskAskAndAStrangersNumberTellsNothing() {
        Family family = desk.asked("teal3");
        StandInStripe.Session session = begun(desk.page(family));
        String back = "/my/consent/card?session=" + session.id;
        String open = plain(desk.parent.get(back));
        assertThat(open).contains("Nothing is confirmed yet");
        assertThat(plain(desk.parent.get("/my/consent/card?session=cs_test_unknown")))
                .isEqualTo(open);
        assertThat(plain(desk.parent.get("/my/consent/card?session=')")).replace("200", ""))
                .contains("Nothing is confirmed");
        assertThat(standing(family)).isEqualTo(ConsentStanding.State.ANSWERED);
        type(session);
        assertThat(plain(desk.parent.get(back))).contains("Your permission holds");
        assertThat(standing(family)).isEqualTo(ConsentStanding.State.GIVEN);
        assertThat(hook(stripe.message("checkout.session.completed", session, now())))
                .isEqualTo(204);
        assertThat(desk.given(family)).hasSize(1);
    }

    @Test
    void c30_aRequestThatGotNoAnswerIsRepeatedUnderItsKeySoThatOnePageIsMade() {
        Family family = desk.asked("teal4");
        String page = desk.page(family);
        desk.answer(page, "yes", "no", "card");
        stripe.mood = "silent";
        HttpResponse<String> nothing = desk.parent.post(page, page + "/payments", Map.of());
        stripe.mood = "";
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(nothing.body()).select("#card-fault").text()).contains("cannot be reached just now");
        assertThat(desk.parent.post(page, page + "/payments", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(desk.parent.post(page, page + "/payments", Map.of()).statusCode())
                .as("a page is there: no other is made")
                .isEqualTo(302);
        assertThat(stripe.sessions.values().stream()
                        .filter(it -> family.parent().equals(it.form.get("customer_email"))))
                .hasSize(1);
        assertThat(stripe.asked.stream()
                        .filter(it -> family.parent().equals(it.form().get("customer_email")))
                        .map(StandInStripe.Asked::key)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void c30_aRefusalEndsTheTryAndTheNextOneIsAnother() {
        Family family = desk.asked("teal5");
        String page = desk.page(family);
        desk.answer(page, "yes", "no", "card");
        stripe.mood = "error";
        assertThat(desk.parent.post(page, page + "/payments", Map.of()).statusCode())
                .isEqualTo(422);
        stripe.mood = "";
        assertThat(desk.parent.post(page, page + "/payments", Map.of()).statusCode())
                .isEqualTo(302);
        assertThat(desk.texts(
                        "select c.state from consent_card c join consent_request r on r.id = c.request_id where r.child_id = "
                                + family.child().id() + " order by c.id"))
                .containsExactly("failed", "open");
        assertThat(desk.texts("select detail from audit_line where action = 'consent-card-failed'"))
                .contains("amount_too_small");
        assertThat(desk.answer(page, "yes", "no", "email-plus").statusCode())
                .as("another way stays open")
                .isEqualTo(302);
    }

    @Test
    void c40_aCardThatIsConfirmedAfterTheParentSaidNoGivesNothing() {
        Family family = desk.asked("teal6");
        String page = desk.page(family);
        StandInStripe.Session session = begun(page);
        desk.parent.post(page, page + "/revocation", Map.of());
        assertThat(desk.texts(
                        "select state from consent_card where page is null and session_id = '" + session.id + "'"))
                .containsExactly("expired");
        type(session);
        assertThat(hook(stripe.message("checkout.session.completed", session, now())))
                .isEqualTo(204);
        assertThat(standing(family)).isEqualTo(ConsentStanding.State.REFUSED);
        assertThat(desk.texts("select action from audit_line where subject = 'customer:"
                        + family.child().id() + "'"))
                .contains("consent-card-late");
    }

    @Test
    void c30_aPageThatProvesAnEarlierAnswerDoesNotProveTheNext() {
        Family family = desk.asked("teal7");
        String page = desk.page(family);
        StandInStripe.Session session = begun(page);
        desk.clock.turn(Duration.ofMinutes(1));
        desk.answer(page, "yes", "no", "card");
        type(session);
        hook(stripe.message("checkout.session.completed", session, now()));
        assertThat(standing(family)).isEqualTo(ConsentStanding.State.ANSWERED);
        assertThat(Jsoup.parse(desk.parent.get(page).body()).select("#pay")).hasSize(1);
    }

    @Test
    void c30_c27_fromAHomeThatMustHearNothingNothingIsSentAndItReadsLikeABadDay() {
        Family family = desk.asked("teal8");
        Family plain = desk.asked("teal8b");
        String page = desk.page(family);
        String other = desk.page(plain);
        desk.answer(page, "yes", "no", "card");
        desk.answer(other, "yes", "no", "card");
        desk.silence(family);
        String withheld = pay(page);
        stripe.mood = "silent";
        String badDay = pay(other);
        stripe.mood = "";
        assertThat(withheld).isEqualTo(badDay);
        assertThat(stripe.asked)
                .noneMatch(it -> family.parent().equals(it.form().get("customer_email")));
        assertThat(desk.texts("select action || ' ' || walled from audit_line where action = 'consent-card-withheld'"))
                .contains("consent-card-withheld true");
    }

    private static String pay(String page) {
        HttpResponse<String> answer = desk.parent.post(page, page + "/payments", Map.of());
        return answer.statusCode()
                + Jsoup.parse(answer.body()).select("main").text().replaceAll("[Rr]eference \\d+", "reference");
    }

    @Test
    void c30_noCardNumberIsInTheDatabaseOrTheLog() {
        Family family = desk.asked("teal9");
        StandInStripe.Session session = begun(desk.page(family));
        AtomicInteger lines = new AtomicInteger();
        List<String> telling = new ArrayList<>();
        Appender<ILoggingEvent> listening = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.incrementAndGet();
                if (event.getFormattedMessage().contains(CARD)
                        || event.getThrowableProxy() != null
                                && String.valueOf(event.getThrowableProxy().getMessage())
                                        .contains(CARD)) {
                    telling.add(event.getLoggerName());
                }
            }
        };
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        List<Appender<ILoggingEvent>> usual = new ArrayList<>();
        for (Iterator<Appender<ILoggingEvent>> it = root.iteratorForAppenders(); it.hasNext(); ) {
            usual.add(it.next());
        }
        Level level = root.getLevel();
        usual.forEach(root::detachAppender);
        listening.start();
        root.addAppender(listening);
        root.setLevel(Level.DEBUG);
        try {
            type(session);
            StandInStripe.Message message = stripe.message("checkout.session.completed", session, now());
            assertThat(message.body())
                    .as("the stand-in tells what Stripe never does")
                    .contains(CARD);
            assertThat(hook(new StandInStripe.Message(message.body(), "t=1,v1=00")))
                    .isEqualTo(400);
            desk.parent.get("/my/consent/card?session=" + session.id);
            assertThat(hook(message)).isEqualTo(204);
        } finally {
            root.setLevel(level);
            root.detachAppender(listening);
            usual.forEach(root::addAppender);
        }
        assertThat(standing(family)).isEqualTo(ConsentStanding.State.GIVEN);
        assertThat(lines.get()).as("something was logged").isPositive();
        assertThat(telling).isEmpty();
        assertThat(desk.tablesWith(session.id)).containsExactly("consent_card");
        assertThat(desk.tablesWith(CARD)).isEmpty();
        assertThat(desk.tablesWith(StandInStripe.KEY)).isEmpty();
    }

    @Test
    void c30_whereNothingIsChargedTheCardIsLookedAtAlone() {
        StripeCalls calls = calls("0", Duration.ofSeconds(5));
        StripeCalls.Made.Page made = (StripeCalls.Made.Page) page(calls, 0, "setup-key");
        StandInStripe.Session session = stripe.sessions.get(made.sessionId());
        assertThat(session.form).containsEntry("mode", "setup").doesNotContainKey("line_items[0][quantity]");
        assertThat(calls.ask(session.id).orElseThrow().state()).isEqualTo(StripeCalls.Told.State.OPEN);
        type(session);
        assertThat(calls.ask(session.id).orElseThrow())
                .isEqualTo(new StripeCalls.Told(
                        session.id, StripeCalls.Told.State.PAID, "seti_" + session.id.substring(8)));
        session.status = "expired";
        assertThat(calls.ask(session.id).orElseThrow().state()).isEqualTo(StripeCalls.Told.State.EXPIRED);
        assertThat(calls.ask("cs_test_unknown")).isEmpty();
    }

    @Test
    void c30_aStripeThatDoesNotAnswerInTimeIsNotWaitedFor() {
        stripe.mood = "hold";
        try {
            assertThat(page(calls("100", Duration.ofMillis(300)), 100, "held-key"))
                    .isInstanceOf(StripeCalls.Made.NoAnswer.class);
        } finally {
            stripe.mood = "";
        }
    }

    @Test
    void c30_aWrongSettingIsSaidInPlainWords() {
        String key = file("key", StandInStripe.KEY);
        assertThatThrownBy(() -> new CardSettings(key, "", "https://api.stripe.com", 100, "usd"))
                .hasMessageContaining("name both or none");
        assertThatThrownBy(() -> new CardSettings(key, key, "http://stripe.example", 100, "usd"))
                .hasMessageContaining("must be an https address");
        assertThatThrownBy(() -> new CardSettings(key, secrets + "/none", "https://api.stripe.com", 100, "usd"))
                .hasMessageContaining("must name a readable file");
        assertThatThrownBy(() -> new CardSettings(key, key, "https://api.stripe.com", 20_000, "usd"))
                .hasMessageContaining("at most 10000");
        assertThatThrownBy(() -> new CardSettings(key, key, "https://api.stripe.com", 100, "gold"))
                .hasMessageContaining("currency");
        assertThat(new CardSettings("", "", "https://api.stripe.com", 100, "usd").on())
                .isFalse();
        assertThat(new CardSettings.Charge(100, "usd").words()).isEqualTo("1.00 USD");
        assertThat(new CardSettings.Charge(100, "jpy").words()).isEqualTo("100 JPY");
    }

    // aids

    private static StripeCalls calls(String amount, Duration patience) {
        return StripeCalls.impatient(
                new CardSettings(
                        file("key", StandInStripe.KEY),
                        file("signing", StandInStripe.SIGNING),
                        stripe.url(),
                        Long.parseLong(amount),
                        "usd"),
                desk.clock,
                patience);
    }

    private static StripeCalls.Made page(StripeCalls calls, long amount, String key) {
        Passage.Passed passed = (Passage.Passed) new DisclosureGate()
                .decide(new Outgoing(
                        Outgoing.Purpose.CARD,
                        Set.of(new EmailAddress("rowan@mail.example")),
                        "",
                        "",
                        false,
                        Set.of(),
                        List.of()));
        return calls.page(
                passed,
                key,
                new CardSettings.Charge(amount, "usd"),
                "es",
                now().plusSeconds(3600),
                "http://localhost/x");
    }

    /** The parent answers yes and yes, and has Stripe's page made. */
    private static StandInStripe.Session begun(String page) {
        assertThat(desk.answer(page, "yes", "yes", "card").statusCode()).isEqualTo(302);
        assertThat(Jsoup.parse(desk.parent.get(page).body()).select("#card ~ p").text())
                .contains("1.00 USD");
        assertThat(desk.parent.post(page, page + "/payments", Map.of()).statusCode())
                .isEqualTo(302);
        String theirs =
                Jsoup.parse(desk.parent.get(page).body()).select("#to-card").attr("href");
        assertThat(theirs).startsWith(stripe.url() + "/c/pay/cs_test_");
        return Optional.ofNullable(stripe.sessions.get(theirs.substring(theirs.lastIndexOf('/') + 1)))
                .orElseThrow();
    }

    /** The parent types a card on Stripe's page. */
    private static void type(StandInStripe.Session session) {
        send(HttpRequest.newBuilder(URI.create(stripe.url() + "/c/pay/" + session.id))
                .POST(HttpRequest.BodyPublishers.ofString("card=" + CARD)));
    }

    private static int hook(StandInStripe.Message message) {
        return send(HttpRequest.newBuilder(URI.create(desk.desk.url("/hooks/stripe")))
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("Stripe-Signature", message.signature())
                        .POST(HttpRequest.BodyPublishers.ofString(message.body())))
                .statusCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String plain(HttpResponse<String> page) {
        return page.statusCode() + Jsoup.parse(page.body()).select("main").text();
    }

    private static ConsentStanding.State standing(Family family) {
        return desk.standing(family).state();
    }

    private static Instant now() {
        return desk.clock.instant();
    }

    private static String file(String name, String secret) {
        try {
            return Files.writeString(secrets.resolve(name), secret + "\n").toString();
        } catch (IOException full) {
            throw new IllegalStateException(full);
        }
    }
}

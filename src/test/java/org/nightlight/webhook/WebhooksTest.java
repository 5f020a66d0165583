package org.nightlight.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.DeskProcess;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.sla.ClockRang;
import org.nightlight.sla.Metric;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Walls;
import org.nightlight.ticket.Work;
import org.slf4j.LoggerFactory;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** A desk that tells real receivers, and whose time the test turns. */
class WebhooksTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final TurnedClock CLOCK = new TurnedClock(Instant.parse("2026-11-17T15:00:00Z"));
    private static final String HERE = "/desk/admin/webhooks";

    private static RunningDesk desk;
    private static StaffMember sam;
    private static StaffMember ana;
    private static Browser admin;
    private static int numbers;

    private final Receiver receiver = new Receiver();

    @BeforeAll
    static void aDesk() {
        desk = RunningDesk.start(Map.of("nightlight.webhooks.allowed-hosts", "127.0.0.1"), WebhooksTest::turned);
        sam = desk.bean(Staff.class)
                .createFirstAdmin("Sam Oak", "sam@desk.example", RunningDesk.PASSWORD)
                .orThrow();
        ana = desk.withoutTeam("Ana Cedar", "ana@desk.example", Role.AGENT);
        admin = desk.browser("sam@desk.example");
    }

    private static void turned(GenericApplicationContext parts) {
        parts.registerBean("turnedClock", Clock.class, () -> CLOCK, bean -> bean.setPrimary(true));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @AfterEach
    void noWebhooks() {
        webhooks().standing().forEach(one -> webhooks().remove(by(), one.id()));
        receiver.close();
    }

    @Test
    void b68_aReceiverIsToldWhatHappenedAndCanTellWhoCalls() {
        Webhook.Fresh fresh = made(EventType.values());
        long ticket = written("The app crashes. My name is Robin Vale and I live at 12 Elm Street.");
        Receiver.Call call = first(EventType.CREATED);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.header("Content-Type")).isEqualTo("application/json");
        assertThat(call.header("Nightlight-Timestamp"))
                .isEqualTo(Long.toString(CLOCK.instant().getEpochSecond()));
        assertThat(call.signedBy(fresh.secret())).isTrue();
        assertThat(call.signedBy("another secret")).isFalse();
        JsonNode json = call.json();
        assertThat(json.get("id").asString()).isEqualTo(call.event());
        assertThat(json.get("type").asString()).isEqualTo("ticket.created");
        assertThat(json.get("time").asString()).isEqualTo(CLOCK.instant().toString());
        JsonNode told = json.get("ticket");
        Ticket now = ticket(ticket);
        assertThat(told.get("id").asLong()).isEqualTo(ticket);
        assertThat(told.get("state").asString()).isEqualTo("new");
        assertThat(told.get("category").asString()).isEqualTo(now.category());
        assertThat(told.get("team").asString()).isEqualTo(now.team());
        assertThat(told.get("tier").asString()).isEqualTo(now.tier());
        assertThat(told.propertyNames())
                .as("nothing of a person")
                .containsExactlyInAnyOrder("id", "state", "priority", "category", "issue", "tier", "team", "level");
        assertThat(json.propertyNames()).containsExactlyInAnyOrder("id", "type", "time", "ticket", "changed");
        assertThat(call.text()).doesNotContain("Robin", "Elm", "crash", "@", "Webhook story");
    }

    @Test
    void b68_eachThingThatHappensIsToldOnceToWhoListens() {
        made(EventType.values());
        long ticket = written("The app crashes.");
        first(EventType.CREATED);
        everythingHappensTo(ticket, Clearance.DESK);
        Set<EventType> told = new HashSet<>(Arrays.asList(EventType.values()));
        RunningDesk.eventually(
                () -> told.stream().allMatch(type -> !receiver.calls(type).isEmpty()), all -> all);
        settle();
        assertThat(receiver.calls(EventType.CREATED)).hasSize(1);
        assertThat(receiver.calls(EventType.PRIORITY_CHANGED)).hasSize(1);
        assertThat(receiver.calls(EventType.SLA_BREACHED)
                        .getFirst()
                        .json()
                        .get("sla")
                        .toString())
                .contains("\"metric\":\"resolution\"", "\"percent\":100");
        assertThat(receiver.calls().stream().map(Receiver.Call::event)).doesNotHaveDuplicates();

        receiver.forget();
        Receiver other = new Receiver();
        try (other) {
            made(other, EventType.TAGS_CHANGED);
            does(() -> work().retag(ticket, TEST, List.of(), List.of("one")));
            does(() -> work().move(ticket, Work.ANY, TEST, State.PENDING));
            RunningDesk.eventually(() -> receiver.calls(EventType.STATE_CHANGED), calls -> !calls.isEmpty());
            settle();
            assertThat(other.calls()).extracting(Receiver.Call::type).containsExactly("ticket.tags_changed");
            assertThat(other.calls().getFirst().json().get("changed").toString())
                    .isEqualTo("[\"tags\"]");
            assertThat(other.calls().getFirst().text()).doesNotContain("one\"");
        }
    }

    @Test
    void b68_ofATicketBehindTheWallNothingIsToldWhateverHappensToIt() {
        made(EventType.values());
        long walled = written("my dad hits me with a belt every night");
        assertThat(ticket(walled).walled()).isTrue();
        everythingHappensTo(walled, Clearance.SAFETY);
        run(Clearance.SYSTEM, () -> {
            desk.context().publishEvent(new ClockRang(walled, Metric.RESOLUTION, 100));
            return true;
        });
        assertThat(one("select count(*) from webhook_event where ticket_id = " + walled))
                .isEqualTo("0");
        long plain = written("The sound is gone.");
        RunningDesk.eventually(() -> receiver.calls(EventType.CREATED), calls -> !calls.isEmpty());
        settle();
        assertThat(receiver.calls())
                .isNotEmpty()
                .allSatisfy(call ->
                        assertThat(call.json().get("ticket").get("id").asLong()).isEqualTo(plain));
    }

    @Test
    void b68_whatWaitsIsDroppedUnsentWhenTheWallRisesAndNeitherRiseNorFallIsTold() {
        Webhook webhook = made(EventType.values()).webhook();
        receiver.answers(503);
        long ticket = written("The page is empty.");
        first(EventType.CREATED);
        settle();
        receiver.forget();
        run(Clearance.SYSTEM, () -> {
            desk.bean(Cases.class).raise(ticket, Level.S2, TEST);
            return true;
        });
        CLOCK.turn(Duration.ofMinutes(10)); // beyond the next attempt, and before any promised time
        long later = written("The lamp is dark.");
        RunningDesk.eventually(() -> receiver.calls(EventType.CREATED), calls -> !calls.isEmpty());
        settle();
        assertThat(ids()).containsOnly(later);
        assertThat(one("select count(*) from webhook_event where ticket_id = " + ticket))
                .isEqualTo("0");
        assertThat(page(HERE + "/" + webhook.id() + "/deliveries").text()).doesNotContain("#" + ticket);

        run(Clearance.SYSTEM, () -> {
            Ticket now = desk.bean(Tickets.class).find(ticket).orElseThrow();
            desk.bean(Walls.class)
                    .open(
                            ticket,
                            new Work.Place("general-inquiry", null, "customer-service", 1, now.playbookVersion()),
                            TEST);
            return true;
        });
        settle();
        assertThat(ids()).as("that it came back is told to nobody").containsOnly(later);
        does(() -> work().retag(ticket, TEST, List.of(), List.of("again")));
        RunningDesk.eventually(() -> ids(), ids -> ids.contains(ticket));
        assertThat(receiver.calls().getLast().type()).isEqualTo("ticket.tags_changed");
    }

    @Test
    void b68_whatIsSortedToTheSafetyTeamWithoutAWallIsSilentToo() {
        made(EventType.values());
        receiver.answers(503);
        long ticket = written("The picture is blurred.");
        first(EventType.CREATED);
        settle();
        receiver.forget();
        run(Clearance.SYSTEM, () -> {
            desk.bean(DSLContext.class).execute("update ticket set team = 'safety-team' where id = ?", ticket);
            return true;
        });
        does(() -> work().retag(ticket, TEST, List.of(), List.of("quiet")));
        CLOCK.turn(Duration.ofHours(1));
        settle();
        assertThat(receiver.calls()).isEmpty();
        assertThat(one("select count(*) from webhook_event where ticket_id = " + ticket))
                .isEqualTo("0");
    }

    @Test
    void b68_aCallThatIsNotTakenIsTriedAgainForADayWithTheSameEventIdThenGivenUpAndToldOnce() {
        Webhook webhook = made(EventType.CREATED).webhook();
        receiver.answers(500);
        int told = mails().size();
        written("The music stops.");
        first(EventType.CREATED);
        int attempts = 1;
        settle();
        String mine = " from webhook_delivery where webhook_id = " + webhook.id();
        while (!one("select state" + mine).equals("dead")) {
            assertThat(attempts).isLessThan(40);
            CLOCK.turn(Duration.ofMinutes(216)); // the longest pause, at its longest
            int before = attempts;
            attempts = RunningDesk.eventually(() -> receiver.calls().size(), seen -> seen > before);
            settle();
        }
        assertThat(one("select attempts" + mine)).isEqualTo(Integer.toString(attempts));
        assertThat(receiver.calls().stream().map(Receiver.Call::event).distinct())
                .hasSize(1);
        assertThat(receiver.calls().stream().map(Receiver.Call::text).distinct())
                .hasSize(1);
        CLOCK.turn(Duration.ofDays(2));
        settle();
        assertThat(receiver.calls()).hasSize(attempts);

        List<String> mails = RunningDesk.eventually(WebhooksTest::mails, all -> all.size() == told + 1);
        assertThat(mails.getLast()).contains("A webhook needs you: Wallboard");
        written("The door is shut.");
        RunningDesk.eventually(() -> receiver.calls().size(), seen -> seen > 1);
        settle();
        CLOCK.turn(Duration.ofHours(25));
        RunningDesk.eventually(WebhooksTest::dead, count -> count == 2);
        assertThat(mails()).as("not told again until somebody looked").hasSize(told + 1);
        Document page = page(HERE + "/" + webhook.id() + "/deliveries");
        assertThat(page.select("tbody tr")).hasSize(2);
        assertThat(page.select("tbody tr").text()).contains("given up", "It answered 500.");
        assertThat(webhooks().find(webhook.id()).orElseThrow().active())
                .as("it is not switched off behind anybody's back")
                .isTrue();

        receiver.forget();
        String event = page.select("tbody tr").getLast().id().substring("event-".length());
        admin.post(
                HERE + "/" + webhook.id() + "/deliveries",
                HERE + "/" + webhook.id() + "/deliveries/" + event + "/replays",
                Map.of());
        RunningDesk.eventually(() -> receiver.calls(), calls -> !calls.isEmpty());
        assertThat(receiver.calls().getFirst().event()).isEqualTo(event);
        RunningDesk.eventually(WebhooksTest::dead, count -> count == 1);
        admin.post(HERE + "/" + webhook.id() + "/deliveries", HERE + "/" + webhook.id() + "/replays", Map.of());
        RunningDesk.eventually(WebhooksTest::dead, count -> count == 0);
        RunningDesk.eventually(() -> receiver.calls().size(), count -> count == 2);
        settle();
        admin.post(
                HERE + "/" + webhook.id() + "/deliveries",
                HERE + "/" + webhook.id() + "/deliveries/" + event + "/replays",
                Map.of());
        RunningDesk.eventually(() -> receiver.calls().size(), count -> count == 3);
        assertThat(receiver.calls().getLast().event())
                .as("also one that was taken")
                .isEqualTo(event);
        settle();
        assertThat(one("select attempts from webhook_delivery where event_id = '" + event + "'"))
                .isEqualTo(Integer.toString(attempts + 2));
    }

    @Test
    void b68_aSlowReceiverHoldsUpNoOther() {
        Receiver quick = new Receiver();
        CountDownLatch end = new CountDownLatch(1);
        try (quick) {
            made(EventType.CREATED);
            made(quick, EventType.CREATED);
            receiver.answers(call -> {
                await(end);
                return 204;
            });
            for (int i = 0; i < 3; i++) {
                written("The clock is slow, part " + i + ".");
            }
            RunningDesk.eventually(() -> quick.calls(), calls -> calls.size() == 3);
            assertThat(receiver.calls()).as("one at a time").hasSizeLessThanOrEqualTo(2);
        } finally {
            end.countDown();
        }
        settle();
    }

    @Test
    void b68_oneThatIsGoneForGoodIsSwitchedOffAndSomebodyIsTold() {
        Webhook webhook = made(EventType.CREATED).webhook();
        receiver.answers(410);
        int told = mails().size();
        written("The window is open.");
        RunningDesk.eventually(() -> webhooks().find(webhook.id()).orElseThrow(), one -> !one.active() && one.gone());
        assertThat(RunningDesk.eventually(WebhooksTest::mails, all -> all.size() == told + 1)
                        .getLast())
                .contains("A webhook needs you: Wallboard");
        assertThat(page(HERE).text()).contains("it said that it is gone");
        assertThat(audited("webhook:" + webhook.id())).contains("webhook-gone");
        written("The window is shut.");
        settle();
        assertThat(receiver.calls()).as("off, it is told of nothing").hasSize(1);
    }

    @Test
    void b68_afterARotationBothSecretsSignForADay() {
        Webhook.Fresh before = made(EventType.CREATED);
        long id = before.webhook().id();
        Document page = Jsoup.parse(admin.post(HERE + "/" + id, HERE + "/" + id + "/secrets", Map.of())
                .body());
        String after = page.select("#fresh-secret").text();
        assertThat(after).hasSizeGreaterThanOrEqualTo(40).isNotEqualTo(before.secret());
        assertThat(page.text()).contains("Two secrets sign until");
        written("The stairs creak.");
        Receiver.Call both = first(EventType.CREATED);
        assertThat(both.signedBy(before.secret())).isTrue();
        assertThat(both.signedBy(after)).isTrue();
        CLOCK.turn(Duration.ofHours(25));
        receiver.forget();
        written("The stairs creak again.");
        Receiver.Call one = first(EventType.CREATED);
        assertThat(one.signedBy(before.secret())).isFalse();
        assertThat(one.signedBy(after)).isTrue();
        assertThat(page(HERE + "/" + id).text()).doesNotContain("Two secrets sign until");
    }

    @Test
    void b68_theSecretIsShownOnceAndStandsNowhere() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        try {
            Document made = Jsoup.parse(admin.post(
                            HERE + "/new",
                            HERE,
                            Map.of("name", "Secretive", "address", receiver.address(), "events", "ticket.created"))
                    .body());
            String secret = made.select("#fresh-secret").text();
            assertThat(secret).hasSizeGreaterThanOrEqualTo(40);
            long id = Long.parseLong(made.select("form.form").attr("action").replaceAll("\\D", ""));
            written("The roof leaks.");
            assertThat(first(EventType.CREATED).signedBy(secret)).isTrue();
            admin.post(HERE + "/" + id, HERE + "/" + id + "/tests", Map.of());
            for (String path : List.of(HERE, HERE + "/" + id, HERE + "/" + id + "/deliveries", "/desk/admin/audit")) {
                assertThat(admin.get(path).body()).as(path).doesNotContain(secret);
            }
            String hex = java.util.HexFormat.of().formatHex(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            for (String table : run(
                    Clearance.SYSTEM,
                    () -> desk.bean(DSLContext.class)
                            .fetch("select table_name from information_schema.tables where table_schema = 'public'"
                                    + " and table_name ~ '^(webhook|file_key|audit)'")
                            .getValues(0, String.class))) {
                assertThat(one("select count(*) from " + table + " t where t::text like '%" + secret
                                + "%' or t::text like '%" + hex + "%'"))
                        .as(table)
                        .isEqualTo("0");
            }
            assertThat(log.list).noneMatch(line -> line.getFormattedMessage().contains(secret));
            assertThat(log.list).noneMatch(line -> line.getFormattedMessage().contains("/hook"));
        } finally {
            root.detachAppender(log);
        }
    }

    @Test
    void b68_aTestShowsWhatWasAnsweredAndCountsNowhere() {
        long id = made(EventType.CREATED).webhook().id();
        receiver.answers(418);
        receiver.with(Map.of(), "I am a <teapot>");
        Document page = Jsoup.parse(admin.post(HERE + "/" + id, HERE + "/" + id + "/tests", Map.of())
                .body());
        assertThat(page.select("#answer").text())
                .contains("The test was not taken. It answered 418.", "I am a <teapot>");
        assertThat(receiver.calls().getFirst().json().propertyNames()).containsExactlyInAnyOrder("id", "type", "time");
        assertThat(page(HERE + "/" + id + "/deliveries").select(".empty")).hasSize(1);
        assertThat(audited("webhook:" + id)).contains("webhook-tested");
    }

    @Test
    void b68_aWebhookIsKeptChangedSwitchedRemovedAndBroughtBack() {
        assertThat(page(HERE).select(".empty h2").text()).isEqualTo("Nobody is told yet");
        Map<String, String> good = Map.of("name", "Board", "address", receiver.address(), "events", "ticket.created");
        Map<String, Map<String, String>> wrong = Map.of(
                "name", Map.of("address", receiver.address(), "events", "ticket.created"),
                "address", Map.of("name", "Board", "address", "https://10.0.0.1/", "events", "ticket.created"),
                "events", Map.of("name", "Board", "address", receiver.address(), "events", "ticket.exploded"));
        wrong.forEach((field, form) -> {
            var answer = admin.post(HERE + "/new", HERE, form);
            assertThat(answer.statusCode()).as(field).isEqualTo(422);
            Document page = Jsoup.parse(answer.body());
            assertThat(page.select("#faults a[href=#" + field + "]")).as(field).hasSize(1);
            assertThat(page.select("#" + field + "-fault")).as(field).hasSize(1);
            assertThat(page.select("#address").val()).isEqualTo(form.get("address"));
        });
        Document made = Jsoup.parse(admin.post(HERE + "/new", HERE, good).body());
        long id = Long.parseLong(made.select("form.form").attr("action").replaceAll("\\D", ""));
        Map<String, String> change = Map.of(
                "version",
                "1",
                "name",
                "Wall",
                "address",
                receiver.address(),
                "events",
                "ticket.created,ticket.replied");
        assertThat(admin.post(HERE + "/" + id, HERE + "/" + id, change).statusCode())
                .isEqualTo(302);
        assertThat(admin.post(HERE + "/" + id, HERE + "/" + id, change).statusCode())
                .as("seen in an older version")
                .isEqualTo(422);
        assertThat(webhooks().find(id).orElseThrow().events()).containsExactly(EventType.CREATED, EventType.REPLIED);
        admin.post(HERE, HERE + "/" + id + "/switch", Map.of("on", "false"));
        written("The light is off.");
        assertThat(receiver.calls()).isEmpty();
        admin.post(HERE, HERE + "/" + id + "/switch", Map.of("on", "true"));
        admin.post(HERE + "/" + id, HERE + "/" + id + "/removal", Map.of());
        assertThat(admin.get(HERE + "/" + id).statusCode()).isEqualTo(404);
        admin.post(HERE, HERE + "/" + id + "/return", Map.of());
        assertThat(webhooks().find(id).orElseThrow().active()).isFalse();
        assertThat(audited("webhook:" + id))
                .containsExactlyInAnyOrder(
                        "webhook-made",
                        "webhook-changed",
                        "webhook-off",
                        "webhook-on",
                        "webhook-removed",
                        "webhook-returned");
    }

    @Test
    void b68_nobodyButAdminsSeesOrChangesWebhooks() {
        long id = made(EventType.CREATED).webhook().id();
        for (Role role : Role.values()) {
            if (role == Role.ADMIN) {
                continue;
            }
            String email = role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-hook@desk.example";
            desk.withoutTeam("Other " + role, email, role);
            Browser other = desk.browser(email);
            for (String path : List.of(HERE, HERE + "/new", HERE + "/" + id, HERE + "/" + id + "/deliveries")) {
                assertThat(other.get(path).statusCode()).as(role + " " + path).isIn(403, 404);
            }
            for (String path : List.of("/switch", "/secrets", "/tests", "/removal", "/replays")) {
                assertThat(other.post("/desk/account", HERE + "/" + id + path, Map.of())
                                .statusCode())
                        .as(role + " " + path)
                        .isIn(403, 404);
            }
        }
        assertThat(webhooks().find(id).orElseThrow().active()).isTrue();
        assertThat(receiver.calls()).isEmpty();
        assertThat(admin.post(HERE, HERE + "/999999/removal", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(admin.post(HERE, HERE + "/" + id + "/deliveries/" + UUID.randomUUID() + "/replays", Map.of())
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void b68_deliveriesArePagedByKey() {
        long id = made(EventType.TAGS_CHANGED).webhook().id();
        long ticket = written("The box is full.");
        for (int i = 0; i < 60; i++) {
            int number = i;
            does(() -> work().retag(ticket, TEST, List.of(), List.of("tag-" + number)));
        }
        RunningDesk.eventually(() -> receiver.calls().size(), count -> count == 60);
        settle();
        Document first = page(HERE + "/" + id + "/deliveries");
        assertThat(first.select("tbody tr")).hasSize(50);
        Document second = page(first.select("a[rel=next]").attr("href"));
        assertThat(second.select("tbody tr")).hasSize(10);
        Set<String> ids = new HashSet<>(first.select("tbody tr").eachAttr("id"));
        ids.addAll(second.select("tbody tr").eachAttr("id"));
        assertThat(ids).hasSize(60);
        assertThat(second.select("a[rel=prev]")).hasSize(1);
        assertThat(admin.get(HERE + "/" + id + "/deliveries?before=nonsense").statusCode())
                .isEqualTo(200);
    }

    @Test
    void b68_aProcessThatIsKilledInTheMiddleOfACallLeavesItToAnotherWithTheSameEventId() {
        Webhook webhook = made(EventType.CREATED).webhook();
        receiver.answers(503);
        written("The chain breaks.");
        Receiver.Call first = first(EventType.CREATED);
        settle();
        // For the other process it is due; for this one, whose time stands still, it is not.
        assertThat(CLOCK.instant()).isBefore(Instant.now());
        run(
                Clearance.SYSTEM,
                () -> desk.bean(DSLContext.class)
                        .execute(
                                "update webhook_delivery set not_before = now() - interval '1 minute', give_up_at = now() + interval '1 day'"
                                        + " where state = 'queued'"));
        receiver.forget();
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        receiver.answers(call -> {
            called.countDown();
            await(killed);
            return 204;
        });
        try (DeskProcess other = DeskProcess.start(Map.of(
                "nightlight.database.url", desk.database.toUrl(),
                "nightlight.database.connections", "6",
                "nightlight.data", System.getProperty("java.io.tmpdir") + "/hooks-" + System.nanoTime(),
                "nightlight.relay.host", "127.0.0.1",
                "nightlight.relay.port",
                        Integer.toString(desk.mailboxes.getSmtp().getPort()),
                "nightlight.relay.encryption", "none",
                "nightlight.webhooks.allowed-hosts", "127.0.0.1"))) {
            await(called);
            other.kill();
        }
        killed.countDown();
        assertThat(one("select state from webhook_delivery where webhook_id = " + webhook.id()))
                .isEqualTo("sending");
        receiver.answers(204);
        CLOCK.turnTo(Instant.now().plus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS));
        RunningDesk.eventually(
                () -> one("select state from webhook_delivery where webhook_id = " + webhook.id()),
                state -> state.equals("sent"));
        assertThat(receiver.calls()).hasSize(2);
        assertThat(receiver.calls().stream().map(Receiver.Call::event)).containsOnly(first.event());
        assertThat(receiver.calls().stream().map(Receiver.Call::text)).containsOnly(first.text());
    }

    private static void everythingHappensTo(long ticket, Clearance clearance) {
        run(clearance, () -> work().assign(ticket, Work.ANY, TEST, ana.id()));
        run(clearance, () -> work().describe(ticket, Work.ANY, TEST, "Other words", "high", null));
        run(clearance, () -> work().climb(ticket, Work.ANY, TEST, "technical-support", 2, "a try", false));
        run(clearance, () -> work().retag(ticket, TEST, List.of(), List.of("tagged")));
        run(clearance, () -> work().move(ticket, Work.ANY, TEST, State.PENDING));
        Ticket now = ticket(ticket);
        run(
                clearance,
                () -> work().reclassify(
                                ticket,
                                Work.ANY,
                                TEST,
                                new Work.Place("billing", null, now.team(), now.level(), now.playbookVersion()),
                                "a try"));
        if (!now.walled()) {
            run(
                    clearance,
                    () -> desk.bean(Outbox.class)
                            .reply(ticket(ticket), new Actor.Staff(ana.id()), "Ana Cedar", "Please start it again."));
            writes(ticket, "It still crashes.");
            run(clearance, () -> {
                desk.context().publishEvent(new ClockRang(ticket, Metric.FIRST_RESPONSE, 75));
                desk.context().publishEvent(new ClockRang(ticket, Metric.RESOLUTION, 100));
                return true;
            });
        }
    }

    private Webhook.Fresh made(EventType... types) {
        return made(receiver, types);
    }

    private static Webhook.Fresh made(Receiver receiver, EventType... types) {
        return webhooks()
                .make(by(), new Webhook.Facts("Wallboard", receiver.address(), List.of(types)))
                .orThrow();
    }

    private Receiver.Call first(EventType type) {
        return RunningDesk.eventually(() -> receiver.calls(type), calls -> !calls.isEmpty())
                .getFirst();
    }

    private Set<Long> ids() {
        Set<Long> ids = new HashSet<>();
        receiver.calls()
                .forEach(call -> ids.add(call.json().get("ticket").get("id").asLong()));
        return ids;
    }

    /** Nothing is due and nothing on its way. */
    private static void settle() {
        RunningDesk.eventually(
                () -> one("select count(*) from webhook_delivery d join webhook w on w.id = d.webhook_id where w.active"
                        + " and (d.state = 'sending' or d.state = 'queued' and d.not_before <= '" + CLOCK.instant()
                        + "')"),
                count -> count.equals("0"));
    }

    private static int dead() {
        return Integer.parseInt(one("select count(*) from webhook_delivery d join webhook w on w.id = d.webhook_id"
                + " where w.removed_at is null and d.state = 'dead'"));
    }

    private static List<String> mails() {
        return desk.inbox("sam@desk.example").stream()
                .map(mail -> {
                    try {
                        return mail.getSubject();
                    } catch (jakarta.mail.MessagingException broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .filter(subject -> subject.contains("webhook"))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Webhooks webhooks() {
        return desk.bean(Webhooks.class);
    }

    private static Work work() {
        return desk.bean(Work.class);
    }

    private static Actor.Staff by() {
        return new Actor.Staff(sam.id());
    }

    private static long written(String words) {
        int number = ++numbers;
        return desk.ticketFrom(
                        "A Writer",
                        "writer" + number + "@mail.example",
                        "Webhook story " + number,
                        "hooks-" + number + "@mail.example",
                        words)
                .id();
    }

    private static void writes(long ticket, String words) {
        String from = one(
                "select value from customer_address where customer_id = (select requester_id from ticket where id = "
                        + ticket + ")");
        String number = from.replaceAll("\\D", "");
        desk.send(from, """
                From: A Writer <%s>
                To: support@storytailor.com
                Subject: Re: Webhook story
                In-Reply-To: <hooks-%s@mail.example>
                References: <hooks-%s@mail.example>
                Message-ID: <hooks-again-%s@mail.example>

                %s
                """.formatted(from, number, number, ++numbers, words));
    }

    private static Ticket ticket(long id) {
        return run(Clearance.SYSTEM, () -> desk.bean(Tickets.class).find(id).orElseThrow());
    }

    private static List<String> audited(String subject) {
        return run(
                Clearance.DESK,
                () -> desk.bean(DSLContext.class)
                        .fetch("select action from audit_line where subject = ?", subject)
                        .getValues(0, String.class));
    }

    @SuppressWarnings("NullAway") // a test that finds nothing fails there
    private static String one(String query) {
        return run(
                Clearance.SYSTEM,
                () -> desk.bean(DSLContext.class)
                        .fetchOptional(query)
                        .map(row -> row.get(0, String.class))
                        .orElse(null));
    }

    private static Document page(String path) {
        return Jsoup.parse(admin.get(path).body());
    }

    private static <T> T does(Supplier<T> deed) {
        return run(Clearance.DESK, deed);
    }

    private static <T extends @Nullable Object> T run(Clearance clearance, Supplier<T> work) {
        return desk.bean(Database.class).write(clearance, work);
    }
}

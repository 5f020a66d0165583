package org.nightlight.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.automation.Deeds;
import org.nightlight.automation.Definition;
import org.nightlight.automation.Heard;
import org.nightlight.automation.Rules;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Giving;
import org.nightlight.playbook.PlaybookReader;
import org.nightlight.playbook.Playbooks;
import org.nightlight.playbook.Reading;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;

/** A desk of which some teams give out their tickets by themselves, and whose time the test turns. */
class RoutingTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Actor TEST = new Actor.Software("test");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final TurnedClock CLOCK = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));
    private static final String SAFETY = "safety-team: { label: Safety Team, made-of: people";
    private static final String FIRST = "customer-service: { label: Customer Service, made-of: people";
    private static final String SECOND = "technical-support: { label: Technical Support, made-of: people";

    private static final String SKILLS = """

            skills:
              spanish: { label: Spanish, language: es }
              ios: { label: App on iOS, tags: [ios] }
            """;
    private static final String IN_SPANISH =
            "Hola, la aplicación se cierra cuando la abro en nuestra tableta y no hay sonido. Por favor, una ayuda.";

    private static RunningDesk desk;
    private static Routing routing;
    private static int numbers;

    @BeforeAll
    static void aDeskThatGivesOut() {
        desk = RunningDesk.start(Map.of(), RoutingTest::turned);
        desk.bean(Staff.class)
                .createFirstAdmin("Sam Oak", "sam@desk.example", PASSWORD)
                .orThrow();
        desk.bean(Playbooks.class)
                .publish(
                        Playbooks.builtInDocument()
                                .replace(FIRST, FIRST + ", gives-out: { by: round-robin }")
                                .replace(
                                        SECOND, SECOND + ", gives-out: { by: least-loaded, returns-after: 30 minutes }")
                                .replace(SAFETY, SAFETY + ", gives-out: { by: round-robin }")
                                .replace("\ncategories:\n", SKILLS + "\ncategories:\n"),
                        "",
                        TEST);
        RunningDesk.eventually(
                () -> desk.bean(CurrentPlaybook.class)
                                        .current()
                                        .playbook()
                                        .team("finance")
                                        .giving()
                                == null
                        && desk.bean(CurrentPlaybook.class)
                                        .current()
                                        .playbook()
                                        .team("customer-service")
                                        .giving()
                                != null,
                there -> there);
        routing = desk.bean(Routing.class);
    }

    private static void turned(org.springframework.context.support.GenericApplicationContext parts) {
        parts.registerBean("turnedClock", Clock.class, () -> CLOCK, bean -> bean.setPrimary(true));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    /** Every test has a morning and people of its own. Holidays fall on Mondays more often. */
    @BeforeEach
    void anotherTuesday() {
        run(
                Clearance.SYSTEM,
                () -> desk.bean(DSLContext.class).execute("update ticket set state = 'closed', solved_at = now()"));
        for (StaffMember member : desk.bean(Staff.class).all()) {
            if (!member.teams().isEmpty()) {
                attend(member.id(), 0, false, null);
                desk.bean(Staff.class).skill(member.id(), Set.of(), TEST).orThrow();
            }
        }
        LocalDate tuesday = LocalDate.ofInstant(CLOCK.instant(), ZONE).with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
        turnTo(tuesday, "10:00");
    }

    @Test
    void b69_eachIsGivenOneInTurnUpToTheirCapacityAndAPlaceThatFreesIsFilledAtOnce() throws Exception {
        long ana = person("Ana Birch", "customer-service", 2);
        long ben = person("Ben Cedar", "customer-service", 1);
        List<Long> tickets = IntStream.range(0, 5).mapToObj(i -> written()).toList();
        eventually(() -> held(ana) + held(ben), 3);
        assertThat(held(ana)).isEqualTo(2);
        assertThat(held(ben)).isEqualTo(1);
        List<Long> waiting = tickets.stream().filter(id -> holder(id).isEmpty()).toList();
        assertThat(waiting).hasSize(2);

        long bens = tickets.stream()
                .filter(id -> holder(id).equals(Optional.of(ben)))
                .findFirst()
                .orElseThrow();
        run(Clearance.DESK, () -> desk.bean(Work.class).move(bens, Work.ANY, TEST, State.SOLVED));
        long next = RunningDesk.eventually(
                        () -> waiting.stream()
                                .filter(id -> holder(id).isPresent())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(holder(next)).as("only there was room").contains(ben);
        assertThat(due(next)).as("promised first").isBeforeOrEqualTo(due(other(waiting, next)));

        attend(ana, 3, false, null);
        eventually(() -> holder(other(waiting, next)), Optional.of(ana));

        Browser lea = new Browser(desk.port);
        lea.signIn("sam@desk.example", PASSWORD);
        var page = Jsoup.parse(lea.get("/desk/tickets/" + next).body());
        assertThat(page.text())
                .contains("Given to Ben Cedar, who was given none for longest: held 0 of at most 1")
                .contains("by the team’s own rule in the playbook");
        assertThat(audited("ticket:" + next, "assigned")).containsExactly("software:routing");
    }

    @Test
    void b69_byLoadWhoeverHasMostRoomIsNext() {
        long ana = person("Ana Dogwood", "technical-support", 0);
        long ben = person("Ben Elder", "technical-support", 0);
        for (int i = 0; i < 6; i++) {
            long ticket = written();
            run(
                    Clearance.SYSTEM,
                    () -> desk.bean(DSLContext.class)
                            .execute("update ticket set team = 'technical-support' where id = ?", ticket));
        }
        attend(ana, 8, false, null);
        eventually(() -> held(ana), 6);
        attend(ben, 4, false, null);
        long more = written();
        run(
                Clearance.DESK,
                () -> desk.bean(Work.class).climb(more, Work.ANY, TEST, "technical-support", 2, "a try", false));
        eventually(() -> holder(more), Optional.of(ben));
        assertThat(Turn.next(List.of(turn(1, 2, 8), turn(2, 1, 3), turn(3, 0, 0)), Giving.By.LEAST_LOADED))
                .map(Turn::staffId)
                .contains(1L);
    }

    @Test
    void b69_whoIsAwayIsGivenNothingAndTheQueueIsDrainedOnReturn() {
        long ana = person("Ana Fir", "customer-service", 2);
        Browser she = new Browser(desk.port);
        she.signIn("ana.fir@desk.example", PASSWORD);
        assertThat(saved(she, ana, "away", "2026-01-01T09:00", "2")).contains("still to come");
        assertThat(saved(she, ana, "away", "", "many")).contains("Enter a number of tickets");
        saved(she, ana, "away", "", "2");
        assertThat(Jsoup.parse(she.get("/desk/account").body()).select("nav").text())
                .contains("Ana Fir (away)");
        long ticket = written();
        assertThat(routing.give(new HashSet<>())).isFalse();
        assertThat(holder(ticket)).isEmpty();

        saved(she, ana, "here", "", "2");
        eventually(() -> holder(ticket), Optional.of(ana));

        attend(ana, 2, true, CLOCK.instant().plus(Duration.ofMinutes(50)));
        long later = written();
        assertThat(routing.give(new HashSet<>())).isFalse();
        CLOCK.turn(Duration.ofMinutes(50));
        wake();
        eventually(() -> holder(later), Optional.of(ana));
    }

    @Test
    void b69_nothingIsGivenOutsideOfTheHoursOfTheTeam() {
        long ana = person("Ana Hazel", "customer-service", 2);
        LocalDate saturday =
                LocalDate.ofInstant(CLOCK.instant(), ZONE).with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        turnTo(saturday, "12:00");
        long ticket = written();
        assertThat(routing.give(new HashSet<>())).isFalse();
        assertThat(holder(ticket)).isEmpty();
        turnTo(saturday.plusDays(3), "10:00");
        wake();
        eventually(() -> holder(ticket), Optional.of(ana));
    }

    @Test
    void b69_whatSomebodyAwayLeavesUnansweredReturnsAfterAnHourOfOpenTime() throws Exception {
        long ana = person("Ana Juniper", "customer-service", 2);
        long unanswered = written();
        long answered = written();
        eventually(() -> held(ana), 2);
        run(
                Clearance.DESK,
                () -> desk.bean(Outbox.class)
                        .reply(ticket(answered), new Actor.Staff(ana), "Ana Juniper", "Please switch the sound on."));
        LocalDate today = LocalDate.ofInstant(CLOCK.instant(), ZONE);
        turnTo(today, "16:40"); // the desk closes at five
        attend(ana, 2, true, null);
        turnTo(today.plusDays(1), "09:39");
        assertThat(routing.takeBack(new HashSet<>()))
                .as("59 minutes of open time")
                .isFalse();
        assertThat(holder(unanswered)).contains(ana);
        long ben = person("Ben Kapok", "customer-service", 5);
        turnTo(today.plusDays(1), "09:40");
        wake();
        eventually(() -> holder(unanswered), Optional.of(ben));
        assertThat(holder(answered)).as("answered, and waits for the customer").contains(ana);
        Browser sam = new Browser(desk.port);
        sam.signIn("sam@desk.example", PASSWORD);
        assertThat(Jsoup.parse(sam.get("/desk/tickets/" + unanswered).body()).text())
                .contains("Back with the team, since Ana Juniper is away and the customer waits");
        assertThat(Jsoup.parse(sam.get("/desk/admin/people").body())
                        .select("#person-" + ana)
                        .text())
                .contains("away");
    }

    @Test
    void b69_whoIsSuspendedKeepsNothing() {
        long ana = person("Ana Larch", "customer-service", 1);
        long ticket = written();
        eventually(() -> holder(ticket), Optional.of(ana));
        desk.bean(Staff.class).deactivate(ana, TEST).orThrow();
        eventually(() -> holder(ticket), Optional.empty());
    }

    @Test
    void b69_aSafetyTicketIsNeitherGivenNorReturnedNorCounted() {
        long mina = person("Mina Maple", "customer-service", 1, Role.SAFETY_OFFICER);
        desk.bean(Staff.class)
                .assign(mina, Set.of(Role.SAFETY_OFFICER), Set.of("customer-service", "safety-team"), Set.of(), TEST)
                .orThrow();
        long walled = written("my dad hits me with a belt every night");
        assertThat(ticket(walled).walled()).isTrue();
        assertThat(ticket(walled).team()).isIn("safety-team", "child-safety-agent");
        run(
                Clearance.SYSTEM,
                () -> desk.bean(DSLContext.class)
                        .execute("update ticket set team = 'safety-team' where id = ?", walled));
        assertThat(routing.give(new HashSet<>())).isFalse();
        assertThat(holder(walled)).isEmpty();

        run(
                Clearance.SAFETY.of(mina),
                () -> desk.bean(Work.class).assign(walled, Work.ANY, new Actor.Staff(mina), mina));
        long ordinary = written();
        eventually(() -> holder(ordinary), Optional.of(mina));
        assertThat(given(ordinary)).containsEntry("load", "0");

        attend(mina, 1, true, null);
        CLOCK.turn(Duration.ofHours(3));
        wake();
        eventually(() -> holder(ordinary), Optional.empty());
        assertThat(routing.takeBack(new HashSet<>())).isFalse();
        assertThat(run(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class)
                                .fetchCount(
                                        org.jooq.impl.DSL.table("ticket_event"),
                                        org.jooq.impl.DSL.condition(
                                                "actor = 'software:routing' and ticket_id = ?", walled))))
                .isZero();
    }

    @Test
    void b69_twoProcessesGiveEachTicketOnceAndNobodyMoreThanTheirCapacity() {
        long ana = person("Ana Oleander", "customer-service", 0);
        long ben = person("Ben Poplar", "customer-service", 0);
        List<Long> tickets = IntStream.range(0, 9).mapToObj(i -> written()).toList();
        try (RunningDesk other = desk.another(RoutingTest::turned)) {
            Routing there = other.bean(Routing.class);
            attend(ana, 4, false, null);
            attend(ben, 3, false, null);
            while (there.give(new HashSet<>()) | routing.give(new HashSet<>())) {
                // both at it, beside the workers of both
            }
            eventually(() -> held(ana) + held(ben), 7);
            assertThat(held(ana)).isEqualTo(4);
            assertThat(held(ben)).isEqualTo(3);
            for (long ticket : tickets) {
                assertThat(audited("ticket:" + ticket, "assigned")).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void b69_whatIsWrittenInSpanishWaitsForWhoWritesItAndHoldsUpNothingElse() throws Exception {
        skilled("Carla Alder", 1, true);
        long luz = person("Luz Aspen", "customer-service", 3);
        long spanish = written(IN_SPANISH);
        long english = written();
        eventually(() -> holder(english), Optional.of(luz));
        assertThat(routing.give(new HashSet<>())).isFalse();
        assertThat(holder(spanish)).as("Carla writes it, and is away").isEmpty();

        Browser sam = new Browser(desk.port);
        sam.signIn("sam@desk.example", PASSWORD);
        Map<String, String> form = new HashMap<>(Map.of(
                "name-" + luz,
                "Luz Aspen",
                "email-" + luz,
                "luz.aspen@desk.example",
                "roles",
                "agent",
                "teams",
                "customer-service",
                "skills",
                "klingon"));
        assertThat(sam.post("/desk/admin/people", "/desk/admin/people/" + luz, form)
                        .body())
                .contains("The playbook has no such skill");
        form.put("skills", "spanish");
        sam.post("/desk/admin/people", "/desk/admin/people/" + luz, form);
        eventually(() -> holder(spanish), Optional.of(luz));

        var page = Jsoup.parse(sam.get("/desk/tickets/" + spanish).body());
        assertThat(page.text())
                .contains("The customer writes in Spanish")
                .contains("Given to Luz Aspen, who was given none for longest: held 1 of at most 3;"
                        + " has the skill asked for: Spanish");
        assertThat(Jsoup.parse(sam.get("/desk/admin/people").body())
                        .select("#person-" + luz)
                        .text())
                .contains("Customer Service · Spanish");
        assertThat(audited("staff:" + luz, "staff.skills")).hasSize(1);
        Browser she = new Browser(desk.port);
        she.signIn("luz.aspen@desk.example", PASSWORD);
        assertThat(Jsoup.parse(she.get("/desk/account").body()).text()).contains("Skills Spanish");
    }

    @Test
    void b69_afterAQuarterOfAnHourOfOpenTimeAnybodyPresentIsGivenItAndThePageSaysSo() throws Exception {
        skilled("Carla Beech", 1, true);
        long ben = person("Ben Briar", "customer-service", 3);
        LocalDate today = LocalDate.ofInstant(CLOCK.instant(), ZONE);
        turnTo(today, "16:50"); // the desk closes at five
        long spanish = written(IN_SPANISH);
        assertThat(routing.give(new HashSet<>())).isFalse();
        turnTo(today.plusDays(1), "09:04");
        assertThat(routing.give(new HashSet<>())).as("14 minutes of open time").isFalse();
        assertThat(holder(spanish)).isEmpty();
        turnTo(today.plusDays(1), "09:05");
        wake();
        eventually(() -> holder(spanish), Optional.of(ben));
        Browser sam = new Browser(desk.port);
        sam.signIn("sam@desk.example", PASSWORD);
        assertThat(Jsoup.parse(sam.get("/desk/tickets/" + spanish).body()).text())
                .contains("nobody with the skill Spanish was at work in time");
    }

    @Test
    void b69_whoHasTheSkillAndNoRoomIsWaitedForToo() {
        long luz = skilled("Luz Cherry", 1, false);
        long ben = person("Ben Chestnut", "customer-service", 0);
        long first = written(IN_SPANISH);
        eventually(() -> holder(first), Optional.of(luz));
        attend(ben, 3, false, null);
        long second = written(IN_SPANISH);
        assertThat(routing.give(new HashSet<>())).isFalse();
        assertThat(holder(second)).isEmpty();
        run(Clearance.DESK, () -> desk.bean(Work.class).move(first, Work.ANY, TEST, State.SOLVED));
        eventually(() -> holder(second), Optional.of(luz));

        long third = written(IN_SPANISH);
        CLOCK.turn(Duration.ofMinutes(15));
        wake();
        eventually(() -> holder(third), Optional.of(ben));
        assertThat(given(third)).containsEntry("since", "full");
    }

    @Test
    void b69_nobodyIsWaitedForWhereNobodyOfTheTeamHasTheSkill() {
        long ben = person("Ben Cypress", "customer-service", 1);
        long spanish = written(IN_SPANISH);
        eventually(() -> holder(spanish), Optional.of(ben));
        assertThat(given(spanish)).containsEntry("since", "nobody").containsEntry("lacked", "[\"spanish\"]");
    }

    @Test
    void b69_thoseWhoHaveTheSkillTakeTurns() {
        long luz = skilled("Luz Ebony", 0, false);
        long paz = skilled("Paz Ebony", 0, false);
        long ben = person("Ben Ebony", "customer-service", 9);
        List<Long> tickets =
                IntStream.range(0, 4).mapToObj(i -> written(IN_SPANISH)).toList();
        attend(luz, 9, false, null);
        attend(paz, 9, false, null);
        eventually(() -> held(luz) + held(paz), 4);
        assertThat(held(luz)).isEqualTo(held(paz)).isEqualTo(2);
        assertThat(held(ben)).isZero();
        assertThat(tickets).allMatch(ticket -> given(ticket).get("had").equals("[\"spanish\"]"));
    }

    @Test
    void b69_aTagAsksForASkillAndWhoHasMostOfThemIsNextOnceItHasWaited() {
        long luz = skilled("Luz Fig", 0, false);
        long ben = person("Ben Fig", "customer-service", 0);
        skill(person("Kim Fig", "customer-service", 0), "spanish", "ios");
        long both = written(IN_SPANISH);
        run(Clearance.DESK, () -> desk.bean(Work.class).tag(both, Work.ANY, TEST, List.of("ios")));
        attend(ben, 3, false, null);
        attend(luz, 3, false, null);
        assertThat(routing.give(new HashSet<>())).isFalse();
        CLOCK.turn(Duration.ofMinutes(15));
        wake();
        eventually(() -> holder(both), Optional.of(luz));
        assertThat(given(both)).containsEntry("had", "[\"spanish\"]").containsEntry("lacked", "[\"ios\"]");
    }

    @Test
    void b69_theTagOfARuleIsWaitedFor() {
        long ana = person("Ana Fern", "customer-service", 4);
        long ina = person("Ina Fern", "customer-service", 4);
        skill(ina, "ios");
        Rules rules = desk.bean(Rules.class);
        StaffMember sam = desk.bean(Staff.class)
                .findByEmail(new EmailAddress("sam@desk.example"))
                .orElseThrow();
        long rule = rules.keep(
                        sam,
                        new Definition(
                                "Apple",
                                List.of(Heard.MADE),
                                null,
                                "ipad",
                                new Deeds(List.of("ios"), List.of(), "", null, null, "", false, "")))
                .orThrow();
        rules.turn(sam, rule, true).orThrow();
        List<Long> tickets = IntStream.range(0, 3)
                .mapToObj(i -> written("The app crashes when I open it on our ipad, and there is no sound."))
                .toList();
        eventually(() -> held(ana) + held(ina), 3);
        assertThat(tickets).allMatch(ticket -> holder(ticket).equals(Optional.of(ina)));
        rules.turn(sam, rule, false).orThrow();
    }

    @Test
    void b69_inWhichLanguageACustomerGoesOnCounts() {
        long luz = skilled("Luz Gum", 0, false);
        long ben = person("Ben Gum", "customer-service", 0);
        long ticket = written("The app crashes when I open it on our tablet, and there is no sound. Please help.");
        int number = numbers;
        desk.send("writer" + number + "@mail.example", """
                From: A Writer <writer%s@mail.example>
                To: support@storytailor.com
                Subject: Re: Sound of story %s
                Message-ID: <routing-%s-again@mail.example>
                In-Reply-To: <routing-%s@mail.example>
                Date: Mon, 16 Nov 2026 11:00:00 -0500

                %s
                """.formatted(number, number, number, number, IN_SPANISH));
        eventually(
                () -> run(
                        Clearance.SYSTEM,
                        () -> desk.bean(Tickets.class).messages(ticket).size()),
                2);
        attend(ben, 2, false, null);
        assertThat(routing.give(new HashSet<>())).isFalse();
        attend(luz, 2, false, null);
        eventually(() -> holder(ticket), Optional.of(luz));
    }

    @Test
    void b69_twoProcessesGiveSpanishToNobodyElseAndNoTicketTwice() {
        long luz = skilled("Luz Hickory", 0, false);
        long ben = person("Ben Hickory", "customer-service", 0);
        List<Long> spanish =
                IntStream.range(0, 4).mapToObj(i -> written(IN_SPANISH)).toList();
        List<Long> english = IntStream.range(0, 4).mapToObj(i -> written()).toList();
        try (RunningDesk other = desk.another(RoutingTest::turned)) {
            Routing there = other.bean(Routing.class);
            attend(luz, 3, false, null);
            attend(ben, 4, false, null);
            while (there.give(new HashSet<>()) | routing.give(new HashSet<>())) {
                // both at it, beside the workers of both
            }
            eventually(() -> held(luz) + held(ben), held(ben) + 3);
            assertThat(spanish).noneMatch(ticket -> holder(ticket).equals(Optional.of(ben)));
            assertThat(held(luz)).isEqualTo(3);
            for (long ticket : java.util.stream.Stream.concat(spanish.stream(), english.stream())
                    .toList()) {
                assertThat(audited("ticket:" + ticket, "assigned")).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void b69_aSafetyTicketInSpanishWaitsForNobodyAndIsGivenToNobody() {
        long luz = skilled("Luz Ivy", 5, false);
        long walled = written("hola, mi papa me pega con un cinturon todas las noches y no se que hacer, ayuda");
        assertThat(ticket(walled).walled()).isTrue();
        CLOCK.turn(Duration.ofMinutes(16));
        assertThat(routing.give(new HashSet<>())).isFalse();
        assertThat(holder(walled)).isEmpty();
        assertThat(held(luz)).isZero();
    }

    @Test
    void b69_aSkillThatNothingAsksForOrThatMeansSafetyIsAFault() {
        String document = Playbooks.builtInDocument();
        assertThat(faults(skills(document, "es: { label: Spanish }"))).contains("no ticket would ever ask for it");
        assertThat(faults(skills(document, "es: { label: Spanish, language: spanish }")))
                .contains("a language in two letters");
        assertThat(faults(skills(document, "money: { label: Money, matters: [billling] }")))
                .contains("a category, or category/issue")
                .contains("billing");
        assertThat(faults(skills(document, "child: { label: Children, matters: [safety] }")))
                .contains("other than safety");
        assertThat(faults(document.replace(FIRST, FIRST + ", gives-out: { by: round-robin, skill-waits: soon }")))
                .contains("skill-waits");
    }

    private static String skills(String document, String skill) {
        return document.replace("\ncategories:\n", "\nskills:\n  " + skill + "\n\ncategories:\n");
    }

    private static long skilled(String name, int capacity, boolean away) {
        long id = person(name, "customer-service", 0);
        skill(id, "spanish");
        attend(id, capacity, away, null);
        return id;
    }

    private static void skill(long id, String... skills) {
        desk.bean(Staff.class).skill(id, Set.of(skills), TEST).orThrow();
    }

    @Test
    void b69_aTeamOfSoftwareGivesNothingOutAndWrongWordsAreFaults() {
        String document = Playbooks.builtInDocument();
        assertThat(faults(
                        document.replace("made-of: software }", "made-of: software, gives-out: { by: round-robin } }")))
                .contains("made of people");
        assertThat(faults(document.replace(FIRST, FIRST + ", gives-out: { by: robin }")))
                .contains("round-robin or least-loaded");
        assertThat(faults(document.replace(FIRST, FIRST + ", gives-out: { by: round-robin, after: 1 hour }")))
                .contains("returns-after");
    }

    private static Turn turn(long id, int load, int capacity, String... skills) {
        return new Turn(id, load, capacity, Set.of(skills), null);
    }

    private static String faults(String document) {
        return ((Reading.Faulty) PlaybookReader.read(document)).faults().toString();
    }

    private static long person(String name, String team, int capacity, Role... roles) {
        Staff staff = desk.bean(Staff.class);
        Set<Role> all = roles.length == 0 ? Set.of(Role.AGENT) : Set.of(roles);
        long id = staff.create(
                        name,
                        name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@desk.example",
                        all,
                        PASSWORD,
                        TEST)
                .orThrow()
                .id();
        attend(id, capacity, false, null);
        staff.assign(id, all, Set.of(team), Set.of(), TEST).orThrow();
        return id;
    }

    private static void attend(long id, int capacity, boolean away, @org.jspecify.annotations.Nullable Instant back) {
        desk.bean(Staff.class).attend(id, capacity, away, back, TEST).orThrow();
    }

    private static String saved(Browser browser, long id, String now, String back, String capacity) {
        return browser.post(
                        "/desk/account",
                        "/desk/account/attendance",
                        Map.of("now-" + id, now, "back-" + id, back, "capacity-" + id, capacity))
                .body();
    }

    private static long written() {
        return written("The app crashes when I open it on our tablet, and there is no sound. Please help.");
    }

    private static long written(String words) {
        int number = ++numbers;
        String from = "writer" + number + "@mail.example";
        desk.send(from, """
                From: A Writer <%s>
                To: support@storytailor.com
                Subject: Sound of story %s
                Message-ID: <routing-%s@mail.example>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                %s
                """.formatted(from, number, number, words));
        return RunningDesk.eventually(
                        () -> Optional.ofNullable(run(
                                        Clearance.SYSTEM,
                                        () -> desk.bean(DSLContext.class)
                                                .fetchOne(
                                                        "select id from ticket where requester_id ="
                                                                + " (select customer_id from customer_address where value = ?)",
                                                        from)))
                                .map(row -> row.get(0, Long.class)),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Ticket ticket(long id) {
        return run(Clearance.SYSTEM, () -> desk.bean(Tickets.class).find(id).orElseThrow());
    }

    private static Optional<Long> holder(long id) {
        return Optional.ofNullable(ticket(id).assigneeId());
    }

    private static Instant due(long id) {
        return Optional.ofNullable(ticket(id).dueAt()).orElse(Instant.MAX);
    }

    private static long other(List<Long> two, long one) {
        return two.stream().filter(id -> id != one).findFirst().orElseThrow();
    }

    private static int held(long staff) {
        return run(
                Clearance.DESK,
                () -> desk.bean(DSLContext.class)
                        .fetchOne(
                                "select count(*) from ticket where assignee_id = ? and state in ('new', 'open')", staff)
                        .get(0, Integer.class));
    }

    private static List<String> audited(String subject, String action) {
        return run(
                Clearance.SYSTEM,
                () -> desk.bean(DSLContext.class)
                        .fetch("select actor from audit_line where subject = ? and action = ?", subject, action)
                        .getValues(0, String.class));
    }

    private static Map<String, String> given(long ticket) {
        return run(Clearance.SYSTEM, () -> {
            Map<String, String> detail = new HashMap<>();
            desk.bean(DSLContext.class)
                    .fetch(
                            "select key, value from ticket_event, jsonb_each_text(detail) where ticket_id = ? and kind = 'assigned'",
                            ticket)
                    .forEach(row -> detail.put(row.get(0, String.class), row.get(1, String.class)));
            return detail;
        });
    }

    private static <T> T run(Clearance clearance, java.util.function.Supplier<T> work) {
        return desk.bean(Database.class).write(clearance, work);
    }

    private static void turnTo(LocalDate day, String time) {
        CLOCK.turnTo(day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant());
    }

    /** What the worker notices by itself within half a minute, at once. */
    private static void wake() {
        desk.bean(Wakeups.class).afterCommit(Staff.CHANGED);
    }

    private static <T> void eventually(java.util.concurrent.Callable<T> look, T there) {
        RunningDesk.eventually(look, Predicate.isEqual(there));
    }
}

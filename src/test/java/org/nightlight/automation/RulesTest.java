package org.nightlight.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Statements;
import org.nightlight.privacy.Scope;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Wishes;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Notices;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.springframework.context.support.GenericApplicationContext;

/** A desk with rules, whose time the test turns. */
class RulesTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final TurnedClock CLOCK = new TurnedClock(Instant.parse("2026-11-17T15:00:00Z"));
    private static final String HERE = "/desk/admin/rules";

    private static RunningDesk desk;
    private static StaffMember sam;
    private static StaffMember lea;
    private static StaffMember ana;
    private static Browser admin;
    private static int numbers;

    @BeforeAll
    static void aDesk() {
        desk = RunningDesk.start(Map.of(), RulesTest::turned);
        sam = desk.bean(Staff.class)
                .createFirstAdmin("Sam Oak", "sam@desk.example", RunningDesk.PASSWORD)
                .orThrow();
        lea = desk.staff(
                "Lea Birch", "lea@desk.example", Set.of("customer-service"), Set.of("customer-service"), Role.LEAD);
        ana = desk.staff("Ana Cedar", "ana@desk.example", Role.AGENT);
        admin = desk.browser("sam@desk.example");
    }

    private static void turned(GenericApplicationContext parts) {
        parts.registerBean("turnedClock", Clock.class, () -> CLOCK, bean -> bean.setPrimary(true));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @BeforeEach
    void noRules() {
        rules().standing().forEach(rule -> rules().remove(sam, rule.id()));
        settle();
    }

    @Test
    void b66_eachChangeSetsOffTheRulesThatLookAtIt() {
        for (Heard heard : List.of(
                Heard.MADE, Heard.WROTE, Heard.ANSWERED, Heard.STATE, Heard.TEAM, Heard.LEVEL, Heard.ASSIGNEE)) {
            on(hears(heard.key(), "", tag("on-" + heard.key()), heard));
        }
        on(hears("tags", "tag:by-hand", tag("on-tags"), Heard.TAGS));
        long ticket = written("The app crashes.");
        eventuallyTagged(ticket, "on-made");
        assertThat(tags(ticket)).containsExactly("on-made");

        answered(ticket);
        eventuallyTagged(ticket, "on-answered");
        eventuallyTagged(ticket, "on-state");
        writes(ticket, "It still crashes.");
        eventuallyTagged(ticket, "on-wrote");
        assertThat(tags(ticket)).doesNotContain("on-assignee", "on-team", "on-level", "on-tags");
        does(() -> work().assign(ticket, Work.ANY, TEST, ana.id()));
        eventuallyTagged(ticket, "on-assignee");
        assertThat(tags(ticket)).doesNotContain("on-team", "on-level", "on-tags");
        does(() -> work().climb(ticket, Work.ANY, TEST, "technical-support", 2, "a try", false));
        eventuallyTagged(ticket, "on-team");
        eventuallyTagged(ticket, "on-level");
        does(() -> work().retag(ticket, TEST, List.of(), List.of("by-hand")));
        eventuallyTagged(ticket, "on-tags");
        assertThat(audited(ticket, "rule-fired")).containsOnly("software:rules");
        settle();
        assertThat(count("rule_work")).isZero();
    }

    @Test
    void b66_aMachinesAnswerIsNotTheCustomerWriting() {
        on(hears("wrote", "", tag("wrote"), Heard.WROTE));
        long ticket = written("The app crashes.");
        does(() -> work().assign(ticket, Work.ANY, TEST, ana.id()));
        String from = address(ticket);
        desk.send(from, """
                From: A Writer <%s>
                To: support@storytailor.com
                Subject: Out of office
                In-Reply-To: <rules-%s@mail.example>
                References: <rules-%s@mail.example>
                Message-ID: <rules-away-%s@mail.example>
                Auto-Submitted: auto-replied

                The office is closed until Monday.
                """.formatted(from, number(from), number(from), number(from)));
        RunningDesk.eventually(
                () -> texts(ticket).stream().anyMatch(text -> text.contains("closed until Monday")), there -> there);
        settle();
        assertThat(tags(ticket)).isEmpty();
    }

    @Test
    void b66_rulesLookInTheirOrderAndEachSeesWhatThoseBeforeItDid() {
        long second = on(hears("second", "tag:first", tag("second"), Heard.MADE));
        long first = on(hears("first", "", tag("first"), Heard.MADE));
        long early = written("The sound is gone.");
        eventuallyTagged(early, "first");
        settle();
        assertThat(tags(early)).containsExactly("first");

        rules().move(sam, first, true);
        assertThat(rules().standing().stream().map(Rule::id)).containsExactly(first, second);
        long late = written("The sound is gone again.");
        eventuallyTagged(late, "second");
        assertThat(tags(late)).containsExactly("first", "second");
    }

    @Test
    void b66_recursionStopsAtDepthFiveWithALogThatNamesTheCircle() {
        on(hears("Let it rest", "status:open", state(State.PENDING), Heard.STATE));
        on(hears("Wake it", "status:pending", state(State.OPEN), Heard.STATE));
        long ticket = written("The voice is silent.");
        long another = written("The voice is silent here too.");
        settle();
        does(() -> work().move(ticket, Work.ANY, TEST, State.PENDING));
        does(() -> work().move(another, Work.ANY, TEST, State.PENDING));
        settle();

        for (long one : List.of(ticket, another)) {
            assertThat(kinds(one)).filteredOn("rule-fired"::equals).hasSize(5);
            assertThat(kinds(one)).filteredOn("rules-stopped"::equals).hasSize(1);
        }
        assertThat(ticket(ticket).state()).isEqualTo(State.OPEN);
        assertThat(page("/desk/tickets/" + ticket).select(".timeline").text())
                .contains("Rules stopped at depth 5: rule Wake it → Let it rest → Wake it");
        assertThat(page("/desk/tickets/" + ticket + "/rules").text())
                .contains("rule Wake it → Let it rest → Wake it")
                .contains("Stopped: five rules had set each other off, in a circle");
        assertThat(page(HERE).text()).contains("stopped in a circle");
        assertThat(reads(() -> desk.bean(Notices.class).mentions(sam.id(), 100)))
                .as("told once, not for each ticket")
                .filteredOn(one ->
                        one.kind() == Notices.Kind.RULES_STOPPED && one.by().equals("Wake it"))
                .hasSize(1);
        assertThat(page("/desk/mentions").text()).contains("Stopped: a circle of rules, with “Wake it”");
    }

    @Test
    void b66_aLongChainOfDifferentRulesStopsTooAndWhatSeveralDidInOneGoIsLookedAtInOneGo() {
        for (int i = 7; i >= 1; i--) {
            on(hears("Step " + i, "tag:s" + (i - 1) + " -tag:s" + i, tag("s" + i), Heard.TAGS));
        }
        long ticket = written("The picture is dark.");
        does(() -> work().retag(ticket, TEST, List.of(), List.of("s0")));
        settle();
        assertThat(tags(ticket)).containsExactly("s0", "s1", "s2", "s3", "s4", "s5");
        assertThat(kinds(ticket)).filteredOn("rules-stopped"::equals).hasSize(1);

        noRules();
        for (State from : List.of(State.OPEN, State.PENDING, State.HOLD)) {
            State to = from == State.OPEN ? State.PENDING : from == State.PENDING ? State.HOLD : State.OPEN;
            on(hears("From " + from.key(), "status:" + from.key(), state(to), Heard.STATE));
        }
        long round = written("The picture is bright.");
        does(() -> work().move(round, Work.ANY, TEST, State.OPEN));
        settle();
        assertThat(kinds(round))
                .as("five rounds of three, not three to the fifth")
                .filteredOn("rule-fired"::equals)
                .hasSizeLessThanOrEqualTo(15);
        assertThat(RuleWork.circle(List.of(1L, 2L, 3L))).containsExactly(1L, 2L, 3L);
        assertThat(RuleWork.circle(List.of(9L, 1L, 2L, 1L, 2L))).containsExactly(1L, 2L, 1L);
    }

    @Test
    void b66_aRuleDoesNotHearWhatItDidItselfAndFiresOnceForOneChange() {
        on(hears(
                "Note",
                "",
                new Deeds(List.of("noted"), List.of(), "", null, null, "Seen: {ticket.number}", false, ""),
                Heard.MADE,
                Heard.TAGS,
                Heard.STATE,
                Heard.ASSIGNEE));
        long ticket = written("The music stops.");
        eventuallyTagged(ticket, "noted");
        settle();
        assertThat(texts(ticket)).filteredOn(("Seen: " + ticket)::equals).hasSize(1);
        does(() -> {
            work().assign(ticket, Work.ANY, TEST, ana.id()); // also opens it: two changes in one
            return work().retag(ticket, TEST, List.of(), List.of("by-hand"));
        });
        settle();
        assertThat(texts(ticket)).filteredOn(("Seen: " + ticket)::equals).hasSize(2);
    }

    @Test
    void b66_aRuleNeverMailsOurOwnAddressNorAnyCustomer() {
        StaffMember odd = desk.staff(
                "Odd Elm",
                "support+odd@storytailor.com",
                Set.of("customer-service"),
                Set.of("customer-service"),
                Role.LEAD);
        for (StaffMember one : List.of(odd, lea)) {
            does(() -> {
                desk.bean(Wishes.class).set(one.id(), new Wishes.Wish(true, true, false, null, null));
                return true;
            });
        }
        on(hears(
                "Call the lead",
                "",
                new Deeds(List.of(), List.of(), "", null, null, "", false, Deeds.OWN),
                Heard.MADE));
        on(hears("Hand up", "", new Deeds(List.of("up"), List.of(), "level:2", null, null, "", false, ""), Heard.TAGS));
        long ticket = written("The colours are wrong.");
        RunningDesk.eventually(() -> desk.inbox("lea@desk.example"), mail -> !mail.isEmpty());
        int tickets = count("ticket");
        does(() -> work().retag(ticket, TEST, List.of(), List.of("go")));
        eventuallyTagged(ticket, "up");
        settle();
        assertThat(ticket(ticket).level()).isEqualTo(2);
        RunningDesk.eventually(
                () -> one("select count(*) from notice where mail_waits"), waiting -> waiting.equals("0"));
        assertThat(desk.inbox("support")).isEmpty();
        assertThat(one("select count(*) from outbound where recipients::text like '%support%'"))
                .isEqualTo("0");
        assertThat(count("ticket")).isEqualTo(tickets);
        assertThat(reads(() -> desk.bean(Tickets.class).messages(ticket)))
                .as("nothing was written to the customer")
                .noneMatch(message -> message.kind() == Message.Kind.REPLY || message.kind() == Message.Kind.AUTOMATIC);
        assertThat(page("/desk/tickets/" + ticket).text())
                .containsPattern("Handed to [A-Z].+, Level 2, by the rule “Hand up”");
        Browser hers = desk.browser("lea@desk.example");
        assertThat(hers.get("/desk/mentions").body()).contains("The rule “Call the lead”");
        desk.bean(Staff.class).deactivate(odd.id(), TEST).orThrow();
    }

    @Test
    void b66_noRuleLooksBehindTheWallNorMovesATicketIntoTheSafetyTeamNorLowersALevel() {
        on(hears("Tag all", "", tag("seen"), Heard.MADE, Heard.STATE, Heard.TAGS, Heard.WROTE));
        long walled = written("my dad hits me with a belt every night");
        assertThat(ticket(walled).walled()).isTrue();
        long held = written("The page is empty.");
        eventuallyTagged(held, "seen");
        settle();
        does(() -> work().retag(held, TEST, List.of("seen"), List.of("more")));
        run(Clearance.SYSTEM, () -> {
            desk.bean(Cases.class).raise(held, Level.S2, TEST);
            return true;
        });
        settle();
        run(Clearance.SAFETY, () -> work().retag(walled, TEST, List.of(), List.of("by-safety")));
        run(Clearance.SAFETY, () -> work().move(walled, Work.ANY, TEST, State.PENDING));
        settle();
        assertThat(run(Clearance.SYSTEM, () -> work().tags(walled))).containsExactly("by-safety");
        for (String table : List.of("rule_work", "rule_time")) {
            assertThat(one("select count(*) from " + table + " where ticket_id in (" + walled + ", " + held + ")"))
                    .isEqualTo("0");
        }
        assertThat(one("select count(*) from rule_look where ticket_id = " + walled))
                .isEqualTo("0");
        assertThat(admin.get("/desk/tickets/" + walled + "/rules").statusCode()).isEqualTo(404);
        assertThat(admin.get("/desk/tickets/" + held + "/rules").statusCode()).isEqualTo(404);
        assertThat(reads(() -> desk.bean(Looks.class).of(held, 10))).isEmpty();

        for (String place :
                List.of("team:safety-team", "team:legal-compliance", "team:child-safety-agent", "level:0")) {
            assertThat(refused(hears(
                            "In", "", new Deeds(List.of(), List.of(), place, null, null, "", false, ""), Heard.MADE)))
                    .as(place)
                    .isEqualTo("place");
        }
        on(hears("Down", "", new Deeds(List.of("down"), List.of(), "level:2", null, null, "", false, ""), Heard.LEVEL));
        long high = written("The story ends too early.");
        does(() -> work().climb(high, Work.ANY, TEST, "engineering", 3, "a try", false));
        eventuallyTagged(high, "down");
        assertThat(ticket(high).level()).isEqualTo(3);
        assertThat(ticket(high).team()).isEqualTo("engineering");
    }

    @Test
    void b66_whatATicketDoesNotAllowIsLeftWholeAndSaid() {
        on(hears(
                "Solve",
                "",
                new Deeds(List.of("solved-by-rule"), List.of(), "", null, State.SOLVED, "", false, ""),
                Heard.MADE));
        long ticket = written("The button does nothing.");
        RunningDesk.eventually(() -> looks(ticket), found -> !found.isEmpty());
        assertThat(tags(ticket)).isEmpty();
        assertThat(ticket(ticket).state()).isEqualTo(State.NEW);
        assertThat(page("/desk/tickets/" + ticket + "/rules").text())
                .contains("it is not allowed here")
                .contains("A ticket needs an assignee before it is solved");
    }

    @Test
    void b66_twoProcessesFireEachOnce() {
        on(hears("Note once", "", new Deeds(List.of(), List.of(), "", null, null, "Looked at", false, ""), Heard.TAGS));
        List<Long> tickets = IntStream.range(0, 8)
                .mapToObj(i -> written("Page " + i + " is torn."))
                .toList();
        try (RunningDesk other = desk.another(RulesTest::turned)) {
            tickets.forEach(id -> does(() -> work().retag(id, TEST, List.of(), List.of("go"))));
            while (other.bean(RuleWork.class).turn() | desk.bean(RuleWork.class).turn()) {
                // both at it, beside the workers of both
            }
            settle();
            for (long ticket : tickets) {
                assertThat(texts(ticket)).filteredOn("Looked at"::equals).hasSize(1);
            }
        }
    }

    @Test
    void b66_aProcessThatDiesInTheMiddleNeitherLosesNorDoubles() throws Exception {
        on(hears(
                "Note once",
                "",
                new Deeds(List.of("done"), List.of(), "", null, null, "Looked at once", false, ""),
                Heard.TAGS));
        long ticket = written("The last page is missing.");
        settle();
        try (Connection other = connection();
                Connection killer = connection();
                Statement lock = other.createStatement();
                Statement sql = killer.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table rule_look in share mode"); // the rule has acted, and writes down what it found
            does(() -> work().retag(ticket, TEST, List.of(), List.of("go")));
            RunningDesk.eventually(
                    () -> {
                        try (ResultSet killed = sql.executeQuery(
                                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                                        + " and wait_event_type = 'Lock' and query like '%rule_look%' and pid <> pg_backend_pid()")) {
                            return killed.next();
                        }
                    },
                    killed -> killed);
            assertThat(tags(ticket)).as("all of it or nothing").containsExactly("go");
            other.rollback();
        }
        RunningDesk.eventually(
                () -> {
                    CLOCK.turn(Duration.ofMinutes(1));
                    desk.bean(RuleWork.class).turn();
                    return tags(ticket).contains("done");
                },
                done -> done);
        settle();
        assertThat(texts(ticket)).filteredOn("Looked at once"::equals).hasSize(1);
    }

    @Test
    void b66_aRuleThatWaitsFiresOnceForEachTimeThatItsTimeBeginsAnew() {
        on(waits(
                "Waits",
                new After(4, After.Unit.HOURS, After.Anchor.WAITING, null, false, false),
                "status:new,open",
                note("Four hours")));
        long ticket = written("The chapter has no end.");
        CLOCK.turn(Duration.ofMinutes(239));
        settle();
        assertThat(texts(ticket)).doesNotContain("Four hours");
        CLOCK.turn(Duration.ofMinutes(2));
        settle();
        CLOCK.turn(Duration.ofDays(2));
        writes(ticket, "The chapter still has no end.");
        CLOCK.turn(Duration.ofHours(5));
        settle();
        assertThat(texts(ticket))
                .as("it still waits")
                .filteredOn("Four hours"::equals)
                .hasSize(1);

        answered(ticket);
        CLOCK.turn(Duration.ofHours(5));
        settle();
        assertThat(texts(ticket)).filteredOn("Four hours"::equals).hasSize(1);
        writes(ticket, "Thank you, one more question.");
        CLOCK.turn(Duration.ofHours(5));
        settle();
        assertThat(texts(ticket))
                .as("a new wait")
                .filteredOn("Four hours"::equals)
                .hasSize(2);
    }

    @Test
    void b66_switchingARuleOffAndOnFiresNothingTwice() {
        After after = new After(1, After.Unit.HOURS, After.Anchor.MADE, null, false, true);
        long ticket = written("The cover is blue.");
        CLOCK.turn(Duration.ofHours(2));
        long id = on(waits("Old", after, "status:new", note("An hour")));
        settle();
        assertThat(texts(ticket)).filteredOn("An hour"::equals).hasSize(1);
        rules().turn(sam, id, false).orThrow();
        long later = written("The cover is grey.");
        CLOCK.turn(Duration.ofHours(2));
        rules().turn(sam, id, true).orThrow();
        settle();
        Rule rule = rules().find(id).orElseThrow();
        rules().change(
                        sam,
                        id,
                        rule.version(),
                        waits(
                                "Old",
                                new After(30, After.Unit.MINUTES, After.Anchor.MADE, null, false, true),
                                "status:new",
                                note("An hour")))
                .orThrow();
        settle();
        assertThat(texts(ticket)).filteredOn("An hour"::equals).hasSize(1);
        assertThat(texts(later)).filteredOn("An hour"::equals).hasSize(1);
    }

    @Test
    void b67_whatIsKeptAboutATicketGoesWithIt() {
        on(hears("Seen", "", tag("seen"), Heard.MADE));
        long ticket = written("The title is wrong.");
        eventuallyTagged(ticket, "seen");
        settle();
        run(Clearance.SYSTEM, () -> {
            desk.bean(RuleData.class).erase(new Scope(Set.of(), null, Set.of(ticket), Set.of()));
            return true;
        });
        for (String table : List.of("rule_work", "rule_time", "rule_look")) {
            assertThat(count(table + " where ticket_id = " + ticket)).as(table).isZero();
        }
    }

    @Test
    void b66_aRuleThatWaitsForAStateAndInOpenHours() {
        CLOCK.turnTo(Instant.parse("2026-12-04T21:00:00Z")); // Friday, an hour before closing
        long before = written("Solved before the rule.");
        long after = written("Solved after the rule.");
        solve(before);
        CLOCK.turn(Duration.ofMinutes(30));
        long closes = on(waits(
                "Close",
                new After(2, After.Unit.HOURS, After.Anchor.STATE, State.SOLVED, true, false),
                "",
                state(State.CLOSED)));
        solve(after);
        CLOCK.turnTo(Instant.parse("2026-12-07T15:29:00Z")); // Monday, 1 h 59 of open time later
        settle();
        assertThat(ticket(after).state()).isEqualTo(State.SOLVED);
        CLOCK.turn(Duration.ofMinutes(2));
        settle();
        assertThat(ticket(after).state()).isEqualTo(State.CLOSED);
        assertThat(ticket(before).state())
                .as("its time ran when the rule was switched on, and it was not over")
                .isEqualTo(State.CLOSED);

        CLOCK.turn(Duration.ofDays(7));
        rules().turn(sam, closes, false).orThrow();
        long old = written("Solved long ago.");
        solve(old);
        CLOCK.turn(Duration.ofDays(7));
        rules().turn(sam, closes, true).orThrow();
        settle();
        assertThat(ticket(old).state()).as("over before").isEqualTo(State.SOLVED);
        Rule rule = rules().find(closes).orElseThrow();
        rules().change(
                        sam,
                        closes,
                        rule.version(),
                        waits(
                                "Close",
                                new After(2, After.Unit.HOURS, After.Anchor.STATE, State.SOLVED, true, true),
                                "",
                                state(State.CLOSED)))
                .orThrow();
        settle();
        assertThat(ticket(old).state()).as("also what was over").isEqualTo(State.CLOSED);
        assertThat(one("select count(*) from rule_time where ticket_id = " + old))
                .isEqualTo("0");
    }

    @Test
    void b67_aTrialOnTheLatestTicketsShowsWhatWouldBeDoneAndWhyNotAndChangesNothing() {
        long would = written("Please refund the purple dragon.");
        long not = written("The green dragon is too loud.");
        long made = rules().keep(sam, hears("Refunds", "purple -tag:refund", tag("refund"), Heard.MADE))
                .orThrow();
        String before = state();
        Document page = page(HERE + "/" + made);
        assertThat(state()).isEqualTo(before);
        assertThat(page.select("section[aria-labelledby=trial] > ul li").eachText())
                .anyMatch(line -> line.startsWith("#" + would + " ") && line.endsWith("Add the tag refund"))
                .noneMatch(line -> line.startsWith("#" + not + " "));
        assertThat(page.select("section[aria-labelledby=trial] details li").eachText())
                .anyMatch(line -> line.startsWith("#" + not + " ") && line.endsWith("Does not hold: purple"));

        Map<String, String> form = Map.of(
                "rule",
                Long.toString(made),
                "name",
                "Refunds",
                "hears",
                "made",
                "condition",
                "loud",
                "state",
                "pending");
        Document tried = Jsoup.parse(
                admin.post(HERE + "/" + made, HERE + "/trials", form).body());
        assertThat(tried.select("section[aria-labelledby=trial]").text()).contains("as the form says");
        assertThat(tried.select("section[aria-labelledby=trial] > ul li").eachText())
                .anyMatch(line -> line.startsWith("#" + not + " ") && line.endsWith("Set to pending"));
        assertThat(state()).isEqualTo(before);

        Document waiting = Jsoup.parse(admin.post(
                        HERE + "/" + made,
                        HERE + "/trials",
                        Map.of("name", "Late", "span", "30", "unit", "days", "anchor", "made", "add", "old"))
                .body());
        assertThat(waiting.select("section[aria-labelledby=trial] details li").eachText())
                .anyMatch(line -> line.startsWith("#" + would + " ") && line.contains("Its time is up"));
    }

    @Test
    void b67_eachTicketSaysWhyEachRuleFiredOrDidNot() {
        on(hears("Fires", "", tag("fired"), Heard.MADE));
        on(hears("Wants more", "tier:premium -tag:fired", tag("more"), Heard.MADE, Heard.TAGS));
        on(hears("Waits for words", "", tag("words"), Heard.WROTE));
        long ticket = written("The dragon sleeps.");
        eventuallyTagged(ticket, "fired");
        settle();
        String said = page("/desk/tickets/" + ticket + "/rules").text();
        assertThat(said)
                .contains("Fired once. Fired")
                .contains("(a ticket is made): Add the tag fired")
                .contains("Does not hold: tier:premium. Does not hold: -tag:fired")
                .contains("Did not fire, 2 times, the last time")
                .contains("Has not looked: none of the changes that it looks at has happened here");
        assertThat(looks(ticket)).as("one row for what found nothing").hasSize(2);
        assertThat(page("/desk/tickets/" + ticket)
                        .select(".why a[href$='/rules']")
                        .text())
                .isEqualTo("Which rules looked at it");

        CLOCK.turn(Duration.ofDays(31));
        desk.bean(RuleWatch.class).turn();
        assertThat(looks(ticket)).isEmpty();
    }

    @Test
    void b67_leadsReadRulesAdminsChangeThemAndOthersSeeNeither() {
        long made =
                rules().keep(sam, hears("Mine", "", tag("mine"), Heard.MADE)).orThrow();
        Browser lead = desk.browser("lea@desk.example");
        Document read = Jsoup.parse(lead.get(HERE + "/" + made).body());
        assertThat(read.select("main h1").text()).isEqualTo("Mine");
        assertThat(read.select("main form")).isEmpty();
        assertThat(Jsoup.parse(lead.get(HERE).body()).select("main form")).isEmpty();
        assertThat(lead.get(HERE + "/new").statusCode()).isIn(403, 404);
        for (String path : List.of(HERE, HERE + "/" + made, HERE + "/" + made + "/switch", HERE + "/trials")) {
            assertThat(lead.post("/desk/account", path, Map.of("on", "true")).statusCode())
                    .as(path)
                    .isIn(403, 404);
        }
        Browser agent = desk.browser("ana@desk.example");
        assertThat(agent.get(HERE).statusCode()).isIn(403, 404);
        assertThat(rules().find(made).orElseThrow().active()).isFalse();
    }

    @Test
    void b67_faultsStandAtTheirFieldsAndAnEmptyListTeaches() {
        assertThat(page(HERE).select(".empty a").eachText()).contains("Close what has been solved for 7 days");
        Document example = page(HERE + "/new?example=wait");
        assertThat(example.select("#span").val()).isEqualTo("4");
        assertThat(example.select("#trial")).isNotEmpty();
        Map<String, Map<String, String>> wrong = Map.of(
                "name", Map.of("name", "", "hears", "made", "add", "x"),
                "when", Map.of("name", "A", "add", "x"),
                "span", Map.of("name", "A", "span", "soon", "anchor", "made", "add", "x"),
                "condition", Map.of("name", "A", "hears", "made", "condition", "colour:red", "add", "x"),
                "does", Map.of("name", "A", "hears", "made"),
                "place", Map.of("name", "A", "hears", "made", "place", "team:safety-team"),
                "state", Map.of("name", "A", "hears", "made", "state", "new"),
                "note", Map.of("name", "A", "hears", "made", "note", "{customer.shoe}"));
        wrong.forEach((field, form) -> {
            var answer = admin.post(HERE + "/new", HERE, form);
            assertThat(answer.statusCode()).as(field).isEqualTo(422);
            Document page = Jsoup.parse(answer.body());
            assertThat(page.select("#faults a[href=#" + field + "]")).as(field).hasSize(1);
            assertThat(page.select("#" + field + "-fault")).as(field).hasSize(1);
        });
        for (String condition : List.of("assignee:me", "team:mine", "safety:yes", "requester:robin@mail.example")) {
            assertThat(refused(hears("A", condition, tag("x"), Heard.MADE)))
                    .as(condition)
                    .isEqualTo("condition");
        }
        assertThat(count("rule_version where change = 'made' and says->>'name' = 'A'"))
                .isZero();
    }

    @Test
    void b67_everyVersionStaysAndWhatWasRemovedComesBackSwitchedOff() {
        var kept = admin.post(
                HERE + "/new",
                HERE,
                Map.of("name", "First name", "hears", "made", "condition", "tier:free", "add", "x"));
        String address = kept.headers().firstValue("Location").orElseThrow();
        long id = Long.parseLong(address.substring(address.lastIndexOf('/') + 1));
        admin.post(HERE, HERE + "/" + id + "/switch", Map.of("on", "true"));
        Map<String, String> form = Map.of("version", "2", "name", "Second name", "hears", "wrote", "add", "y");
        assertThat(admin.post(HERE + "/" + id, HERE + "/" + id, form).statusCode())
                .isEqualTo(302);
        var late = admin.post(HERE + "/" + id, HERE + "/" + id, form);
        assertThat(late.statusCode()).as("seen in an older version").isEqualTo(422);
        assertThat(late.body()).contains("Somebody else changed this rule meanwhile");
        assertThat(page(HERE + "/" + id)
                        .select("section[aria-labelledby=history] li")
                        .eachText())
                .satisfiesExactly(
                        third -> assertThat(third).contains("Version 3: Sam Oak changed it", "Add the tag y"),
                        second -> assertThat(second).contains("Version 2: Sam Oak switched it on"),
                        first -> assertThat(first).contains("Version 1: Sam Oak made it", "If tier:free"));
        admin.post(HERE + "/" + id, HERE + "/" + id + "/removal", Map.of());
        assertThat(admin.get(HERE + "/" + id).statusCode()).isEqualTo(404);
        admin.post(HERE, HERE + "/" + id + "/return", Map.of());
        Rule back = rules().find(id).orElseThrow();
        assertThat(back.active()).isFalse();
        assertThat(back.removed()).isNull();
        assertThat(run(
                        Clearance.DESK,
                        () -> desk.bean(DSLContext.class)
                                .fetch("select action from audit_line where subject = ? order by seq", "rule:" + id)
                                .getValues(0, String.class)))
                .containsExactlyInAnyOrder("rule-made", "rule-on", "rule-changed", "rule-removed", "rule-returned");
    }

    @Test
    void b67_thePagesAskAsOftenForManyTicketsAsForFew() {
        long made = on(hears("Counted", "tag:none", tag("counted"), Heard.MADE));
        long ticket = written("The moon is missing.");
        settle();
        try (Statements statements = Statements.of(desk.bean(DSLContext.class).configuration())) {
            List<String> few = asked(statements, HERE + "/" + made);
            List<String> one = asked(statements, "/desk/tickets/" + ticket + "/rules");
            for (int i = 0; i < 4; i++) {
                written("The moon is missing, part " + i + ".");
                long more = on(hears("More " + i, "tag:none", tag("counted"), Heard.MADE, Heard.TAGS));
                assertThat(more).isPositive();
            }
            does(() -> work().retag(ticket, TEST, List.of(), List.of("go")));
            settle();
            assertThat(asked(statements, HERE + "/" + made)).hasSameSizeAs(few);
            assertThat(asked(statements, "/desk/tickets/" + ticket + "/rules")).hasSameSizeAs(one);
            assertThat(few).hasSizeLessThanOrEqualTo(16);
            assertThat(one).hasSizeLessThanOrEqualTo(10);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(desk.database.jdbcUrl(), desk.database.owner(), desk.database.password());
    }

    private static List<String> asked(Statements statements, String path) {
        statements.take();
        assertThat(admin.get(path).statusCode()).isEqualTo(200);
        return statements.take();
    }

    private static Rules rules() {
        return desk.bean(Rules.class);
    }

    private static Work work() {
        return desk.bean(Work.class);
    }

    private static Definition hears(String name, String condition, Deeds deeds, Heard... heard) {
        return new Definition(name, List.of(heard), null, condition, deeds);
    }

    private static Definition waits(String name, After after, String condition, Deeds deeds) {
        return new Definition(name, List.of(), after, condition, deeds);
    }

    private static Deeds tag(String tag) {
        return new Deeds(List.of(tag), List.of(), "", null, null, "", false, "");
    }

    private static Deeds state(State state) {
        return new Deeds(List.of(), List.of(), "", null, state, "", false, "");
    }

    private static Deeds note(String text) {
        return new Deeds(List.of(), List.of(), "", null, null, text, false, "");
    }

    private static long on(Definition says) {
        long id = rules().keep(sam, says).orThrow();
        rules().turn(sam, id, true).orThrow();
        return id;
    }

    private static String refused(Definition says) {
        return rules().keep(sam, says) instanceof Outcome.Refused<Long>(String field, String reason) ? field : "";
    }

    /** Everything that waits was looked at. */
    private static void settle() {
        RuleWatch watch = desk.bean(RuleWatch.class);
        RuleWork worker = desk.bean(RuleWork.class);
        BooleanSupplier step = () -> watch.turn() | worker.turn();
        RunningDesk.eventually(
                () -> !step.getAsBoolean()
                        && one("select count(*) from rule_work where not_before <= '" + CLOCK.instant() + "'")
                                .equals("0"),
                settled -> settled);
    }

    private static void eventuallyTagged(long ticket, String tag) {
        RunningDesk.eventually(() -> tags(ticket), tags -> tags.contains(tag));
    }

    private static void answered(long ticket) {
        does(() -> desk.bean(Outbox.class)
                .reply(ticket(ticket), new Actor.Staff(ana.id()), "Ana Cedar", "Please start it again."));
        RunningDesk.eventually(
                () -> one("select count(*) from message where kind = 'reply' and state = 'queued' and ticket_id = "
                        + ticket),
                waiting -> waiting.equals("0"));
    }

    private static void solve(long ticket) {
        does(() -> work().assign(ticket, Work.ANY, TEST, ana.id()));
        does(() -> work().move(ticket, Work.ANY, TEST, State.SOLVED));
    }

    private static long written(String words) {
        int number = ++numbers;
        return desk.ticketFrom(
                        "A Writer",
                        "writer" + number + "@mail.example",
                        "Rule story " + number,
                        "rules-" + number + "@mail.example",
                        words)
                .id();
    }

    private static void writes(long ticket, String words) {
        String from = address(ticket);
        int again = ++numbers;
        desk.send(from, """
                From: A Writer <%s>
                To: support@storytailor.com
                Subject: Re: Rule story
                In-Reply-To: <rules-%s@mail.example>
                References: <rules-%s@mail.example>
                Message-ID: <rules-again-%s@mail.example>

                %s
                """.formatted(from, number(from), number(from), again, words));
        RunningDesk.eventually(() -> texts(ticket).stream().anyMatch(text -> text.contains(words)), there -> there);
    }

    private static String address(long ticket) {
        return String.valueOf(one(
                "select value from customer_address where customer_id = (select requester_id from ticket where id = "
                        + ticket + ")"));
    }

    private static String number(String from) {
        return from.replaceAll("\\D", "");
    }

    private static Ticket ticket(long id) {
        return run(Clearance.SYSTEM, () -> desk.bean(Tickets.class).find(id).orElseThrow());
    }

    private static Set<String> tags(long id) {
        return reads(() -> work().tags(id));
    }

    private static List<Looks.Look> looks(long id) {
        return reads(() -> desk.bean(Looks.class).of(id, 100));
    }

    private static List<String> kinds(long id) {
        return reads(() -> desk.bean(Tickets.class).timeline(id).stream()
                .map(event -> event.kind())
                .toList());
    }

    private static List<String> texts(long id) {
        return reads(() -> desk.bean(Tickets.class).messages(id).stream()
                .map(Message::text)
                .toList());
    }

    private static List<String> audited(long ticket, String action) {
        return reads(() -> desk.bean(DSLContext.class)
                .fetch("select actor from audit_line where subject = ? and action = ?", "ticket:" + ticket, action)
                .getValues(0, String.class));
    }

    /** What a change would show in. */
    private static String state() {
        return one(
                "select (select sum(version) from ticket) || ' ' || (select count(*) from ticket_event where actor <> 'software:sla') || ' '"
                        + " || (select count(*) from rule_look) || ' ' || (select count(*) from rule_work) || ' '"
                        + " || (select count(*) from message) || ' ' || (select count(*) from notice)");
    }

    private static int count(String table) {
        return Integer.parseInt(one("select count(*) from " + table));
    }

    private static @Nullable String one(String query) {
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

    private static <T> T reads(Supplier<T> look) {
        return desk.bean(Database.class).read(Clearance.DESK, look);
    }

    private static <T extends @Nullable Object> T run(Clearance clearance, Supplier<T> work) {
        return desk.bean(Database.class).write(clearance, work);
    }
}

package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nightlight.privacy.FamilyDesk.actor;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.channel.Outbox;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;

/** What a child under 13 may be answered without a parent's consent, and what is forgotten when. */
class LawfulPathTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final Pattern REFUSE = Pattern.compile("http://localhost:\\d+(/my/notices/[\\w-]{43})");
    private static final FamilyDesk DESK = new FamilyDesk();

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CONSENT, true, false, 5, NONE, true, ''",
        "ONE_REPLY, false, false, 0, NONE, false, ''",
        "ONE_REPLY, false, false, 1, NONE, false, one-reply",
        "ONE_REPLY, false, false, 0, NONE, true, no-notices",
        "CONSENT_REQUEST, false, false, 0, NONE, false, ''",
        "CONSENT_REQUEST, false, false, 1, NONE, false, one-reply",
        "CONSENT_REQUEST, false, true, 0, NONE, false, refused",
        "SEVERAL_REPLIES, false, false, 3, GONE, false, ''",
        "SEVERAL_REPLIES, false, false, 1, WAITING, false, ''",
        "SEVERAL_REPLIES, false, false, 1, FAILED, false, notice-failed",
        "SEVERAL_REPLIES, false, true, 1, GONE, false, refused",
        "CONSENT, false, false, 0, NONE, false, consent-over",
        "SECURITY_AND_LAW, false, false, 1, NONE, false, one-reply"
    })
    void whatMayBeSentFollowsFromTheGround(
            Ground ground,
            boolean consented,
            boolean refused,
            int before,
            LawfulPath.Notice notice,
            boolean automatic,
            String rule) {
        assertThat(new LawfulPath(ground, consented, refused, notice)
                        .bars(automatic, before)
                        .map(LawfulPath.Barred::rule)
                        .orElse(""))
                .isEqualTo(rule);
    }

    @Test
    void c19_c24_c25_c26_groundsThatNothingHereIsForCannotBeChosen() {
        assertThat(Ground.values())
                .extracting(Ground::key)
                .containsExactlyInAnyOrder(
                        "consent",
                        "consent-request",
                        "one-reply",
                        "several-replies",
                        "child-safety",
                        "security-and-law");
        Ticket ticket = child("Wren Pebble", "wren@pebblebrook.example", "harbour", "");
        for (String ground : List.of("voluntary-notice", "internal-operations", "plug-in", "audio")) {
            assertThatThrownBy(() -> DESK.rows(
                            "update ground set ground = ? where ticket_id = ? returning ticket_id",
                            ground,
                            ticket.id()))
                    .as(ground)
                    .hasStackTraceContaining("ground_ground_check");
        }
    }

    @Test
    void c09_noTableHoldsANumberOfADeviceOrANetwork() {
        assertThat(
                        DESK.rows(
                                "select table_name || '.' || column_name from information_schema.columns"
                                        + " where table_schema = 'public'"
                                        + " and column_name ~ '(^|_)(ip|peer|remote|device|agent_string|user_agent|cookie|fingerprint)(_|$)'"))
                .isEmpty();
    }

    @Test
    void c61_decisionsAreLinesThatTheDeskCanNeitherChangeNorTakeAway() {
        var family = DESK.family("quartzfinch");
        Ticket ticket = DESK.conversation(family, "robin");
        DESK.asksConsent(family, ticket);
        DESK.ask(family);
        assertThat(DESK.rows(
                        "select action from audit_line where ticket_id = ? or subject in (?, ?) or subject like 'erasure:%'",
                        ticket.id(),
                        "customer:" + family.child().id(),
                        "customer:" + family.parent().id()))
                .contains("age-stated", "consent-asked", "erasure-asked");
        DSLContext app = DESK.desk.bean(DSLContext.class);
        for (String tampering : List.of("delete from audit_line", "update audit_line set detail = ''")) {
            assertThatThrownBy(() -> DESK.database.write(Clearance.SYSTEM, () -> app.execute(tampering)))
                    .as(tampering)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void c20_aChildIsAnsweredOnceAndAnHourLaterNobodyKnowsWhoWrote() {
        String address = "tamsin@quillfeather.example";
        Ticket ticket = child("Tamsin Quillfeather", address, "lighthouse", "");
        assertThat(ground(ticket)).containsExactly("one-reply");
        assertThat(DESK.tables("quillfeather")).contains("customer", "message", "inbound", "customer_address");

        assertThat(template(ticket)).as("nothing by itself").isEqualTo("no-notices");
        assertThat(reply(ticket, "Hello Tamsin, please start the app again.")).isEmpty();
        assertThat(reply(ticket, "And one thing more.")).isEqualTo("one-reply");
        RunningDesk.eventually(() -> DESK.desk.inbox(address), list -> list.size() == 1);
        RunningDesk.eventually(() -> ends(ticket), list -> !list.contains("null"));
        assertThat(reply(ticket, "Still one thing more.")).isEqualTo("one-reply");
        assertThat(template(ticket)).isEqualTo("no-notices");

        DESK.clock.turn(Duration.ofMinutes(59));
        forget();
        assertThat(DESK.tables("quillfeather"))
                .as("should the answer come back")
                .contains("customer_address");
        DESK.clock.turn(Duration.ofMinutes(2));
        forget();

        assertThat(DESK.tables("quillfeather")).isEmpty();
        assertThat(DESK.tables("tamsin")).isEmpty();
        Ticket kept = DESK.found("lighthouse").orElseThrow();
        assertThat(kept.id()).isEqualTo(ticket.id());
        assertThat(texts(kept))
                .anySatisfy(text -> assertThat(text).contains("the lighthouse story stopped", "[name]", "[phone]"))
                .anySatisfy(text -> assertThat(text).contains("please start the app again"));
        assertThat(DESK.rows("select name from customer where id = ?", kept.requesterId()))
                .containsExactly("A child");
        assertThat(DESK.rows("select action from audit_line where subject = ?", "ticket:" + ticket.id()))
                .contains("ground", "child-forgotten");
        assertThat(DESK.desk.inbox(address)).as("one letter in all").hasSize(1);
        RunningDesk.eventually(
                () -> DESK.rows("select count(*) from outbound where ticket_id = ?", ticket.id()),
                list -> list.equals(List.of("0")));

        Ticket again = child("Tamsin Quillfeather", address, "harbour", "[#" + ticket.id() + "] ");
        assertThat(again.id()).as("whoever writes again is new").isNotEqualTo(ticket.id());
        assertThat(again.requesterId()).isNotEqualTo(kept.requesterId());
    }

    @Test
    void c03_aChildWhoseWordsHintedAtHarmIsKnownAgainForAsLongAsHintsAddUp() {
        String address = "fern@mothgate.example";
        Ticket ticket = child("Fern Mothgate", address, "telescope", "");
        DESK.rows("update screening set level = 'S1', types = '{INDI}' where ticket_id = ?", ticket.id());
        assertThat(reply(ticket, "Please start the app again.")).isEmpty();
        RunningDesk.eventually(() -> ends(ticket), list -> !list.contains("null"));
        DESK.clock.turn(Duration.ofHours(3));
        forget();
        assertThat(DESK.tables("mothgate")).contains("customer_address");
        DESK.clock.turn(Duration.ofDays(91));
        forget();
        assertThat(DESK.tables("mothgate")).isEmpty();
    }

    @Test
    void c20_anAdultIsAnsweredAsOftenAsNeededAndKept() {
        Ticket ticket =
                letter("Jo Adair", "jo@adairhouse.example", "weathervane", "", "The weathervane story has no sound.");
        for (int i = 0; i < 3; i++) {
            assertThat(reply(ticket, "Please try once more, " + i + ".")).isEmpty();
        }
        assertThat(template(ticket)).isEmpty();
        RunningDesk.eventually(() -> DESK.desk.inbox("jo@adairhouse.example"), list -> list.size() == 4);
        DESK.clock.turn(Duration.ofHours(3));
        forget();
        assertThat(DESK.tables("adairhouse")).contains("customer_address");
        assertThat(ground(ticket)).isEmpty();
    }

    @Test
    void c21_beforeASecondAnswerTheParentIsToldAndCanStopIt() {
        var family = DESK.family("brambleholt");
        Ticket ticket = DESK.conversation(family, "juno"); // answered once
        String parent = "robin.brambleholt@example.org";
        assertThat(ground(ticket)).containsExactly("several-replies");
        assertThat(DESK.desk.inbox(parent)).as("one answer needs no notice").isEmpty();

        assertThat(reply(ticket, "It works again now.")).isEmpty();
        Message notice = RunningDesk.eventually(() -> DESK.desk.inbox(parent), list -> list.size() == 1)
                .getFirst();
        sent(ticket, 2);
        assertThat(text(notice))
                .contains("takes more than one answer", "may use the addresses for what is said here")
                .doesNotContainIgnoringCase("juno")
                .doesNotContainIgnoringCase("brambleholt");
        assertThat(reply(ticket, "And a third one.")).isEmpty();
        sent(ticket, 3);
        assertThat(DESK.desk.inbox(parent)).as("told once").hasSize(1);

        Matcher link = REFUSE.matcher(text(notice));
        assertThat(link.find()).isTrue();
        Browser robin = new Browser(DESK.desk.port);
        assertThat(robin.get(link.group(1)).body())
                .contains("No: stop and delete")
                .doesNotContain("brambleholt");
        assertThat(DESK.rows(
                        "select count(*) from erasure where customer_id = ?",
                        family.child().id()))
                .as("a look changes nothing")
                .containsExactly("0");
        assertThat(robin.post(link.group(1), link.group(1) + "/refusal", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(robin.get(link.group(1)).body()).contains("You said no");
        assertThat(robin.get("/my/notices/" + "A".repeat(43)).statusCode()).isEqualTo(404);

        forget();
        DESK.erase();
        assertThat(DESK.rows(
                        "select id from customer where id = ?", family.child().id()))
                .isEmpty();
        assertThat(DESK.rows("select id from ticket where id = ?", ticket.id())).isEmpty();
        assertThat(DESK.rows(
                        "select count(*) from notice_mail where child_id = ?",
                        family.child().id()))
                .containsExactly("0");
    }

    @Test
    void c21_aNoticeThatComesBackStopsTheNextAnswer() {
        var family = DESK.family("copperwick");
        Ticket ticket = DESK.conversation(family, "juno");
        String parent = "robin.copperwick@example.org";
        assertThat(reply(ticket, "It works again now.")).isEmpty();
        sent(ticket, 2);
        String id = DESK.rows("select mail_id from notice_mail where ticket_id = ?", ticket.id())
                .getFirst();
        DESK.desk.send("", """
                From: Mail Delivery System <mailer-daemon@example.org>
                To: support@storytailor.com
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <back-copperwick@example.org>
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                This mail could not be delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; example.org

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                --b
                Content-Type: message/rfc822

                Message-ID: %s
                To: %s
                Subject: returned

                --b--
                """.formatted(parent, id, parent));
        RunningDesk.eventually(
                () -> DESK.rows("select state from notice_mail where ticket_id = ?", ticket.id()),
                list -> list.equals(List.of("failed")));
        assertThat(reply(ticket, "And a third one.")).isEqualTo("notice-failed");
    }

    @Test
    void c21_toAHomeThatMustHearNothingNoNoticeLeavesAndTheDeskCannotTell() {
        var quiet = DESK.family("hollowmere");
        Ticket ticket = DESK.conversation(quiet, "juno");
        Ticket other = DESK.conversation(quiet, "robin");
        DESK.database.write(Clearance.SYSTEM, () -> DESK.desk.bean(Cases.class).raise(other.id(), Level.S3, TEST));
        assertThat(reply(ticket, "It works again now.")).isEmpty();
        sent(ticket, 2);
        assertThat(DESK.desk.inbox("robin.hollowmere@example.org"))
                .as("the answer to what Robin wrote, and nothing after it")
                .hasSize(1);
        assertThat(DESK.rows("select state from notice_mail where ticket_id = ?", ticket.id()))
                .containsExactly("withheld");
        assertThat(reply(ticket, "And a third one.")).isEmpty();
        sent(ticket, 3);
        assertThat(DESK.database.<List<?>>read(
                        Clearance.DESK,
                        () -> DESK.desk
                                .bean(org.jooq.DSLContext.class)
                                .fetch(
                                        "select notices_of(?) from notice_mail right join (select 1) one on true",
                                        ticket.id())
                                .getValues(0)))
                .as("the desk sees no notice, and hears the same word")
                .isEqualTo(List.of("gone"));
    }

    @Test
    void c18_whenNoParentAnswersTheChildIsForgottenToo() {
        String address = "wren@thistledown.example";
        Ticket ticket = child("Wren Thistledown", address, "sundial", "");
        asks(ticket, "parent@elsewhere.example");
        assertThat(ground(ticket)).containsExactly("consent-request");
        assertThat(reply(ticket, "Please ask your mum or dad to look into their mail."))
                .isEmpty();
        assertThat(reply(ticket, "Did they?")).isEqualTo("one-reply");
        RunningDesk.eventually(() -> DESK.desk.inbox(address), list -> list.size() == 1);
        DESK.clock.turn(Duration.ofHours(2));
        forget();
        assertThat(DESK.tables("thistledown")).as("while a parent may answer").contains("customer_address");
        DESK.clock.turn(Duration.ofDays(14));
        while (DESK.desk.bean(ConsentWatch.class).endOne()) {
            // one request after the other
        }
        forget();
        assertThat(DESK.tables("thistledown")).isEmpty();
        assertThat(DESK.found("sundial")).isPresent();
    }

    @Test
    void c22_c23_aPersonChoosesTheGroundOfACaseAndNobodySuspectedIsTold() {
        var family = DESK.family("ravensgate");
        Ticket ticket = DESK.conversation(family, "juno");
        Clearance safety = Clearance.SAFETY.of(DESK.noor.id());
        DESK.database.write(Clearance.SYSTEM, () -> DESK.desk.bean(Cases.class).raise(ticket.id(), Level.S2, TEST));
        ConsentGate gate = DESK.desk.bean(ConsentGate.class);
        assertThat(DESK.database.write(
                        safety,
                        () -> gate.choose(family.child(), ticket.id(), "", "to keep her safe", true, actor(DESK.noor))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, no -> assertThat(no.reason()).contains("suspected"));
        assertThat(DESK.database.write(
                        safety, () -> gate.choose(family.child(), ticket.id(), "iv", " ", true, actor(DESK.noor))))
                .isInstanceOf(Outcome.Refused.class);
        DESK.database
                .write(
                        safety,
                        () -> gate.choose(family.child(), ticket.id(), "iii", "a court asked", true, actor(DESK.noor)))
                .orThrow();
        assertThat(DESK.rows(
                        "select ground || ' ' || sub_ground || ' ' || chosen_by || ' ' || reason from ground where ticket_id = ?",
                        ticket.id()))
                .containsExactly("security-and-law iii staff:" + DESK.noor.id() + " a court asked");
        assertThat(DESK.rows("select count(*) from notice_mail where ticket_id = ?", ticket.id()))
                .containsExactly("0");
        assertThat(DESK.database.<Object>read(
                        Clearance.DESK,
                        () -> DESK.desk
                                .bean(org.jooq.DSLContext.class)
                                .fetchCount(
                                        nightlight.tables.Tables.GROUND,
                                        nightlight.tables.Tables.GROUND.TICKET_ID.eq(ticket.id()))))
                .as("outside the wall nobody sees it")
                .isEqualTo(0);
    }

    @Test
    void c22_onTheCasesPageParentsAreToldOnlyOnceNobodyAtHomeIsSuspected() {
        var family = DESK.family("wintergreen");
        Ticket ticket = DESK.conversation(family, "juno");
        DESK.database.write(Clearance.SYSTEM, () -> DESK.desk.bean(Cases.class).raise(ticket.id(), Level.S2, TEST));
        DESK.desk.bean(Training.class).set(DESK.noor.id(), "2030-01-01", TEST).orThrow();
        String here = "/desk/cases/"
                + DESK.rows("select id from safety_case where ticket_id = ?", ticket.id())
                        .getFirst();
        Browser noor = DESK.browser(DESK.noor);
        Map<String, String> protect = Map.of("ground", "v", "ground-reason", "Her teacher called us.");
        var refused = noor.post(here, here + "/ground", protect);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("somebody at home is suspected, or nobody has decided");
        noor.post(here, here + "/suspect", Map.of("suspect", "none", "suspect-reason", "It was a school play."));
        assertThat(noor.post(here, here + "/ground", protect).statusCode()).isEqualTo(302);
        assertThat(noor.get(here).body()).contains("To protect the child: the parents are told");
        assertThat(ground(ticket)).containsExactly("child-safety");
        assertThat(text(RunningDesk.eventually(
                                () -> DESK.desk.inbox("robin.wintergreen@example.org"), list -> list.size() == 1)
                        .getFirst()))
                .contains("to protect a child")
                .doesNotContainIgnoringCase("juno");
    }

    @Test
    void c28_aDisclosureIsKeptOnTheGroundOfSafetyAndNothingOfItIsForgotten() {
        String address = "moss@gullwharf.example";
        DESK.desk.send(
                address,
                mail(
                        "Moss Gullwharf",
                        address,
                        "told",
                        "i am nine and my dad hits me with a belt every night and i am scared to go home"));
        List<String> grounds = RunningDesk.eventually(
                () -> DESK.rows(
                        "select ground || sub_ground from ground g join customer_address a on a.customer_id = g.child_id"
                                + " where a.value = ?",
                        address),
                list -> !list.isEmpty());
        assertThat(grounds).containsExactly("security-and-lawiv");
        DESK.clock.turn(Duration.ofDays(2));
        forget();
        assertThat(DESK.rows("select count(*) from customer_address where value = ?", address))
                .containsExactly("1");
    }

    @Test
    void c40_anAnswerThatWaitsDoesNotLeaveOnceAParentHasSaidNo() {
        String address = "lark@fernbarrow.example";
        Ticket ticket = child("Lark Fernbarrow", address, "compass", "");
        asks(ticket, "parent@fernbarrow-home.example");
        Message ask = RunningDesk.eventually(
                        () -> DESK.desk.inbox("parent@fernbarrow-home.example"), list -> list.size() == 1)
                .getFirst();
        Matcher page = Pattern.compile("/my/consent/([\\w-]{43})").matcher(text(ask));
        assertThat(page.find()).isTrue();
        DESK.database.write(Clearance.SYSTEM, () -> {
            assertThat(DESK.desk
                            .bean(Outbox.class)
                            .reply(ticket, actor(DESK.ada), "Ada Brook", "Please start it again."))
                    .isInstanceOf(Outbox.Sending.Queued.class);
            assertThat(DESK.desk.bean(ConsentCentre.class).revoke(page.group(1), false))
                    .isPresent();
        });
        RunningDesk.eventually(
                () -> DESK.rows("select state from message where ticket_id = ? and kind = 'reply'", ticket.id()),
                list -> list.equals(List.of("withheld")));
        assertThat(DESK.desk.inbox(address)).isEmpty();
        assertThat(reply(ticket, "Once more.")).isEqualTo("refused");
    }

    private static void asks(Ticket ticket, String parent) {
        DESK.database.write(
                Clearance.DESK.of(DESK.ada.id()),
                () -> DESK.desk
                        .bean(Consents.class)
                        .ask(
                                DESK.desk
                                        .bean(Customers.class)
                                        .find(ticket.requesterId())
                                        .orElseThrow(),
                                ticket.id(),
                                parent,
                                org.nightlight.customer.Relation.PARENT,
                                "en",
                                actor(DESK.ada))
                        .orThrow());
    }

    private static Ticket child(String name, String address, String word, String subject) {
        String first = name.split(" ")[0];
        return letter(
                name,
                address,
                word,
                subject,
                "I am nine years old and the " + word + " story stopped. My name is " + name
                        + " and you can call me on 212-555-0143. Bye, " + first);
    }

    private static Ticket letter(String name, String address, String word, String subject, String text) {
        DESK.desk.send(address, mail(name, address, subject + word, text));
        return RunningDesk.eventually(() -> DESK.found(word), Optional::isPresent)
                .orElseThrow();
    }

    private static String mail(String name, String address, String subject, String text) {
        return """
                From: %s <%s>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <%s.%s>

                %s
                """.formatted(name, address, subject, Math.abs(text.hashCode()), address, text);
    }

    /** The rule that stopped it, or nothing. */
    private static String reply(Ticket ticket, String text) {
        return rule(DESK.database.write(
                Clearance.DESK,
                () -> DESK.desk.bean(Outbox.class).reply(current(ticket), actor(DESK.ada), "Ada Brook", text)));
    }

    private static String template(Ticket ticket) {
        return rule(DESK.database.write(
                Clearance.DESK,
                () -> DESK.desk.bean(Outbox.class).template(current(ticket), "escalation", ticket.team())));
    }

    private static Ticket current(Ticket ticket) {
        return DESK.desk.bean(Tickets.class).lock(ticket.id()).orElseThrow();
    }

    private static String rule(Outbox.Sending sending) {
        return sending instanceof Outbox.Sending.Stopped(Passage.Stopped why) ? why.rule() : "";
    }

    private static List<String> ground(Ticket ticket) {
        return DESK.rows("select ground from ground where ticket_id = ?", ticket.id());
    }

    private static List<String> ends(Ticket ticket) {
        return DESK.rows("select coalesce(ends_at::text, 'null') from ground where ticket_id = ?", ticket.id());
    }

    private static List<String> texts(Ticket ticket) {
        return DESK.rows("select text from message where ticket_id = ?", ticket.id());
    }

    private static void forget() {
        while (DESK.desk.bean(GroundWatch.class).endOne()) {
            // one conversation after the other
        }
    }

    /** Waits until so many letters of a conversation have left; those that wait for a notice are looked at again later. */
    private static void sent(Ticket ticket, int letters) {
        RunningDesk.eventually(
                () -> {
                    DESK.clock.turn(Duration.ofSeconds(1));
                    return DESK.rows(
                            "select id from message where kind = 'reply' and state = 'sent' and ticket_id = ?",
                            ticket.id());
                },
                rows -> rows.size() == letters);
    }

    private static String text(Message mail) {
        try {
            return String.valueOf(mail.getContent());
        } catch (IOException | MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nightlight.privacy.FamilyDesk.actor;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.audit.Audit;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.customer.Relation;
import org.nightlight.database.Clearance;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Conversation;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.ticket.Ticket;

/** What is kept about a family is found, copied and erased; a safety case changes nothing that anybody outside could see. */
class ErasureTest {
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/my/consent/[\\w-]{43})");
    private static final FamilyDesk DESK = new FamilyDesk();
    private static final Actor TEST = new Actor.Software("test");

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void c07_c48_afterAnErasureNoTableHoldsAWordOfItAndACertificateSaysWhatWasCleared() {
        var family = DESK.family("glimmerfrost");
        DESK.conversation(family, "robin");
        DESK.asksConsent(family, DESK.conversation(family, "juno"));
        String link = RunningDesk.eventually(() -> links("robin.glimmerfrost@example.org"), list -> !list.isEmpty())
                .getFirst();
        Browser robin = new Browser(DESK.desk.port);
        assertThat(robin.get(link).body()).contains("You have not answered yet.");
        assertThat(DESK.tables("glimmerfrost"))
                .contains("customer", "customer_address", "ticket", "message", "inbound", "draft", "attachment");
        long id = DESK.ask(family);
        FamilyDesk.stepAll(DESK.desk);
        assertThat(DESK.erasure(id).state()).isEqualTo(Erasure.State.WAITING);
        assertThat(DESK.found("glimmerfrost")).isPresent();

        DESK.erase();

        Erasure done = DESK.erasure(id);
        assertThat(done.state()).isEqualTo(Erasure.State.DONE);
        assertThat(DESK.tables("glimmerfrost")).isEmpty();
        for (String table : List.of("age_statement", "consent_request", "consent_link", "consent_mail")) {
            assertThat(DESK.rows("select count(*) from " + table)).as(table).containsExactly("0");
        }
        assertThat(shown(robin.get(link).body()))
                .as("a link to what is gone is like one that never was")
                .isEqualTo(shown(robin.get("/my/consent/" + "A".repeat(43)).body()));
        assertThat(DESK.rows(
                        "select id from ticket where requester_id = ?",
                        family.child().id()))
                .isEmpty();
        assertThat(done.certificate())
                .contains("- Conversations: 2\n", "- Files: 2\n", "- Messages as they arrived: 2\n", "- Drafts: 2\n")
                .contains("- People: name, plan, relation: 2\n")
                .doesNotContain("Robin", "Juno");
        assertThat(done.sha256()).isEqualTo(Erasures.sha256(String.valueOf(done.certificate())));
        assertThat(DESK.rows("select action from audit_line where subject = ?", "erasure:" + id))
                .contains("erasure-asked", "erasure-begun", "erasure-done");
        assertThat(DESK.database.read(
                        Clearance.SYSTEM, () -> DESK.desk.bean(Audit.class).faults()))
                .isEmpty();
    }

    private static List<String> links(String address) {
        return DESK.desk.inbox(address).stream()
                .flatMap(mail -> LINK.matcher(text(mail)).results())
                .map(found -> found.group(1))
                .toList();
    }

    private static String text(Message mail) {
        try {
            return String.valueOf(mail.getContent());
        } catch (IOException | MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void c07_whomAnOlderBackupBringsBackIsErasedAnewAndNobodyElse() {
        var family = DESK.family("lanternmoss");
        DESK.conversation(family, "robin");
        long id = DESK.ask(family);
        String since = DESK.rows(
                        "select created_at::text from customer where id = ?",
                        family.parent().id())
                .getFirst();
        DESK.erase();
        assertThat(DESK.tables("lanternmoss")).isEmpty();

        // A backup from before: the erasure is unknown, the parent is there again, and the child's number is somebody
        // else's by now.
        DESK.rows("delete from erasure where id = ?", id);
        DESK.rows(
                "insert into customer (id, name, created_at, updated_at) overriding system value values (?, 'Robin lanternmoss',"
                        + " ?::timestamptz, now()), (?, 'Somebody new', now(), now())",
                family.parent().id(),
                since,
                family.child().id());
        Erasures erasures = DESK.desk.bean(Erasures.class);
        DESK.database.write(Clearance.SYSTEM, erasures::reapply);
        DESK.erase();
        assertThat(DESK.tables("lanternmoss")).isEmpty();
        assertThat(DESK.rows(
                        "select name from customer where id = ?", family.child().id()))
                .containsExactly("Somebody new");
        DESK.database.write(Clearance.SYSTEM, erasures::reapply);
        assertThat(DESK.rows("select id from erasure where state in ('waiting', 'running')"))
                .isEmpty();
    }

    @Test
    void c52_whoAsksAfterAnErasureIsToldThatNothingIsHeld() {
        var family = DESK.family("vexillord");
        Browser ada = DESK.browser(DESK.ada);
        String robin = "robin.vexillord@example.org";
        assertThat(ada.post("/desk/admin/records", "/desk/admin/records/lookups", Map.of("who", robin))
                        .headers()
                        .firstValue("Location"))
                .get()
                .asString()
                .endsWith("/people/" + family.parent().id());
        DESK.ask(family);
        DESK.erase();
        assertThat(ada.post("/desk/admin/records", "/desk/admin/records/lookups", Map.of("who", robin))
                        .body())
                .contains("Nothing is held");
        assertThat(ada.get("/desk/admin/records/people/" + family.parent().id()).statusCode())
                .isEqualTo(404);
        assertThat(ada.get("/desk/admin/records/households/" + family.home().id())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void c48_whatArrivesWhileAnErasureRunsIsNewAndStays() {
        var family = DESK.family("thrumwhistle");
        Ticket before = DESK.conversation(family, "robin");
        DESK.ask(family);
        DESK.clock.turn(Duration.ofDays(3).plusMinutes(1));
        Erasures erasures = DESK.desk.bean(Erasures.class);
        erasures.step(); // begins
        erasures.step(); // the first room
        DESK.mail(
                "robin.thrumwhistle@example.org",
                "later-1",
                "<robin-thrumwhistle@example.org>",
                "Re: [#" + before.id() + "] again",
                "A new question about nimbuscrank.");
        Ticket fresh = RunningDesk.eventually(() -> DESK.found("nimbuscrank"), found -> found.isPresent())
                .orElseThrow();
        assertThat(fresh.id()).isNotEqualTo(before.id());
        assertThat(fresh.requesterId()).isNotEqualTo(family.parent().id());
        DESK.erase();
        assertThat(DESK.found("nimbuscrank")).isPresent();
        assertThat(DESK.rows("select id from ticket where id = ?", before.id())).isEmpty();
    }

    @Test
    void c50_aProcessThatDiesBetweenStepsIsFollowedByAnother() {
        var family = DESK.family("quibblestone");
        DESK.conversation(family, "juno");
        long id = DESK.ask(family);
        Failing failing = new Failing();
        try (RunningDesk dying = DESK.another(parts -> parts.registerBean(Failing.class, () -> failing))) {
            Erasures erasures = dying.bean(Erasures.class);
            DESK.clock.turn(Duration.ofDays(3).plusMinutes(1));
            RunningDesk.eventually( // a worker may have it in hand in this moment
                    () -> {
                        erasures.step();
                        return failing.asked;
                    },
                    asked -> asked > 0);
            assertThat(DESK.rows(
                            "select room from erasure_step where done_on is null and erasure_id = ? order by rank", id))
                    .startsWith("failing");
            assertThat(DESK.tables("quibblestone")).isNotEmpty();
            failing.fails = false;
            int before = failing.asked;
            while (failing.asked == before) { // the other process does not have that room and may have put it off
                DESK.clock.turn(Duration.ofMinutes(6));
                erasures.step();
            }
        }
        DESK.erase();
        assertThat(DESK.erasure(id).state()).isEqualTo(Erasure.State.DONE);
        assertThat(DESK.tables("quibblestone")).isEmpty();
    }

    /** A room whose step fails in the middle of an erasure. */
    private static final class Failing implements PersonalData {
        private boolean fails = true;
        private int asked;

        @Override
        public String room() {
            return "failing";
        }

        @Override
        public int rank() {
            return 50;
        }

        @Override
        public Set<String> tables() {
            return Set.of();
        }

        @Override
        public List<Holding> holdings(Scope scope) {
            return List.of();
        }

        @Override
        public void erase(Scope scope) {
            asked++;
            if (fails) {
                throw new IllegalStateException("power cut");
            }
        }
    }

    @Test
    void c60_aHoldKeepsWhatWasErasedBehindTheWallUntilTwoPeopleLetItGo() {
        var family = DESK.family("nutmegspire");
        Ticket ordinary = DESK.conversation(family, "robin");
        Ticket secret = DESK.conversation(family, "juno");
        DESK.database.write(Clearance.SYSTEM, () -> DESK.desk.bean(Cases.class).raise(secret.id(), Level.S3, TEST));
        long id = DESK.ask(family);
        DESK.erase();

        assertThat(DESK.erasure(id).state()).isEqualTo(Erasure.State.DONE);
        assertThat(DESK.found("nutmegspire")).isEmpty();
        assertThat(DESK.rows("select walled from ticket where id = ?", ordinary.id()))
                .containsExactly("t");
        assertThat(DESK.rows("select subject from ticket where id = ?", ordinary.id()))
                .containsExactly("Sealed");
        Browser noor = DESK.browser(DESK.noor);
        Browser jo = DESK.browser(DESK.jo);
        assertThat(noor.get("/desk/tickets/" + ordinary.id()).statusCode()).isEqualTo(200);
        assertThat(noor.get("/desk/cases/" + caseOf(secret)).statusCode()).isEqualTo(200);
        String held = DESK.rows("select id from erasure_hold where erasure_id = ?", id)
                .getFirst();
        String page = "/desk/held-records";
        assertThat(noor.get(page).body()).contains("Erasure " + id, "a case is open or a hold stands");
        assertThat(noor.post(page, page + "/" + held + "/release", Map.of("voice", "safety"))
                        .statusCode())
                .as("nobody lets it go while the case is open")
                .isEqualTo(422);
        assertThat(DESK.browser(DESK.ada).get(page).statusCode()).isIn(403, 404);

        DESK.rows(
                "update safety_case set state = 'closed', ended_at = now(), ended_reason = 'nutmegspire' where ticket_id = ?",
                secret.id());
        assertThat(DESK.rows(
                        "update safety_case set state = 'closed' where ticket_id = ? returning state", secret.id()))
                .containsExactly("closed");
        assertThat(noor.post(page, page + "/" + held + "/release", Map.of("voice", "safety"))
                        .statusCode())
                .isEqualTo(302);
        letGo();
        assertThat(DESK.rows("select done_at from erasure_hold where id = ?", Long.valueOf(held)))
                .containsExactly((String) null);
        assertThat(noor.post(page, page + "/" + held + "/release", Map.of("voice", "legal"))
                        .statusCode())
                .as("one voice for one's own side")
                .isEqualTo(422);
        assertThat(jo.post(page, page + "/" + held + "/release", Map.of("voice", "legal"))
                        .statusCode())
                .isEqualTo(302);
        RunningDesk.eventually( // by the desk's own worker, which the second voice woke
                () -> DESK.rows("select done_at is not null from erasure_hold where id = ?", Long.valueOf(held)),
                done -> done.equals(List.of("t")));
        assertThat(DESK.tables("nutmegspire")).isEmpty();
        assertThat(DESK.rows("select ticket_id from sealed_key where ticket_id in (?, ?)", secret.id(), ordinary.id()))
                .isEmpty();
        assertThat(noor.get("/desk/cases/" + caseOf(secret)).statusCode())
                .as("the case's page still opens")
                .isEqualTo(200);
    }

    @Test
    void c60_aLegalHoldHasAReasonAndAnEndAndThenTheDeletionRunsByItself() {
        var family = DESK.family("pebbledusk");
        Ticket ticket = DESK.conversation(family, "robin");
        ErasureHolds holds = DESK.desk.bean(ErasureHolds.class);
        LocalDate today = LocalDate.ofInstant(DESK.clock.instant(), java.time.ZoneOffset.UTC);
        Clearance legal = DESK.jo.clearance();
        assertThat(DESK.database.write(
                        legal, () -> holds.place(null, family.home().id(), "A court asks.", null, actor(DESK.jo))))
                .isInstanceOf(Outcome.Refused.class);
        DESK.database
                .write(
                        legal,
                        () -> holds.place(
                                null, family.home().id(), "A court asks.", today.plusDays(20), actor(DESK.jo)))
                .orThrow();
        long id = DESK.ask(family);
        DESK.erase();
        assertThat(DESK.erasure(id).state()).isEqualTo(Erasure.State.DONE);
        letGo();
        assertThat(DESK.rows("select subject from ticket where id = ?", ticket.id()))
                .containsExactly("Sealed");
        DESK.clock.turn(Duration.ofDays(20));
        letGo();
        assertThat(DESK.tables("pebbledusk")).isEmpty();
        assertThat(DESK.rows("select id from ticket where id = ?", ticket.id())).isEmpty();
    }

    private static void letGo() {
        while (DESK.desk.bean(ErasureHolds.class).step()) {
            // one room after the other
        }
    }

    @Test
    void c55_whereTwoParentsMayDisagreeAnotherPersonDecidesFirst() {
        var family = DESK.family("lanternmoss");
        DESK.database.write(
                Clearance.SYSTEM,
                () -> DESK.desk
                        .bean(Customers.class)
                        .create(
                                CustomerDetails.named("Sam Other")
                                        .inHousehold(family.home().id(), Relation.PARENT),
                                TEST)
                        .orThrow());
        Browser ada = DESK.browser(DESK.ada);
        String child = "/desk/admin/records/people/" + family.child().id();
        ada.post(
                child,
                child + "/erasures",
                Map.of("parent", Long.toString(family.parent().id())));
        long id = DESK.desk
                .bean(Erasures.class)
                .openOf(family.child().id(), null)
                .orElseThrow()
                .id();
        DESK.erase();
        assertThat(DESK.erasure(id).state()).isEqualTo(Erasure.State.REVIEW);
        String review = "/desk/admin/records/erasures/" + id;
        assertThat(ada.get(review).body()).contains("Another administrator than the one who took it in decides");
        assertThat(ada.post("/desk/admin/records", review + "/review", Map.of("goes", "on", "why", "Mine."))
                        .statusCode())
                .isEqualTo(422);
        DESK.browser(DESK.ben).post(review, review + "/review", Map.of("goes", "on", "why", "Both agree, by phone."));
        assertThat(DESK.erasure(id).state()).isEqualTo(Erasure.State.WAITING);
        DESK.erase();
        assertThat(DESK.erasure(id).state()).isEqualTo(Erasure.State.DONE);
        assertThat(DESK.tables("Juno lanternmoss")).isEmpty();
        assertThat(DESK.tables("Robin lanternmoss")).isNotEmpty();
    }

    @Test
    void c54_aCopyHoldsWhatWasSaidAndNeverANoteOrAnythingBehindTheWall() {
        var family = DESK.family("cobblefinch");
        DESK.conversation(family, "robin");
        Ticket secret = DESK.conversation(family, "juno");
        Copies copies = DESK.desk.bean(Copies.class);
        long id = DESK.database.write(
                Clearance.DESK, () -> copies.ask(null, family.home().id(), actor(DESK.ada)));
        make(copies);
        Browser ada = DESK.browser(DESK.ada);
        String json = "/desk/admin/records/copies/" + id + "/json";
        assertThat(ada.get(json).body())
                .contains("cobblefinch robin", "cobblefinch juno", "Robin cobblefinch", "Please try again")
                .doesNotContain("private note", "half an answer", "S0");
        assertThat(ada.get("/desk/admin/records/copies/" + id + "/pdf").body()).startsWith("%PDF");
        assertThat(DESK.rows("select action from audit_line where subject = ?", "copy:" + id))
                .contains("copy-asked", "copy-made", "copy-fetched");

        DESK.database.write(Clearance.SYSTEM, () -> DESK.desk.bean(Cases.class).raise(secret.id(), Level.S3, TEST));
        assertThat(ada.get(json).statusCode()).isEqualTo(404);
        make(copies);
        assertThat(ada.get(json).body()).contains("cobblefinch robin").doesNotContain("cobblefinch juno");
    }

    private static void make(Copies copies) {
        while (copies.step()) {
            // one room after the other
        }
    }

    /** Every table that refers to a person or a conversation, however far off, and every one with a column that names either. */
    @Test
    void c59_everyTableAboutAPersonIsClaimedByOneRoomOrExemptWithAReason() {
        List<PersonalData> parts = DESK.desk.bean(PersonalStores.class).parts();
        Set<String> about = new TreeSet<>(DESK.rows("""
                with recursive refers as (
                  select conrelid, confrelid from pg_constraint where contype = 'f'
                ), about as (
                  select c.oid from pg_class c where c.relname in ('customer', 'household', 'ticket', 'inbound')
                  union
                  select refers.conrelid from refers join about on about.oid = refers.confrelid
                )
                select relname from pg_class where oid in (select oid from about) and relkind = 'r'
                union
                select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
                where table_schema = 'public' and table_type = 'BASE TABLE'
                  and column_name ~ '^(customer|household|ticket|message|requester|inbound|child|parent|person|people|tickets)(_id|s)?$'
                  and table_name not in ('flyway_schema_history')
                """));
        Set<String> claimed =
                parts.stream().flatMap(part -> part.tables().stream()).collect(Collectors.toSet());
        assertThat(claimed)
                .as("no table is claimed twice")
                .hasSize(parts.stream().mapToInt(part -> part.tables().size()).sum());
        Set<String> exempt =
                parts.stream().flatMap(part -> part.exempt().keySet().stream()).collect(Collectors.toSet());
        assertThat(about).isNotEmpty();
        about.removeAll(claimed);
        about.removeAll(exempt);
        assertThat(about)
                .as(
                        "tables about people that no PersonalData claims: name each in one, or exempt it there with a reason")
                .isEmpty();
        assertThat(claimed).doesNotContainAnyElementsOf(exempt);
        parts.forEach(part ->
                part.exempt().values().forEach(reason -> assertThat(reason).isNotBlank()));
    }

    /** Two desks on which the same things happen, but that behind the wall of one of them a child's case is open. */
    @Test
    void c53_nothingThatAnybodyOutsideSeesTellsWhetherThereIsACase() {
        try (FamilyDesk other = new FamilyDesk();
                FamilyDesk same = new FamilyDesk()) {
            var here = seen(same, false);
            var there = seen(other, true);
            assertThat(there).isEqualTo(here);
            assertThat(other.rows("select count(*) from erasure_hold")).containsExactly("1");
            assertThat(other.database.read(
                            Clearance.SYSTEM,
                            () -> other.desk
                                    .bean(Conversation.class)
                                    .with(0, new EmailAddress("juno.brindlequark@example.org"))))
                    .as("what the child wrote is not forgotten when they write again")
                    .isNotEmpty();
            assertThat(same.rows("select count(*) from erasure_hold")).containsExactly("0");
        }
    }

    /** Every page about it, before, while it waits, while it runs, and after. */
    private static List<String> seen(FamilyDesk desk, boolean withCase) {
        var family = desk.family("brindlequark");
        Ticket asked = desk.conversation(family, "robin");
        if (withCase) {
            desk.mail(
                    "juno.brindlequark@example.org",
                    "case-1",
                    "",
                    "help",
                    "my stepdad hits me with a belt every night and i am scared to go home");
            RunningDesk.eventually(() -> desk.rows("select id from safety_case"), rows -> !rows.isEmpty());
        }
        desk.asksConsent(family, asked);
        Browser ada = desk.browser(desk.ada);
        List<String> seen = new ArrayList<>();
        look(desk, family, ada, seen);
        String home = "/desk/admin/records/households/" + family.home().id();
        ada.post(
                home,
                home + "/erasures",
                Map.of("parent", Long.toString(family.parent().id())));
        look(desk, family, ada, seen);
        desk.clock.turn(Duration.ofDays(3).plusMinutes(1));
        desk.desk.bean(Erasures.class).step();
        look(desk, family, ada, seen);
        FamilyDesk.stepAll(desk.desk);
        look(desk, family, ada, seen);
        desk.clock.turn(Erasures.CERTIFIED_AFTER);
        FamilyDesk.stepAll(desk.desk);
        look(desk, family, ada, seen);
        seen.add(desk.erasure(1).certificate());
        return seen;
    }

    private static void look(FamilyDesk desk, FamilyDesk.Family family, Browser ada, List<String> seen) {
        for (String page : List.of(
                "/desk/admin/records",
                "/desk/admin/records/households/" + family.home().id(),
                "/desk/admin/records/people/" + family.child().id(),
                "/desk/admin/records/people/" + family.parent().id(),
                "/desk/admin/records/erasures/1",
                "/desk/lists/open",
                "/desk/search?q=brindlequark")) {
            var answer = ada.get(page);
            seen.add(page.replaceAll("people/\\d+", "people/N") + " " + answer.statusCode() + "\n"
                    + shown(answer.body()));
        }
        seen.add(shown(ada.post(
                        "/desk/admin/records",
                        "/desk/admin/records/lookups",
                        Map.of("who", "juno.brindlequark@example.org"))
                .body()));
    }

    /** Without what is another at each request or drawn by lot: tokens, codes of errors and numbers of tickets and people. */
    private static String shown(String body) {
        var page = Jsoup.parse(body);
        page.select("input[name=_csrf], [name=csrf-token]").remove();
        return page.outerHtml()
                .replaceAll("/desk/tickets/\\d+", "/desk/tickets/N")
                .replaceAll("#\\d{4,}", "#N")
                .replaceAll("(people/|Person )\\d+", "$1N")
                .replaceAll("(parent|child) \\(\\d+\\)", "$1 (N)")
                .replaceAll("value=\"\\d+\"", "value=\"N\"")
                .replaceAll("\\b404-[0-9A-Z]{4}\\b", "CODE")
                .replaceAll("(row|ticket)-\\d{4,}", "$1-N");
    }

    private static String caseOf(Ticket ticket) {
        return DESK.rows("select id from safety_case where ticket_id = ?", ticket.id())
                .getFirst();
    }
}

package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Work;

/** A lead sees who of their teams is at work, and says so for others. */
class AtWorkTest {
    private static final Actor TEST = new Actor.Software("test");
    private static final String HERE = "/desk/at-work";

    private static RunningDesk desk;
    private static Browser lead;
    private static long lea;
    private static long ana;
    private static long fin;
    private static long mina;

    @BeforeAll
    static void aTeamWithALead() {
        desk = RunningDesk.start();
        lea = person("Lea Oak", Set.of(Role.LEAD), Set.of("customer-service", "finance"), Set.of("customer-service"));
        ana = person("Ana Birch", Set.of(Role.AGENT), Set.of("customer-service", "finance"), Set.of());
        fin = person("Fin Cedar", Set.of(Role.AGENT), Set.of("finance"), Set.of("finance"));
        mina = person("Mina Elm", Set.of(Role.SAFETY_OFFICER), Set.of("customer-service", "safety-team"), Set.of());
        person("Ada Fir", Set.of(Role.ADMIN), Set.of(), Set.of());
        desk.bean(Staff.class).setLook(ana, "comfortable", "es").orThrow();
        lead = desk.browser("lea.oak@desk.example");
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void theLeadSeesTheirOwnPeopleAndTheseTeamsAlone() {
        Document page = page(lead);
        assertThat(page.select("li[id^=person-] strong").eachText())
                .containsExactly("Ana Birch", "Lea Oak", "Mina Elm");
        assertThat(page.select("#person-" + ana).text())
                .contains("0 of at most ")
                .contains("Customer Service")
                .doesNotContain("Finance");
        assertThat(page.text()).contains("3 of 3 are here").doesNotContain("Safety Team");
        assertThat(page(desk.browser("ada.fir@desk.example"))
                        .select("li[id^=person-] strong")
                        .eachText())
                .containsExactly("Ada Fir", "Ana Birch", "Fin Cedar", "Lea Oak", "Mina Elm");
    }

    @Test
    void somebodyElsesPeopleAreNotThereAndAgentsHaveNoSuchPage() {
        Browser agent = desk.browser("ana.birch@desk.example");
        assertThat(agent.get(HERE).statusCode()).isEqualTo(403);
        assertThat(agent.get("/desk/lists/mine").body()).doesNotContain(HERE);
        assertThat(lead.post(HERE, HERE + "/" + fin + "/attendance", Map.of("now-" + fin, "away"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(lead.post(HERE, HERE + "/99999/attendance", Map.of("now-99999", "away"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(desk.bean(Staff.class).find(fin).orElseThrow().attendance().awaySince())
                .isNull();
    }

    @Test
    void whoIsSetAwayIsToldByMailOnceInTheirLanguageAndKeepsTheirRoom() throws Exception {
        desk.bean(Staff.class).attend(ana, 5, false, null, TEST).orThrow();
        String back = LocalDateTime.ofInstant(Instant.now(), ZoneId.of("America/New_York"))
                .plusDays(1)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        assertThat(set(ana, "away", "2020-01-01T09:00"))
                .contains("still to come")
                .contains("2020-01-01T09:00");
        assertThat(set(ana, "away", "soon")).contains("Enter a day and a time");
        set(ana, "away", back);
        set(ana, "away", back);
        Document page = page(lead);
        assertThat(page.select("#person-" + ana).text()).contains("away until").contains("away since");
        var there = desk.bean(Staff.class).find(ana).orElseThrow().attendance();
        assertThat(there.capacity()).isEqualTo(5);
        assertThat(audited("staff:" + ana, "staff.away")).containsExactly("staff:" + lea);

        set(ana, "here", "");
        assertThat(page(lead).select("#person-" + ana + " .chip").text()).isEqualTo("here");
        List<Message> mails =
                RunningDesk.eventually(() -> desk.inbox("ana.birch@desk.example"), all -> all.size() == 2);
        assertThat(mails.getFirst().getSubject()).isEqualTo("Figuras como ausente");
        assertThat(mails.getFirst().getContent().toString()).contains("Lea Oak te puso como ausente hasta");
        assertThat(mails.getLast().getSubject()).isEqualTo("Figuras como presente");

        set(lea, "away", "");
        set(lea, "here", "");
        assertThat(desk.inbox("lea.oak@desk.example"))
                .as("what one does oneself one knows")
                .isEmpty();
    }

    @Test
    void aWalledTicketIsCountedForNobodyWhoeverLooks() {
        ticket("mara@mail.example", "The app crashes when I open it on our tablet, and there is no sound.", false);
        long walled = ticket("kid@mail.example", "my dad hits me with a belt every night", true);
        long open = run("select id from ticket where not walled");
        for (long id : List.of(open, walled)) {
            desk.bean(Database.class)
                    .write(
                            Clearance.SAFETY.of(mina),
                            () -> desk.bean(Work.class).assign(id, Work.ANY, new Actor.Staff(mina), mina));
        }
        desk.bean(Staff.class)
                .assign(lea, Set.of(Role.LEAD), Set.of("customer-service", "finance"), Set.of("customer-service"), TEST)
                .orThrow();
        assertThat(page(lead).select("#person-" + mina).text()).contains("1 of at most 8 tickets");
        String list = page(lead).select("#person-" + mina + " a").attr("href");
        Document found = Jsoup.parse(lead.get(list).body());
        assertThat(found.select("li[id^=row-]").eachAttr("id")).containsExactly("row-" + open);

        desk.bean(Staff.class)
                .assign(
                        lea,
                        Set.of(Role.LEAD, Role.SAFETY_OFFICER),
                        Set.of("customer-service", "finance"),
                        Set.of("customer-service"),
                        TEST)
                .orThrow();
        assertThat(page(lead).select("#person-" + mina).text())
                .as("the same number for whoever may see it: a screen tells nobody beside them")
                .contains("1 of at most 8 tickets");
        desk.bean(Staff.class)
                .assign(lea, Set.of(Role.LEAD), Set.of("customer-service", "finance"), Set.of("customer-service"), TEST)
                .orThrow();
    }

    private static String set(long id, String now, String back) {
        return lead.post(HERE, HERE + "/" + id + "/attendance", Map.of("now-" + id, now, "back-" + id, back))
                .body();
    }

    private static Document page(Browser browser) {
        return Jsoup.parse(browser.get(HERE).body());
    }

    private static long person(String name, Set<Role> roles, Set<String> teams, Set<String> leads) {
        String email = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@desk.example";
        return desk.staff(name, email, teams, leads, roles.toArray(Role[]::new)).id();
    }

    private static long ticket(String from, String words, boolean walled) {
        desk.send(from, """
                From: A Writer <%s>
                To: support@storytailor.com
                Subject: Something
                Message-ID: <at-work-%s>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                %s
                """.formatted(from, from, words));
        String which = "select id from ticket where " + (walled ? "walled" : "not walled");
        return RunningDesk.eventually(() -> run(which), id -> id > 0);
    }

    /** 0 where there is none. */
    private static long run(String query) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class).fetch(query).stream()
                                .map(row -> row.get(0, Long.class))
                                .findFirst()
                                .orElse(0L));
    }

    private static List<String> audited(String subject, String action) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(DSLContext.class)
                                .fetch("select actor from audit_line where subject = ? and action = ?", subject, action)
                                .getValues(0, String.class));
    }
}

package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;

/**
 * A ticket behind the wall, looked for in lists, counts, search, audit and live events by those outside, and found by those
 * inside. {@link EverySurfaceTest} asks every route.
 */
class WallTest {
    private static final String SUBJECT = "quokka7 must not be seen";
    private static final long NEVER = 987_654_321;
    private static final Set<Role> OUTSIDE = Set.of(Role.AGENT, Role.LEAD, Role.ADMIN, Role.AUDITOR);

    private static RunningDesk desk;
    private static Ticket walled;
    private static int count;

    @BeforeAll
    static void aWalledTicket() {
        desk = RunningDesk.start(Map.of("nightlight.demo", "true"));
        desk.send("robin.quokka@example.org", """
                From: Robin Quokkason <robin.quokka@example.org>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <wall-1@example.org>
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                quokka7 words
                --b
                Content-Type: text/plain; name=note.txt
                Content-Disposition: attachment; filename=quokka7.txt

                quokka7 file
                --b--
                """.formatted(SUBJECT));
        walled = RunningDesk.eventually(() -> find("quokka7"), Optional::isPresent)
                .orElseThrow();
        desk.bean(Database.class)
                .write(
                        Clearance.SYSTEM,
                        () -> desk.bean(Cases.class).raise(walled.id(), Level.S3, new Actor.Software("test")));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void outsideTheWallNoListCountSearchOrAuditTellsOfIt() {
        for (Role role : OUTSIDE) {
            Browser browser = member(role);
            for (String list : List.of("mine", "team", "unassigned", "open", "breaching", "safety")) {
                assertSilent(
                        role + " " + list, browser.get("/desk/lists/" + list).body());
            }
            for (String query : List.of(
                    "quokka7",
                    "quokka",
                    "robin.quokka@example.org",
                    "Quokkason",
                    "" + walled.id(),
                    "%23" + walled.id())) {
                String hits = browser.get("/desk/search?q=" + query).body();
                assertThat(Jsoup.parse(hits).select(".row"))
                        .as(role + " " + query)
                        .isEmpty();
            }
            for (String filter : List.of("", "?about=ticket:" + walled.id(), "?who=software:test")) {
                String lines = browser.get("/desk/admin/audit" + filter).body();
                assertThat(Jsoup.parse(lines).select("tbody").text())
                        .doesNotContain("ticket:" + walled.id())
                        .doesNotContain("#" + walled.id())
                        .doesNotContain("case");
            }
        }
        int visible = desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(org.jooq.DSLContext.class)
                                .fetchOne(
                                        "select count(*) from ticket where not walled and state not in ('solved', 'closed')")
                                .get(0, Integer.class));
        assertThat(Jsoup.parse(member(Role.ADMIN).get("/desk/lists/open").body())
                        .select("#rail a[href=/desk/lists/open] .n")
                        .text())
                .isEqualTo("" + visible);
    }

    @Test
    void a05_whoeverIsOutsideReadsThatAnotherTeamHandlesItAsOfAnyNumber() {
        for (Role role : List.of(Role.AGENT, Role.LEAD)) {
            Browser browser = member(role);
            String shown =
                    withoutCode(browser.get("/desk/tickets/" + walled.id()).body());
            assertThat(shown)
                    .as("to %s", role)
                    .contains("another team handles")
                    .isEqualTo(withoutCode(browser.get("/desk/tickets/" + NEVER).body()));
            // What an open page turns into when its ticket is walled.
            String gone = Jsoup.parse(browser.get("/desk/lists/open").body())
                    .select("template#nothing")
                    .html();
            assertThat(gone).contains("another team handles").doesNotContainIgnoringCase("safety");
        }
    }

    private static String withoutCode(String page) {
        return page.replaceAll("404-[0-9A-Z]+", "404-");
    }

    @Test
    void noLiveEventTellsAnOutsiderOfIt() throws Exception {
        Browser agent = member(Role.AGENT);
        try (Listening all = new Listening(agent, "/desk/live");
                Listening probing = new Listening(agent, "/desk/live?ticket=" + walled.id());
                Listening never = new Listening(agent, "/desk/live?ticket=" + NEVER)) {
            for (int i = 0; i < 5; i++) {
                desk.bean(Wakeups.class).afterCommit("ticket:" + walled.id());
                desk.bean(Wakeups.class).afterCommit("alert:1");
                Thread.onSpinWait();
            }
            // Something that everybody may see marks the end of what there is to hear.
            desk.send("kim@example.org", """
                    From: Kim <kim@example.org>
                    To: support@storytailor.com
                    Subject: seen by all
                    Message-ID: <wall-2@example.org>

                    The app does not start.
                    """);
            RunningDesk.eventually(all::heard, text -> text.contains("event:list"));
            RunningDesk.eventually(probing::heard, text -> text.contains("event:list"));
            RunningDesk.eventually(never::heard, text -> text.contains("event:list"));
            assertThat(all.heard()).doesNotContain("" + walled.id()).doesNotContain("event:ticket", "event:alert");
            assertThat(probing.heard().replace("" + walled.id(), "N").lines().filter(line -> line.contains("gone")))
                    .isEqualTo(List.of("data:{\"id\":N,\"version\":0,\"gone\":true}"));
            assertThat(never.heard()).contains("\"gone\":true");
        }
    }

    @Test
    void theSafetyTeamAndLegalSeeItAndThatTheyLookedIsWrittenDown() {
        for (Role role : List.of(Role.SAFETY_OFFICER, Role.LEGAL)) {
            Browser browser = member(role);
            assertThat(browser.get("/desk/tickets/" + walled.id()).body()).contains(SUBJECT, "quokka7 words");
            String number = "/desk/tickets/" + walled.id();
            assertThat(browser.get("/desk/lists/safety").body())
                    .contains(number)
                    .doesNotContain(SUBJECT);
            assertThat(browser.get("/desk/search?q=" + walled.id()).body())
                    .contains(number)
                    .doesNotContain(SUBJECT);
            assertThat(browser.get("/desk/cases").body()).contains("Case ");
        }
        int lines = desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(org.jooq.DSLContext.class)
                                .fetchOne("select count(*) from audit_line where action = 'ticket-read' and walled")
                                .get(0, Integer.class));
        assertThat(lines).isGreaterThanOrEqualTo(2);
    }

    /** A stream of events, read as it comes. */
    private static final class Listening implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final StringBuffer heard = new StringBuffer();

        Listening(Browser browser, String path) throws Exception {
            HttpResponse<InputStream> stream = client.send(
                    HttpRequest.newBuilder(URI.create(desk.url(path)))
                            .header("Cookie", "desk=" + browser.cookie("desk"))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            Thread.ofVirtual().start(() -> {
                try (InputStream in = stream.body()) {
                    byte[] bytes = new byte[1024];
                    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                        heard.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
                    }
                } catch (java.io.IOException closed) {
                    heard.append("closed");
                }
            });
        }

        String heard() {
            return heard.toString();
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }

    private static void assertSilent(String where, String body) {
        assertThat(body)
                .as(where)
                .doesNotContain("quokka7")
                .doesNotContain("Quokkason")
                .doesNotContain("#" + walled.id())
                .doesNotContain("ticket:" + walled.id());
    }

    private static Browser member(Role role) {
        return desk.browser(desk.staff(
                "Sam", "wall" + ++count + "@desk.example", Set.of("customer-service", "safety-team"), Set.of(), role));
    }

    private static Optional<Ticket> find(String words) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(TicketSearch.class).find(words, Long.MAX_VALUE, 5).stream()
                                .findFirst());
    }
}

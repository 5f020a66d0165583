package org.nightlight.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Chromium;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Wishes;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;

/** What a real browser shows outside the page, and when it keeps still. */
class ToldOnScreenTest {
    private static final Actor TEST = new Actor.Software("test");

    /** Keeps what the page has the browser show, and lets a test say that nobody looks at the tab. */
    private static final String WATCH = """
            window.told = [];
            window.Notification = new Proxy(window.Notification, {
              construct(real, [text, how]) {
                window.told.push(`${how.tag} ${text}`);
                return Reflect.construct(real, [text, how]);
              },
            });
            Object.defineProperty(document, "hidden", { get: () => window.away === true });
            """;

    /** A browser that has not been asked yet; its owner says yes. */
    private static final String UNASKED = """
            window.asked = 0;
            let permission = "default";
            window.Notification = class {
              static get permission() { return permission; }
              static async requestPermission() { window.asked++; return (permission = "granted"); }
            };
            """;

    private static RunningDesk desk;
    private static Chromium chromium;
    private static StaffMember sam;
    private static StaffMember kim;
    private static StaffMember mina;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start(Map.of());
        sam = desk.staff("Sam Oak", Role.AGENT);
        kim = desk.staff("Kim Fir", Role.AGENT);
        mina = desk.staff("Mina Iversen", Role.SAFETY_OFFICER);
        chromium = new Chromium();
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        desk.close();
    }

    @Test
    void aTabThatNobodyLooksAtTellsOnceOfAMentionATicketAndAnAnswerByNumberAndKindAlone() {
        wish(sam, new Wishes.Wish(false, false, true, null, null));
        Ticket ticket = desk.ticket("plover1", "The narrator speaks too quickly.");
        BrowserContext context = granted(WATCH);
        Page first = signedIn(context, sam);
        Page second = context.newPage();
        second.navigate(desk.url("/desk/lists/mine"));
        connected(second);

        note(ticket, kim, "Look at this, @Sam Oak: it is secret.");
        give(desk.ticket("plover2", "The app does not start."), mina, kim);
        looksAway(first);
        looksAway(second);
        note(ticket, kim, "And at this, @Sam Oak.");
        give(ticket, kim, sam);
        desk.answer("plover1", "plover1-2", "It happens every evening.");

        second.waitForCondition(() -> told(second).size() >= 3);
        String number = "ticket #" + ticket.id();
        assertThat(told(second))
                .extracting(line -> line.replaceFirst("^\\S+ ", ""))
                .as("what came while the page was looked at, or to somebody else, is not shown")
                .containsExactlyInAnyOrder(
                        "You were mentioned in a note on " + number,
                        "You were given " + number,
                        "An answer came on " + number);
        assertThat(told(second)).extracting(line -> line.split(" ")[0]).doesNotHaveDuplicates();
        assertThat(told(first)).as("the other tab").isEmpty();

        second.close();
        first.waitForCondition(
                () -> Boolean.TRUE.equals(
                        first.evaluate(
                                "navigator.locks.query().then(({ held, pending }) => [held, pending].map((locks) => locks.filter(({ name }) => name === 'nightlight-tells').length).join() === '1,0')")));
        give(ticket, kim, null);
        give(ticket, kim, sam);
        first.waitForCondition(() -> told(first).size() >= 1);
        assertThat(told(first)).singleElement().asString().endsWith("You were given " + number);
        context.close();
    }

    @Test
    void quietHoursAndWhoeverDoesNotWishItAreLeftInPeaceAndASafetyAlertIsTold() {
        LocalTime now = LocalTime.now(
                desk.bean(CurrentPlaybook.class).current().playbook().zone());
        Wishes.Wish quiet = new Wishes.Wish(true, true, true, now.minusHours(1), now.plusHours(1));
        wish(kim, quiet);
        wish(mina, quiet);
        Ticket ticket = desk.ticket("plover3", "The second story does not load.");
        Ticket sealed = desk.ticket("plover4", "The third story does not load.");
        give(sealed, sam, kim);
        wish(sam, new Wishes.Wish(false, false, true, null, null));
        Page other = signedIn(granted(WATCH), sam);
        looksAway(other);
        Page agent = signedIn(granted(WATCH), kim);
        Page officer = signedIn(granted(WATCH), mina);
        looksAway(agent);
        looksAway(officer);

        note(ticket, sam, "@Kim Fir and @Mina Iversen, in quiet hours.");
        allIsTold(other, ticket);
        wish(kim, new Wishes.Wish(true, true, false, null, null));
        note(ticket, sam, "@Kim Fir, who does not wish it.");
        allIsTold(other, ticket);
        wish(kim, new Wishes.Wish(true, true, true, null, null));
        desk.bean(Database.class)
                .write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(sealed.id(), Level.S3, TEST));
        long caseId =
                Long.parseLong(EveryTable.rows(desk, "select id from safety_case where ticket_id = ?", sealed.id())
                        .getFirst());
        officer.waitForCondition(() -> told(officer).size() >= 1);
        assertThat(told(officer))
                .allMatch(line -> line.equals("alert-%d Safety alert: case %<d waits for a person".formatted(caseId)));

        note(sealed, mina, "@Kim Fir is outside.");
        desk.answer("plover4", "plover4-2", "It still does not load.");
        RunningDesk.eventually(() -> messages(sealed), count -> count >= 3);
        allIsTold(other, ticket);
        note(ticket, sam, "@Kim Fir, now.");
        agent.waitForCondition(() -> told(agent).size() >= 1);
        assertThat(told(agent))
                .singleElement()
                .asString()
                .endsWith("You were mentioned in a note on ticket #" + ticket.id());
    }

    @Test
    void whatIsBehindTheWallIsToldWithoutItsNumberToWhoeverMaySeeIt() {
        wish(mina, new Wishes.Wish(false, false, true, null, null));
        Ticket sealed = desk.ticket("plover5", "The fourth story does not load.");
        desk.bean(Database.class)
                .write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(sealed.id(), Level.S2, TEST));
        StaffMember noor = desk.staff("Noor Hale", Role.SAFETY_OFFICER);
        Page officer = signedIn(granted(WATCH), mina);
        looksAway(officer);
        note(sealed, noor, "@Mina Iversen, please read.");
        officer.waitForCondition(() -> told(officer).stream().anyMatch(line -> line.startsWith("mentioned")));
        assertThat(told(officer))
                .filteredOn(line -> line.startsWith("mentioned"))
                .singleElement()
                .asString()
                .endsWith("You were mentioned in a note on a ticket");
    }

    @Test
    void theBrowserIsAskedOnAClickAloneBesideASentenceThatSaysWhatComes() {
        Page page = signedIn(context(UNASKED), sam);
        page.navigate(desk.url("/desk/account"));
        connected(page);
        assertThat(page.locator("#tell-here-now")).containsText("shows the number and what happened");
        assertThat(page.evaluate("window.asked")).isEqualTo(0);
        page.locator("[name=screen]").check();
        page.locator("#tell-here button").click();
        assertThat(page.locator("#tell-here-now")).hasText("This browser tells you.");
        assertThat(page.locator("#tell-here")).isHidden();
        assertThat(page.evaluate("window.asked")).isEqualTo(1);
        page.locator("form[action$=wishes] [type=submit]").click();
        assertThat(page.locator("[name=screen]")).isChecked();
    }

    private static BrowserContext granted(String script) {
        BrowserContext context = context(script);
        context.grantPermissions(List.of("notifications"));
        return context;
    }

    private static BrowserContext context(String script) {
        BrowserContext context = chromium.browser.newContext();
        context.addInitScript(script);
        return context;
    }

    private static Page signedIn(BrowserContext context, StaffMember member) {
        Page page = Chromium.signedIn(context, desk, member.email().value());
        connected(page);
        return page;
    }

    /** Its scripts run, and the server knows of the screen. */
    private static void connected(Page page) {
        assertThat(page.locator("html[data-js]")).hasCount(1);
        assertThat(page.locator("html[data-connected]")).hasCount(1);
    }

    /** One thread tells one batch after the other: with the second word for this page, all before the first is told. */
    private static void allIsTold(Page watching, Ticket ticket) {
        for (int i = 0; i < 2; i++) {
            int before = told(watching).size();
            note(ticket, mina, "@Sam Oak");
            watching.waitForCondition(() -> told(watching).size() > before);
        }
    }

    private static void looksAway(Page page) {
        page.evaluate("window.away = true; document.dispatchEvent(new Event('visibilitychange'))");
    }

    @SuppressWarnings("unchecked")
    private static List<String> told(Page page) {
        return (List<String>) page.evaluate("window.told");
    }

    private static void wish(StaffMember member, Wishes.Wish wish) {
        desk.bean(Database.class)
                .write(Clearance.DESK, () -> desk.bean(Wishes.class).set(member.id(), wish));
    }

    private static void note(Ticket ticket, StaffMember by, String text) {
        desk.bean(Database.class)
                .write(Clearance.SYSTEM, () -> desk.bean(Replies.class).note(now(ticket), by.actor(), by.name(), text));
    }

    private static void give(Ticket ticket, StaffMember by, @Nullable StaffMember to) {
        desk.bean(Database.class)
                .write(
                        Clearance.SYSTEM,
                        () -> desk.bean(Work.class)
                                .assign(ticket.id(), now(ticket).version(), by.actor(), to == null ? null : to.id())
                                .orElseThrow());
    }

    private static Ticket now(Ticket ticket) {
        return desk.bean(Tickets.class).find(ticket.id()).orElseThrow();
    }

    private static int messages(Ticket ticket) {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(Tickets.class).messages(ticket.id()).size());
    }
}

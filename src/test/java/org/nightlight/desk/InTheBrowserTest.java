package org.nightlight.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Chromium;
import org.nightlight.RunningDesk;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Presence;
import org.nightlight.ticket.Ticket;

/** The desk in a real browser, with a real mailbox behind it. One desk and one browser for all. */
class InTheBrowserTest {
    private static final int MANY = 12;

    private static RunningDesk desk;
    private static Chromium chromium;
    private static Browser browser;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start(Map.of("nightlight.demo", "true"));
        desk.staff("Sam Oak", "sam@desk.example", Role.AGENT);
        desk.staff("Mina Iversen", "mina@desk.example", Role.SAFETY_OFFICER, Role.ADMIN);
        desk.staff("Noor Hale", "noor@desk.example", Role.SAFETY_OFFICER);
        chromium = new Chromium();
        browser = chromium.browser;
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
    void anAgentSignsInOpensAnswersAndTheMailArrives() {
        Ticket ticket = desk.ticket("heron1", "My card was charged twice for this month. Please refund one payment.");
        Page page = chromium.signedIn(desk, "sam@desk.example");
        page.navigate(desk.url("/desk/lists/team"));
        page.locator("#row-" + ticket.id() + " a").click();
        assertThat(page.locator("#ticket-head h1")).hasText("heron1");
        assertThat(page.locator("#why-classified")).containsText("Billing");
        page.locator("#reply").fill("We return one payment today.");
        page.locator("#reply-form [data-send]").click();
        assertThat(page.locator("#flash")).containsText("is on its way");
        RunningDesk.eventually(() -> desk.inbox("heron1@example.org"), mails -> mails.size() == 1);
        assertThat(page.locator(".msg.ours .foot")).containsText("Sent"); // by itself, through the live connection
        page.reload();
        assertThat(page.locator("#reply")).hasValue(""); // what was sent is no draft
    }

    @Test
    void theKeyboardAloneIsEnough() {
        Ticket ticket = desk.ticket("heron2", "The app does not start on my tablet.");
        Page page = chromium.signedIn(desk, "sam@desk.example");
        page.keyboard().press("/");
        page.keyboard().type("heron2");
        page.keyboard().press("Enter");
        page.waitForURL("**/search*");
        ready(page);
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(page.locator("#ticket-head h1")).hasText("heron2");
        ready(page);
        page.keyboard().press("a");
        page.keyboard().press("Enter");
        assertThat(page.locator("#act-assign summary")).containsText("Sam Oak");
        ready(page);
        page.keyboard().press("n");
        page.keyboard().type("Asked the technical team.");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".msg.note")).containsText("Asked the technical team.");
        ready(page);
        page.keyboard().press("r");
        page.keyboard().type("Please start it once more.");
        page.keyboard().press("Control+Enter");
        RunningDesk.eventually(() -> desk.inbox("heron2@example.org"), mails -> mails.size() == 1);
        assertThat(page.locator(".msg.ours")).containsText("Please start it once more.");
    }

    @Test
    void ticketsAreTickedByKeysCountedStayTickedWhileTheListMovesAndAreChangedTogether() {
        desk.ticket("quail1", "The app does not start on my tablet.");
        desk.ticket("quail2", "The app does not start on my phone.");
        Page page = chromium.signedIn(desk, "sam@desk.example");
        page.navigate(desk.url("/desk/search?q=quail"));
        ready(page);
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator("[data-choose]")).hasText("Change 1 ticked");
        page.keyboard().press("X");
        assertThat(page.locator("[data-choose]")).hasText("Change 2 ticked");
        desk.ticket("quail3", "The app does not start on my laptop.");
        assertThat(page.locator(".row")).hasCount(3);
        assertThat(page.locator(".choice:checked")).hasCount(2);
        page.locator("[data-choose]").click();
        assertThat(page.locator("#main h1")).hasText("Change 2 tickets");
        page.locator("#assignee").selectOption("me");
        page.locator("#change [data-send]").click();
        page.waitForURL("**/desk/bulk-jobs/*");
        assertThat(page.locator("#progress")).containsText("2 of 2 changed"); // by itself, through the live connection
        assertThat(page.locator("#how-far")).hasText("Done");
    }

    @Test
    void b63_theTabsOfABrowserShareOneConnectionAndEachHearsOfItsOwnTicket() {
        Ticket one = desk.ticket("plover1", "The app does not start on my tablet.");
        Ticket two = desk.ticket("plover2", "The app does not start on my phone.");
        long tess = desk.staff("Tess Amari", "tess@desk.example", Role.AGENT).id();
        LiveFeed feed = desk.bean(LiveFeed.class);
        Page list = chromium.signedIn(desk, "tess@desk.example");
        list.navigate(desk.url("/desk/search?q=plover2"));
        ready(list);
        List<Page> tabs = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Page tab = list.context().newPage();
            tab.navigate(desk.url("/desk/tickets/" + (i % 2 == 0 ? one.id() : two.id())));
            ready(tab);
            tabs.add(tab);
        }
        RunningDesk.eventually(() -> feed.connections(tess), count -> count == 1);

        desk.answer("plover2", "plover3", "It does start now.");
        for (int i = 0; i < 4; i++) {
            assertThat(tabs.get(i).locator(".msg.theirs")).hasCount(i % 2 == 0 ? 1 : 2);
        }
        assertThat(list.locator("#row-" + two.id())).containsText("It does start now.");
        assertThat(feed.connections(tess)).isEqualTo(1);
    }

    @Test
    void aFirstPageWeighsLessThan100KilobytesAndItsScriptsLessThan60() {
        Ticket ticket = desk.ticket("dotterel1", "The narrator speaks too quickly.");
        String signedIn = chromium.signedIn(desk, "sam@desk.example").context().storageState();
        for (String address : List.of("/desk/lists/open", "/desk/tickets/" + ticket.id())) {
            Page page = browser.newContext(new Browser.NewContextOptions().setStorageState(signedIn))
                    .newPage();
            List<Request> fetched = new CopyOnWriteArrayList<>();
            page.onRequestFinished(fetched::add);
            page.navigate(desk.url(address));
            ready(page);
            assertThat(weight(fetched, "")).as(address).isBetween(10_000, 100 * 1024);
            assertThat(weight(fetched, ".js")).as("scripts of " + address).isBetween(5_000, 60 * 1024);
        }
    }

    private static int weight(List<Request> fetched, String ending) {
        return fetched.stream()
                .filter(request ->
                        request.url().endsWith(ending) && !request.url().contains("/desk/live"))
                .mapToInt(request -> request.sizes().responseBodySize)
                .sum();
    }

    @Test
    void thePaletteFindsTicketsPeoplePagesAndActionsByKeysAlone() {
        Ticket ticket = desk.ticket("wren1", "The narrator speaks too quickly.");
        Page page = chromium.signedIn(desk, "sam@desk.example");
        page.keyboard().press("Control+k");
        assertThat(page.locator("#palette-words")).isFocused();
        assertThat(page.locator("#palette-list")).containsText("Unassigned");
        assertThat(Chromium.violations(page)).isEmpty();
        page.keyboard().type("wren1");
        assertThat(page.locator("#palette-ticket-" + ticket.id())).containsText("wren1");
        assertThat(page.locator("#palette-list")).containsText("wren1@example.org");
        page.keyboard().press("Enter");
        assertThat(page.locator("#ticket-head h1")).hasText("wren1");

        ready(page);
        page.keyboard().press("Control+k");
        page.keyboard().type("assig");
        page.keyboard().press("Enter");
        assertThat(page.locator("#act-assign .button.main")).isFocused();
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        page.keyboard().type("note");
        assertThat(page.locator("#palette-list [aria-selected=true]")).containsText("Note");
        page.keyboard().press("Enter");
        assertThat(page.locator("#note")).isFocused();
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        page.keyboard().type("breach");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.waitForURL("**/desk/lists/breaching");

        ready(page);
        page.keyboard().press("Control+k");
        page.keyboard().type("zebra-nobody");
        assertThat(page.locator("#palette [role=status]")).containsText("Nothing found");
        page.keyboard().press("Escape");
        assertThat(page.locator("#palette")).isHidden();
    }

    @Test
    void thePaletteFindsNothingBehindTheWallAndNoOneWhoNeverWrote() {
        Ticket ticket = desk.ticket("wren2", "The narrator speaks too slowly.");
        desk.bean(Database.class)
                .write(
                        Clearance.SYSTEM,
                        () -> desk.bean(Cases.class).raise(ticket.id(), Level.S3, new Actor.Software("test")));
        Page agent = chromium.signedIn(desk, "sam@desk.example");
        Page officer = chromium.signedIn(desk, "mina@desk.example");
        desk.ticket("wren5", "Hello, I am 9 years old and the narrator of my story is silent.");
        assertThat(agent.request()
                        .get(desk.url("/desk/palette?q=wren5@example.org"))
                        .text())
                .as("a child's address stands in no list either")
                .doesNotContain("Person");
        for (String words : List.of("wren2", Long.toString(ticket.id()), "wren2@example.org")) {
            String path = "/desk/palette?q=" + words;
            assertThat(agent.request().get(desk.url(path)).text()).as(words).isBlank();
            assertThat(officer.request().get(desk.url(path)).text()).as(words).isNotBlank();
        }
    }

    @Test
    void b41_whoElseLooksIsShownWithinTwoSecondsAcrossProcessesWhoWritesWithinOneAndNobodyAfterTheyAreGone() {
        Ticket ticket = desk.ticket("wren3", "The second story does not load.");
        String address = "/desk/tickets/" + ticket.id() + "?list=team";
        try (RunningDesk other = desk.another()) {
            Page sam = chromium.signedIn(desk, "sam@desk.example");
            sam.navigate(desk.url(address));
            ready(sam);
            assertThat(sam.locator("#presence")).isEmpty();
            Page noor = chromium.signedIn(other, "noor@desk.example");
            noor.navigate(other.url(address));
            assertThat(sam.locator("#presence")).hasText("Noor Hale has this open too.", within(2_000));
            assertThat(noor.locator("#presence")).hasText("Sam Oak has this open too.", within(2_000));

            noor.locator("#reply").pressSequentially("We look");
            assertThat(sam.locator("#presence")).hasText("Noor Hale is writing.", within(1_000));
            assertThat(sam.locator("#presence")).hasText("Noor Hale has this open too.", within(9_000));

            noor.close(new Page.CloseOptions().setRunBeforeUnload(false));
            assertThat(sam.locator("#presence")).isEmpty(new LocatorAssertions.IsEmptyOptions().setTimeout(30_000));
        }
    }

    @Test
    void b41_nobodyIsSeenAtWorkBehindTheWall() {
        Ticket ticket = desk.ticket("wren4", "The third story does not load.");
        desk.bean(Database.class)
                .write(
                        Clearance.SYSTEM,
                        () -> desk.bean(Cases.class).raise(ticket.id(), Level.S3, new Actor.Software("test")));
        Page mina = chromium.signedIn(desk, "mina@desk.example");
        mina.navigate(desk.url("/desk/tickets/" + ticket.id() + "?list=safety"));
        Page noor = chromium.signedIn(desk, "noor@desk.example");
        noor.navigate(desk.url("/desk/tickets/" + ticket.id() + "?list=safety"));
        assertThat(mina.locator("#presence")).hasText("Noor Hale has this open too.");

        long sam = desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(Staff.class).all().stream()
                                .filter(member -> member.name().equals("Sam Oak"))
                                .findFirst()
                                .orElseThrow()
                                .id());
        assertThat(desk.bean(Database.class)
                        .write(
                                Clearance.DESK.of(sam),
                                () -> desk.bean(Presence.class).here(ticket.id(), sam, "0".repeat(32), true)))
                .isEmpty();
    }

    @Test
    void aTicketThatIsSealedLeavesTheOpenPageAndTheSafetyTeamIsCalled() {
        Ticket ticket = desk.ticket("heron3", "Some ordinary words.");
        Page officer = chromium.signedIn(desk, "mina@desk.example");
        Page page = chromium.signedIn(desk, "sam@desk.example");
        page.navigate(desk.url("/desk/tickets/" + ticket.id() + "?list=team"));
        assertThat(page.locator("#ticket-head h1")).hasText("heron3");
        page.locator("#reply").fill("Half a sentence");
        desk.bean(Database.class)
                .write(
                        Clearance.SYSTEM,
                        () -> desk.bean(Cases.class).raise(ticket.id(), Level.S3, new Actor.Software("test")));
        assertThat(page.locator("main h1")).hasText("There is nothing here");
        assertThat(page.content()).doesNotContain("heron3", "Some ordinary words", "Half a sentence");
        assertThat(officer.locator("#notices")).containsText("S3");
    }

    @Test
    void fromAChildsMailOnTwoScreensToAReportThatTheAgencyHas() {
        Ticket ticket = desk.ticket("heron6", "The picture on page three is missing.");
        Page agent = chromium.signedIn(desk, "sam@desk.example");
        agent.navigate(desk.url("/desk/tickets/" + ticket.id() + "?list=team"));
        agent.locator("#reply").fill("Which page do you mean");
        Page officer = chromium.signedIn(desk, "mina@desk.example");

        desk.answer("heron6", "heron6-2", "my stepdad hits me with a belt every night and i am scared to go home");
        assertThat(agent.locator("main h1")).hasText("There is nothing here");
        assertThat(agent.locator("body")).not().containsText("heron6");
        officer.locator("#notices a", new Page.LocatorOptions().setHasText("Open case"))
                .last()
                .click();
        officer.getByText("Acknowledge", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(officer.locator("main")).containsText("Mina Iversen");
        officer.getByText("Report: whom to call").click();
        assertThat(officer.locator("main section").first()).containsText("You need no approval");
        officer.locator("#place").selectOption("CT");
        officer.getByText("Set the place").click();
        officer.locator("#agency").fill("DCF Careline");
        officer.getByText("Record it").click();
        assertThat(officer.locator("#records + *")).containsText("DCF Careline");
        officer.getByText("Make a version").click();
        assertThat(officer.getByText("I have read it")).hasCount(0);

        Page second = chromium.signedIn(desk, "noor@desk.example");
        second.navigate(officer.url());
        second.getByText("I have read it").click();
        assertThat(second.locator("main")).containsText("Approved by Noor Hale");
        officer.reload();
        officer.locator("#agency").fill("DCF Careline");
        officer.locator("#channel").selectOption("fax");
        officer.locator("#version").selectOption("1");
        officer.getByText("Record it").click();
        officer.locator("#to-state").selectOption("acknowledged");
        officer.getByText("Go forward with").first().click();
        assertThat(officer.locator("main")).containsText("state agency: acknowledged");
        assertThat(agent.locator("body")).not().containsText("heron6");
        assertThat(desk.inbox("heron6@example.org")).isEmpty();
    }

    @Test
    void axeFindsNothingOnAnyPage() {
        Ticket ticket = desk.ticket("heron4", "The voice is silent since the update.");
        Ticket sealed = desk.ticket("heron5", "Some more ordinary words.");
        desk.bean(Database.class)
                .write(
                        Clearance.SYSTEM,
                        () -> desk.bean(Cases.class).raise(sealed.id(), Level.S2, new Actor.Software("test")));
        Page page = chromium.signedIn(desk, "mina@desk.example");
        List<String> forbidden = new java.util.ArrayList<>();
        page.onConsoleMessage(line -> {
            if (line.text().contains("Content Security Policy")) {
                forbidden.add(page.url() + ": " + line.text());
            }
        });
        for (String address : List.of(
                "/desk/lists/open",
                "/desk/lists/safety",
                "/desk/tickets/" + ticket.id() + "?list=open",
                "/desk/tickets/" + sealed.id(),
                "/desk/tickets/new",
                "/desk/search?q=heron4",
                "/desk/inbound",
                "/desk/cases",
                "/desk/cases/1",
                "/desk/account",
                "/desk/admin/playbook",
                "/desk/admin/playbook/edit",
                "/desk/admin/playbook/versions/1",
                "/desk/admin/playbook/difference?version=1",
                "/desk/admin/people",
                "/desk/admin/audit",
                "/desk/admin/mailboxes",
                "/desk/admin/suppliers",
                "/desk/admin/compliance",
                "/demo/mail",
                "/desk/tickets/1",
                "/",
                "/help",
                "/contact",
                "/crisis",
                "/privacy",
                "/nowhere")) {
            page.navigate(desk.url(address));
            assertThat(Chromium.violations(page))
                    .as("what axe found on " + address)
                    .isEmpty();
        }
        assertThat(forbidden).as("what the browser was forbidden to load").isEmpty();
    }

    private static LocatorAssertions.HasTextOptions within(double milliseconds) {
        return new LocatorAssertions.HasTextOptions().setTimeout(milliseconds);
    }

    /** The scripts run once the page is drawn; a key pressed before that is nobody's. */
    private static void ready(Page page) {
        assertThat(page.locator("html[data-js]")).hasCount(1);
    }
}

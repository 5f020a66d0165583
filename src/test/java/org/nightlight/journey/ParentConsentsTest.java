package org.nightlight.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Chromium;
import org.nightlight.EveryTable;
import org.nightlight.RunningDesk;
import org.nightlight.TurnedClock;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.PrivacySteps;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Training;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;

/** A nine-year-old writes, an agent asks the parent, the parent answers: in a real browser, with real mail, on a turned clock. */
class ParentConsentsTest {
    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+/my/consent/[\\w-]{43}");
    private static final TurnedClock CLOCK = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));

    private static RunningDesk desk;
    private static Chromium chromium;
    private static Browser browser;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start(
                Map.of(),
                context ->
                        context.registerBean("turnedClock", Clock.class, () -> CLOCK, bean -> bean.setPrimary(true)));
        desk.staff("Sam Oak", "sam@desk.example", Role.AGENT);
        long mina = desk.staff("Mina Iversen", "mina@desk.example", Role.SAFETY_OFFICER)
                .id();
        desk.bean(Training.class)
                .set(mina, "2030-01-01", new Actor.Software("setup"))
                .orThrow();
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
    void c36_c51_aParentConsentsByMailInTwoStepsToCollectionAloneAndTheHelpGoesOn() {
        Page agent = askedBy("stork1", "rowan.stork1@mail.example");
        readsWhatWasWritten(agent, "stork1");
        Page parent = parentsPage();
        parent.navigate(links("rowan.stork1@mail.example", 1).getFirst());
        assertThat(parent.locator("#standing")).hasText("You have not answered yet.");
        assertThat(parent.locator("input:checked")).hasCount(0);
        axe(parent);
        parent.locator("#answer").click();
        assertThat(parent.locator("#collection-fault")).containsText("Choose yes or no.");
        parent.locator("input[name=collection][value=yes]").check();
        parent.locator("input[name=disclosure][value=no]").check();
        parent.locator("input[name=method][value=email-plus]").check();
        parent.locator("#answer").click();
        assertThat(parent.locator("#standing")).containsText("we send you a second mail");
        agent.reload();
        assertThat(agent.locator("#consent")).containsText("Answered yes, not confirmed yet");

        CLOCK.turn(Duration.ofHours(24));
        parent.navigate(links("rowan.stork1@mail.example", 2).getFirst());
        axe(parent);
        parent.locator("#confirm").click();
        assertThat(parent.locator("#standing")).containsText("Your permission holds");
        agent.reload();
        assertThat(agent.locator("#consent")).containsText("Given: to keep and use, not to pass on");
        assertThat(agent.locator("#lawful-path")).containsText("answered as anybody");
        goesOn(agent, "stork1");

        parent.navigate(links("rowan.stork1@mail.example", 2).getLast());
        parent.locator("#revoke").click();
        assertThat(parent.locator("#standing")).containsText("You took your permission back");
        agent.reload();
        assertThat(agent.locator("#consent")).containsText("Taken back");
        reply(agent, "One more thing about the dragon.");
        assertThat(agent.locator("main")).containsText("A parent said no. Nothing more is sent to this child");
    }

    /** What was masked is shown by a click, and stays while the page is kept fresh. */
    private static void readsWhatWasWritten(Page agent, String word) {
        assertThat(agent.locator("#talk")).containsText("hi i am [age]");
        agent.getByText("Show what was written").click();
        assertThat(agent.locator("#talk")).containsText("hi i am nine");
        Database database = desk.bean(Database.class);
        database.write(Clearance.DESK, () -> {
            Ticket ticket =
                    desk.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 1).getFirst();
            desk.bean(Replies.class).note(ticket, new Actor.Software("test"), "Test", "A note from elsewhere.");
        });
        assertThat(agent.locator("#talk")).containsText("A note from elsewhere.");
        assertThat(agent.locator("#talk")).containsText("hi i am nine");
    }

    /** Two answers, and the child's between them. */
    private static void goesOn(Page agent, String word) {
        String child = word + "@example.org";
        reply(agent, "Please press the play button twice.");
        assertThat(agent.locator("main")).containsText("This goes to a child");
        agent.getByText("Send it as it is").click();
        RunningDesk.eventually(() -> desk.inbox(child), list -> list.size() == 1);
        desk.send(child, """
                From: Kit Vale <%1$s>
                To: support@storytailor.com
                Subject: Re: %2$s
                Message-ID: <again-%1$s>
                In-Reply-To: <%2$s@example.org>

                it is loud now but too quick
                """.formatted(child, word));
        RunningDesk.eventually(
                () -> EveryTable.rows(desk, "select text from message where text like ?", "%loud now but too quick%"),
                list -> list.size() == 1);
        agent.reload();
        assertThat(agent.locator("#talk")).containsText("it is loud now but too quick");
        reply(agent, "There is a turtle in the settings that makes it slow.");
        RunningDesk.eventually(() -> desk.inbox(child), list -> list.size() == 2);
    }

    private static void reply(Page agent, String text) {
        agent.locator("#reply").fill(text);
        agent.locator("#reply-form [data-send]").click();
    }

    @Test
    void c18_c48_aParentRefusesInOneStepAndEverythingIsGone() {
        Page agent = askedBy("stork2", "rowan.stork2@mail.example");
        Page parent = parentsPage();
        parent.navigate(links("rowan.stork2@mail.example", 1).getLast());
        parent.locator("#revoke").click();
        assertThat(parent.locator("#standing")).containsText("You said no. We gather nothing more");
        assertThat(parent.locator("form")).hasCount(0);
        agent.reload();
        assertThat(agent.locator("#consent")).containsText("Refused");
        assertThat(agent.locator("#consent")).not().containsText("rowan.stork2");
        assertThat(EveryTable.holding(desk, "stork2")).contains("customer_address", "message", "inbound", "attachment");
        CLOCK.turn(Duration.ofSeconds(1));
        PrivacySteps.all(desk);
        CLOCK.turn(Duration.ofDays(3).plusMinutes(1));
        PrivacySteps.all(desk);
        CLOCK.turn(Duration.ofHours(1));
        PrivacySteps.all(desk);
        assertThat(EveryTable.holding(desk, "stork2"))
                .as("no table, no search column, no file, and no mail that was sent holds a word of it")
                .isEmpty();
        agent.reload();
        assertThat(agent.locator("main")).containsText("There is nothing here");
    }

    @Test
    void c29_aParentSignsAFormATrainedPersonChecksItAndSharingIsAllowed() {
        Page agent = askedBy("stork3", "rowan.stork3@mail.example");
        Page parent = parentsPage();
        parent.navigate(links("rowan.stork3@mail.example", 1).getFirst());
        parent.locator("input[name=collection][value=yes]").check();
        parent.locator("input[name=disclosure][value=yes]").check();
        parent.locator("input[name=method][value=email-plus]").check();
        parent.locator("#answer").click();
        assertThat(parent.locator("#method-fault")).containsText("a signed form is needed");
        parent.locator("input[name=method][value=signed-form]").check();
        parent.locator("#answer").click();
        parent.getByText("Open the form").click();
        assertThat(parent.locator("h1")).containsText("Permission of a parent or guardian");
        axe(parent);
        parent.goBack();
        parent.locator("#form")
                .setInputFiles(new FilePayload(
                        "signed.pdf", "application/pdf", "%PDF-1.7 signed".getBytes(StandardCharsets.UTF_8)));
        parent.getByText("Send the form").click();
        assertThat(parent.locator("#standing")).containsText("We have your form");

        Page officer = chromium.signedIn(desk, "mina@desk.example");
        officer.navigate(desk.url("/desk/consent-forms"));
        assertThat(officer.locator("main")).containsText("Pass on to others: yes.");
        axe(officer);
        officer.getByText("It is signed and says the same: accept").click();
        assertThat(officer.locator("main")).containsText("No form waits.");
        agent.reload();
        assertThat(agent.locator("#consent")).containsText("Given: to keep and use, and to pass on");
        parent.navigate(links("rowan.stork3@mail.example", 2).getFirst());
        assertThat(parent.locator("main")).containsText("Conversations: 1");
        axe(parent);
        parent.locator("#erase").check();
        parent.locator("#revoke").click();
        assertThat(parent.locator("#standing")).containsText("You took your permission back");
        assertThat(EveryTable.rows(
                        desk,
                        "select state from erasure where customer_id = (select customer_id from customer_address"
                                + " where value = 'stork3@example.org')"))
                .as("C-48: a no and a deletion, by the parent alone")
                .containsExactly("waiting");
    }

    /** A nine-year-old writes; an agent opens the ticket and asks this address. */
    private static Page askedBy(String word, String address) {
        Ticket ticket = mail(word, "hi i am nine and my dragon story has no sound");
        Page agent = chromium.signedIn(desk, "sam@desk.example");
        agent.navigate(desk.url("/desk/tickets/" + ticket.id()));
        assertThat(agent.locator("#about")).containsText("Under 13");
        agent.getByText("Ask a parent for consent").click();
        agent.locator("#parent").fill(word + "@example.org");
        agent.locator("#parent-relation").selectOption("parent");
        agent.getByText("Ask for consent", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(agent.locator("#parent-fault")).containsText("the child’s own address");
        agent.locator("#parent").fill(address);
        agent.locator("#parent-relation").selectOption("parent");
        agent.getByText("Ask for consent", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(agent.locator("#flash")).containsText("The parent is asked");
        assertThat(agent.locator("#consent")).containsText("Asked, no answer yet");
        return agent;
    }

    /** The parent's browser runs no script. */
    private static Page parentsPage() {
        return browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))
                .newPage();
    }

    private static void axe(Page page) {
        if (page.url().contains("/my/")) {
            // a page without script cannot be looked at from inside: the same page in a browser that runs it
            Page looking = browser.newContext().newPage();
            looking.navigate(page.url());
            assertSound(looking);
            looking.context().close();
        } else {
            assertSound(page);
        }
    }

    private static void assertSound(Page page) {
        assertThat(Chromium.violations(page)).as("what axe found").isEmpty();
    }

    private static List<String> links(String address, int count) {
        var mails = RunningDesk.eventually(() -> desk.inbox(address), found -> found.size() >= count);
        return LINK.matcher(SafetyTeam.text(mails.get(count - 1)))
                .results()
                .map(found -> found.group())
                .toList();
    }

    private static Ticket mail(String word, String text) {
        desk.send(word + "@example.org", """
                From: Kit Vale <%1$s@example.org>
                To: support@storytailor.com
                Subject: %1$s
                Message-ID: <%1$s@example.org>
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                %2$s
                --b
                Content-Type: text/plain; name=%1$s.txt
                Content-Disposition: attachment; filename=%1$s.txt

                what %1$s saw
                --b--
                """.formatted(word, text));
        return RunningDesk.eventually(
                        () -> desk.bean(Database.class)
                                .read(
                                        Clearance.SYSTEM,
                                        () -> desk.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 5).stream()
                                                .findFirst()),
                        Optional::isPresent)
                .orElseThrow();
    }
}

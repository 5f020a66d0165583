package org.nightlight.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The small scripts in a real browser: keys, drafts, and parts that follow the server. */
class ScriptsTest {
    private static final Screens SCREENS = new Screens();
    private static final String TICKET = Screens.SITE + "desk/tickets/1042";

    private Page page;
    private volatile String shown = PagesTest.draw("ticket");
    private volatile int status = 200;

    @AfterAll
    static void closeTheBrowser() {
        SCREENS.close();
    }

    @BeforeEach
    void openTheTicket() {
        page = SCREENS.page(1280, 860, ColorScheme.LIGHT);
        page.route(TICKET + "*", route -> answer(route, status, "text/html", shown));
    }

    @AfterEach
    void closeThePage() {
        page.navigate("about:blank"); // so that no live connection is being answered while the page closes
        page.context().close();
    }

    @Test
    void thePreviewStandsUnderTheTextAndGoesWithTheNextLetter() {
        page.route(Screens.SITE + "desk/preview", route -> answer(route, 200, "text/html", PagesTest.draw("preview")));
        page.navigate(TICKET);
        page.locator("#reply-form [data-preview]").click();
        assertThat(page.locator("#reply-form .preview strong")).hasText("done");
        page.locator("#reply").press("End");
        page.locator("#reply").pressSequentially("!");
        assertThat(page.locator(".preview")).hasCount(0);
    }

    @Test
    void keysClickWhatIsOnThePageAndAreSilentWhileTyping() {
        page.navigate(TICKET);
        page.keyboard().press("n");
        assertThat(page.locator("#note")).isFocused();
        page.keyboard().type("re/jk?");
        assertThat(page.locator("#note")).hasValue("re/jk?");
        assertThat(page.locator("#act-escalate[open]")).hasCount(0);

        page.keyboard().press("Escape");
        page.keyboard().press("r");
        assertThat(page.locator("#reply")).isFocused();
        assertThat(page.locator("#reply")).hasValue("Hi Robin, the payment was returned this morning.");

        page.keyboard().press("Escape");
        page.keyboard().press("e");
        assertThat(page.locator("#escalation")).isFocused();
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertThat(page.locator("#act-escalate[open]")).hasCount(0);

        page.keyboard().press("/");
        assertThat(page.locator("#find")).isFocused();
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        assertThat(page.locator("dialog#keys")).isVisible();
    }

    @Test
    void jAndKWalkTheListFromTheOpenTicket() {
        page.navigate(TICKET);
        page.keyboard().press("j");
        assertThat(page.locator("#row-1037 a")).isFocused();
        page.keyboard().press("k");
        page.keyboard().press("k");
        assertThat(page.locator("#row-1039 a")).isFocused();
    }

    @Test
    void aDraftIsSavedWithinTwoSecondsAndOnlyToItsOwnPlace() {
        var saved = new ConcurrentLinkedQueue<String>();
        page.route("**/drafts/*", route -> {
            saved.add(route.request().url() + " " + route.request().postData());
            answer(route, 204, "text/plain", "");
        });
        page.navigate(TICKET);
        page.keyboard().press("n");
        page.keyboard().type("Only for us");
        assertThat(page.locator("#note-form .saved"))
                .hasText("Draft saved", new LocatorAssertions.HasTextOptions().setTimeout(2500));
        assertThat(saved).allMatch(one -> one.contains("/drafts/note") && one.contains("text=Only+for+us"));
        assertThat(saved).allMatch(one -> one.contains("_csrf=specimen"));
    }

    @Test
    void b39_whatWillBeAskedIsSaidBesideSendWhileWritingAndNothingIsHeldUp() {
        page.navigate(TICKET);
        Locator said = page.locator("#before[role=status]");
        assertThat(said).hasText("This goes to a child: plain words, and nothing about anybody else.");
        page.locator("#reply").fill("");
        assertThat(said).hasText("");
        page.locator("#reply").fill("The invoice is attached.");
        assertThat(said).hasText("This goes to a child: plain words, and nothing about anybody else."); // two files do
        page.locator("#reply-files").evaluate("files => files.replaceChildren()");
        page.locator("#reply").fill("The invoice is attached.");
        assertThat(said).containsText("no file goes with it");
        assertThat(said).containsText("This goes to a child");
        page.locator("#reply").fill("I have looked at your attachment.");
        assertThat(said).not().containsText("no file goes with it");
        for (String text : List.of(
                "ADJUNTÉ el archivo",
                "le envío el anexo",
                "tu adjunto llegó",
                "reattached",
                "Enclosed: one file",
                "attaché")) {
            Object inBrowser =
                    page.evaluate("([w, t]) => new RegExp(w, 'iu').test(t)", List.of(BeforeSending.ATTACHMENT, text));
            assertThat(inBrowser).as(text).isEqualTo(BeforeSending.mentionsAnAttachment(text));
        }
    }

    @Test
    void aMacroIsPutIntoTheTextInPlaceAndSaysWhatIsNotFilledIn() {
        String typed = "Hi Robin, the payment was returned this morning.";
        page.route(
                "**/drafts/*",
                route -> answer(route, 200, "text/html", shown.replace(typed, "Refund by {reply-by}.\n\n" + typed)));
        page.navigate(TICKET);
        page.keyboard().press("i");
        assertThat(page.locator("#insert-reply button").first()).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#reply")).hasValue("Refund by {reply-by}.\n\n" + typed);
        assertThat(page.locator("#reply")).isFocused();
        assertThat(page.locator("#before")).containsText("Not filled in: {reply-by}.");
        assertThat(page.locator("#reply-does label").first()).hasText("Set to pending");
        page.keyboard().press("Control+k");
        page.keyboard().type("device");
        assertThat(page.locator("#palette-list [role=option]").first()).containsText("Macro: Which device is it?");
        for (String text : List.of("{reply-by}", "{ a.b }", "{1}", "{}", "{{x}}", "{ñandú}", "{a b}")) {
            Object inBrowser = page.evaluate("([h, t]) => new RegExp(h, 'gu').test(t)", List.of(Filling.HOLE, text));
            assertThat(inBrowser).as(text).isEqualTo(!Filling.holes(text).isEmpty());
        }
    }

    @Test
    void aColleaguesNameIsCompletedInANoteFromThoseWhoMayHaveTheTicket() {
        page.navigate(TICKET);
        page.keyboard().press("n");
        page.keyboard().type("mail@pet, then @pet");
        assertThat(page.locator("#note-people [role=option]")).hasText(new String[] {"Alex Petrov"});
        page.keyboard().press("Enter");
        assertThat(page.locator("#note")).hasValue("mail@pet, then @Alex Petrov ");
        assertThat(page.locator("#note-people")).isHidden();
        page.keyboard().type("@");
        assertThat(page.locator("#note-people [role=option]")).hasCount(2);
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#note")).hasAttribute("aria-activedescendant", "note-person-1");
        page.keyboard().press("Escape");
        assertThat(page.locator("#note-people")).isHidden();
        assertThat(page.locator("#note")).isFocused();
    }

    @Test
    void enterInAFieldOfTheComposerDoesWhatTheFieldIsForAndNeverInsertsATemplate() {
        var posted = new ConcurrentLinkedQueue<String>();
        for (String path : List.of("/participants", "/replies")) {
            page.route("**" + path, route -> {
                posted.add(route.request().url() + " " + route.request().postData());
                answer(route, 204, "text/plain", "");
            });
        }
        page.navigate(TICKET);
        page.locator("summary", new Page.LocatorOptions().setHasText("Somebody else on this ticket"))
                .click();
        page.locator("#copy").fill("aunt@example.org");
        page.waitForRequest("**/participants", () -> page.locator("#copy").press("Enter"));
        assertThat(posted.poll())
                .contains("/participants ")
                .containsSubsequence("\"enter\"", "true", "\"copy\"", "aunt@example.org");
        page.navigate(TICKET);
        page.locator("summary", new Page.LocatorOptions().setHasText("Send later"))
                .click();
        page.locator("#at").fill("2026-12-01T09:00");
        page.waitForRequest("**/replies", () -> page.locator("#at").press("Enter"));
        assertThat(posted.poll())
                .contains("/replies ")
                .containsSubsequence("\"at\"", "2026-12-01", "\"then\"", "later");
    }

    @Test
    void aDraftThatCouldNotBeSavedSaysSo() {
        page.route("**/drafts/*", route -> answer(route, 503, "text/plain", ""));
        page.navigate(TICKET);
        page.keyboard().press("r");
        page.keyboard().type("More. ");
        assertThat(page.locator("#reply-form .saved")).hasText(Pattern.compile("not saved yet"));
    }

    @Test
    void aTicketThatIsGoneLeavesThePageAtOnce() {
        page.route(
                "**/desk/live*",
                route -> answer(
                        route,
                        200,
                        "text/event-stream",
                        "event: ticket\ndata: {\"id\":1042,\"version\":9,\"gone\":true}\n\n"));
        page.navigate(TICKET);
        assertThat(page.locator("h1")).hasText("There is nothing here");
        assertThat(page.content()).doesNotContain("Charged twice", "Robin", "finance team");
    }

    @Test
    void aTicketThatTheServerNoLongerShowsLeavesThePageToo() {
        page.route(
                "**/desk/live*",
                route -> answer(
                        route,
                        200,
                        "text/event-stream",
                        "event: ticket\ndata: {\"id\":1042,\"version\":9,\"gone\":false}\n\n"));
        page.navigate(TICKET);
        status = 404;
        assertThat(page.locator("h1")).hasText("There is nothing here");
        assertThat(page.content()).doesNotContain("Charged twice");
    }

    @Test
    void aChangeIsDrawnWithoutTouchingWhatIsBeingWritten() {
        page.route(
                "**/desk/live*",
                route -> answer(
                        route,
                        200,
                        "text/event-stream",
                        "event: ticket\ndata: {\"id\":1042,\"version\":8,\"gone\":false}\n\n"));
        page.navigate(TICKET);
        Document changed = Jsoup.parse(PagesTest.draw("ticket"));
        changed.select("[data-version]").attr("data-version", "8");
        changed.select("#message-5 b").first().text("Why not today, when");
        changed.getElementById("talk")
                .append("<article class='msg theirs' id='message-6'><p>One more thing</p></article>");
        shown = changed.outerHtml();
        page.locator("#reply").fill("Half a sen");
        assertThat(page.locator("#talk")).containsText("Why not today");
        assertThat(page.locator("#talk")).containsText("One more thing");
        assertThat(page.locator("#reply")).hasValue("Half a sen");

        // Unread by the writer: sending now would still carry the old version, and the server would ask.
        assertThat(page.locator("#reply-form input[name=version]")).hasValue("7");
        page.locator("#fresh").click();
        assertThat(page.locator("#reply-form input[name=version]")).hasValue("8");
    }

    @Test
    void aSecondPressOfSendSendsNothing() {
        page.navigate(TICKET);
        Object sent = page.evaluate("""
                () => {
                  let sent = 0;
                  addEventListener("submit", (event) => { if (!event.defaultPrevented) sent++; event.preventDefault(); });
                  for (let i = 0; i < 3; i++) document.querySelector("#reply-form [data-send]").click();
                  return sent;
                }""");
        assertThat(sent).isEqualTo(1);
    }

    private static void answer(Route route, int status, String type, String body) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType(type + ";charset=utf-8")
                .setBody(body));
    }
}

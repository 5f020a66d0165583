package org.nightlight.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Chromium;
import org.nightlight.RunningDesk;
import org.nightlight.staff.Role;
import org.nightlight.ticket.Ticket;

/** Files chosen, pasted and dropped in a real browser. */
class AttachInTheBrowserTest {

    private static RunningDesk desk;
    private static Chromium chromium;
    private static Browser browser;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start(Map.of(
                "nightlight.attachments.max-bytes", "1048576", "nightlight.attachments.max-bytes-together", "1572864"));
        desk.staff("Sam Oak", "sam@desk.example", Role.AGENT);
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
    void filesAreChosenPastedDroppedAndRemovedSurviveAReloadAndGoWithTheReply() {
        Page page = open(desk.ticket("plover1", "What does the plan for schools cost?"));
        page.locator("#reply-file").setInputFiles(file("prices.csv", "plan;price"));
        assertThat(names(page, "reply")).hasText(new String[] {"prices.csv"});
        assertThat(page.locator("#reply-form .attach [role=status]")).hasText("prices.csv is attached.");

        bring(page, "#reply", "paste", "pasted.txt", "what was pasted");
        assertThat(names(page, "reply")).hasText(new String[] {"prices.csv", "pasted.txt"});
        bring(page, "#write", "dragover", "dropped.txt", "what was dropped");
        assertThat(page.locator("#write.dropping")).hasCount(1);
        bring(page, "#write", "drop", "dropped.txt", "what was dropped");
        assertThat(page.locator("#write.dropping")).hasCount(0);
        assertThat(names(page, "reply")).hasText(new String[] {"prices.csv", "pasted.txt", "dropped.txt"});

        page.locator("#reply-files li").nth(1).locator("button").focus();
        page.keyboard().press("Enter");
        assertThat(names(page, "reply")).hasText(new String[] {"prices.csv", "dropped.txt"});
        assertThat(page.locator("#reply-form .attach [role=status]")).hasText("pasted.txt is removed.");

        page.locator("#write-note").press("Space");
        page.locator("[data-key=n]").click();
        assertThat(page.locator("#note-files li")).hasCount(0);
        bring(page, "#note", "paste", "for us.txt", "only for us");
        assertThat(names(page, "note")).hasText(new String[] {"for us.txt"});

        page.reload();
        assertThat(names(page, "reply")).hasText(new String[] {"prices.csv", "dropped.txt"});
        page.locator("#reply").fill("The prices are attached.");
        assertThat(page.locator("#before")).not().containsText("no file goes with it");
        page.locator("#reply-form [data-send]").click();
        assertThat(page.locator("#flash")).containsText("is on its way");
        assertThat(page.locator(".msg.ours [aria-label=Files]")).containsText("dropped.txt");
        assertThat(names(page, "note")).hasText(new String[] {"for us.txt"});
        RunningDesk.eventually(() -> desk.inbox("plover1@example.org"), mails -> mails.size() == 1);
    }

    @Test
    void aDraftIsDiscardedInOnePressAndBroughtBackUntilSomethingNewIsWritten() {
        Page page = open(desk.ticket("plover9", "What does the plan for schools cost?"));
        page.locator("#reply-file").setInputFiles(file("prices.csv", "plan;price"));
        assertThat(names(page, "reply")).hasText(new String[] {"prices.csv"});
        page.locator("#reply").fill("Typed and not saved yet.");
        page.locator("#reply-form [data-discard]").click();
        assertThat(page.locator("#flash")).containsText("is discarded, its files too");
        assertThat(page.locator("#reply")).hasValue("");
        assertThat(names(page, "reply")).hasCount(0);
        page.locator("#reply-form [data-discarded] button").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#flash")).containsText("is back");
        assertThat(page.locator("#reply")).hasValue("Typed and not saved yet.");
        assertThat(names(page, "reply")).hasText(new String[] {"prices.csv"});
        page.locator("#reply-form [data-discard]").click();
        assertThat(page.locator("#reply-form [data-discarded]")).hasCount(1);
        page.waitForLoadState(); // with its scripts
        page.locator("#reply").pressSequentially("Anew");
        assertThat(page.locator("#reply-form [data-discarded]")).hasCount(0);
        assertThat(page.locator("#reply-form .saved")).hasText("Draft saved");
        page.reload();
        assertThat(page.locator("#reply")).hasValue("Anew");
        assertThat(names(page, "reply")).hasCount(0);
    }

    @Test
    void whatIsTooLargeSaysSoBeforeItIsSentAndSendWaitsForWhatIsOnItsWay() {
        Page page = open(desk.ticket("plover2", "What does the plan for schools cost?"));
        page.locator("#reply-file").setInputFiles(new FilePayload("large.txt", "text/plain", new byte[(1 << 20) + 1]));
        Locator refused = page.locator("#reply-files .refused");
        assertThat(refused).containsText("larger than 1 MB");
        refused.locator("button").click();
        assertThat(refused).hasCount(0);
        page.locator("#reply").fill("The prices, as you asked.");
        page.route("**/drafts/reply/files", route -> {
            page.waitForTimeout(300);
            route.resume();
        });
        page.locator("#reply-file").setInputFiles(file("prices.csv", "plan;price"));
        page.locator("#reply-form [data-send]").click();
        assertThat(page.locator("#flash")).containsText("is on its way");
        assertThat(page.locator(".msg.ours [aria-label=Files]")).containsText("prices.csv");
        assertThat(page.locator("#reply-files li")).hasCount(0);
    }

    @Test
    void theComposerHoldsTogetherLightAndDarkWideAndNarrow() {
        Page page = open(desk.ticket("plover3", "What does the plan for schools cost?"));
        page.locator("#reply-file").setInputFiles(new FilePayload[] {
            file("prices.csv", "plan;price"),
            new FilePayload(
                    "a-name-that-is-far-too-long-for-a-narrow-screen-of-a-telephone-2026-11-27.txt",
                    "text/plain",
                    new byte[] {65}),
            new FilePayload("large.txt", "text/plain", new byte[(1 << 20) + 1])
        });
        assertThat(page.locator("#reply-files li")).hasCount(3);
        for (var scheme : com.microsoft.playwright.options.ColorScheme.values()) {
            for (int width : new int[] {1280, 320}) {
                if (scheme == com.microsoft.playwright.options.ColorScheme.NO_PREFERENCE) {
                    continue;
                }
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.setViewportSize(width, 800);
                assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                        .as(scheme + " " + width)
                        .isTrue();
                page.locator("#write").scrollIntoViewIfNeeded();
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(width < 400)
                        .setPath(Path.of("target/screens/attach-"
                                + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width + ".png")));
            }
        }
        assertThat(Chromium.violations(page)).as("what axe found").isEmpty();
    }

    private static FilePayload file(String name, String text) {
        return new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Locator names(Page page, String kind) {
        return page.locator("#" + kind + "-files li:not(.uploading):not(.refused) .name");
    }

    /** A file that comes with the clipboard or the mouse, as the browser tells of it. */
    private static void bring(Page page, String to, String event, String name, String text) {
        page.locator(to).evaluate("""
                (to, [event, name, text]) => {
                  const data = new DataTransfer();
                  data.items.add(new File([text], name, { type: "text/plain" }));
                  const told = event === "paste"
                    ? new ClipboardEvent(event, { clipboardData: data, bubbles: true, cancelable: true })
                    : new DragEvent(event, { dataTransfer: data, bubbles: true, cancelable: true });
                  to.dispatchEvent(told);
                }""", new String[] {event, name, text});
    }

    private static Page open(Ticket ticket) {
        Page page = chromium.signedIn(desk, "sam@desk.example");
        page.navigate(desk.url("/desk/tickets/" + ticket.id()));
        assertThat(page.locator("html[data-js]")).hasCount(1);
        return page;
    }
}

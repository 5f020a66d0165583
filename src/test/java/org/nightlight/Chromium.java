package org.nightlight;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real browser: the system's Chromium, else the one that Playwright fetches by itself. */
public final class Chromium implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/bin/chromium");

    private static final String AXE = AxeBuilder.getAxeScript();

    /** In the page itself, and of what is sound it tells nothing: its whole report is some megabytes, to be sent and read. */
    private static final String JUDGE = """
            rules => axe.run(document, {
                resultTypes: ['violations'],
                ...(rules.length ? {runOnly: {type: 'rule', values: rules}} : {})
            }).then(found => found.violations.map(rule => rule.id + ': ' + rule.help + ' '
                + rule.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')))""";

    private final Playwright playwright;
    public final Browser browser;

    public Chromium() {
        boolean installed = Files.isExecutable(INSTALLED);
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(installed ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
        var options = new BrowserType.LaunchOptions().setArgs(List.of("--no-sandbox"));
        browser = playwright.chromium().launch(installed ? options.setExecutablePath(INSTALLED) : options);
    }

    /** A page of its own, with that member of the staff signed in. */
    public Page signedIn(RunningDesk desk, String email) {
        return signedIn(browser.newContext(), desk, email);
    }

    /** The scripts run once the page is drawn; a key pressed before that is nobody's. */
    public static Page signedIn(BrowserContext context, RunningDesk desk, String email) {
        Page page = context.newPage();
        page.navigate(desk.url("/desk/sign-in"));
        page.locator("#email").fill(email);
        page.locator("#password").fill(RunningDesk.PASSWORD);
        page.keyboard().press("Enter");
        page.locator("#rail").waitFor();
        page.locator("html[data-js]").waitFor();
        return page;
    }

    /** What axe finds on a page, each rule with the elements that break it; of all rules, or of these. */
    public static List<String> violations(Page page, String... rules) {
        page.evaluate(AXE);
        return ((List<?>) page.evaluate(JUDGE, rules))
                .stream().map(String.class::cast).toList();
    }

    /** Ends what a test has opened: a page that stays goes on listening to the desk and drawing what changes there. */
    public void closePages() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        playwright.close();
    }
}

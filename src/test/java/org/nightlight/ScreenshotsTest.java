package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main pages as the demo world shows them, for {@code docs/screens}: {@code bin/screens}. */
@EnabledIfSystemProperty(named = "screens", matches = ".+")
class ScreenshotsTest {
    private static final Path FOLDER = Path.of("docs/screens");

    private static RunningDesk desk;
    private static Chromium chromium;
    private static JsonNode people;

    /**
     * A page of the README.
     *
     * @param role who looks; empty for a customer
     * @param opens from the page that {@code address} names
     */
    record Shot(String name, String role, String address, Consumer<Page> opens) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shot> shots() {
        Consumer<Page> nothing = page -> {};
        return Stream.of(
                new Shot("list", "agent", "/desk/lists/open", nothing),
                new Shot("ticket", "agent", "/desk/lists/open", page -> {
                    page.locator(".row").first().click();
                    page.waitForURL("**/desk/tickets/**");
                }),
                new Shot("bulk", "agent", "/desk/search?q=status%3Aopen", page -> {
                    page.locator("#choose button[name=all]").click();
                    page.waitForURL("**/desk/bulk");
                }),
                new Shot("palette", "agent", "/desk/lists/open", page -> {
                    page.keyboard().press("Control+k");
                    page.keyboard().type("story");
                    page.locator(".palette [role=option]").first().waitFor();
                }),
                new Shot("view", "agent", "/desk/search?q=status%3Aopen", ScreenshotsTest::keepAView),
                new Shot("rule", "admin", "/desk/admin/rules/new?example=tag", nothing),
                new Shot("spanish", "lead", "/desk/account", page -> {
                    page.locator("#language").selectOption("es");
                    page.locator("form[action$='/look'] button").click();
                    page.navigate(desk.url("/desk/lists/open"));
                    page.locator(".row").first().click();
                    page.waitForURL("**/desk/tickets/**");
                }),
                new Shot("safety", "safety_officer", "/desk/safety", nothing),
                new Shot("contact", "", "/contact", nothing));
    }

    /** Grouped by team, with columns; kept once, shown by each picture. */
    private static void keepAView(Page page) {
        Locator kept = page.locator("#rail a", new Page.LocatorOptions().setHasText("Open by team"));
        if (kept.count() > 0) {
            page.navigate(desk.url(kept.first().getAttribute("href")));
        } else {
            page.locator("#keep-view > summary").click();
            page.locator("#name").fill("Open by team");
            page.locator("#group").selectOption("team");
            for (String column : List.of("requester", "tier", "assignee", "created")) {
                page.locator("#columns input[value=" + column + "]").check();
            }
            page.locator("#keep-view .form button[type=submit]").click();
        }
        page.waitForURL("**/desk/views/*");
    }

    @BeforeAll
    static void start() throws IOException {
        Path data = Files.createTempDirectory("screenshots");
        desk = RunningDesk.start(
                Map.of("nightlight.demo", "true", "nightlight.relay.host", "", "nightlight.data", data.toString()));
        people = JsonMapper.shared()
                .readTree(Files.readAllBytes(data.resolve("demo.json")))
                .get("people");
        chromium = new Chromium();
        Files.createDirectories(FOLDER);
    }

    @AfterAll
    static void stop() {
        chromium.close();
        desk.close();
    }

    @ParameterizedTest
    @MethodSource("shots")
    void thePageIsTakenInLightAndDarkWideAndNarrow(Shot shot) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(1280, 390)) {
                take(shot, scheme, width);
            }
        }
    }

    private static void take(Shot shot, ColorScheme scheme, int width) {
        var options = new Browser.NewContextOptions()
                .setViewportSize(width, width > 1000 ? 800 : 844)
                .setColorScheme(scheme);
        try (var context = chromium.browser.newContext(options)) {
            Page page = context.newPage();
            if (!shot.role().isEmpty()) {
                signIn(page, shot.role());
            }
            assertThat(page.navigate(desk.url(shot.address())).status()).isEqualTo(200);
            shot.opens().accept(page);
            page.locator("h1")
                    .first()
                    .waitFor(new Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
            String name = shot.name() + "-" + (width > 1000 ? "wide" : "narrow") + "-"
                    + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
            page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name)));
        }
    }

    private static void signIn(Page page, String role) {
        for (JsonNode person : people) {
            if (person.get("role").asString().equals(role)) {
                page.navigate(desk.url("/desk/sign-in"));
                page.locator("input[name=email]").fill(person.get("email").asString());
                page.locator("input[name=password]").fill(person.get("password").asString());
                page.locator("main button[type=submit]").first().click();
                page.waitForURL(url -> !url.contains("sign-in"));
                return;
            }
        }
        throw new IllegalStateException("demo.json names nobody who is " + role);
    }
}

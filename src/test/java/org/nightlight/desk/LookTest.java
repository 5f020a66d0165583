package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nightlight.Chromium;

/**
 * Looks at the drawn pages with a real browser: by day on a desk's screen, by night on a small phone. With
 * {@code -Dlook.shots=true} it leaves a picture of each under {@code target/specimens/1/shots} or {@code 2/shots}.
 */
class LookTest {
    private static final Screens SCREENS = new Screens();

    private static final Page WIDE_BY_DAY = SCREENS.reader(1280, 860, ColorScheme.LIGHT);
    private static final Page SMALL_BY_NIGHT = SCREENS.reader(320, 640, ColorScheme.DARK);

    /** What the same page can have wrong in other colours and another width; the rest is the same as by day. */
    private static final String[] BY_EYE = {"color-contrast", "link-in-text-block", "scrollable-region-focusable"};

    /** Nothing where the page fits; else what stands out of the screen, the innermost parts of it. */
    private static final String WIDER = "document.documentElement.scrollWidth <= innerWidth ? [] :"
            + " [...document.querySelectorAll('body *')]"
            + ".filter(it => it.getBoundingClientRect().right > innerWidth + 0.5"
            + " && ![...it.children].some(child => child.getBoundingClientRect().right > innerWidth + 0.5))"
            + ".map(it => it.outerHTML.slice(0, 300))";

    @AfterAll
    static void closeTheBrowser() {
        SCREENS.close();
    }

    @ParameterizedTest
    @MethodSource("org.nightlight.desk.PagesTest#distinctPages")
    void aPageIsSoundByDayOnAWideScreen(String name) {
        look(WIDE_BY_DAY, name);
    }

    @ParameterizedTest
    @MethodSource("org.nightlight.desk.PagesTest#distinctPages")
    void aPageIsSoundByNightOnASmallPhone(String name) {
        look(SMALL_BY_NIGHT, name, BY_EYE);
    }

    @Test
    void aFaultIsNoticed() {
        WIDE_BY_DAY.navigate(
                SCREENS.address(PagesTest.distinctPages().findFirst().orElseThrow()));
        WIDE_BY_DAY.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"x.png\">')");
        assertThat(Chromium.violations(WIDE_BY_DAY)).singleElement().asString().startsWith("image-alt: ");
        assertThat(Chromium.violations(WIDE_BY_DAY, BY_EYE)).isEmpty();
    }

    private static void look(Page page, String name, String... rules) {
        assertThat(page.navigate(SCREENS.address(name)).ok()).isTrue();
        if (Boolean.getBoolean("look.shots")) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Screens.FOLDER.resolve("shots/" + name + "-" + page.viewportSize().width + ".png")));
        }
        assertThat(page.evaluate(WIDER)).as("wider than the screen").isEqualTo(List.of());
        assertThat(Chromium.violations(page, rules)).as("what axe found").isEmpty();
    }
}

package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick exit of the customers' pages, in a real browser. */
class LeavingTest {
    private static final Screens SCREENS = new Screens();

    @AfterAll
    static void closeTheBrowser() {
        SCREENS.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal-crisis", "portal-contact-child", "portal-sent-child"})
    void r40_leavingReplacesThePageSoThatGoingBackDoesNotLeadToIt(String name) {
        Page page = SCREENS.page(320, 640, ColorScheme.LIGHT);
        page.route(
                "https://www.wikipedia.org/**",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("text/html")
                        .setBody("<title>Elsewhere</title>")));
        page.navigate(Screens.SITE + "portal-help.html");
        page.navigate(Screens.SITE + name + ".html");
        page.locator("a[data-leave]").focus();
        page.keyboard().press("Enter");
        page.waitForURL("https://www.wikipedia.org/**");
        page.goBack();
        assertThat(page.url()).isEqualTo(Screens.SITE + "portal-help.html");
    }

    @Test
    void r40_theWayOutStaysInSightOnASmallPhone() {
        Page page = SCREENS.page(320, 640, ColorScheme.DARK);
        page.navigate(Screens.SITE + "portal-crisis.html");
        page.evaluate("scrollTo(0, document.body.scrollHeight)");
        double top = page.locator("a[data-leave]").boundingBox().y;
        assertThat(top).isBetween(0.0, 600.0);
    }
}

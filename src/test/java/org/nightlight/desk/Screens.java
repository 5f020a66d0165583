package org.nightlight.desk;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nightlight.Chromium;

/** A real browser before the drawn pages, which it gets from {@link #FOLDER} under {@link #SITE}. */
final class Screens implements AutoCloseable {
    static final String SITE = "http://desk.example/";

    /** Where pages are drawn to; of this process alone, since test classes run side by side. */
    static final Path FOLDER = Path.of("target/specimens", System.getProperty("surefire.forkNumber", "1"));

    private final Chromium chromium;
    private final Browser browser;

    Screens() {
        try {
            PagesTest.copyTheSheetsBesideThem();
            PagesTest.drawAll();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        chromium = new Chromium();
        browser = chromium.browser;
    }

    Page page(int width, int height, ColorScheme scheme) {
        var options =
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
        Page page = browser.newContext(options).newPage();
        page.route("**/*", Screens::fromDisk);
        return page;
    }

    @Override
    public void close() {
        chromium.close();
    }

    private static void fromDisk(Route route) {
        Path file = FOLDER.resolve(URI.create(route.request().url()).getPath().substring(1));
        if (Files.isRegularFile(file)) {
            route.fulfill(new Route.FulfillOptions().setPath(file));
        } else {
            route.fulfill(new Route.FulfillOptions().setStatus(404));
        }
    }
}

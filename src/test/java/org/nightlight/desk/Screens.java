package org.nightlight.desk;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nightlight.Chromium;

/** A real browser before the drawn pages, which it gets from {@link #FOLDER} under {@link #SITE}. */
final class Screens implements AutoCloseable {
    static final String SITE = "http://desk.example/";

    /** Where pages are drawn to; of this process alone, since test classes run side by side. */
    static final Path FOLDER = Path.of("target/specimens", System.getProperty("surefire.forkNumber", "1"));

    private final HttpServer server;
    private final Chromium chromium;
    private final Browser browser;

    Screens() {
        try {
            PagesTest.copyTheSheetsBesideThem();
            PagesTest.drawAll();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                FOLDER.toAbsolutePath(),
                SimpleFileServer.OutputLevel.NONE);
        server.start();
        chromium = new Chromium();
        browser = chromium.browser;
    }

    /** A page whose every request the test can answer otherwise. */
    Page page(int width, int height, ColorScheme scheme) {
        Page page = reader(width, height, scheme);
        page.route("**/*", Screens::fromDisk);
        return page;
    }

    /** A page that goes from one {@link #address} to the next and keeps sheets and scripts, as a browser does. */
    Page reader(int width, int height, ColorScheme scheme) {
        return browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(scheme))
                .newPage();
    }

    /** Where a drawn page is without anybody's help. */
    String address(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + ".html";
    }

    @Override
    public void close() {
        chromium.close();
        server.stop(0);
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

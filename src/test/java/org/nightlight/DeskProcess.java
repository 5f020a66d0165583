package org.nightlight;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A {@link DyingDesk} in a process of its own, as seen from the test. */
public final class DeskProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);

    public final int smtpPort;
    public final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private DeskProcess(int smtpPort, Process process) {
        this.smtpPort = smtpPort;
        this.process = process;
        Thread.ofPlatform().daemon().name("desk-" + process.pid()).start(this::listen);
    }

    /** Starts a desk and does not wait for it. Ports are chosen; {@code settings} by their full keys. */
    public static DeskProcess launch(Map<String, String> settings) {
        int smtpPort = RunningDesk.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                DyingDesk.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("NIGHTLIGHT_"));
        environment.put(Settings.variable("nightlight.port"), Integer.toString(RunningDesk.freePort()));
        environment.put(Settings.variable("nightlight.smtp.port"), Integer.toString(smtpPort));
        settings.forEach((key, value) -> environment.put(Settings.variable(key), value));
        try {
            return new DeskProcess(smtpPort, builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts a desk and waits until it takes mail. */
    public static DeskProcess start(Map<String, String> settings) {
        return launch(settings).ready();
    }

    public DeskProcess ready() {
        waitFor("READY", START);
        return this;
    }

    /** Says something to the desk and waits for the answer that begins so. */
    public String ask(String line, String answer) {
        lines.removeIf(said -> said.startsWith(answer));
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return waitFor(answer, Duration.ofSeconds(20));
    }

    /** Where it died, if it did as it was told. */
    public Optional<String> died() {
        return lines.stream().filter(line -> line.startsWith("DIED")).findFirst();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: no handler runs, nothing is tidied. */
    public void kill() {
        process.destroyForcibly();
        ended(Duration.ofSeconds(20));
    }

    /** SIGTERM, and waits for the orderly end. */
    public void stop() {
        process.destroy();
        if (!ended(Duration.ofSeconds(60))) {
            kill();
        }
    }

    public boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Everything it wrote, for a failed test to show. */
    public String said() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        kill();
    }

    private String waitFor(String beginning, Duration within) {
        Awaitility.await()
                .alias(beginning + " from the desk")
                .atMost(within)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive() || line(beginning).isPresent());
        return line(beginning)
                .orElseThrow(
                        () -> new IllegalStateException("The desk ended instead of " + beginning + ":\n" + said()));
    }

    private Optional<String> line(String beginning) {
        return lines.stream().filter(said -> said.startsWith(beginning)).findFirst();
    }

    private void listen() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            // The process is gone, and its last words with it.
        }
    }
}

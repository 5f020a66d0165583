package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/run} as an operator starts and stops it: a process with a PostgreSQL of its own. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class StartStopTest {
    private final int port = RunningDesk.freePort();
    private final int smtpPort = RunningDesk.freePort();
    private Process desk;

    /** Both tests start the same checkout: what its first start prepares is there for the second. */
    @TempDir
    static Path shared;

    private static Path checkout;

    @TempDir
    Path folder;

    @BeforeAll
    static void checkout() throws IOException {
        checkout = Program.checkout(shared.resolve("checkout"));
    }

    @AfterEach
    void leaveNothingBehind() {
        if (desk != null && desk.isAlive()) {
            desk.descendants().forEach(ProcessHandle::destroyForcibly);
            desk.destroyForcibly();
        }
    }

    @Test
    void aDeskStartsStopsCleanlyAndComesBackAsItWas() throws Exception {
        Path data = folder.resolve("data");
        start(data);
        DemoFile first = DemoFile.read(data).orElseThrow();
        assertThat(first.url()).isEqualTo("http://localhost:" + port);
        assertThat(get("/desk/sign-in").statusCode()).isEqualTo(200);
        assertThat(Files.readString(log()))
                .contains("Nightlight is ready.", first.people().getFirst().password());
        stop(data);

        start(data);
        assertThat(DemoFile.read(data)).contains(first);
        assertThat(get("/desk/sign-in").statusCode()).isEqualTo(200);
        stop(data);
    }

    @Test
    void anEmptyDeskPointsToItsFirstRunPage() throws Exception {
        Path data = folder.resolve("data");
        start(data, "--empty");
        DemoFile file = DemoFile.read(data).orElseThrow();
        assertThat(file.people()).isEmpty();
        assertThat(file.smtp().port()).isEqualTo(smtpPort);
        assertThat(Files.readString(log())).contains(file.url() + "/desk/first-run");
        assertThat(get("/desk/first-run").statusCode()).isEqualTo(200);
        stop(data);
    }

    private void start(Path data, String... more) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                checkout.resolve("bin/run").toString(),
                "--port",
                Integer.toString(port),
                "--smtp-port",
                Integer.toString(smtpPort),
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        FileTime before = Files.exists(DemoFile.in(data)) ? Files.getLastModifiedTime(DemoFile.in(data)) : null;
        desk = builder.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> isWrittenSince(before, DemoFile.in(data)) || !desk.isAlive());
        assertThat(desk.isAlive()).as(Files.readString(log())).isTrue();
    }

    private static boolean isWrittenSince(FileTime before, Path file) throws IOException {
        return Files.exists(file)
                && (before == null || Files.getLastModifiedTime(file).compareTo(before) > 0);
    }

    /** SIGTERM, as a service manager sends it. */
    private void stop(Path data) throws Exception {
        List<ProcessHandle> servers = desk.descendants().toList();
        long postgres = Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
        desk.destroy();
        assertThat(desk.waitFor(90, TimeUnit.SECONDS)).isTrue();
        // Ended, even where nobody collects ended processes (a container without an init): a number that runs no
        // program.
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(servers).allMatch(process -> process.info().command().isEmpty());
            assertThat(ProcessHandle.of(postgres)
                            .flatMap(process -> process.info().command()))
                    .isEmpty();
        });
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(data.resolve("database.url")).doesNotExist();
    }

    private Path log() {
        return folder.resolve("desk.log");
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}

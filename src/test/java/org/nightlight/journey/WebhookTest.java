package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nightlight.RunningDesk;
import org.nightlight.safety.SafetyCase;

/** The Safety Team's machine is called too, by a real HTTP server's word. */
class WebhookTest {
    private static final String SECRET = "a secret of the machine's";

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;
    private final HttpServer machine = machine();
    private final Path secret = secret();

    private record Heard(String body, String timestamp, String signature, String delivery) {}

    @AfterEach
    void stop() {
        machine.stop(0);
    }

    @Test
    void r08_aCallIsSignedAndHoldsNumberLevelAndLinkAndNothingElse() throws Exception {
        try (SafetyTeam team = new SafetyTeam(settings())) {
            SafetyCase it = team.disclosed();
            Heard call = RunningDesk.eventually(() -> heard, calls -> calls.size() == 1)
                    .getFirst();
            assertThat(call.body())
                    .isEqualTo("{\"case\":" + it.id() + ",\"level\":\"S3\",\"link\":\"" + team.desk.url("/desk/cases/")
                            + it.id() + "\"}");
            assertThat(call.timestamp())
                    .isEqualTo(Long.toString(team.clock.instant().getEpochSecond()));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(call.signature())
                    .isEqualTo(HexFormat.of()
                            .formatHex(mac.doFinal(
                                    (call.timestamp() + "." + call.body()).getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void aCallThatIsNotTakenIsTriedAgainWithGrowingPauses() {
        answer = 503;
        try (SafetyTeam team = new SafetyTeam(settings())) {
            team.disclosed();
            String waits = "select attempts || ' ' || state || ' ' || reason from webhook_call";
            RunningDesk.eventually(() -> team.rows(waits), rows -> rows.equals(List.of("1 queued It answered 503.")));
            team.clock.turn(Duration.ofSeconds(5));
            RunningDesk.eventually(() -> team.rows(waits), rows -> rows.equals(List.of("2 queued It answered 503.")));
            team.clock.turn(Duration.ofSeconds(19));
            answer = 200;
            assertThat(team.rows("select (not_before - claimed_until + interval '30 s')::text from webhook_call"))
                    .containsExactly("00:00:20");
            assertThat(heard).hasSize(2);
            team.clock.turn(Duration.ofSeconds(1));
            RunningDesk.eventually(() -> team.rows(waits), rows -> rows.equals(List.of("3 sent ")));
            assertThat(heard)
                    .extracting(Heard::delivery)
                    .containsOnly(heard.getFirst().delivery());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://machine.example/call", "ftp://127.0.0.1/", "nonsense", "https:///call", "a b"})
    void anAddressThatIsNeitherHttpsNorOnThisMachineStopsTheStart(String address) {
        Map<String, String> settings =
                Map.of("nightlight.webhook.url", address, "nightlight.webhook.secret-file", secret.toString());
        assertThatThrownBy(() -> RunningDesk.start(settings).close()).hasStackTraceContaining("nightlight.webhook.url");
    }

    private Map<String, String> settings() {
        return Map.of(
                "nightlight.webhook.url",
                "http://127.0.0.1:" + machine.getAddress().getPort() + "/call",
                "nightlight.webhook.secret-file",
                secret.toString());
    }

    private HttpServer machine() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/call", exchange -> {
                heard.add(new Heard(
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        exchange.getRequestHeaders().getFirst("Nightlight-Timestamp"),
                        exchange.getRequestHeaders().getFirst("Nightlight-Signature"),
                        exchange.getRequestHeaders().getFirst("Nightlight-Delivery")));
                exchange.sendResponseHeaders(answer, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Path secret() {
        try {
            return Files.writeString(Files.createTempFile("webhook", ".secret"), SECRET + "\n");
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

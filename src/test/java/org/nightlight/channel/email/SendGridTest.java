package org.nightlight.channel.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.channel.email.Relay.Outcome;
import org.nightlight.shared.EmailAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a stand-in that speaks as much of {@code POST /v3/mail/send} as is used. */
class SendGridTest {
    private static final EmailAddress ANN = new EmailAddress("ann@home.example");
    private static final List<JsonNode> HEARD = Collections.synchronizedList(new ArrayList<>());
    private static final List<String> KEYS = Collections.synchronizedList(new ArrayList<>());
    private static HttpServer server;
    private static volatile int answer;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v3/mail/send", exchange -> {
            HEARD.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
            KEYS.add(exchange.getRequestHeaders().getFirst("Authorization"));
            if (answer > 0) {
                exchange.sendResponseHeaders(answer, -1);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aMailIsHandedOverUnderItsOwnIdAndNobodyIsTracked() {
        assertThat(send(202)).isInstanceOf(Outcome.Taken.class);
        assertThat(send(202)).isInstanceOf(Outcome.Taken.class);
        JsonNode sent = HEARD.getLast();
        assertThat(sent).isEqualTo(HEARD.get(HEARD.size() - 2));
        assertThat(KEYS.getLast()).isEqualTo("Bearer SG.a-key-of-the-desk");
        assertThat(sent.at("/personalizations/0/to/0/email").asString()).isEqualTo("ann@home.example");
        assertThat(sent.at("/from/email").asString()).isEqualTo("help@desk.example");
        assertThat(sent.at("/from/name").asString()).isEqualTo("Zoë at the desk");
        assertThat(sent.at("/subject").asString()).isEqualTo("Re: [#7] ¿Qué?");
        assertThat(sent.at("/content/0/value").asString().strip()).isEqualTo("Hello Ann, ça va?");
        assertThat(sent.at("/headers/Message-ID").asString()).isEqualTo("<t.1@desk.example>");
        assertThat(sent.at("/headers/In-Reply-To").asString()).isEqualTo("<a@home.example>");
        assertThat(sent.at("/headers/References").asString().split(" ")).hasSize(20);
        assertThat(sent.at("/headers/Auto-Submitted").asString()).isEqualTo("auto-replied");
        assertThat(sent.at("/custom_args/nightlight_mail").asString()).isEqualTo("<t.1@desk.example>");
        assertThat(sent.at("/tracking_settings/open_tracking/enable").asBoolean(true))
                .isFalse();
        assertThat(sent.at("/tracking_settings/click_tracking/enable").asBoolean(true))
                .isFalse();
    }

    @Test
    void filesGoAlongByteForByteUnderTheirNames() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        String name = "Preisliste für Schulen und alle, die mit ihnen schreiben, gültig ab November.pdf";
        assertThat(send(
                        202,
                        List.of(
                                new OutgoingMail.File(name, "application/pdf", all),
                                new OutgoingMail.File("list.txt", "text/plain", "a\nb\r\nc".getBytes(UTF_8)))))
                .isInstanceOf(Outcome.Taken.class);
        JsonNode sent = HEARD.getLast();
        assertThat(sent.at("/content")).hasSize(1);
        assertThat(sent.at("/attachments")).hasSize(2);
        assertThat(sent.at("/attachments/0/filename").asString()).isEqualTo(name);
        assertThat(sent.at("/attachments/0/type").asString()).isEqualTo("application/pdf");
        assertThat(Base64.getDecoder().decode(sent.at("/attachments/0/content").asString()))
                .isEqualTo(all);
        assertThat(Base64.getDecoder().decode(sent.at("/attachments/1/content").asString()))
                .isEqualTo("a\nb\r\nc".getBytes(UTF_8));
    }

    @Test
    void whatItAnswersSaysWhetherToTryAgain() {
        for (int later : new int[] {401, 429, 500, 503}) {
            assertThat(send(later))
                    .as("%d", later)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.temporary()).isTrue());
        }
        for (int never : new int[] {400, 413, 422}) {
            assertThat(send(never))
                    .as("%d", never)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.temporary()).isFalse());
        }
        assertThat(send(0)).as("no answer").isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aKeyIsNeverSentInThePlainToAnotherMachine() {
        assertThatThrownBy(() -> SendGrid.at("http://api.sendgrid.example", "SG.a-key-of-the-desk"))
                .hasMessageContaining("https");
    }

    private static Outcome send(int answering) {
        return send(answering, List.of());
    }

    private static Outcome send(int answering, List<OutgoingMail.File> files) {
        answer = answering;
        List<String> references = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            references.add("<r" + i + "@home.example>");
        }
        byte[] mail = MailComposer.compose(new OutgoingMail(
                new EmailAddress("help@desk.example"),
                "Zoë at the desk",
                List.of(ANN),
                List.of(),
                "Re: [#7] ¿Qué?",
                "<t.1@desk.example>",
                "<a@home.example>",
                references,
                Instant.parse("2026-11-16T10:00:00Z"),
                "Hello Ann, ça va?",
                null,
                true,
                files,
                "desk-1"));
        try (SendGrid sendGrid =
                SendGrid.at("http://127.0.0.1:" + server.getAddress().getPort(), "SG.a-key-of-the-desk")) {
            return sendGrid.send(List.of(ANN), mail);
        }
    }
}

package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nightlight.channel.email.Relay.Outcome;
import org.nightlight.shared.EmailAddress;

class RelayTest {
    private static final EmailAddress FROM = new EmailAddress("help@storytailor.example");
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");
    private static final EmailAddress BEN = new EmailAddress("ben@example.org");
    private static final byte[] MAIL =
            "From: help@storytailor.example\r\nTo: ann@example.org\r\nSubject: hi\r\n\r\nHello\r\n.dot\r\nend\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static Relay relay(int port) {
        return new Relay(new Relay.Settings("127.0.0.1", port, "desk.example", null, null, false, false, 2, 1));
    }

    private static Outcome sendTo(BadServer server, EmailAddress... recipients) throws IOException {
        try (server) {
            return relay(server.port()).send(FROM, List.of(recipients), MAIL);
        }
    }

    @Test
    void aMailArrivesInARealMailboxByteForByte() throws Exception {
        GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        mailServer.start();
        try {
            Outcome outcome = relay(mailServer.getSmtp().getPort()).send(FROM, List.of(ANN), MAIL);
            assertThat(outcome).isInstanceOfSatisfying(Outcome.Taken.class, taken -> {
                assertThat(taken.response()).startsWith("250");
                assertThat(taken.refused()).isEmpty();
            });
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mailServer.getReceivedMessages()[0].writeTo(bytes);
            assertThat(bytes.toString(StandardCharsets.US_ASCII)).contains("Subject: hi\r\n\r\nHello\r\n.dot\r\nend");
        } finally {
            mailServer.stop();
        }
    }

    @Test
    void aHostNobodyKnowsIsSaidToBeUnknown() {
        Relay lost = new Relay(new Relay.Settings("no-such-host.invalid", 25, "d", null, null, false, false, 2, 1));
        assertThat(lost.send(FROM, List.of(ANN), MAIL)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.temporary()).isTrue();
            assertThat(refused.reason().code()).isEqualTo("dns_lookup_failed");
        });
    }

    @Test
    void aClosedPortIsARefusedConnection() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(relay(port).send(FROM, List.of(ANN), MAIL))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.temporary()).isTrue();
                    assertThat(refused.reason().code()).isEqualTo("connection_refused");
                });
    }

    @Test
    void anUnknownMailboxIsRefusedForGood() throws Exception {
        assertThat(sendTo(new BadServer().answering("RCPT", "550 5.1.1 no such user"), ANN))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.temporary()).isFalse();
                    assertThat(refused.reason().code()).isEqualTo("mailbox_unknown");
                    assertThat(refused.reason().detail()).contains("no such user");
                });
    }

    @Test
    void aGreylistedMailboxIsToBeTriedAgain() throws Exception {
        assertThat(sendTo(new BadServer().answering("RCPT", "451 4.7.1 greylisted"), ANN))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.temporary()).isTrue();
                    assertThat(refused.reason().code()).isEqualTo("try_later");
                });
    }

    @Test
    void whenOneOfTwoMailboxesIsUnknownTheOtherGetsItAndTheOneIsNamed() throws Exception {
        BadServer server = new BadServer().answering("RCPT TO:<ben", "550 5.1.1 unknown");
        assertThat(sendTo(server, ANN, BEN)).isInstanceOfSatisfying(Outcome.Taken.class, taken -> {
            assertThat(taken.response()).startsWith("250 taken");
            assertThat(taken.refused()).hasSize(1);
            assertThat(taken.refused().getFirst().address()).isEqualTo("ben@example.org");
        });
    }

    @Test
    void aRefusedSenderOrDataIsRefusedAndNeverUnknown() throws Exception {
        for (String step : List.of("MAIL", "DATA")) {
            assertThat(sendTo(new BadServer().answering(step, "554 5.7.1 not by our rules"), ANN))
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                        assertThat(refused.temporary()).isFalse();
                        assertThat(refused.reason().code()).isEqualTo("refused_by_policy");
                    });
        }
    }

    @Test
    void aRefusalAfterTheFinalDotIsARefusal() throws Exception {
        assertThat(sendTo(new BadServer().answering(".", "452 4.3.1 disk full"), ANN))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.temporary()).isTrue());
        assertThat(sendTo(new BadServer().answering(".", "550 5.7.1 looks like spam"), ANN))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.temporary()).isFalse());
    }

    @Test
    void silenceOrAHangUpAfterTheFinalDotLeavesItUnknown() throws Exception {
        assertThat(sendTo(new BadServer().silentAt("."), ANN)).isInstanceOf(Outcome.Unknown.class);
        assertThat(sendTo(new BadServer().hangingUpAt("."), ANN)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void silenceOrAHangUpBeforeTheFinalDotIsSafeToTryAgain() throws Exception {
        for (String step : List.of("EHLO", "MAIL", "RCPT", "DATA")) {
            assertThat(sendTo(new BadServer().hangingUpAt(step), ANN))
                    .as("hanging up at " + step)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.temporary()).isTrue());
        }
        assertThat(sendTo(new BadServer().silentAt("RCPT"), ANN))
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.temporary()).isTrue();
                    assertThat(refused.reason().code()).isEqualTo("answer_timed_out");
                });
    }

    @Test
    void aRelayWithoutTlsGetsNothingWhenTlsIsAMust() throws Exception {
        try (BadServer server = new BadServer()) {
            Relay strict =
                    new Relay(new Relay.Settings("127.0.0.1", server.port(), "d", null, null, true, false, 2, 1));
            assertThat(strict.send(FROM, List.of(ANN), MAIL)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.temporary()).isTrue();
                assertThat(refused.reason().code()).isEqualTo("tls_failed");
            });
            assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL"));
        }
    }

    @Test
    void aMailWithoutAReturnPathIsSentWithTheEmptyOne() throws Exception {
        try (BadServer server = new BadServer()) {
            assertThat(relay(server.port()).send(null, List.of(ANN), MAIL)).isInstanceOf(Outcome.Taken.class);
            assertThat(server.heard()).anyMatch(line -> line.startsWith("MAIL FROM:<>"));
        }
    }

    @Test
    void b09_34_whatIsAutomaticHasNoReturnPathAndOneOnlyWhereTheRelayInsists() throws Exception {
        try (BadServer server = new BadServer()) {
            assertThat(relay(server.port()).sendAutomatic(FROM, List.of(ANN), MAIL))
                    .isInstanceOf(Outcome.Taken.class);
            assertThat(server.heard().stream().filter(line -> line.startsWith("MAIL")))
                    .allMatch(line -> line.startsWith("MAIL FROM:<>"));
        }
        try (BadServer insists = new BadServer().answering("MAIL FROM:<>", "550 no sender")) {
            assertThat(relay(insists.port()).sendAutomatic(FROM, List.of(ANN), MAIL))
                    .isInstanceOf(Outcome.Taken.class);
            assertThat(insists.heard()).anyMatch(line -> line.startsWith("MAIL FROM:<" + FROM.value() + ">"));
        }
    }

    @Test
    void aLineThatTookAMailIsKeptForTheNextAndOneThatBrokeMeanwhileCostsNothing() throws Exception {
        try (BadServer server = new BadServer();
                Relay relay = relay(server.port())) {
            for (int i = 0; i < 3; i++) {
                assertThat(relay.send(FROM, List.of(ANN), MAIL)).isInstanceOf(Outcome.Taken.class);
            }
            assertThat(server.heard().stream().filter(line -> line.startsWith("EHLO")))
                    .hasSize(1);
            server.answering("MAIL", "hang up");
            relay.send(FROM, List.of(ANN), MAIL);
            assertThat(server.heard().stream().filter(line -> line.startsWith("EHLO")))
                    .as("a new line at once")
                    .hasSize(2);
            server.answering("MAIL", "250 fine");
            assertThat(relay.send(FROM, List.of(ANN), MAIL)).isInstanceOf(Outcome.Taken.class);
        }
    }

    @Test
    void ourOwnReceiverOffersStartTlsAndTheRelayUsesItButTrustsNoStrangersCertificateWhenTlsIsAMust(
            @TempDir Path folder) throws Exception {
        List<String> stored = new CopyOnWriteArrayList<>();
        SmtpSettings settings = SmtpSettings.on("127.0.0.1", 0, folder).withStartTls(selfSigned());
        try (SmtpReceiver receiver =
                new SmtpReceiver(settings, address -> true, mail -> stored.add(Files.readString(mail.raw())))) {
            receiver.start();
            try (SmtpDialogue client = new SmtpDialogue(receiver.port())) {
                client.answer();
                assertThat(client.say("EHLO tester.example")).contains("250-STARTTLS");
            }
            assertThat(relay(receiver.port()).send(FROM, List.of(ANN), MAIL)).isInstanceOf(Outcome.Taken.class);
            assertThat(stored).containsExactly(new String(MAIL, StandardCharsets.US_ASCII));
            Relay strict =
                    new Relay(new Relay.Settings("127.0.0.1", receiver.port(), "d", null, null, true, false, 2, 2));
            assertThat(strict.send(FROM, List.of(ANN), MAIL)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                assertThat(refused.temporary()).isTrue();
                assertThat(refused.reason().code()).isEqualTo("tls_failed");
            });
            assertThat(stored).hasSize(1);
        }
    }

    /** The certificate that GreenMail brings for tests. */
    private static SSLContext selfSigned() throws Exception {
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(in, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}

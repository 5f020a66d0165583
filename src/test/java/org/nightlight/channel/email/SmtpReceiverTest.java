package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpReceiverTest {
    private static final String OURS = "help@storytailor.example";

    /** What the acceptor was given, with the file's bytes read while it was there. */
    private record Received(AcceptedMail mail, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private SmtpReceiver receiver =
            new SmtpReceiver(SmtpSettings.on("127.0.0.1", 0, Path.of("unused")), a -> true, m -> {});

    @AfterEach
    void stop() {
        receiver.close();
    }

    private SmtpSettings settings() {
        return SmtpSettings.on("127.0.0.1", 0, folder);
    }

    private int start(SmtpSettings settings, Acceptor acceptor) {
        receiver = new SmtpReceiver(settings, address -> address.endsWith("@storytailor.example"), acceptor);
        receiver.start();
        return receiver.port();
    }

    private int start() {
        return start(settings(), this::keep);
    }

    private void keep(AcceptedMail mail) {
        try {
            received.add(new Received(mail, Files.readAllBytes(mail.raw())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theBytesArriveAsSentAndTheEnvelopeWithThem() throws Exception {
        int port = start();
        String mail = "Subject: hi\r\n\r\nGr\u00fc\u00dfe \u0000 nul\nbare LF\r\n..two dots\r\n" + "x".repeat(70_000)
                + "\r\n";
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org", OURS)) {
            client.say("DATA");
            client.send(mail.replace("\r\n..two", "\r\n...two"));
            assertThat(client.say(".")).startsWith("250");
        }
        Received one = received.getFirst();
        assertThat(one.text()).isEqualTo(mail);
        assertThat(one.mail().envelopeFrom()).isEqualTo("ann@example.org");
        assertThat(one.mail().envelopeTo()).containsExactly(OURS);
        assertThat(one.mail().peer()).isEqualTo("127.0.0.1");
        assertThat(one.mail().size()).isEqualTo(mail.length());
        assertThat(one.mail().oversize()).isFalse();
        assertThat(one.mail().sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(RawSource.sha256().digest(mail.getBytes(StandardCharsets.ISO_8859_1))));
    }

    @Test
    void aStuffedDotOnTheVeryFirstLineIsTakenOff() throws Exception {
        int port = start();
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "", OURS)) {
            client.say("DATA");
            client.send("..first\r\n");
            client.say(".");
            client.say("MAIL FROM:<>");
            client.say("RCPT TO:<" + OURS + ">");
            client.say("DATA");
            assertThat(client.say(".")).startsWith("250");
        }
        assertThat(received).extracting(Received::text).containsExactly(".first\r\n", "");
    }

    @Test
    void acceptedIsSaidOnlyAfterTheMailIsStored() throws Exception {
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch mayStore = new CountDownLatch(1);
        int port = start(settings(), mail -> {
            storing.countDown();
            mayStore.await();
        });
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org", OURS)) {
            client.say("DATA");
            client.send("Subject: hi\r\n\r\nhi\r\n.\r\n");
            storing.await();
            assertThat(client.hasAnswer()).isFalse();
            mayStore.countDown();
            assertThat(client.answer()).startsWith("250");
        }
    }

    @Test
    void whenStoringFailsTheSenderIsToldToTryAgainAndMayGoOnAtOnce() throws Exception {
        int port = start(settings(), mail -> {
            keep(mail);
            if (received.size() == 1) {
                throw new IOException("no database");
            }
        });
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org", OURS)) {
            assertThat(client.data("Subject: one\r\n\r\none")).startsWith("451");
            assertThat(client.say("MAIL FROM:<ann@example.org>")).startsWith("250");
            client.say("RCPT TO:<" + OURS + ">");
            assertThat(client.data("Subject: one\r\n\r\none")).startsWith("250");
        }
        assertThat(received).hasSize(2);
        assertThat(received.get(0).mail().sha256())
                .isEqualTo(received.get(1).mail().sha256());
    }

    @Test
    void aStrangersRecipientIsRefusedAtOnceAndAFailingCheckIsATemporaryMatter() throws Exception {
        receiver = new SmtpReceiver(
                settings(),
                address -> {
                    if (address.startsWith("fault")) {
                        throw new IllegalStateException("no database");
                    }
                    return address.equals(OURS);
                },
                this::keep);
        receiver.start();
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(receiver.port(), "ann@example.org")) {
            assertThat(client.say("RCPT TO:<other@elsewhere.example>")).startsWith("550 5.1.1");
            assertThat(client.say("RCPT TO:<fault@storytailor.example>")).startsWith("451");
            assertThat(client.say("DATA")).startsWith("503");
            assertThat(client.say("RCPT TO:<" + OURS + ">")).startsWith("250");
            assertThat(client.data("Subject: hi\r\n\r\nhi")).startsWith("250");
        }
        assertThat(received.getFirst().mail().envelopeTo()).containsExactly(OURS);
    }

    @Test
    void theSizeLimitIsToldAndAMailDeclaredLargerIsRefusedBeforeItIsSent() throws Exception {
        int port = start();
        try (SmtpDialogue client = new SmtpDialogue(port)) {
            assertThat(client.answer()).startsWith("220 nightlight");
            assertThat(client.say("EHLO tester.example"))
                    .contains("250 SIZE 67108864", "250-8BITMIME", "250-PIPELINING")
                    .doesNotContain("CHUNKING", "STARTTLS");
            assertThat(client.say("MAIL FROM:<a@b.example> SIZE=67108865")).startsWith("552");
            assertThat(client.say("MAIL FROM:<a@b.example> SIZE=99999999999999999999"))
                    .startsWith("552");
            assertThat(client.say("MAIL FROM:<a@b.example> BODY=8BITMIME SIZE=1000"))
                    .startsWith("250");
        }
    }

    @Test
    void ofAnOversizeMailTheStartIsKeptForScreeningAndTheSenderIsTold() throws Exception {
        int port = start(settings().withSizeLimit(300_000), this::keep);
        String mail = "Subject: large\r\n\r\nplease help me\r\n" + "0123456789\r\n".repeat(50_000);
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org", OURS)) {
            assertThat(client.data(mail)).startsWith("552");
            assertThat(client.say("NOOP")).startsWith("250");
        }
        AcceptedMail stub = received.getFirst().mail();
        assertThat(stub.oversize()).isTrue();
        assertThat(stub.size()).isEqualTo(mail.length() + 2);
        assertThat(received.getFirst().bytes()).hasSize(256 * 1024);
        assertThat(received.getFirst().text()).startsWith("Subject: large\r\n\r\nplease help me");
    }

    @Test
    void aMailWithoutEndIsDropped() throws Exception {
        int port = start(settings().withSizeLimit(300_000), this::keep);
        byte[] block = "0123456789\r\n".repeat(5_000).getBytes(StandardCharsets.US_ASCII);
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org", OURS)) {
            client.say("DATA");
            try {
                for (int i = 0; i < 1_000; i++) {
                    client.send(block);
                }
            } catch (IOException dropped) {
                assertThat(received).isEmpty();
                return;
            }
            throw new AssertionError("60 MB were swallowed though the limit is 0.3 MB");
        }
    }

    @Test
    void tooManyRecipientsAreToldSoAndThoseAcceptedGetTheMail() throws Exception {
        int port = start(settings().withLimits(50, 10, Duration.ofSeconds(20)), this::keep);
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org")) {
            int accepted = 0;
            int later = 0;
            for (int i = 0; i < 10_000; i++) {
                String answer = client.say("RCPT TO:<p" + i + "@storytailor.example>");
                accepted += answer.startsWith("250") ? 1 : 0;
                later += answer.startsWith("452") ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(50);
            assertThat(later).isEqualTo(9_950);
            assertThat(client.data("Subject: hi\r\n\r\nhi")).startsWith("250");
        }
        assertThat(received.getFirst().mail().envelopeTo()).hasSize(50);
    }

    @Test
    void noSecondMailCanBeSmuggledInWithABareLineFeed() throws Exception {
        int port = start();
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org", OURS)) {
            client.say("DATA");
            client.send("Subject: a\r\n\r\na\n.\nMAIL FROM:<ceo@storytailor.example>\r\nRCPT TO:<" + OURS
                    + ">\n.\r\nend\r\n");
            assertThat(client.say(".")).startsWith("250");
        }
        assertThat(received).hasSize(1);
        assertThat(received.getFirst().text()).contains("\n.\nMAIL FROM:<ceo@").endsWith("end\r\n");
    }

    @Test
    void aMailWhoseSenderHangsUpMidwayIsNotTakenAndLeavesNothingBehind() throws Exception {
        int port = start();
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org", OURS)) {
            client.say("DATA");
            client.send("Subject: hi\r\n\r\nhalf a ma");
        }
        await().untilAsserted(() -> assertThat(left()).isEmpty());
        assertThat(received).isEmpty();
    }

    @Test
    void afterAMailNoFileIsLeftAndLeftoversOfAKilledProcessGoAtStart() throws Exception {
        Path old = Files.writeString(folder.resolve(SmtpDelivery.PREFIX + "old.eml"), "half");
        Files.setLastModifiedTime(
                old, FileTime.from(Files.getLastModifiedTime(old).toInstant().minus(Duration.ofHours(1))));
        Files.writeString(folder.resolve(SmtpDelivery.PREFIX + "young.eml"), "of another process");
        Files.writeString(folder.resolve("other.txt"), "not ours");
        int port = start();
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org", OURS)) {
            assertThat(client.data("Subject: hi\r\n\r\nhi")).startsWith("250");
        }
        assertThat(left()).containsExactlyInAnyOrder("other.txt", SmtpDelivery.PREFIX + "young.eml");
    }

    @Test
    void aSilentPeerIsDropped() throws Exception {
        int port = start(settings().withLimits(10, 10, Duration.ofMillis(300)), this::keep);
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org", OURS)) {
            assertThat(client.answer()).startsWith("421");
        }
    }

    @Test
    void moreConnectionsThanAllowedAreSentAway() throws Exception {
        int port = start(settings().withLimits(10, 2, Duration.ofSeconds(20)), this::keep);
        try (SmtpDialogue one = new SmtpDialogue(port);
                SmtpDialogue two = new SmtpDialogue(port)) {
            assertThat(one.answer()).startsWith("220");
            assertThat(two.answer()).startsWith("220");
            try (SmtpDialogue three = new SmtpDialogue(port)) {
                assertThat(three.answer()).startsWith("421");
            }
        }
    }

    @Test
    void chunkingIsNotOfferedAndATryEndsTheConnection() throws Exception {
        int port = start();
        try (SmtpDialogue client = SmtpDialogue.withEnvelope(port, "ann@example.org", OURS)) {
            assertThat(client.say("BDAT 5 LAST")).startsWith("502");
        }
        assertThat(received).isEmpty();
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

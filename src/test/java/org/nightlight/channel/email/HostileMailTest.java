package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails made to break a reader: each must be read, or kept with a reason, in little memory and time. */
class HostileMailTest {
    private static final String HEAD = "From: a@b.example\r\nSubject: s\r\nMessage-ID: <h@b.example>\r\n";

    /** Longest that any mail of a usual size may take, on a machine that is busy with other things. */
    private static final double SECONDS = 15;

    private static MailReading timed(byte[] raw) {
        long started = System.nanoTime();
        MailReading reading = MailParser.parse(raw);
        assertThat((System.nanoTime() - started) / 1e9).isLessThan(SECONDS);
        return reading;
    }

    private static byte[] bytes(String mail) {
        return mail.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ParsedMail mail(String mail) {
        return switch (timed(bytes(mail))) {
            case MailReading.Read(ParsedMail read) -> read;
            case MailReading.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }

    @Test
    void sixtyMegabytesWithTwoHundredAttachmentsAreReadWithinAHundredMegabytesOfHeap(@TempDir Path folder)
            throws Exception {
        Process small = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx100m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileMailTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(small.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("200 parts of 45000000 bytes");
        File[] files = folder.toFile().listFiles();
        assertThat(files).hasSize(200);
        assertThat(Arrays.stream(files).mapToLong(File::length).sum()).isEqualTo(45_000_000L);
    }

    /** Run by the test above in a small process of its own. */
    public static void main(String[] folder) {
        String part =
                "--x\r\nContent-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        byte[] attachment = bytes(part);
        String line = "A".repeat(60) + "\r\n";
        byte[] lines = bytes(line.repeat(5_000) + "\r\n");
        Stream<InputStream> streams = Stream.of(
                        Stream.of(
                                bytes(HEAD + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nhello\r\n")),
                        IntStream.range(0, 200).boxed().flatMap(i -> Stream.of(attachment, lines)),
                        Stream.of(bytes("--x--\r\n")))
                .flatMap(each -> each)
                .map(ByteArrayInputStream::new);
        InputStream in = new SequenceInputStream(Collections.enumeration(streams.toList()));
        ParsedMail mail = ((MailReading.Read) MailParser.parse(in, Path.of(folder[0]))).mail();
        System.out.println(mail.parts().size() + " parts of "
                + mail.parts().stream().mapToLong(MailPart::size).sum() + " bytes in " + mail.size());
    }

    @Test
    void aThousandForwardsWithinEachOtherAreFollowedOnlySoFarAndStayWhole() {
        String forwards = (HEAD + "Content-Type: message/rfc822\r\n\r\n").repeat(1_000) + HEAD
                + "\r\nthe innermost cry for help\r\n";
        ParsedMail mail = mail(forwards);
        assertThat(mail.parts()).hasSize(1);
        assertThat(mail.parts().getFirst().size()).isGreaterThan(80_000);
        assertThat(mail.otherText()).isNotEmpty();
    }

    @Test
    void aThousandMultipartsWithinEachOtherAreFollowedOnlySoFar() {
        StringBuilder nested = new StringBuilder(HEAD);
        for (int i = 0; i < 1_000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        ParsedMail mail = mail(nested + "\r\ndeep text\r\n");
        assertThat(mail.repairs()).contains("Parts are nested very deeply; the inner ones were not taken apart");
        assertThat(mail.parts().stream().mapToLong(MailPart::size).sum()).isGreaterThan(50_000);
    }

    @Test
    void tenThousandRecipientsAreCountedAndTheFirstKept() {
        String people = String.join(
                ", ",
                IntStream.range(0, 10_000)
                        .mapToObj(i -> "\"Parent, " + i + "\" <p" + i + "@b.example>")
                        .toList());
        ParsedMail mail = mail(HEAD + "To: " + people + "\r\n\r\nhello\r\n");
        assertThat(mail.to().count()).isEqualTo(10_000);
        assertThat(mail.to().shown()).hasSize(Recipients.KEPT);
    }

    @Test
    void headerBombsAreReadOrKeptWithTheReasonAndTheText() {
        assertThat(mail(HEAD + "X-Bomb: y\r\n".repeat(19_000) + "\r\nhello\r\n").text())
                .isEqualTo("hello");
        for (String bomb : List.of(
                HEAD + "X-Bomb: y\r\n".repeat(100_000) + "\r\nhello\r\n",
                HEAD + "X-Bomb: " + "y".repeat(8_000_000) + "\r\n\r\nhello\r\n",
                HEAD + "X-Bomb: y\r\n" + " y\r\n".repeat(2_000_000) + "\r\nhello\r\n")) {
            assertThat(timed(bytes(bomb))).isInstanceOfSatisfying(MailReading.Unreadable.class, unreadable -> {
                assertThat(unreadable.reason()).contains("header");
                assertThat(unreadable.rawText()).contains("Subject: s");
                assertThat(unreadable.size()).isEqualTo(bomb.length());
            });
        }
    }

    @Test
    void overlongLinesAreText() {
        assertThat(mail(HEAD + "\r\n" + "word ".repeat(300_000)).text()).hasSize(1_499_999);
        ParsedMail cut = mail(HEAD + "\r\n" + "x".repeat(9_000_000));
        assertThat(cut.text()).hasSize(2 * 1024 * 1024);
        assertThat(cut.repairs()).contains("A text part is very long; its end is only in the original");
    }

    @Test
    void boundaryAbuseIsHarmless() {
        assertThat(mail(HEAD + "Content-Type: multipart/mixed; boundary=\"" + "b".repeat(100_000)
                                + "\"\r\n\r\ntext\r\n")
                        .text())
                .isEqualTo("text");
        assertThat(mail(HEAD + "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\ntext\r\n")
                        .screeningText())
                .contains("text");
        ParsedMail many = mail(HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: image/png\r\n\r\nx\r\n".repeat(50_000) + "--b--\r\n");
        assertThat(many.parts()).hasSize(Harvest.PARTS_KEPT);
        assertThat(many.repairs()).contains("The mail has very many parts; the later ones are only in the original");
        assertThat(mail(HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(50_000))
                        .text())
                .startsWith("x\n\nx");
    }

    @Test
    void nastyHtmlIsCleanedInBoundedTime() {
        String html = HEAD + "Content-Type: text/html\r\n\r\n";
        for (String body : List.of(
                "<div>".repeat(200_000) + "deep",
                "<".repeat(1_000_000),
                "<a href='".repeat(100_000),
                "<b><i><u>".repeat(50_000) + "x",
                "<table><tr><td>".repeat(50_000),
                "<!--".repeat(200_000),
                "&".repeat(1_000_000),
                "<p style='" + "color:red;".repeat(100_000) + "'>x",
                "<p " + "a=b ".repeat(200_000) + ">x",
                "<blockquote type=cite>".repeat(20_000) + "x",
                " ".repeat(1_500_000) + "x")) {
            assertThat(timed(bytes(html + body))).isInstanceOf(MailReading.class);
        }
    }

    @Test
    void headersFullOfNonsenseAreReadInBoundedTime() {
        for (String header : List.of(
                "Subject: " + "=?utf-8?Q?".repeat(50_000),
                "Subject: " + "=?utf-8?B?4pi6?= ".repeat(50_000),
                "To: " + "(".repeat(500_000),
                "To: " + "<".repeat(500_000),
                "To: " + "\"".repeat(500_001),
                "To: " + "a@".repeat(250_000),
                "To: " + "a,".repeat(250_000),
                "References: " + "<".repeat(60_000),
                "References: " + "<a@b> ".repeat(10_000),
                "Date: " + "1".repeat(60_000),
                "Content-Type: text/plain; " + "a=b;".repeat(15_000),
                "Content-Type: text/plain; " + ";".repeat(60_000),
                "Content-Disposition: attachment; filename*0*=" + "%".repeat(50_000),
                "Message-ID: " + "<".repeat(60_000) + "a>")) {
            assertThat(timed(bytes(HEAD.replace("Subject: s\r\n", "") + header + "\r\n\r\nhello\r\n")))
                    .as(header.substring(0, 20))
                    .isInstanceOf(MailReading.Read.class);
        }
    }

    @Test
    void randomBytesAreReadOrKept() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[random.nextInt(20_000)];
            random.nextBytes(noise);
            assertThat(timed(noise)).isNotNull();
        }
    }
}

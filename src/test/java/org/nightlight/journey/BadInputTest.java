package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.nightlight.DeskProcess;
import org.nightlight.RunningDesk;
import org.nightlight.SmtpClient;

/**
 * Whatever comes through the SMTP port, the desk stays alive and the mail is either a ticket or on the list of those that a
 * person must look at, with the reason. A child's disclosure inside any of them opens a walled case all the same.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputTest {
    private static final int LIMIT = 24 << 20;
    private static final RunningDesk DESK =
            RunningDesk.start(Map.of("nightlight.smtp.max-bytes", Integer.toString(LIMIT)));
    private static final Reckoning RECKONING = new Reckoning(DESK.database, DESK.mailboxes);
    private static final String HARMLESS = "The story does not play sound on our tablet.";
    private static final String DISCLOSURE = "dad hits me with the belt when i lose";

    @AfterAll
    static void stop() {
        DESK.close();
    }

    private interface Mail {
        byte[] with(String text) throws IOException;
    }

    @TestFactory
    List<DynamicTest> nothingThatArrivesCrashesHangsOrVanishes() {
        List<DynamicTest> tests = new java.util.ArrayList<>();
        kinds().forEach((name, mail) -> {
            tests.add(DynamicTest.dynamicTest(name, () -> {
                Ended ended = deliver(mail.with(HARMLESS));
                assertThat(ended.kept()).isTrue();
            }));
            tests.add(DynamicTest.dynamicTest(name + ", with a disclosure", () -> {
                Ended ended = deliver(mail.with(DISCLOSURE));
                assertThat(ended.walledCase()).as("a walled case").isTrue();
            }));
        });
        return tests;
    }

    @Test
    void anEmptyMailIsKept() throws Exception {
        assertThat(deliver(new byte[0]).kept()).isTrue();
        assertThat(deliver("\r\n\r\n".getBytes(StandardCharsets.US_ASCII)).kept())
                .isTrue();
    }

    @Test
    void theSameMessageIdOnTwoDifferentMailsMakesTwoTickets() throws Exception {
        Ended first = deliver(mail("Message-ID: <twice@example.org>\n", "The first text about our billing."));
        Ended second = deliver(mail("Message-ID: <twice@example.org>\n", "Another text altogether about sound."));
        assertThat(first.ticket()).isNotNull().isNotEqualTo(second.ticket());
        assertThat(second.ticket()).isNotNull();
    }

    @Test
    void aMailOverTheLimitIsRefusedAndItsBeginningListedForAPerson() throws Exception {
        Ended harmless = deliver(large(LIMIT + (1 << 20), 1, HARMLESS), "552");
        assertThat(harmless.state()).isEqualTo("unreadable");
        assertThat(harmless.reason()).contains("larger than this desk takes");
        Ended disclosing = deliver(large(LIMIT + (1 << 20), 1, DISCLOSURE), "552");
        assertThat(disclosing.walledCase()).isTrue();
    }

    @Test
    void twentyMegabytesInTwoHundredFilesAreTaken() throws Exception {
        Ended ended = deliver(large(20 << 20, 200, HARMLESS));
        assertThat(ended.state()).isEqualTo("done");
        assertThat(RECKONING.rows("select count(*) from attachment where ticket_id = " + ended.ticket()))
                .containsExactly("200");
    }

    /** A real process with the heap of {@code bin/run}: whole mails never lie in memory. The last, since it ends this desk. */
    @Test
    @Order(Integer.MAX_VALUE)
    @EnabledIfSystemProperty(named = "drill", matches = "long")
    void b04_sixtyMegabytesPassThroughASmallHeap() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "nightlight.database.url",
                DESK.database.toUrl(),
                "nightlight.data",
                System.getProperty("java.io.tmpdir") + "/small-" + System.nanoTime(),
                "nightlight.relay.host",
                "127.0.0.1",
                "nightlight.relay.port",
                Integer.toString(DESK.mailboxes.getSmtp().getPort()),
                "nightlight.relay.encryption",
                "none"));
        DESK.context().close(); // this desk must not do the other's work
        try (DeskProcess small = DeskProcess.start(settings)) {
            for (int files : new int[] {200, 1}) {
                String before = last();
                assertThat(SmtpClient.deliver(
                                small.smtpPort,
                                "big@example.org",
                                "support@storytailor.com",
                                large(60 << 20, files, DISCLOSURE)))
                        .startsWith("250");
                Ended ended = ended(before, Duration.ofSeconds(120));
                System.out.println("60 MB in " + files + " files at 256 MB of heap: " + ended);
                assertThat(ended.walledCase()).isTrue();
                assertThat(small.isAlive()).as(small.said()).isTrue();
            }
        }
    }

    private record Ended(String state, String reason, String ticket) {
        boolean kept() {
            return state.equals("done") && ticket != null || state.equals("unreadable") && !reason.isBlank();
        }

        boolean walledCase() {
            return ticket != null
                    && !RECKONING
                            .rows("select c.id from safety_case c join ticket t on t.id = c.ticket_id where t.walled"
                                    + " and t.id = " + ticket)
                            .isEmpty();
        }
    }

    private static Ended deliver(byte[] raw) throws IOException {
        return deliver(raw, "250");
    }

    private static Ended deliver(byte[] raw, String answer) throws IOException {
        String before = last();
        assertThat(SmtpClient.deliver(DESK.smtpPort, "odd@example.org", "support@storytailor.com", raw))
                .startsWith(answer);
        Ended ended = ended(before, Duration.ofSeconds(30));
        return ended;
    }

    private static String last() {
        return RECKONING.rows("select coalesce(max(id), 0) from inbound").getFirst();
    }

    private static Ended ended(String before, Duration within) {
        Awaitility.await()
                .alias("its end")
                .atMost(within)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !RECKONING
                        .rows("select id from inbound where state <> 'stored' and id > " + before)
                        .isEmpty());
        String where = " from inbound where id > " + before + " order by id desc limit 1";
        return new Ended(
                RECKONING.rows("select state" + where).getFirst(),
                RECKONING.rows("select reason" + where).getFirst(),
                RECKONING.rows("select ticket_id" + where).getFirst());
    }

    private static Map<String, Mail> kinds() {
        Map<String, Mail> kinds = new LinkedHashMap<>();
        kinds.put("no header at all", text -> bytes(text + "\n"));
        kinds.put("a header without an end", text -> bytes("From: a@example.org\nSubject: " + text));
        kinds.put("no date and no id", text -> mail("", text));
        kinds.put("a date that is none", text -> mail("Date: the day after tomorrow\n", text));
        kinds.put("a charset that does not exist", text -> mail("Content-Type: text/plain; charset=x-moon\n", text));
        kinds.put(
                "UTF-16 announced, ASCII sent",
                text -> mail("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-16\n", text));
        kinds.put(
                "ASCII announced, UTF-16 sent",
                text -> joined(
                        mail("MIME-Version: 1.0\nContent-Type: text/plain; charset=us-ascii\n", ""),
                        text.getBytes(StandardCharsets.UTF_16LE)));
        kinds.put(
                "base64 announced, plain text sent",
                text -> mail("MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n", text));
        kinds.put(
                "a multipart without its boundary",
                text -> mail("MIME-Version: 1.0\nContent-Type: multipart/mixed\n", text));
        kinds.put(
                "a multipart whose boundary never comes",
                text -> mail("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=moon\n", text));
        kinds.put(
                "a multipart that breaks off",
                text -> mail(
                        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=moon\n",
                        "--moon\nContent-Type: text/plain\n\n" + text + "\n--moon\nContent-Type: image/png\nContent-"));
        kinds.put("mails nested 500 deep", BadInputTest::nested);
        kinds.put("multiparts nested 500 deep", BadInputTest::nestedMultiparts);
        kinds.put("a zip bomb", BadInputTest::zipBomb);
        kinds.put(
                "10,000 recipients",
                text -> mail("Cc: " + "person@example.org,\n ".repeat(10_000) + "end@example.org\n", text));
        kinds.put("NUL bytes", text -> mail("X-Odd: a\0b\n", "\0\0" + text + "\0 end"));
        kinds.put(
                "half surrogates",
                text -> joined(
                        mail("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n", text + "\n"),
                        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80, 'x', (byte) 0xED, (byte) 0xB0, (byte) 0x80
                        }));
        kinds.put("a line of a megabyte", text -> mail("", text + " " + "x".repeat(1 << 20)));
        kinds.put("a megabyte before the text", text -> mail("", "word ".repeat(200_000) + "\n" + text));
        kinds.put("a subject of a megabyte", text -> mail("Subject: " + "y".repeat(1 << 20) + "\n", text));
        kinds.put(
                "HTML alone, deep and open",
                text -> mail(
                        "MIME-Version: 1.0\nContent-Type: text/html\n",
                        "<div>".repeat(20_000) + text + "<img src=http://tracker.example/x><script>alert(1)"));
        return kinds;
    }

    private static byte[] mail(String header, String text) {
        // A subject of its own for each, or the desk would rightly take two for one mail delivered twice.
        String subject =
                header.contains("Subject:") ? "" : "Subject: Odd mail " + Integer.toHexString(header.hashCode()) + "\n";
        return bytes("From: Odd <odd@example.org>\nTo: support@storytailor.com\n" + subject + header + "\n" + text);
    }

    private static byte[] nested(String text) {
        return mail(
                "MIME-Version: 1.0\nContent-Type: message/rfc822\n",
                "Content-Type: message/rfc822\n\n".repeat(499) + "Subject: Inside\n\n" + text);
    }

    private static byte[] nestedMultiparts(String text) {
        StringBuilder body = new StringBuilder();
        for (int i = 1; i < 500; i++) {
            body.append("--b")
                    .append(i - 1)
                    .append("\nContent-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n");
        }
        body.append("--b499\nContent-Type: text/plain\n\n").append(text).append("\n--b499--\n");
        return mail("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n", body.toString());
    }

    private static byte[] zipBomb(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("bomb"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(zeros);
            }
        }
        return withFiles(text, List.of(packed.toByteArray()));
    }

    private static byte[] large(int size, int files, String text) {
        byte[] file = new byte[(int) (size / files / 1.40)];
        new Random(files).nextBytes(file);
        return withFiles(text, java.util.Collections.nCopies(files, file));
    }

    private static byte[] withFiles(String text, List<byte[]> files) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(mail(
                "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=moon\n",
                "--moon\nContent-Type: text/plain\n\n" + text + "\n"));
        Base64.Encoder lines = Base64.getMimeEncoder();
        for (byte[] file : files) {
            mail.writeBytes(bytes("--moon\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n"
                    + "Content-Disposition: attachment; filename=a.zip\n\n"));
            mail.writeBytes(lines.encode(file));
            mail.writeBytes(bytes("\n"));
        }
        mail.writeBytes(bytes("--moon--\n"));
        return mail.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}

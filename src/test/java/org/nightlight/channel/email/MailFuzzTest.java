package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutates the saved mails, the same way each time, and looks for a crash, a hang, hunger for memory or text that cannot be
 * stored. {@code bin/drill} does so for a quarter of an hour, another way each time.
 */
class MailFuzzTest {
    private static final long SEED = 20260302;
    private static final boolean LONG = System.getProperty("drill", "").equals("long");
    private static final double SECONDS_IN_ALL = LONG ? 900 : 10;
    private static final double SECONDS_EACH = 2;
    /** What reading one of these mails, of at most 200 kB, may take in all, given back or not. */
    private static final long BYTES_EACH = 256L * 1024 * 1024;

    private static final List<String> SPLINTERS = List.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "--",
            "--mix",
            "--alt--\r\n",
            "\u0000",
            "=?utf-8?B?",
            "?=",
            "=\r\n",
            "=3D",
            "\"",
            "<",
            ">",
            "(",
            ")",
            ";",
            ":",
            "Content-Type: multipart/mixed; boundary=mix\r\n",
            "Content-Type: message/rfc822\r\n\r\n",
            "Content-Transfer-Encoding: base64\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            "charset=utf-7",
            "charset=utf-16",
            "From: x@y.example\r\nSent: now\r\nTo: z\r\nSubject: q\r\n",
            "On 10:15 a@b wrote:\r\n> ",
            "<div class=\"gmail_quote\">",
            "<table>",
            "BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20260302T101500\r\nEND:VEVENT\r\n",
            "Content-Type: application/ms-tnef; name=winmail.dat\r\n",
            "Content-Type: application/pkcs7-mime\r\n",
            "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=mix\r\n",
            "Action: failed\r\nStatus: 5.1.1\r\n",
            "\u00ed\u00a0\u0080");

    private final Random random = new Random(LONG ? System.nanoTime() : SEED);

    @Test
    void noMutatedMailCrashesOrHangsTheReader() {
        List<byte[]> mails = Mails.names().stream().map(Mails::raw).toList();
        mails.forEach(MailParser::parse); // once, so that what is loaded but once is not counted
        long started = System.nanoTime();
        int tried = 0;
        while (seconds(started) < SECONDS_IN_ALL) {
            byte[] mail = mails.get(random.nextInt(mails.size()));
            for (int i = random.nextInt(6); i >= 0; i--) {
                mail = mutated(mail, mails);
            }
            long taken = taken();
            long begun = worked();
            MailReading reading = MailParser.parse(mail);
            assertThat((worked() - begun) / 1e9)
                    .as("time for mutation " + tried)
                    .isLessThan(SECONDS_EACH);
            assertThat(taken() - taken).as("memory for mutation " + tried).isLessThan(BYTES_EACH);
            String all = reading.toString();
            assertThat(all.indexOf('\u0000')).as("NUL in mutation " + tried).isNegative();
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(all))
                    .as("lone surrogate in mutation " + tried)
                    .isTrue();
            assertThat(reading instanceof MailReading.Unreadable unreadable
                            && unreadable.reason().contains("("))
                    .as("a fault of ours in mutation " + tried + ": " + reading)
                    .isFalse();
            tried++;
        }
        assertThat(tried).isGreaterThan(100);
    }

    private byte[] mutated(byte[] mail, List<byte[]> mails) {
        int at = random.nextInt(mail.length + 1);
        int length = random.nextInt(1 + Math.min(200, mail.length - at));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(mail, at, length, new byte[0]);
            case 1 ->
                spliced(
                        mail,
                        at,
                        0,
                        SPLINTERS.get(random.nextInt(SPLINTERS.size())).getBytes(StandardCharsets.ISO_8859_1));
            case 2 -> spliced(mail, at, 0, java.util.Arrays.copyOfRange(mail, at, at + length));
            case 3 -> flipped(mail);
            case 4 -> {
                byte[] other = mails.get(random.nextInt(mails.size()));
                int from = random.nextInt(other.length + 1);
                yield spliced(mail, at, length, java.util.Arrays.copyOfRange(other, from, other.length));
            }
            default ->
                spliced(
                        mail,
                        at,
                        length,
                        SPLINTERS
                                .get(random.nextInt(SPLINTERS.size()))
                                .repeat(1 + random.nextInt(300))
                                .getBytes(StandardCharsets.ISO_8859_1));
        };
    }

    private static byte[] spliced(byte[] mail, int at, int removed, byte[] put) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(mail, 0, at);
        out.writeBytes(put);
        out.write(mail, at + removed, mail.length - at - removed);
        return out.size() > 200_000 ? mail : out.toByteArray();
    }

    private byte[] flipped(byte[] mail) {
        byte[] copy = mail.clone();
        for (int i = 0; i < 10 && copy.length > 0; i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    /** The reader waits for nothing, so its own time is the time that it takes; a busy machine adds none to it. */
    private static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long taken() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}

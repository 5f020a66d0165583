package org.nightlight.journey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.nightlight.SmtpClient;

/**
 * Everybody who writes to the desk, and what they know: a mail is sent, again and again with the same Message-ID, until the
 * desk has answered 250; from then on its writer relies on it.
 */
final class Post {
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentLinkedQueue<Letter> owed = new ConcurrentLinkedQueue<>();
    private final Set<String> accepted = new ConcurrentSkipListSet<>();
    private final Set<String> disclosures = new ConcurrentSkipListSet<>();

    record Letter(String subject, String from, byte[] raw, boolean disclosure) {}

    Letter letter(boolean disclosure) {
        int number = count.incrementAndGet();
        String subject = "Drill " + number;
        String from = "writer" + number + "@example.org";
        String text = disclosure
                ? "dad hits me with the belt when i lose"
                : "The story does not play sound on our tablet. Please help us.";
        String raw = """
                From: Writer %d <%s>
                To: support@storytailor.com
                Subject: %s
                Message-ID: <drill-%d@example.org>
                Date: Mon, 16 Nov 2026 10:00:00 -0500

                %s
                """.formatted(number, from, subject, number, text);
        if (disclosure) {
            disclosures.add(subject);
        }
        return new Letter(subject, from, raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), disclosure);
    }

    /** Sends it once; what was not answered 250 is owed still. */
    boolean send(int port, Letter letter) {
        try {
            if (SmtpClient.deliver(port, letter.from(), "support@storytailor.com", letter.raw())
                    .startsWith("250")) {
                accepted.add(letter.subject());
                return true;
            }
        } catch (IOException broken) {
            // Whether it was taken nobody knows.
        }
        owed.add(letter);
        return false;
    }

    /** What every mail program does: it tries again. */
    void sendOwed(int port) {
        for (Letter letter = owed.poll(); letter != null; letter = owed.poll()) {
            if (!send(port, letter)) {
                throw new AssertionError("A healthy desk refused " + letter.subject());
            }
        }
    }

    Set<String> accepted() {
        return accepted;
    }

    List<String> disclosures() {
        return List.copyOf(disclosures);
    }
}

package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final Threads threads = new Threads(secret("this desk's own secret"), "desk.example");

    private static byte[] secret(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ParsedMail mail(String headers) {
        byte[] raw = (headers + "\r\n\r\nhello\r\n").getBytes(StandardCharsets.US_ASCII);
        return ((MailReading.Read) MailParser.parse(raw)).mail();
    }

    @Test
    void ownTokensAreKnownAgainEvenWhenAMailSystemFoldedTheirCase() {
        String id = threads.newMessageId();
        assertThat(id).matches("<t\\.[0-9a-f]{32}\\.[0-9a-f]{32}@desk\\.example>");
        assertThat(threads.isOurs(id)).isTrue();
        assertThat(threads.isOurs(id.toUpperCase(Locale.ROOT))).isTrue();
    }

    @Test
    void noTwoTokensAreAlike() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(threads.newMessageId());
        }
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void b22_aSecondInstanceOrForgerNeverMatches() {
        String clone = new Threads(secret("another desk's secret"), "desk.example").newMessageId();
        String forged = threads.newMessageId().replaceFirst("<t\\.[0-9a-f]{4}", "<t.0000");
        assertThat(threads.isOurs(clone)).isFalse();
        assertThat(threads.isOurs(forged)).isFalse();
        assertThat(threads.isOurs("<t..@desk.example>")).isFalse();
        assertThat(threads.isOurs("")).isFalse();
    }

    @Test
    void ownIdsAreFoundInBothHeadersNearestFirst() {
        String first = threads.newMessageId();
        String second = threads.newMessageId();
        ParsedMail mail = mail(
                "In-Reply-To: " + second + "\r\nReferences: <x@y.example> " + first + "\r\n <z@y.example> " + second);
        assertThat(threads.ours(mail)).containsExactly(second, first);
        assertThat(Threads.answered(mail)).containsExactly(second, "<z@y.example>", first, "<x@y.example>");
    }

    @Test
    void theTicketNumberIsReadFromTheSubject() {
        assertThat(Threads.ticketNumber("AW: Re: [#1042] The book")).hasValue(1042);
        assertThat(Threads.ticketNumber("About #1042")).isEmpty();
        assertThat(Threads.ticketNumber("[#99999999999999999999]")).isEmpty();
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> new Threads(secret("short"), "desk.example")).hasMessageContaining("too short");
    }
}

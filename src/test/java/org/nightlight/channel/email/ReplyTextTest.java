package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyTextTest {
    static Stream<String> replies() {
        return Mails.names().stream().filter(name -> name.startsWith("reply-"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void ofEachSavedReplyTheWritersOwnWordsAreFound(String name) {
        String expected = new String(Mails.raw(name.replace(".eml", ".txt")), StandardCharsets.UTF_8);
        assertThat(Mails.read(name).replyText()).isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @MethodSource("replies")
    void noWordOfAReplyIsLost(String name) {
        ParsedMail mail = Mails.read(name);
        assertThat(words(mail.replyText() + "\n" + mail.quotedText()))
                .containsExactlyInAnyOrderElementsOf(words(mail.text()));
    }

    @Test
    void aMailWithoutHistoryIsAllOwn() {
        assertThat(ReplyText.of("Hello\n\nI wrote: a story.\nFrom: here to there\n"))
                .isEqualTo(new ReplyText("Hello\n\nI wrote: a story.\nFrom: here to there", ""));
        assertThat(ReplyText.of("")).isEqualTo(new ReplyText("", ""));
        assertThat(ReplyText.of("-- ")).isEqualTo(new ReplyText("--", ""));
    }

    @Test
    void aThinkingDashOrAnEarlyRuleIsNoSignature() {
        String text = "One\n---\nTwo\n" + "line\n".repeat(40);
        assertThat(ReplyText.of(text).own()).isEqualTo(text.strip());
        assertThat(ReplyText.of("I thought - no, I knew\n- first\n- second").quoted())
                .isEmpty();
    }

    @Test
    void aLineThatTellsFromWhereItWasSentIsNoSignature() {
        assertThat(ReplyText.of("Please answer.\n\nSent from my room, he is downstairs")
                        .quoted())
                .isEmpty();
        assertThat(ReplyText.of("Bitte antworten.\n\nGesendet von der Schule weil er mein Handy hat")
                        .quoted())
                .isEmpty();
        assertThat(ReplyText.of("Please answer.\n\nSent from my Fairphone, an Android phone")
                        .own())
                .isEqualTo("Please answer.");
    }

    @Test
    void aProgramsSignatureIsFoldedInFurtherLanguages() {
        for (String signature : List.of(
                "Az Android telefonomról küldve",
                "Trimis din Outlook",
                "Verstuurd vanuit Mail",
                "Odoslané z iPhonu",
                "Надіслано з iPhone",
                "Στάλθηκε από το iPhone μου",
                "נשלח מה-iPhone שלי")) {
            assertThat(ReplyText.of("Page three.\n\n" + signature)).isEqualTo(new ReplyText("Page three.", signature));
        }
    }

    @Test
    void anAnswerRightBelowAQuotedQuestionStaysOwn() {
        String asked = "> Has anybody in the game asked you for your address since then?\n";
        assertThat(ReplyText.of(asked + "yes\n> Storytailor\n").own()).isEqualTo((asked + "yes").strip());
    }

    @Test
    void theRestOfAWrappedQuotedLineIsQuoted() {
        String full = "> You find the book again when you look for it on the shelf in the\n";
        assertThat(ReplyText.of("Found it.\n\n" + full + "second row, right below the clock.\n> Storytailor\n")
                        .own())
                .isEqualTo("Found it.");
    }

    @Test
    void theQuotationBelowTheLastAnswerIsFoldedThoughASignatureFollows() {
        ReplyText reply = ReplyText.of("> Which page?\n\nFour.\n\n> Good night\n\n___\nAnn\nElm Street 4\n");
        assertThat(reply.own()).isEqualTo("> Which page?\n\nFour.");
        assertThat(reply.quoted()).contains("> Good night", "Elm Street 4");
    }

    @Test
    void aDayThatSomebodyTellsOfBeginsNoHistory() {
        String told = "On page two.\n\n2. March at 10:15 he wrote:\n\ncome to the park";
        assertThat(ReplyText.of(told).quoted()).isEmpty();
        assertThat(ReplyText.of("From: the boy in my game\nDate: yesterday\n\nhe said hi")
                        .quoted())
                .isEmpty();
    }

    @Test
    void hugeTextsAreLookedThroughInBoundedTime() {
        String lines = "On Monday 10:15 somebody:\n".repeat(200_000);
        String line = "On 10:15 ".repeat(200_000) + "wrote:";
        String quoted = "> ".repeat(300_000) + "\n";
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long started = thread.getCurrentThreadCpuTime();
        for (String text : List.of(lines, line, quoted, " ".repeat(1_000_000), "a@b ".repeat(300_000))) {
            ReplyText.of(text);
        }
        // Of the processor: a busy machine says nothing about the reading
        assertThat((thread.getCurrentThreadCpuTime() - started) / 1e9).isLessThan(5);
    }

    private static List<String> words(String text) {
        return Stream.of(text.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}

package org.nightlight.channel.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.SafeHtml;

class MailComposerTest {
    private static final Instant DATE = Instant.parse("2026-03-02T15:00:00Z");

    private static OutgoingMail mail(
            String fromName, String subject, String text, @Nullable String inReplyTo, List<String> references) {
        return new OutgoingMail(
                new EmailAddress("help@storytailor.example"),
                fromName,
                List.of(new EmailAddress("ann@example.org")),
                List.of(new EmailAddress("ben@example.org")),
                subject,
                "<t.1.2@desk.example>",
                inReplyTo,
                references,
                DATE,
                text,
                null,
                false,
                "desk-1");
    }

    private static ParsedMail read(OutgoingMail mail) {
        return ((MailReading.Read) MailParser.parse(MailComposer.compose(mail))).mail();
    }

    @Test
    void filesStandBesideBothWaysOfTheWordsAndNoNameOfOneAddsAHeader() throws Exception {
        OutgoingMail mail = new OutgoingMail(
                new EmailAddress("help@storytailor.example"),
                "Help",
                List.of(new EmailAddress("ann@example.org")),
                List.of(),
                "Re: [#1] Prices",
                "<t.1.2@desk.example>",
                null,
                List.of(),
                DATE,
                "**Hello**",
                new SafeHtml("<p><strong>Hello</strong></p>"),
                false,
                List.of(
                        new OutgoingMail.File("a.txt\r\nBcc: eve@example.org", "text/plain", "one\n".getBytes(UTF_8)),
                        new OutgoingMail.File("b.bin", "x\r\nBcc: eve@example.org", new byte[] {0, 1})),
                "desk-1");
        byte[] composed = MailComposer.compose(mail);
        MimeMessage read = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(composed));
        MimeMultipart parts = (MimeMultipart) read.getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo("one\n".getBytes(UTF_8));
        assertThat(parts.getBodyPart(2).getContentType()).startsWith("application/octet-stream");
        assertThat(MailComposer.ascii(composed)).doesNotContainPattern("(?m)^Bcc:");
    }

    @Test
    void whatIsComposedReadsBackTheSame() {
        ParsedMail read = read(mail(
                "Storytailor Hilfe für dich",
                "Re: [#1042] Bücher & 本",
                "Hello Ann,\n\nit is \u201cfixed\u201d \uD83D\uDE42.\n.\nEnd",
                "<q@example.org>",
                List.of("<a@example.org>", "<q@example.org>")));
        assertThat(read.from()).isEqualTo(new Mailbox("Storytailor Hilfe für dich", "help@storytailor.example"));
        assertThat(read.to().shown()).extracting(Mailbox::address).containsExactly("ann@example.org");
        assertThat(read.cc().shown()).extracting(Mailbox::address).containsExactly("ben@example.org");
        assertThat(read.subject()).isEqualTo("Re: [#1042] Bücher & 本");
        assertThat(read.messageId()).isEqualTo("<t.1.2@desk.example>");
        assertThat(read.inReplyTo()).isEqualTo("<q@example.org>");
        assertThat(read.references()).containsExactly("<a@example.org>", "<q@example.org>");
        assertThat(read.date()).isEqualTo(DATE);
        assertThat(read.text()).isEqualTo("Hello Ann,\n\nit is \u201cfixed\u201d \uD83D\uDE42.\n.\nEnd");
        assertThat(read.instance()).isEqualTo("desk-1");
        assertThat(read.automatic().is()).isFalse();
        assertThat(read.repairs()).isEmpty();
    }

    @Test
    void noValueCanAddAHeaderOrEndTheHead() {
        byte[] bytes = MailComposer.compose(mail(
                "Ann\r\nBcc: x@evil.example",
                "Hi\r\nBcc: y@evil.example\r\n\r\nbody",
                "text",
                "<a@b>\r\nBcc: z@evil.example",
                List.of("<a@b>\r\n\r\nbody", "<ok@b.example>")));
        String head = MailComposer.ascii(bytes).split("\r\n\r\n")[0];
        assertThat(head.lines().filter(line -> line.startsWith("Bcc"))).isEmpty();
        assertThat(head).contains("References: <ok@b.example>").doesNotContain("In-Reply-To");
        assertThatThrownBy(() -> MailComposer.compose(new OutgoingMail(
                        new EmailAddress("help@storytailor.example"),
                        "",
                        List.of(new EmailAddress("a@b.example")),
                        List.of(),
                        "s",
                        "<x@y>\r\nBcc: a@b",
                        null,
                        List.of(),
                        DATE,
                        "t",
                        null,
                        false,
                        "d")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void b26_ofManyReferencesTheFirstAndTheLastNineteenStay() {
        List<String> ids =
                IntStream.range(0, 60).mapToObj(i -> "<" + i + "@example.org>").toList();
        ParsedMail read = read(mail("", "s", "t", null, ids));
        assertThat(read.references())
                .hasSize(20)
                .startsWith("<0@example.org>", "<41@example.org>")
                .endsWith("<59@example.org>");
    }

    @Test
    void anAutomaticMailSaysSoAndCarriesBothShapes() {
        OutgoingMail mail = new OutgoingMail(
                new EmailAddress("help@storytailor.example"),
                "",
                List.of(new EmailAddress("ann@example.org")),
                List.of(),
                "s",
                "<1@desk.example>",
                "<q@example.org>",
                List.of(),
                DATE,
                "plain words",
                new SafeHtml("<p>plain words</p>"),
                true,
                "d");
        ParsedMail read = read(mail);
        assertThat(read.automatic()).isEqualTo(new Automatic(true, "Auto-Submitted: auto-replied", true));
        assertThat(MailComposer.ascii(MailComposer.compose(mail))).contains("X-Auto-Response-Suppress: All");
        assertThat(read.text()).isEqualTo("plain words");
        assertThat(read.html().value()).isEqualTo("<p>plain words</p>");
        assertThat(read.otherText()).isEmpty();
    }

    @Test
    void b26_theSubjectCarriesTheNumberOnceWhateverGathered() {
        assertThat(MailComposer.subject(1042, "The book")).isEqualTo("Re: [#1042] The book");
        assertThat(MailComposer.subject(1042, "AW: Re: [#1042] RE: The book")).isEqualTo("Re: [#1042] The book");
        assertThat(MailComposer.subject(7, "")).isEqualTo("Re: [#7]");
        assertThat(MailComposer.subject(7, "WG: Re: [EXTERNAL] Fwd: The book")).isEqualTo("Re: [#7] The book");
        assertThat(Subjects.sameMatter("回复：[#7] The  BOOK", "Tr : the book")).isTrue();
        assertThat(Subjects.sameMatter("Re: The book", "The second book")).isFalse();
        assertThat(Subjects.bare("Regarding: time")).isEqualTo("Regarding: time");
        assertThat(MailComposer.subject(7, "Re[2]: a\r\nBcc: x")).isEqualTo("Re: [#7] a Bcc: x");
    }
}

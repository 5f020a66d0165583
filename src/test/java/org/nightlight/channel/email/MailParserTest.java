package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailParserTest {
    @Test
    void anOrdinaryMailIsReadWhole() {
        ParsedMail mail = Mails.read("attachments.eml");
        assertThat(mail.from()).isEqualTo(new Mailbox("Ann Berg", "ann@example.org"));
        assertThat(mail.to().shown()).containsExactly(new Mailbox("Storytailor", "help@storytailor.example"));
        assertThat(mail.subject()).isEqualTo("The book does not open");
        assertThat(mail.messageId()).isEqualTo("<m1@example.org>");
        assertThat(mail.date()).isEqualTo(Instant.parse("2026-03-02T15:15:00Z"));
        assertThat(mail.text()).isEqualTo("Three files.");
        assertThat(mail.repairs()).isEmpty();
        byte[] raw = Mails.raw("attachments.eml");
        assertThat(mail.size()).isEqualTo(raw.length);
        assertThat(mail.sha256())
                .isEqualTo(HexFormat.of().formatHex(RawSource.sha256().digest(raw)));
    }

    @Test
    void attachmentsAreMeasuredNamedWithoutFoldersAndNeverOpened() {
        ParsedMail mail = Mails.read("attachments.eml");
        assertThat(mail.parts()).extracting(MailPart::name).containsExactly("Bücher list.pdf", "bomb.zip", "note.txt");
        assertThat(mail.parts().getFirst().size()).isEqualTo(5);
        assertThat(mail.parts().getFirst().sha256())
                .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assertThat(mail.parts()).noneMatch(MailPart::inline);
    }

    @Test
    void givenAFolderTheAttachmentsBytesLieInIt(@TempDir Path folder) throws Exception {
        MailReading reading = MailParser.parse(new ByteArrayInputStream(Mails.raw("attachments.eml")), folder);
        ParsedMail mail = ((MailReading.Read) reading).mail();
        for (MailPart part : mail.parts()) {
            assertThat(part.content()).isNotNull();
            assertThat(Files.size(part.content())).isEqualTo(part.size());
        }
        assertThat(Files.readString(mail.parts().getFirst().content())).isEqualTo("hello");
    }

    @Test
    void whatAPersonCouldReadAnywhereInTheMailIsThereForScreening() {
        assertThat(Mails.read("attachments.eml").screeningText()).contains("somebody hurts me", "bomb.zip");
        assertThat(Mails.read("forwarded-message.eml").screeningText()).contains("a big boy hits me", "at school");
        assertThat(Mails.read("alternatives-differ.eml").screeningText()).contains("All is well", "I am not safe");
        assertThat(Mails.read("preamble-text.eml").screeningText()).contains("I hide my words", "after the last part");
        assertThat(Mails.read("binary-in-cc.eml").screeningText()).contains("suicide is a word");
    }

    @ParameterizedTest
    @CsvSource({
        "gb2312-with-dash.eml, 故事 1–3 打不开",
        "unknown-charset.eml, Der Bär tanzt nicht",
        "utf8-called-latin1.eml, Le château ne s’affiche pas",
        "latin1-called-utf8.eml, Das Märchen über den Bären fehlt",
        "no-charset-utf8.eml, Où est le château ?",
        "malformed-content-type.eml, Still readable.",
        "nonsense-content-type.eml, Readable too.",
        "bad-base64.eml, Hello from a broken mail",
        "unclosed-boundary.eml, inner text",
        "html-only-placeholder.eml, 'The story of the whale stops in the middle, every single evening, on the tablet and on the phone as well.'"
    })
    void textStaysReadableThroughWrongCharsetsAndBrokenMime(String name, String text) {
        assertThat(Mails.read(name).text()).isEqualTo(text);
    }

    @Test
    void windows1258IsReadWithItsOwnWayOfWritingAccents() {
        String text =
                java.text.Normalizer.normalize(Mails.read("windows-1258.eml").text(), java.text.Normalizer.Form.NFC);
        assertThat(text).isEqualTo("Con tôi không nghe được truyện");
    }

    @Test
    void aMultipartWithoutAUsableBoundaryIsShownAsText() {
        assertThat(Mails.read("no-boundary.eml").text()).contains("The text is here.");
        assertThat(Mails.read("wrong-boundary.eml").text()).contains("The text is here all the same.");
    }

    @Test
    void anEmptyMailIsReadAndSaysWhatItLacks() {
        ParsedMail mail = Mails.read("empty.eml");
        assertThat(mail.from()).isNull();
        assertThat(mail.text()).isEmpty();
        assertThat(mail.repairs()).contains("The mail has no headers", "The mail names no sender");
    }

    @Test
    void theWordsOfAMailWithoutHeadersAreItsText() {
        assertThat(Mails.read("headerless.eml").text())
                .isEqualTo("my dragon is gone and I cant find him\nplease help\nBen 7 years");
        ParsedMail noEmptyLine = Mails.read("From: ann@example.org\r\nSubject: hi\r\nplease help me\r\nI am scared\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(noEmptyLine.text()).isEqualTo("please help me\nI am scared");
        assertThat(noEmptyLine.subject()).isEqualTo("hi");
    }

    @Test
    void aMissingMessageIdIsMadeFromTheBytesSoThatACopyGetsTheSame() {
        ParsedMail mail = Mails.read("no-message-id.eml");
        assertThat(mail.messageIdMade()).isTrue();
        assertThat(mail.messageId()).isEqualTo("<" + mail.sha256() + "@made.nightlight.invalid>");
        assertThat(Mails.read("no-message-id.eml").messageId()).isEqualTo(mail.messageId());
    }

    @Test
    void aMissingOrNonsenseDateIsNoDate() {
        assertThat(Mails.read("no-date.eml").date()).isNull();
        assertThat(Mails.read("nonsense-date.eml").date()).isNull();
        assertThat(Mails.read("nonsense-date.eml").repairs()).contains("The date cannot be read");
    }

    @Test
    void encodedHeadersAreReadAlsoWhereACharacterIsCutInTwo() {
        ParsedMail mail = Mails.read("split-encoded-words.eml");
        assertThat(mail.subject()).isEqualTo("まの本デ");
        assertThat(mail.from()).isEqualTo(new Mailbox("André Müller, Kita", "kita@example.org"));
        assertThat(Mails.read("raw-eight-bit-headers.eml").subject()).isEqualTo("Größe der Bücher");
        assertThat(Mails.read("broken-encoded-words.eml").subject()).contains("café", "=?utf-8?X?abc?=");
    }

    @Test
    void oddAddressesAreTakenApart() {
        ParsedMail mail = Mails.read("odd-addresses.eml");
        assertThat(mail.from()).isEqualTo(new Mailbox("Berg, Ann \"the reader\"", "ann@example.org"));
        assertThat(mail.to().shown())
                .containsExactly(new Mailbox("", "a@example.org"), new Mailbox("b,c", "b@example.org"));
        assertThat(mail.cc().shown()).extracting(Mailbox::address).containsExactly("c@example.org", "d@example.org");
        assertThat(Mails.read("binary-in-cc.eml").cc().shown())
                .extracting(Mailbox::address)
                .contains("ok@example.org");
        assertThat(Mails.read("two-froms.eml").repairs())
                .contains("The mail names several senders; the first was taken");
    }

    @Test
    void htmlIsShownSafelyTablesStayAndRemoteImagesAreBlocked() {
        String html = Mails.read("evil-html.eml").html().value();
        assertThat(html)
                .contains("<table", "<td>Family</td>", "https://ok.example/")
                .doesNotContain("script", "onload", "onclick", "iframe", "form", "svg", "track.example", "javascript");
        ParsedMail image = Mails.read("inline-image.eml");
        assertThat(image.html().value())
                .contains("src=\"cid:dragon&#64;1\"", "data-remote=\"https://track.example/p.gif\"")
                .doesNotContain("src=\"https");
        assertThat(image.parts().getFirst().inline()).isTrue();
        assertThat(image.parts().getFirst().cid()).isEqualTo("dragon@1");
    }

    @Test
    void plainTextKeepsItsLineBreaksAsHtml() {
        assertThat(Mails.read("headerless.eml").html().value())
                .isEqualTo(
                        "<div class=\"plain\">my dragon is gone and I cant find him<br>\nplease help<br>\nBen 7 years</div>");
    }

    @Test
    void noResultHoldsWhatPostgresqlCannotStore() {
        for (String name : Mails.names()) {
            ParsedMail mail = Mails.read(name);
            assertThat(mail.toString()).as(name).doesNotContain("\u0000");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(mail.toString()))
                    .as(name)
                    .isTrue();
        }
    }

    @Test
    void aSourceThatBreaksIsNoFaultOfTheMail() {
        InputStream breaking = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk");
            }
        };
        InputStream half = new SequenceInputStream(
                new ByteArrayInputStream("From: a@b.example\r\n".getBytes(StandardCharsets.US_ASCII)), breaking);
        assertThatThrownBy(() -> MailParser.parse(half, null)).isInstanceOf(UncheckedIOException.class);
    }
}

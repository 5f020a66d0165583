package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in wrappings: Outlook's, calendars, signatures, encryption, forwards. */
class WrappedMailTest {
    @Test
    void b20_winmailDatIsUnpackedAndItsFilesAreFilesOfTheMail(@TempDir Path folder) throws Exception {
        MailReading reading = MailParser.parse(new java.io.ByteArrayInputStream(Mails.raw("tnef.eml")), folder);
        ParsedMail mail = ((MailReading.Read) reading).mail();
        assertThat(mail.parts()).extracting(MailPart::name).containsExactly("boat.txt", "boat.png");
        assertThat(mail.parts()).extracting(MailPart::type).containsExactly("text/plain", "image/png");
        assertThat(Files.readString(
                        java.util.Objects.requireNonNull(mail.parts().getFirst().content())))
                .isEqualTo("A blue boat on a green sea");
        assertThat(mail.text()).isEqualTo("Hello, see the drawing.");
        assertThat(mail.screeningText()).contains("the one with the blue boat").contains("on a green sea");
    }

    @Test
    void aMailOfOutlooksWrappingAloneHasTheWordsWithin() {
        assertThat(Mails.read("tnef-only.eml").replyText())
                .isEqualTo("The drawing is in the file. It is the one with the blue boat.");
    }

    @Test
    void whatCannotBeUnpackedIsKeptAsItCame() {
        ParsedMail mail = Mails.read("tnef-broken.eml");
        assertThat(mail.parts()).extracting(MailPart::name).containsExactly("winmail.dat");
        assertThat(mail.repairs()).contains("Outlook's winmail.dat could not be unpacked; it is kept as a file");
    }

    @Test
    void anInvitationSaysInOneLineWhatWhenAndWhere() {
        ParsedMail mail = Mails.read("calendar-invitation.eml");
        assertThat(mail.replyText()).isEqualTo("""
                Please come and meet us.

                Invitation: Parents evening, spring, Tuesday 2 March 2027, 18:00 to 19:30 (Europe/Berlin), at School hall, Lindenweg7""");
        assertThat(mail.html().value()).contains("School hall");
        assertThat(mail.parts()).extracting(MailPart::name).containsExactly("invitation.ics");
        assertThat(Mails.read("calendar-off.eml").replyText())
                .isEqualTo("Appointment called off: Reading hour, Friday 5 March 2027, all day");
    }

    @ParameterizedTest
    @CsvSource({
        "smime-signed.eml, SIGNED_BY_UNKNOWN",
        "smime-opaque.eml, SIGNED_BY_UNKNOWN",
        "smime-other.eml, SIGNED_BY_OTHER",
        "smime-changed.eml, BROKEN",
        "smime-encrypted.eml, ENCRYPTED",
        "pgp-signed.eml, SIGNED_PGP",
        "pgp-encrypted.eml, ENCRYPTED_PGP",
        "pgp-inline.eml, ENCRYPTED_PGP",
        "attachments.eml, NONE"
    })
    void signaturesAreCheckedAndWhatIsEncryptedIsSaidToBe(String name, Protection protection) {
        assertThat(Mails.read(name).protection()).isEqualTo(protection);
    }

    @Test
    void aSignatureHoldsHoweverTheMailsLinesEnd() {
        String raw = new String(Mails.raw("smime-signed.eml"), StandardCharsets.ISO_8859_1);
        ParsedMail mail = Mails.read(raw.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(mail.protection()).isEqualTo(Protection.SIGNED_BY_UNKNOWN);
    }

    @Test
    void theWordsWithinASignatureAreTheMails() {
        assertThat(Mails.read("smime-opaque.eml").replyText()).isEqualTo("Please close our account.\nRobin");
        assertThat(Mails.read("smime-opaque.eml").parts())
                .extracting(MailPart::name)
                .containsExactly("smime.p7m");
    }

    @ParameterizedTest
    @CsvSource({
        "forward-en.eml, robin@example.org",
        "forward-de-outlook.eml, mara@example.org",
        "forward-bare-no-subject-sign.eml, robin@example.org",
        "forward-attached.eml, robin@example.org"
    })
    void b17_aForwardNamesWhoWroteFirst(String name, String address) {
        Mailbox first = Mails.read(name).forwarded();
        assertThat(first).isNotNull();
        assertThat(first.address()).isEqualTo(address);
    }

    @Test
    void anAnswerWithItsHistoryIsNoForward() {
        assertThat(Mails.names().stream()
                        .filter(name -> name.startsWith("reply-outlook"))
                        .filter(name -> Mails.read(name).forwarded() != null))
                .isEmpty();
    }

    @Test
    void b19_historyInHtmlIsFoldedAndNeverTakenAway() {
        for (String name : new String[] {
            "reply-gmail-de-html.eml", "reply-apple-html.eml", "reply-yahoo-html.eml", "reply-outlook-html.eml"
        }) {
            String html = Mails.read(name).html().value();
            String own = html.substring(0, html.indexOf("<details>"));
            assertThat(own).as(name).doesNotContain("blockquote");
            assertThat(html).contains("<summary>Show quoted text</summary>").contains("</details>");
            String folded = Mails.read(name).quotedText().lines().toList().getLast();
            assertThat(html.substring(html.indexOf("<details>")))
                    .as(name)
                    .contains(folded.replaceFirst("^[> ]+", "").strip());
        }
    }
}

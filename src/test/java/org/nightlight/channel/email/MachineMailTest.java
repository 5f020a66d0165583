package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Automatic mail and bounces, by the saved mails. */
class MachineMailTest {
    @ParameterizedTest
    @CsvSource({
        "auto-submitted.eml, Auto-Submitted: auto-replied, true",
        "auto-exchange.eml, X-Auto-Response-Suppress: All, true",
        "auto-list.eml, Precedence: list, true",
        "auto-null-return-path.eml, empty Return-Path, true",
        "auto-subject-de.eml, subject of an absence notice, false",
        "auto-subject-ja.eml, subject of an absence notice, false",
        "read-receipt.eml, report of a mail system, true",
        "bounce-qmail.eml, delivery report, true"
    })
    void aMachinesMailIsKnownAsSuchWithTheReason(String name, String reason, boolean certain) {
        assertThat(Mails.read(name).automatic()).isEqualTo(new Automatic(true, reason, certain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "fr", "es", "nl", "pl"})
    void b10_anAbsenceNoticeWithoutAnyHeaderIsToldByItsWordsAndNotForCertain(String language) {
        assertThat(Mails.read("auto-words-" + language + ".eml").automatic())
                .isEqualTo(new Automatic(true, "words of an absence notice", false));
        assertThat(Mails.read("not-automatic-holiday.eml").automatic()).isEqualTo(Automatic.NO);
    }

    @Test
    void aComplaintNamesWhoComplainedAndAboutWhichMail() {
        ParsedMail mail = Mails.read("complaint-arf.eml");
        assertThat(mail.feedback())
                .isEqualTo(new Feedback("abuse", "robin@example.org", "<t.ours@storytailor.example>"));
        assertThat(mail.bounce()).isEqualTo(Bounce.NONE);
        assertThat(mail.automatic().certain()).isTrue();
    }

    @Test
    void aPersonsMailIsNotTakenForAMachines() {
        assertThat(Mails.read("not-automatic.eml").automatic()).isEqualTo(Automatic.NO);
        assertThat(Mails.read("reply-gmail-en.eml").automatic()).isEqualTo(Automatic.NO);
    }

    @ParameterizedTest
    @CsvSource({
        "bounce-unknown.eml, HARD, 5.1.1, gone@example.org",
        "bounce-full.eml, SOFT, 5.2.2, full@example.org",
        "bounce-delay.eml, SOFT, 4.4.1, slow@example.org",
        "bounce-vague-status.eml, HARD, 5.1.1, gone@example.org",
        "bounce-qmail.eml, HARD, 5.1.1, gone@example.org",
        "bounce-exim.eml, HARD, 5.1.1, gone@example.org",
        "bounce-words-soft.eml, SOFT, , full@example.org",
        "bounce-de.eml, HARD, 5.1.1, gone@example.org",
        "bounce-fr.eml, HARD, 5.1.1, gone@example.org",
        "bounce-full-in-the-end.eml, SOFT, , full@example.org",
        "bounce-challenge-refused.eml, HARD, 5.1.1, gone@example.org",
        "bounce-action-missing.eml, HARD, , gone@example.org"
    })
    void aBounceTellsKindStatusAndRecipient(String name, Bounce.Kind kind, String status, String recipient) {
        Bounce bounce = Mails.read(name).bounce();
        assertThat(bounce.is()).isTrue();
        assertThat(bounce.kind()).isEqualTo(kind);
        assertThat(bounce.status()).isEqualTo(status);
        assertThat(bounce.recipient()).isEqualTo(recipient);
    }

    @Test
    void b12_aDelayIsNoFailureAndSaysNothingAgainstTheAddress() {
        Bounce delay = Mails.read("bounce-delay.eml").bounce();
        assertThat(delay.delayed()).isTrue();
        assertThat(delay.kind()).isEqualTo(Bounce.Kind.SOFT);
        assertThat(Mails.read("bounce-unknown.eml").bounce().delayed()).isFalse();
        assertThat(Mails.read("bounce-full.eml").bounce().delayed()).isFalse();
    }

    @Test
    void theMailThatBouncedIsNamedByItsMessageId() {
        assertThat(Mails.read("bounce-unknown.eml").bounce().originalMessageId())
                .isEqualTo("<t.ours@storytailor.example>");
        assertThat(Mails.read("bounce-qmail.eml").bounce().originalMessageId())
                .isEqualTo("<t.ours@storytailor.example>");
    }

    @Test
    void aReceiptOrASuccessReportIsNoBounce() {
        assertThat(Mails.read("read-receipt.eml").bounce().is()).isFalse();
        assertThat(Mails.read("delivered-report.eml").bounce().is()).isFalse();
        assertThat(Mails.read("reply-between.eml").bounce().is()).isFalse();
        assertThat(Mails.read("not-bounce-parcel.eml").bounce().is()).isFalse();
        assertThat(Mails.read("not-bounce-forwarded.eml").bounce().is()).isFalse();
        assertThat(Mails.names().stream()
                        .filter(name -> name.startsWith("reply-") || name.startsWith("forward-"))
                        .filter(name -> Mails.read(name).bounce().is()
                                || Mails.read(name).automatic().is()))
                .isEmpty();
    }
}

package org.nightlight.safety.report;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.playbook.SafetyRules;
import org.nightlight.safety.report.MandatoryReport.Channel;

class ReportClockTest {
    private static final Instant FRIDAY_NIGHT = ReportDesk.START;

    @Test
    void r29_theDesksCeilingHoldsWhereTheLawIsSlowerAndTheLawWhereItIsFaster() {
        Jurisdictions places = Jurisdictions.shipped();
        SafetyRules.ReportTimes hour = SafetyRules.ReportTimes.MOST;
        for (Jurisdiction place : places.all()) {
            assertThat(ReportClock.of(FRIDAY_NIGHT, hour, place).due())
                    .isEqualTo(FRIDAY_NIGHT.plus(Duration.ofHours(1)));
        }
        SafetyRules.ReportTimes lax = new SafetyRules.ReportTimes(Duration.ofHours(72), Duration.ofHours(48));
        ReportClock strict = ReportClock.of(FRIDAY_NIGHT, lax, places.unknown());
        assertThat(strict.due()).isEqualTo(FRIDAY_NIGHT.plus(Duration.ofHours(12)));
        assertThat(strict.warning()).isBeforeOrEqualTo(strict.due());
    }

    @Test
    void theReportInWritingIsDueFromTheCallOrFromTheFirstFlagAsTheTextSays() {
        Jurisdictions places = Jurisdictions.shipped();
        ReportClock clock = ReportClock.of(FRIDAY_NIGHT, SafetyRules.ReportTimes.MOST, places.unknown());
        Instant call = FRIDAY_NIGHT.plus(Duration.ofMinutes(20));
        assertThat(clock.writtenDue(places.of("CT"), call)).isEqualTo(call.plus(Duration.ofHours(48)));
        assertThat(clock.writtenDue(places.of("CA"), call)).isEqualTo(FRIDAY_NIGHT.plus(Duration.ofHours(36)));
        assertThat(clock.writtenDue(places.of("AL"), call)).isNull();
    }

    /** One journey, since it is one clock. */
    @Test
    void r29_theClockRunsFromTheFirstFlagThroughTheNightAndTheSafetyTeamHearsOnceWhenItIsNearAndOnceWhenItIsOver() {
        try (ReportDesk desk = new ReportDesk()) {
            long silent = desk.caseOf("my dad hits me with a belt every night and i am scared to go home");
            long told = desk.caseOf("my uncle hurts me every day and says i must not tell");
            assertThat(desk.read(silent).clock().from()).isEqualTo(FRIDAY_NIGHT);
            assertThat(desk.read(silent).clock().due()).isEqualTo(FRIDAY_NIGHT.plus(Duration.ofHours(1)));
            desk.in(() -> desk.submissions()
                    .made(
                            told,
                            new Submissions.Made(
                                    Track.STATE, Channel.PHONE, desk.noor.id(), "Hotline", FRIDAY_NIGHT, null, null),
                            desk.noor));

            desk.clock.turn(Duration.ofMinutes(31));
            for (String member : List.of("noor@desk.example", "ivo@desk.example", "safety-alerts@storytailor.com")) {
                RunningDesk.eventually(() -> heard(desk, member, silent, "is nearly over"), mails -> mails == 1);
            }
            desk.in(() -> desk.reports().comment(silent, "Waiting for an answer.", desk.noor));
            desk.in(() -> desk.submissions().refrain(silent, Track.STATE, "Not sure yet.", desk.noor));
            desk.clock.turn(Duration.ofMinutes(30));
            RunningDesk.eventually(
                    () -> heard(desk, "ivo@desk.example", silent, "time to report is over"), mails -> mails == 1);
            desk.clock.turn(Duration.ofHours(40));
            long marker = desk.caseOf("he hits me and i have bruises please help");
            desk.clock.turn(Duration.ofMinutes(70));
            RunningDesk.eventually(
                    () -> heard(desk, "ivo@desk.example", marker, "time to report is over"), mails -> mails == 1);
            assertThat(heard(desk, "ivo@desk.example", silent, "time to report"))
                    .isEqualTo(2);
            assertThat(heard(desk, "ivo@desk.example", told, "time to report")).isZero();
            assertThat(desk.desk.inbox("ivo@desk.example"))
                    .noneMatch(mail -> text(mail).contains("belt"));
        }
    }

    /** How many mails: the mail server holds a copy of each for every recipient. */
    private static long heard(ReportDesk desk, String address, long caseId, String subject) {
        return desk.desk.inbox(address).stream()
                .filter(mail -> subject(mail).contains("Case " + caseId + ":")
                        && subject(mail).contains(subject))
                .map(ReportClockTest::id)
                .distinct()
                .count();
    }

    private static String id(Message mail) {
        try {
            return mail.getHeader("Message-ID")[0];
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String subject(Message mail) {
        try {
            return Optional.ofNullable(mail.getSubject()).orElse("");
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String text(Message mail) {
        try {
            return mail.getContent().toString();
        } catch (java.io.IOException | jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

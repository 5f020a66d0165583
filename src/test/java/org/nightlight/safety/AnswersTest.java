package org.nightlight.safety;

import static nightlight.tables.Tables.AUDIT_LINE;
import static nightlight.tables.Tables.CASE_ANSWER_STEP;
import static nightlight.tables.Tables.OUTBOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.RunningDesk;
import org.nightlight.channel.Answering;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Clearance;
import org.nightlight.seal.SealBroken;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;

class AnswersTest {
    private static final CaseRoom ROOM = new CaseRoom();
    private static final StaffMember INES = ROOM.trained("Ines");
    private static final StaffMember KOFI = ROOM.trained("Kofi");
    private static final StaffMember FRESH = ROOM.member("Fresh", Role.SAFETY_OFFICER);
    private static final Answers.Choice THANKS = new Answers.Choice("thank-you", "en", "");
    private static final String OWN = "Thank you for the mail. It is good that you told us. It is not your fault.";
    private final Answers answers = ROOM.bean(Answers.class);
    private final Answering answering = ROOM.bean(Answering.class);

    @AfterAll
    static void stop() {
        ROOM.close();
    }

    @Test
    void r08_theMailToTheChildLooksLikeAnyOtherAndShowsNothingOfTheCase() throws Exception {
        SafetyCase it = safe(Level.S3);
        ROOM.as(INES, () -> ROOM.bean(Reaching.class).locate(it.id(), CaseRoom.actor(INES), "NY"));
        AnswerText shown = ROOM.as(INES, () -> answers.text(it, THANKS));
        send(INES, it, shown.hash());
        jakarta.mail.Message mail = arrived(it);
        jakarta.mail.Message ordinary = ordinaryReply();

        assertThat(mail.getSubject()).isEqualTo("Re: [#" + it.ticketId() + "] Your message");
        assertThat(mail.getFrom()).isEqualTo(ordinary.getFrom());
        assertThat(headers(mail)).isEqualTo(headers(ordinary));
        String text = text(mail);
        assertThat(text.strip()).isEqualTo(shown.text().strip());
        assertThat(text)
                .contains("not your fault", "call 911")
                .doesNotContainIgnoringCase("rowan", "narrator", "report", "case");
        assertThat(text.substring(0, 120))
                .doesNotContainIgnoringCase("safe", "abuse", "crisis", "report", "fault", "help");
    }

    @Test
    void r07_theTicketKeepsNoWordOfTheAnswerAndTheTimelineOnlyThatItWent() {
        SafetyCase it = safe(Level.S2);
        send(INES, it, ROOM.as(INES, () -> answers.text(it, THANKS)).hash());
        arrived(it);
        RunningDesk.eventually(() -> steps(it), steps -> steps.contains(ChildAnswer.Kind.SENT));
        assertThat(ROOM.as(INES, () -> ROOM.bean(Tickets.class).messages(it.ticketId())))
                .extracting(Message::kind)
                .containsOnly(Message.Kind.CUSTOMER);
        assertThat(ROOM.as(INES, () -> ROOM.bean(Chronicle.class).of(it.id())))
                .extracting(CaseEvent::kind)
                .contains("answer-queued", "answer-sent", "notice-withheld");
        assertThat(ROOM.as(
                        Clearance.SYSTEM,
                        () -> ROOM.bean(DSLContext.class)
                                .selectFrom(AUDIT_LINE)
                                .where(AUDIT_LINE.TICKET_ID.eq(it.ticketId()))
                                .fetch(AUDIT_LINE.DETAIL)))
                .noneMatch(detail -> detail.contains("fault"));
        ROOM.as(INES, () -> ROOM.bean(Ending.class).release(it.id(), CaseRoom.actor(INES), "A play."));
        assertThat(ROOM.as(
                        Clearance.DESK,
                        () -> ROOM.bean(DSLContext.class).fetchCount(OUTBOUND, OUTBOUND.TICKET_ID.eq(it.ticketId()))))
                .as("what the desk sees of it once the case is released")
                .isZero();
    }

    @Test
    void r07_withoutASafeChannelNothingIsSentNeitherByTheVerbNorByTheDatabase() {
        SafetyCase it = ROOM.byChild(Level.S3);
        String hash = ROOM.as(INES, () -> answers.text(it, THANKS)).hash();
        assertThatThrownBy(() -> send(INES, it, hash))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("reaches the child alone");
        channel(it, SafeChannel.CONFIRMED);
        assertThatThrownBy(() -> send(FRESH, it, hash))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("training");
        assertThatThrownBy(() -> send(INES, it, "00"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("changed");
        channel(it, SafeChannel.NO);
        assertThatThrownBy(() -> send(INES, it, hash)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ROOM.as(INES, () -> {
                    AnswerStore store = ROOM.bean(AnswerStore.class);
                    AnswerText text = answers.text(it, THANKS);
                    long id = store.insert(it, "thank-you", text, 1, INES.id(), java.time.Instant.EPOCH);
                    store.step(
                            store.find(id).orElseThrow(),
                            ChildAnswer.Kind.QUEUED,
                            INES.id(),
                            "<x@y.example>",
                            java.time.Instant.EPOCH);
                    return id;
                }))
                .hasStackTraceContaining("not judged safe");
        assertThat(ROOM.desk.inbox(address(it))).isEmpty();
    }

    @Test
    void r04_aParentsAddressIsNeverAnsweredHoweverSafeSomebodyThoughtIt() {
        SafetyCase it = ROOM.at(Level.S3);
        channel(it, SafeChannel.APPROVED);
        String hash = ROOM.as(INES, () -> answers.text(it, THANKS)).hash();
        assertThatThrownBy(() -> send(INES, it, hash))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Somebody at home can read this address");
        assertThat(ROOM.as(INES, () -> answers.outlook(it)).refusal()).contains("Somebody at home");
        assertThat(ROOM.desk.inbox(address(it))).isEmpty();
    }

    @Test
    void r37_ownWordsGoOnlyWhenASecondTrainedPersonApprovedTheVeryWords() throws Exception {
        SafetyCase it = safe(Level.S2);
        ChildAnswer written = write(it, OWN);
        assertThatThrownBy(() -> approve(INES, it, written, written.hash()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("second trained person");
        assertThatThrownBy(() -> approve(FRESH, it, written, written.hash())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> approve(KOFI, it, written, "00")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> ROOM.as(INES, () -> {
                    ROOM.bean(AnswerStore.class)
                            .step(
                                    written,
                                    ChildAnswer.Kind.QUEUED,
                                    INES.id(),
                                    "<z@y.example>",
                                    java.time.Instant.EPOCH);
                    return 0;
                }))
                .hasStackTraceContaining("need a second person");
        assertThat(ROOM.desk.inbox(address(it))).isEmpty();
        approve(KOFI, it, written, written.hash());
        assertThat(text(arrived(it)).strip()).isEqualTo(written.text().strip());
        assertThatThrownBy(() -> approve(KOFI, it, written, written.hash())).isInstanceOf(Refusal.class);

        ChildAnswer other = write(it, OWN);
        ROOM.as(KOFI, () -> answers.decline(it.id(), other.id(), CaseRoom.actor(KOFI), other.hash()));
        assertThatThrownBy(() -> approve(KOFI, it, other, other.hash())).isInstanceOf(Refusal.class);
    }

    @Test
    void r15_ownWordsAreSealedAndNeitherComparedNorSentWhereTheyAreNotOpen() {
        SafetyCase it = safe(Level.S2);
        ChildAnswer written = write(it, OWN);
        assertThat(written.text()).contains(OWN);
        assertThat(ROOM.as(INES, () -> answers.read(it, CaseRoom.actor(INES))).getFirst())
                .satisfies(read -> {
                    assertThat(read.text()).isEqualTo("Sealed");
                    assertThat(read.hash()).isEqualTo(written.hash());
                });
        assertThatThrownBy(() -> ROOM.as(INES, () -> answers.write(it.id(), CaseRoom.actor(INES), OWN, "en", "")))
                .isInstanceOf(SealBroken.class);
        assertThatThrownBy(() -> ROOM.as(
                        KOFI, () -> answering.sendOwn(it.id(), written.id(), CaseRoom.actor(KOFI), written.hash())))
                .isInstanceOf(SealBroken.class);
        assertThat(ROOM.desk.inbox(address(it))).isEmpty();
        approve(KOFI, it, written, written.hash());
        arrived(it);
        RunningDesk.eventually(
                () -> ROOM.as(
                        Clearance.SYSTEM,
                        () -> ROOM.bean(DSLContext.class)
                                .select(OUTBOUND.BODY)
                                .from(OUTBOUND)
                                .where(OUTBOUND.TICKET_ID.eq(it.ticketId()).and(OUTBOUND.PURPOSE.eq("child")))
                                .fetchOne(OUTBOUND.BODY)),
                ""::equals);
    }

    @Test
    void r37_inAnEmergencyOneTrainedPersonIsEnough() {
        SafetyCase it = safe(Level.S4);
        ChildAnswer written = write(it, OWN);
        approve(INES, it, written, written.hash());
        arrived(it);
        assertThat(steps(it)).doesNotContain(ChildAnswer.Kind.APPROVED);
    }

    @Test
    void r36_r07_ownWordsThatTheLintOrTheGateRefusesAreNotKept() {
        SafetyCase it = safe(Level.S2);
        for (String wrong : new String[] {
            "Why did he do it?",
            "Ask your mom. It is not your fault.",
            "Thank you. Rowan must not do that. It is not your fault.",
            "Thank you. It is sad that the narrator is silent and the picture is too small. It is not your fault."
        }) {
            assertThatThrownBy(() -> write(it, wrong)).as(wrong).isInstanceOf(Refusal.class);
        }
        assertThat(ROOM.as(INES, () -> answers.read(it, CaseRoom.actor(INES)))).isEmpty();
    }

    @Test
    void r05_anAnswerThatWaitsIsHeldBackWhenTheChannelIsClosed() {
        SafetyCase it = safe(Level.S2);
        ROOM.as(INES, () -> {
            answering.send(
                    it.id(),
                    CaseRoom.actor(INES),
                    THANKS,
                    answers.text(it, THANKS).hash());
            return ROOM.bean(Reaching.class).decide(it.id(), CaseRoom.actor(INES), SafeChannel.NO, "A parent wrote.");
        });
        assertThat(steps(it)).contains(ChildAnswer.Kind.WITHHELD);
        assertThat(ROOM.desk.inbox(address(it))).isEmpty();
    }

    @Test
    void r15_whatWasAnsweredIsNeverChangedOrDeleted() {
        DSLContext sql = ROOM.bean(DSLContext.class);
        assertThatThrownBy(() -> ROOM.as(
                        Clearance.SYSTEM, () -> sql.deleteFrom(CASE_ANSWER_STEP).execute()))
                .isNotNull();
        assertThatThrownBy(() -> ROOM.as(
                        Clearance.SYSTEM,
                        () -> sql.update(CASE_ANSWER_STEP)
                                .set(CASE_ANSWER_STEP.KIND, "declined")
                                .execute()))
                .isNotNull();
    }

    private jakarta.mail.Message ordinaryReply() {
        String from = "ordinary@example.org";
        ROOM.write(from, "gnu-ordinary", "", "The book does not open, gnuordinary");
        Ticket ticket = RunningDesk.eventually(
                        () -> ROOM.as(
                                Clearance.DESK,
                                () -> ROOM.bean(org.nightlight.ticket.TicketSearch.class)
                                        .find("gnuordinary", Long.MAX_VALUE, 1)),
                        found -> !found.isEmpty())
                .getFirst();
        ROOM.as(
                Clearance.DESK,
                () -> ROOM.bean(Outbox.class).reply(ticket, CaseRoom.actor(INES), "Ines", "Try it now."));
        return RunningDesk.eventually(() -> ROOM.desk.inbox(from), mails -> !mails.isEmpty())
                .getFirst();
    }

    private SafetyCase safe(Level level) {
        SafetyCase it = ROOM.byChild(level);
        channel(it, SafeChannel.CONFIRMED);
        return it;
    }

    private static void channel(SafetyCase it, SafeChannel channel) {
        ROOM.as(INES, () -> ROOM.bean(Reaching.class).decide(it.id(), CaseRoom.actor(INES), channel, "It says so."));
    }

    private void send(StaffMember by, SafetyCase it, String hash) {
        ROOM.as(by, () -> answering.send(it.id(), CaseRoom.actor(by), THANKS, hash));
    }

    private ChildAnswer write(SafetyCase it, String words) {
        return ROOM.reading(INES, it, () -> answers.write(it.id(), CaseRoom.actor(INES), words, "en", ""))
                .orElseThrow();
    }

    private void approve(StaffMember by, SafetyCase it, ChildAnswer answer, String hash) {
        ROOM.reading(by, it, () -> answering.sendOwn(it.id(), answer.id(), CaseRoom.actor(by), hash));
    }

    private Set<ChildAnswer.Kind> steps(SafetyCase it) {
        return ROOM.as(INES, () -> answers.read(it, CaseRoom.actor(INES)))
                .getFirst()
                .steps()
                .keySet();
    }

    private static String address(SafetyCase it) {
        return ROOM.requester(it).email().orElseThrow().value();
    }

    private static jakarta.mail.Message arrived(SafetyCase it) {
        return RunningDesk.eventually(() -> ROOM.desk.inbox(address(it)), mails -> !mails.isEmpty())
                .getFirst();
    }

    private static Set<String> headers(jakarta.mail.Message mail) throws MessagingException {
        return Collections.list(mail.getAllHeaders()).stream()
                .map(Header::getName)
                .collect(Collectors.toSet());
    }

    private static String text(jakarta.mail.Message mail) throws IOException, MessagingException {
        return mail.getContent().toString().replace("\r\n", "\n");
    }
}

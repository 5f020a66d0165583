package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nightlight.shared.EmailAddress;

class DisclosureGateTest {
    private static final EmailAddress CHILD = new EmailAddress("kit@school.example");
    private static final EmailAddress PARENT = new EmailAddress("robin@mail.example");
    private static final String SUBJECT = "Re: [#1042] Your message";
    private static final String TEXT =
            "Hello, and thank you for your message. You can read our answer below when you like,"
                    + " and you can write to us again at any time.\n\nIt is not your fault.";

    private final DisclosureGate gate = new DisclosureGate();

    @Test
    void r07_anAnswerPassesOnlyOverASafeChannel() {
        assertThat(decide(SUBJECT, TEXT, Set.of(CHILD), release(true))).isEqualTo("passed");
        assertThat(decide(SUBJECT, TEXT, Set.of(CHILD), release(false))).isEqualTo("safe-channel");
        assertThat(decide(SUBJECT, TEXT, Set.of(CHILD), null)).isEqualTo("safe-channel");
    }

    @Test
    void r02_nothingElseLeavesAWalledTicketForACustomerNotEvenWithARelease() {
        for (Outgoing.Purpose purpose : List.of(Outgoing.Purpose.REPLY, Outgoing.Purpose.AUTOMATIC)) {
            Outgoing outgoing =
                    new Outgoing(purpose, Set.of(CHILD), SUBJECT, TEXT, true, Set.of(CHILD), List.of(), release(true));
            assertThat(gate.decide(outgoing))
                    .isInstanceOfSatisfying(
                            Passage.Stopped.class,
                            stopped -> assertThat(stopped.rule()).isEqualTo("wall"));
        }
    }

    @Test
    void r01_r04_nothingOfACaseGoesToAnAddressThatSomebodyAtHomeReads() {
        assertThat(decide(SUBJECT, TEXT, Set.of(PARENT), release(true))).isEqualTo("parent-readable");
        assertThat(decide(SUBJECT, TEXT, Set.of(CHILD, PARENT), release(true))).isEqualTo("no-recipient");
        assertThat(decide(SUBJECT, TEXT, Set.of(), release(true))).isEqualTo("no-recipient");
    }

    @Test
    void r08_aSubjectOrPreviewThatTellsIsStopped() {
        for (String word : List.of("safety", "Abuse", "crisis", "report", "seguridad", "denuncia", "hurt", "police")) {
            assertThat(decide("Re: [#1] Your " + word, TEXT, Set.of(CHILD), release(true)))
                    .isEqualTo("telling");
            assertThat(decide(SUBJECT, word + ". " + TEXT, Set.of(CHILD), release(true)))
                    .isEqualTo("telling");
        }
    }

    @Test
    void r07_noAnswerNamesSomebodyOfTheCaseOrRepeatsTheChild() {
        assertThat(decide(SUBJECT, TEXT + " Robin is far away.", Set.of(CHILD), release(true)))
                .isEqualTo("unsaid");
        assertThat(decide(SUBJECT, TEXT + " You said he is always so\nmean, to me.", Set.of(CHILD), release(true)))
                .isEqualTo("unsaid");
        assertThat(decide(SUBJECT, TEXT + " A robinet is a bird.", Set.of(CHILD), release(true)))
                .isEqualTo("passed");
    }

    @Test
    void c14_theSubjectIsJudgedLikeTheText() {
        EmailAddress stranger = new EmailAddress("coach@club.example");
        assertThat(reply("Re: [#1042] The tablet of Kit", Set.of(stranger), Set.of(), "The tablet of Kit"))
                .as("also where the stranger named the child first")
                .isEqualTo("child-name");
        assertThat(reply("Re: [#1042] The tablet of Kit", Set.of(CHILD), Set.of(CHILD, PARENT), ""))
                .isEqualTo("passed");
        assertThat(reply("Re: [#1042] Call 555-867-5309", Set.of(stranger), Set.of(), ""))
                .isEqualTo("personal");
        assertThat(reply("Re: [#1042] Call 555-867-5309", Set.of(stranger), Set.of(), "Call 555-867-5309"))
                .as("the requester's own words")
                .isEqualTo("passed");
        for (Set<EmailAddress> family : List.of(Set.<EmailAddress>of(), Set.of(PARENT))) {
            assertThat(reply("Re: [#1042] 4111 1111 1111 1111", Set.of(PARENT), family, ""))
                    .isEqualTo("card");
        }
        assertThat(decide("Re: [#1042] 4111 1111 1111 1111", TEXT, Set.of(CHILD), release(true)))
                .isEqualTo("card");
        assertThat(decide("Re: [#1042] for Robin", TEXT, Set.of(CHILD), release(true)))
                .isEqualTo("unsaid");
    }

    @Test
    void c14_whatIsFoundInTheSubjectNamesNoPlaceOfTheText() {
        Outgoing outgoing = new Outgoing(
                Outgoing.Purpose.REPLY,
                Set.of(PARENT),
                "Re: [#1042] 4111 1111 1111 1111",
                "Hello.",
                false,
                Set.of(),
                List.of());
        assertThat(gate.decide(outgoing)).isInstanceOfSatisfying(Passage.Stopped.class, stopped -> {
            assertThat(stopped.spans()).isEmpty();
            assertThat(stopped.reason()).startsWith("In the subject line: ");
        });
    }

    private String reply(String subject, Set<EmailAddress> to, Set<EmailAddress> family, String own) {
        Passage passage = gate.decide(new Outgoing(
                Outgoing.Purpose.REPLY,
                to,
                subject,
                "Please start it anew.",
                false,
                family,
                List.of("Kit Adair"),
                null,
                new Outgoing.Own(List.of(own), Set.of()),
                false,
                null));
        return passage instanceof Passage.Stopped stopped ? stopped.rule() : "passed";
    }

    private static Release release(boolean safe) {
        return new Release(safe, Set.of(PARENT), List.of("robin", "always so mean to me"));
    }

    private String decide(String subject, String text, Set<EmailAddress> to, @Nullable Release release) {
        Passage passage =
                gate.decide(new Outgoing(Outgoing.Purpose.CHILD, to, subject, text, true, to, List.of(), release));
        return passage instanceof Passage.Stopped stopped ? stopped.rule() : "passed";
    }
}

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

    private static Release release(boolean safe) {
        return new Release(safe, Set.of(PARENT), List.of("robin", "always so mean to me"));
    }

    private String decide(String subject, String text, Set<EmailAddress> to, @Nullable Release release) {
        Passage passage =
                gate.decide(new Outgoing(Outgoing.Purpose.CHILD, to, subject, text, true, to, List.of(), release));
        return passage instanceof Passage.Stopped stopped ? stopped.rule() : "passed";
    }
}

package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Relation;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;

class AgeReadingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);
    private static final Instant THEN = Instant.parse("2026-01-02T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am nine",
                "i'm 9 and the dragon is gone",
                "im 9",
                "I am only 9, please help.",
                "hello i am 9 years old i like dragons",
                "I’m 11 now",
                "I'm a 9 year old girl",
                "i am a nine-year-old",
                "I just turned 8",
                "my age is 12",
                "Age: 10",
                "9 year old here, the app is broken",
                "i am in 3rd grade",
                "I'm a second grader",
                "tengo 9 años",
                "Hola, yo tengo nueve años y no suena",
                "Tengo solo 8 añitos",
                "voy a cumplir 10",
                "mi edad es 7",
                "estoy en cuarto de primaria"
            })
    void c02_aChildUnder13SaysSo(String text) {
        assertThat(AgeReading.of(text).writer()).contains(AgeState.UNDER_13);
        assertThat(AgeReading.of(text).child()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"I am 15", "i'm sixteen and my brother broke it", "tengo 14 años", "I am 13."})
    void c02_aTeenSaysSo(String text) {
        assertThat(AgeReading.of(text).writer()).contains(AgeState.TEEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My son is 8 and cannot hear the story.",
                "my daughter Lily is nine",
                "our 7 year old does not sleep without it",
                "My little boy just turned 6",
                "My daughter, 9, wrote to you",
                "She is 8 years old.",
                "mi hijo tiene 8 años",
                "Mi hija Ana, de 9 años, no puede entrar",
                "My son says \"I am nine\" to everybody"
            })
    void c02_whoSpeaksOfAChildIsNotTheChild(String text) {
        assertThat(AgeReading.of(text).writer()).isEmpty();
        assertThat(AgeReading.of(text).child()).contains(AgeState.UNDER_13);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am 5 minutes late",
                "I'm 12 days into the trial",
                "i am 10% sure",
                "I am 34",
                "I am 100 years old",
                "I am 9 of 10 happy",
                "I'm 3 chapters in",
                "I am 3rd in line",
                "I have waited 9 years",
                "tengo 9 años de experiencia",
                "Tengo 9 libros",
                "Order 9 is missing",
                "I am fine",
                ""
            })
    void c02_otherNumbersAreNoAges(String text) {
        assertThat(AgeReading.of(text)).isEqualTo(AgeReading.NOTHING);
    }

    @Test
    void aLongMessageIsReadInNoTime() {
        long began = System.nanoTime();
        AgeReading.of("my son ".repeat(3_000) + "i am ".repeat(50_000));
        AgeReading.of("he said ".repeat(3_000) + "i am 9 ");
        assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
    }

    @Test
    void c01_theStrictestOfAllSourcesHolds() {
        assertThat(state(customer(Relation.UNKNOWN, null))).isEqualTo(AgeState.UNKNOWN);
        assertThat(state(customer(Relation.PARENT, null))).isEqualTo(AgeState.ADULT);
        assertThat(state(customer(Relation.CHILD, null))).isEqualTo(AgeState.UNDER_13);
        assertThat(state(customer(Relation.CHILD, 2011))).isEqualTo(AgeState.TEEN);
        assertThat(state(customer(Relation.UNKNOWN, 2013)))
                .as("thirteen this year, perhaps not yet")
                .isEqualTo(AgeState.UNDER_13);
        assertThat(state(customer(Relation.UNKNOWN, 2012))).isEqualTo(AgeState.TEEN);
        assertThat(state(customer(Relation.PARENT, null), said(AgeState.UNDER_13, AgeStatement.Source.MESSAGE)))
                .isEqualTo(AgeState.UNDER_13);
        assertThat(state(
                        customer(Relation.UNKNOWN, null),
                        said(AgeState.ADULT, AgeStatement.Source.QUESTION),
                        said(AgeState.TEEN, AgeStatement.Source.MESSAGE)))
                .isEqualTo(AgeState.TEEN);
    }

    @Test
    void c02_anAgentPutsRightWhatSeemedToBeSaidButNotTheAccount() {
        Customer unknown = customer(Relation.UNKNOWN, null);
        AgeStatement nine = said(AgeState.UNDER_13, AgeStatement.Source.MESSAGE);
        AgeStatement adult = said(AgeState.ADULT, AgeStatement.Source.AGENT);
        assertThat(state(unknown, nine, adult)).isEqualTo(AgeState.ADULT);
        assertThat(state(unknown, adult, nine)).as("said again").isEqualTo(AgeState.UNDER_13);
        assertThat(state(unknown, said(AgeState.UNDER_13, AgeStatement.Source.QUESTION), adult))
                .isEqualTo(AgeState.ADULT);
        assertThat(state(customer(Relation.CHILD, null), adult)).isEqualTo(AgeState.UNDER_13);
    }

    @Test
    void c01_whereTheServiceIsForChildrenTheUnknownIsUnder13() {
        Customer unknown = customer(Relation.UNKNOWN, null);
        assertThat(Ages.standing(unknown, List.of(), TODAY, true).needsConsent())
                .isTrue();
        assertThat(Ages.standing(unknown, List.of(), TODAY, true).state()).isEqualTo(AgeState.UNKNOWN);
        assertThat(Ages.standing(unknown, List.of(), TODAY, false).needsConsent())
                .isFalse();
    }

    @Test
    void c39_waysOfWritingOneMailboxAreOne() {
        assertThat(Mailbox.of(new EmailAddress("kit+mum@school.example"))).isEqualTo("kit@school.example");
        assertThat(Mailbox.of(new EmailAddress("k.i.t@googlemail.com"))).isEqualTo("kit@gmail.com");
        assertThat(Mailbox.of(new EmailAddress("k.it@school.example"))).isEqualTo("k.it@school.example");
    }

    @Test
    void c38_aMethodSaysWhatItCanCarry() {
        assertThat(ConsentMethod.EMAIL_PLUS.permitsDisclosure()).isFalse();
        assertThat(ConsentMethod.EMAIL_PLUS.evidence()).isEqualTo(ConsentMethod.Evidence.SECOND_MAIL);
        assertThat(ConsentMethod.SIGNED_FORM.permitsDisclosure()).isTrue();
        assertThat(ConsentMethod.SIGNED_FORM.evidence()).isEqualTo(ConsentMethod.Evidence.CHECKED_FILE);
        assertThat(ConsentMethod.SIGNED_FORM.deleteAfter()).isPositive();
        assertThat(ConsentMethod.ofKey("payment-card")).isEqualTo(Optional.empty());
    }

    private static AgeState state(Customer customer, AgeStatement... said) {
        return Ages.standing(customer, List.of(said), TODAY, true).state();
    }

    private static AgeStatement said(AgeState band, AgeStatement.Source source) {
        return new AgeStatement(band, source, new Actor.Software("test"), THEN, "");
    }

    private static Customer customer(Relation relation, Integer year) {
        return new Customer(1, "Kit", "free", null, null, relation, year, null, null, List.of(), THEN, THEN, 1);
    }
}

package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nightlight.shared.EmailAddress;

class PersonalFinderTest {
    private static final EmailAddress STRANGER = new EmailAddress("someone@mail.example");

    private final DisclosureGate gate = new DisclosureGate();

    @Test
    void c14_class1_names() {
        masks("Please ask Emma Johnson about it.", "Please ask [name] about it.");
        masks("my name is lily brown and im max", "my name is [name] and im [name]");
        masks("Kind regards,\nThandiwe Mokoena", "Kind regards,\n[name]");
        masks("Mr. O’Brien’s class: Smith, John", "Mr. [name]’s class: [name]");
        assertThat(decision("We told Ana all about it.", List.of("Ana Moss"))).isEqualTo("child-name");
    }

    @Test
    void c14_class2_addresses() {
        masks("Send it to 123 Maple Street, Apt 4B, Springfield, IL 62704 please", "Send it to [address] please");
        masks("Flat 3, 22 Rose Lane, Leeds LS1 4AP", "[address]");
        masks("Hauptstraße 12, 10115 Berlin", "[address]");
        masks("Vivo en Calle Mayor 5, 3º B, 28013 Madrid.", "Vivo en [address].");
        masks("PO Box 123, Portland, OR 97201", "[address]");
        assertThat(decision("They live at 123 Maple Street, Springfield.", List.of()))
                .isEqualTo("personal");
    }

    @Test
    void c14_class3_onlineContact() {
        masks("ann.moss+kids@mail.example or ann at example dot com", "[email] or [email]");
        assertThat(decision("Write to ann.moss@home.example instead.", List.of()))
                .isEqualTo("personal");
    }

    @Test
    void c14_class4_screenNames() {
        masks("I am @dragon_kid99, discord: kiddo#1234", "I am [username], discord: [username]");
        masks("my roblox username is DragonSlayer", "my roblox username is [username]");
        assertThat(decision("The player is @dragon_kid99.", List.of())).isEqualTo("personal");
    }

    @Test
    void c14_class5_telephones() {
        for (String number : List.of(
                "(555) 123-4567",
                "+44 20 7946 0958",
                "555.123.4567 x12",
                "0171 123456",
                "030/1234567",
                "+34 612 345 678")) {
            masks("Call " + number + " today", "Call [phone] today");
        }
        assertThat(decision("The number is (555) 123-4567.", List.of())).isEqualTo("personal");
    }

    @Test
    void c14_class6_governmentIdentifiers() {
        masks("SSN 123-45-6789, passport number X1234567", "SSN [government-id], passport number [government-id]");
        masks("DNI 12345678Z and AB 12 34 56 C", "DNI [government-id] and [government-id]");
        masks("12345678A has a wrong letter", "12345678A has a wrong letter");
        assertThat(decision("The SSN is 123-45-6789.", List.of())).isEqualTo("government-id");
    }

    @Test
    void c14_class7_persistentIdentifiers() {
        masks("from 81.2.69.160 and 2001:db8::8a2e:370:7334", "from [identifier] and [identifier]");
        masks("MAC 00:1B:44:11:3A:B7, IMEI 490154203237518", "MAC [identifier], IMEI [identifier]");
        masks("version 1.2.3.4 is old", "version 1.2.3.4 is old");
        assertThat(decision("It was used from 81.2.69.160.", List.of())).isEqualTo("personal");
    }

    @Test
    void c14_class8_photoVideoAndAudioByNameAndType() {
        masks("see IMG_2034.jpg and voice-3.m4a", "see [media] and [media]");
        assertThat(PersonalFinder.attachment("me.HEIC", "application/octet-stream"))
                .contains(PersonalType.MEDIA);
        assertThat(PersonalFinder.attachment("note", "audio/ogg")).contains(PersonalType.MEDIA);
        assertThat(PersonalFinder.attachment("invoice.pdf", "application/pdf")).isEmpty();
    }

    @Test
    void c14_class9_geolocation() {
        masks("we are at 40.7128, -74.0060 now", "we are at [location] now");
        masks("8FVC9G8F+6X or https://maps.google.com/?q=1,2", "[location] or [location]");
        assertThat(decision("The tablet was at 40.7128, -74.0060.", List.of())).isEqualTo("personal");
    }

    @Test
    void c14_class10_biometricData() {
        masks("voiceprint: a8f3c2d19b77e0", "[biometric]");
        masks("the fingerprint reader is broken", "the fingerprint reader is broken");
        assertThat(decision("Their voiceprint: a8f3c2d19b77e0", List.of())).isEqualTo("personal");
    }

    @Test
    void c14_class11_whatIsJoinedWithAPerson() {
        masks("she is 9 years old, born on March 3, 2015", "she is [age], born on [date-of-birth]");
        masks("goes to Oakwood Elementary School", "goes to [school]");
        masks("Card 4111-1111-1111-1111, cvv 123", "Card [card], cvv [card]");
        assertThat(decision("The child was born on March 3, 2015.", List.of())).isEqualTo("personal");
        assertThat(decision("They go to Oakwood Elementary School.", List.of())).isEqualTo("personal");
        assertThat(decision("Card 4111-1111-1111-1111 was used.", List.of())).isEqualTo("card");
    }

    @Test
    void aHouseholdsNamesAreFoundInAnyCasePossessiveAndWithoutAccents() {
        List<String> known = List.of("Zoë Kwiatek", "Bo");
        for (String text : List.of("zoe", "ZOË", "Zoe's tablet", "zoë’s", "kwiatek", "ask BO", "(bo)", "Zoe\u0308")) {
            assertThat(PersonalFinder.find(text, known)).as(text).isNotEmpty();
        }
        assertThat(PersonalFinder.find("the boat and the zoo", known)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alexa, ask Storytailor to start on Monday.",
                "I may renew in May. Will you mark the bill as paid? Hope it works.",
                "Order 4829105 was 12.99 on 2026-03-02 at 10:30.",
                "Cinderella, Snow White and Harry Potter",
                "Thank You for Choosing the Premium Family Plan"
            })
    void ordinaryAnswersAreLeftAlone(String text) {
        assertThat(PersonalFinder.find(text)).isEmpty();
    }

    @Test
    void spansAreInOrderApartAndInsideTheText() {
        for (String text : List.of(
                "",
                " ",
                "@",
                "a@b",
                "\ud83d\ude00 Emma \ud83d",
                "Mr",
                "my name is",
                "+",
                "12 Oak",
                "\u0000Emma\u0000")) {
            int[] last = {0};
            PersonalFinder.find(text).forEach(found -> {
                assertThat(found.start()).isBetween(last[0], text.length());
                assertThat(found.end()).isBetween(found.start() + 1, text.length());
                last[0] = found.end();
            });
        }
    }

    @Test
    void hostileTextTakesNoLongerThanItsLength() {
        PersonalFinder.find("warm");
        for (String piece : List.of(
                "1",
                "1 ",
                "A",
                "Aa ",
                "@",
                "a",
                "a@",
                "Emma, ",
                "12 Oak ",
                "12 Oak St, ",
                "555-123-4567 ",
                "(",
                "my daughter ",
                "1.1.",
                "x's ",
                "\"A ")) {
            int length = Set.of("1", "Aa ", "@").contains(piece) ? 300_000 : 30_000;
            String text = piece.repeat(length / piece.length());
            long before = cpu();
            assertThatCode(() -> PersonalFinder.find(text)).as(piece).doesNotThrowAnyException();
            assertThat((cpu() - before) / 1_000_000).as("ms for " + piece).isLessThan(10_000);
        }
    }

    @Test
    void c06_ofATextThatIsLongerThanAChildWritesTheRestIsLeftOut() {
        String text = "call me on 555-123-4567 ".repeat(5_000);
        String shown = PersonalFinder.hidden(text, List.of());
        assertThat(shown)
                .startsWith("call me on [phone] call")
                .endsWith("\n[hidden]")
                .doesNotContain("555", "4567");
        assertThat(PersonalFinder.hidden("thank you from juno", List.of("Juno Vale")))
                .isEqualTo("thank you from [name]");
    }

    @Test
    void sixtyWordsTakeMilliseconds() {
        String text =
                "Hello, my name is Emma Johnson and my son Noah (8) cannot hear the story. We live at 12 Oak Street,"
                        + " Springfield, IL 62704; my number is 555-123-4567 and my mail ann@example.org. Thank you for looking into it"
                        + " as soon as you can, since he has waited for the dragon story the whole week and is rather sad about it.";
        for (int i = 0; i < 500; i++) {
            PersonalFinder.find(text);
        }
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = cpu();
            for (int i = 0; i < 100; i++) {
                PersonalFinder.find(text);
            }
            best = Math.min(best, (cpu() - before) / 100);
        }
        assertThat(best / 1_000).as("microseconds").isLessThan(20_000);
    }

    @Test
    void whatTheRecipientHasOrTheBrandSaysOfItselfPasses() {
        Outgoing.Own own = new Outgoing.Own(
                List.of("Please call me at (555) 123-4567. I live at 12 Oak Street. My son is Ana."),
                Set.of("storytailor.com"));
        assertThat(decision("We call +1 555 123 4567, or you us: 1-800-555-0100, support@storytailor.com.", own))
                .isEqualTo("passed");
        assertThat(decision("It goes to 12 Oak Street.", own)).isEqualTo("passed");
        assertThat(decision("We will help Ana.", own))
                .as("whoever guesses a child's name does not hear that it was right")
                .isEqualTo("child-name");
        assertThat(decision("We call 555-999-4567.", own)).isEqualTo("personal");
        assertThat(decision("Write to someone@home.example.", own)).isEqualTo("personal");
    }

    @Test
    void toTheFamilyOnlyCardsAndGovernmentIdentifiersStop() {
        assertThat(toFamily("Ana's parcel goes to 12 Oak Street, call 555-123-4567."))
                .isEqualTo("passed");
        assertThat(toFamily("Your card 4111 1111 1111 1111")).isEqualTo("card");
        assertThat(toFamily("SSN 123-45-6789")).isEqualTo("government-id");
    }

    @Test
    void aStopTellsWhatAndWhereInPlainWords() {
        String text = "Her number is 555-123-4567.";
        assertThat(gate.decide(outgoing(text, List.of(), Set.of(), Outgoing.Own.NOTHING)))
                .isInstanceOfSatisfying(Passage.Stopped.class, stopped -> {
                    assertThat(stopped.reason()).contains("a phone number").doesNotContain("555");
                    assertThat(stopped.spans()).containsExactly(new Passage.Span(14, 26, "phone"));
                });
    }

    private String toFamily(String text) {
        return rule(gate.decide(outgoing(text, List.of("Ana"), Set.of(STRANGER), Outgoing.Own.NOTHING)));
    }

    private String decision(String text, List<String> children) {
        return rule(gate.decide(outgoing(text, children, Set.of(), Outgoing.Own.NOTHING)));
    }

    private String decision(String text, Outgoing.Own own) {
        return rule(gate.decide(outgoing(text, List.of("Ana"), Set.of(), own)));
    }

    private static Outgoing outgoing(String text, List<String> children, Set<EmailAddress> family, Outgoing.Own own) {
        return new Outgoing(
                Outgoing.Purpose.REPLY,
                Set.of(STRANGER),
                "Re: hello",
                text,
                false,
                family,
                children,
                null,
                own,
                false,
                null);
    }

    private static String rule(Passage passage) {
        return passage instanceof Passage.Stopped stopped ? stopped.rule() : "passed";
    }

    private static void masks(String text, String masked) {
        assertThat(PersonalFinder.masked(text, PersonalFinder.find(text))).isEqualTo(masked);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void everyClassOfTheRuleHasAType() {
        assertThat(Stream.of(PersonalType.values())
                        .map(PersonalType::coppaClass)
                        .distinct())
                .hasSize(11);
    }
}

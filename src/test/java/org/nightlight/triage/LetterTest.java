package org.nightlight.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {
    @ParameterizedTest
    @ValueSource(strings = {"Re: help", "RE: Fwd: help", "[#1042] Re: help", "Re[2]: help", "AW: WG: help", "help"})
    void leavesTheSubjectsPrefixesOut(String subject) {
        assertThat(words(Letter.read(subject, ""))).containsExactly("help");
    }

    @Test
    void foldsCaseAccentsApostrophesAndLongDrawnLetters() {
        assertThat(words(Letter.read("", "CAN'T \u00BFContrase\u00F1a? s\u200Booooo slooow")))
                .containsExactly("cant", "contrasena", "soo", "sloow");
    }

    @Test
    void leavesGreetingQuoteAndSignatureOut() {
        String text = "Good morning,\nthe sound is gone\n\nThanks,\nAnn\n555 0100\n\n-----Original Message-----\nold";

        assertThat(words(Letter.read("", text))).containsExactly("the", "sound", "is", "gone");
    }

    @Test
    void thanksInTheMiddleDoNotEndTheMessage() {
        String text = "the sound is gone\nThanks\n"
                + "By the way, the invoice for the last month holds a mistake which I would like to see corrected";

        assertThat(words(Letter.read("", text))).contains("invoice", "corrected");
    }

    @Test
    void readsAQuoteWhenThereIsNothingElse() {
        assertThat(words(Letter.read("", "> where is my refund"))).contains("refund");
    }

    @Test
    void countsSentencesButNotWrappedLines() {
        List<Token> tokens = Letter.read("one", "two. three\nwrapped\n\nfour").tokens();

        assertThat(tokens.stream().map(Token::sentence)).containsExactly(0, 1, 2, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "stories,story",
        "crashes,crash",
        "stopped,stop",
        "charging,charged",
        "making,makes",
        "really,real",
        "refunds,refund",
        "cuentos,cuento",
        "freezing,freezes"
    })
    void wordsOfOneStemAreOne(String left, String right) {
        assertThat(Stem.of(left)).isEqualTo(Stem.of(right));
    }

    private static List<String> words(Letter letter) {
        return letter.tokens().stream().map(Token::word).toList();
    }
}

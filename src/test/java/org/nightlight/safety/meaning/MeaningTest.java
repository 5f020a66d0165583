package org.nightlight.safety.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MeaningTest {
    private static final Encoder ENCODER = Encoder.builtIn();
    private static byte[] head;
    private static Meaning meaning;

    /** Not where the class is initialised: the judges learn on other threads, which would wait for that to end. */
    @BeforeAll
    static void learn() {
        head = trained();
        meaning = meaning(head);
    }

    private static byte[] trained() {
        List<Trainer.Example> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean alarm = i % 2 == 0;
            String text = alarm ? "my uncle hurts me in room " + i : "my invoice number " + i + " is wrong";
            lines.add(new Trainer.Example(text, new float[] {alarm ? 1 : 0, alarm ? 1 : 0, 0}));
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            new Trainer(ENCODER, progress -> {}).train(lines, "test", out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Meaning meaning(byte[] head) {
        try {
            return Meaning.of(ENCODER, new ByteArrayInputStream(head));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static double whole(String text) {
        return meaning.read(text, () -> {}).getFirst().alarm();
    }

    @Test
    void theSameLinesGiveTheSameHeadToTheLastBit() {
        assertThat(trained()).isEqualTo(head);
    }

    @Test
    void whatIsLikeTheLessonsIsJudgedLikeThem() {
        assertThat(whole("my uncle hurts me")).isGreaterThan(whole("my invoice is wrong"));
    }

    @Test
    void severalSentencesAreJudgedTogetherAndOneByOne() {
        String text = "please look at my invoice number four. my uncle hurts me in my room.";
        List<Meaning.Sense> senses = meaning.read(text, () -> {});
        assertThat(senses)
                .extracting(Meaning.Sense::scope)
                .containsExactly(Meaning.Scope.WHOLE, Meaning.Scope.SENTENCE, Meaning.Scope.SENTENCE);
        assertThat(text.substring(senses.get(2).start(), senses.get(2).end()))
                .isEqualTo("my uncle hurts me in my room.");
        assertThat(senses.get(2).alarm()).isGreaterThan(senses.get(1).alarm());
    }

    @Test
    void aLongTextIsReadWhereItsWordsAreMostSuspicious() {
        String text = "my invoice number nine is wrong again today. ".repeat(800)
                + "my uncle hurts me in my room. "
                + "my invoice number nine is wrong again today. ".repeat(800);
        AtomicInteger asked = new AtomicInteger();
        List<Meaning.Sense> senses = meaning.read(text, asked::incrementAndGet);
        assertThat(asked.get()).isLessThanOrEqualTo(6);
        assertThat(senses)
                .filteredOn(sense -> sense.scope() == Meaning.Scope.SENTENCE)
                .anyMatch(sense -> text.substring(sense.start(), sense.end()).contains("uncle"));
    }

    @Test
    void whatThePauseThrowsEndsTheReading() {
        assertThatThrownBy(() -> meaning.read("my uncle", () -> {
                    throw new IllegalStateException("time is up");
                }))
                .hasMessage("time is up");
    }

    @Test
    void nothingToReadIsNothingToJudge() {
        assertThat(meaning.read(" \n ", () -> {})).isEmpty();
    }

    @Test
    void manyReadAtOnceAndAllGetTheSame() throws Exception {
        double alone = whole("my uncle hurts me in my room");
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Double> ask = () -> whole("my uncle hurts me in my room");
            for (Future<Double> answer : threads.invokeAll(java.util.Collections.nCopies(40, ask))) {
                assertThat(answer.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void aDamagedOrCutOffHeadIsRefused() {
        byte[] damaged = head.clone();
        damaged[damaged.length / 2] ^= 1;
        byte[] cutOff = java.util.Arrays.copyOf(head, head.length - 100);
        for (byte[] broken : List.of(damaged, cutOff, new byte[0], new byte[64])) {
            assertThatThrownBy(() -> Meaning.of(ENCODER, new ByteArrayInputStream(broken)))
                    .isInstanceOf(IOException.class);
        }
    }
}

package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** whatever goes wrong, the message is held for a person; and no input makes it go wrong slowly. */
class FailsClosedTest {
    private static final Layer FINDS = new Stub((part, deadline, sink) ->
            sink.accept(new Finding(Level.S4, Set.of(Concern.DANG), new Reason("found", part.where(), 0, 1), 0)));

    private interface Read {
        void read(Statement.Part part, Deadline deadline, Consumer<Finding> sink);
    }

    private record Stub(Read read) implements Layer {
        @Override
        public String version() {
            return "stub";
        }

        @Override
        public void read(Statement.Part part, boolean story, Deadline deadline, Consumer<Finding> sink) {
            read.read(part, deadline, sink);
        }
    }

    static List<Throwable> faults() {
        return List.of(
                new IllegalStateException("broken"),
                new StackOverflowError(),
                new OutOfMemoryError("native part"),
                new UnsatisfiedLinkError("model"),
                new AssertionError());
    }

    private static void raise(Throwable fault) {
        FailsClosedTest.<RuntimeException>sneak(fault);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable fault) throws T {
        throw (T) fault;
    }

    private static Verdict screen(Layer... layers) {
        return new Screening(List.of(layers), Screening.BUDGET).screen(Statement.of("hello there"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultInAnyLayerHoldsTheMessage(Throwable fault) {
        Layer broken = new Stub((part, deadline, sink) -> raise(fault));
        Verdict verdict = screen(broken);
        assertThat(verdict.held()).isTrue();
        assertThat(verdict.level()).isEqualTo(Level.S2);
        assertThat(verdict.reasons()).extracting(Reason::rule).containsExactly(Screening.HELD_ERROR);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatOtherLayersFoundIsKept(Throwable fault) {
        Layer broken = new Stub((part, deadline, sink) -> raise(fault));
        assertThat(screen(FINDS, broken).level()).isEqualTo(Level.S4);
        assertThat(screen(broken, FINDS).level()).isEqualTo(Level.S4);
        assertThat(screen(broken, FINDS).held()).isTrue();
    }

    @Test
    void runningOutOfTimeHoldsTheMessage() {
        Layer endless = new Stub((part, deadline, sink) -> {
            while (true) {
                deadline.check();
            }
        });
        Verdict verdict = new Screening(List.of(endless), Duration.ofMillis(20)).screen(Statement.of("hello"));
        assertThat(verdict.held()).isTrue();
        assertThat(verdict.reasons()).extracting(Reason::rule).containsExactly(Screening.HELD_TIMEOUT);
    }

    @Test
    void theRealLayersKeepToTheirTime() {
        Verdict verdict = Screening.core(Duration.ZERO).screen(Statement.of("hello there"));
        assertThat(verdict.held()).isTrue();
        assertThat(verdict.escalates()).isTrue();
    }

    @Test
    void aMissingPackHoldsEveryMessage() {
        Verdict verdict = screen(Screening.layer("pack-xx.yaml"));
        assertThat(verdict.held()).isTrue();
        assertThat(verdict.reasons()).extracting(Reason::rule).containsExactly(Screening.HELD_PACK);
    }

    @Test
    void aFaultBetweenTheLayersHoldsTheMessage() {
        Layer lying = new Stub((part, deadline, sink) -> sink.accept(brokenFinding()));
        assertThat(screen(lying).held()).isTrue();
    }

    @SuppressWarnings("NullAway") // a layer that breaks its promise
    private static Finding brokenFinding() {
        return new Finding(null, Set.of(), Reason.whole("x"), 0);
    }

    @Test
    void onlyAMessageWithNothingInItIsPassedUnread() {
        Layer broken = new Stub((part, deadline, sink) -> raise(new IllegalStateException()));
        Verdict verdict = new Screening(List.of(broken), Screening.BUDGET).screen(Statement.of("  \n "));
        assertThat(verdict.level()).isEqualTo(Level.S0);
    }

    static List<String> hostile() {
        String plea = " my dad hits me every day ";
        return List.of(
                "a".repeat(100_000) + plea,
                ("a" + "\u0301\u0302\u0303".repeat(20)).repeat(1_600) + plea,
                "\ud800".repeat(50_000) + plea + "\udc00",
                "\0".repeat(50_000) + plea,
                "\u202e\u200f\u05d0".repeat(3) + plea,
                "k*ll ".repeat(20_000) + plea,
                "i ".repeat(50_000) + plea,
                "(((((((((([[[[[[{{{{{{".repeat(5_000) + plea,
                "\"".repeat(50_000) + plea,
                "word ".repeat(200_000) + plea,
                plea.repeat(4_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noTextMakesItHangOrLookAway(String text) {
        long start = System.nanoTime();
        Verdict verdict = Screening.core().screen(Statement.of(text));
        assertThat(verdict.escalates()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Screening.BUDGET.plusSeconds(4));
    }

    @Test
    void twentyThousandCharactersAreReadWellWithinTheBudget() {
        String text = "The story about the fox does not play on my tablet after the update. ".repeat(300);
        Screening screening = Screening.core();
        Verdict verdict = screening.screen(Statement.of(text.substring(0, 20_000)));
        assertThat(verdict.level()).isEqualTo(Level.S0);
        assertThat(verdict.held()).isFalse();
    }

    @Test
    void manyThreadsGetTheSameVerdicts() throws Exception {
        Screening screening = Screening.core();
        List<String> texts = List.of(
                "my dad hits me with the belt",
                "please reset my password",
                "i want to kill myself",
                "Mein Vater schl\u00e4gt mich und ich habe Angst",
                "once upon a time there was a fox");
        List<Verdict> alone =
                texts.stream().map(text -> screening.screen(Statement.of(text))).toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<List<Verdict>>> work = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                work.add(() -> texts.stream()
                        .map(text -> screening.screen(Statement.of(text)))
                        .toList());
            }
            for (Future<List<Verdict>> done : threads.invokeAll(work)) {
                assertThat(done.get()).isEqualTo(alone);
            }
        }
    }
}

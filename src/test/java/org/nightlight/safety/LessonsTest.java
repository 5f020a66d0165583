package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the head is trained from, and that what it is measured by is something else. */
class LessonsTest {
    private static final List<Lessons.Labelled> LESSONS = Lessons.all();

    @Test
    void thereAreManyLinesAndAsManyHarmlessOnes() {
        long alarms = LESSONS.stream().filter(line -> line.level().escalates()).count();
        assertThat(LESSONS).hasSizeGreaterThan(4_000);
        assertThat(LESSONS.size() - alarms).isGreaterThanOrEqualTo(alarms);
    }

    @Test
    void everyConcernIsTaughtByManyLines() {
        for (Concern concern : Concern.values()) {
            assertThat(LESSONS.stream().filter(line -> line.types().contains(concern)))
                    .as(concern.name())
                    .hasSizeGreaterThan(80);
        }
    }

    @Test
    void theHeadThatIsShippedWasTrainedFromTheseVeryLines() {
        assertThat(Screening.core().engine()).contains(Lessons.version());
    }

    @Test
    void nothingThatMeasuresIsTaught() {
        Set<String> taught = new HashSet<>();
        LESSONS.forEach(line -> taught.add(plain(line.text())));
        assertThat(EvaluationTest.LINES)
                .hasSizeGreaterThan(1_500)
                .noneMatch(line -> taught.contains(plain(line.text())));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}

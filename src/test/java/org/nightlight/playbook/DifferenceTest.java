package org.nightlight.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nightlight.playbook.Difference.Kind;

class DifferenceTest {
    @Test
    void aChangedLineIsOneTakenOutAndOnePutIn() {
        assertThat(Difference.of("a\nb\nc\n", "a\nB\nc\nd\n"))
                .containsExactly(
                        new Difference.Line(Kind.SAME, 1, 1, "a"),
                        new Difference.Line(Kind.REMOVED, 2, 0, "b"),
                        new Difference.Line(Kind.ADDED, 0, 2, "B"),
                        new Difference.Line(Kind.SAME, 3, 3, "c"),
                        new Difference.Line(Kind.ADDED, 0, 4, "d"));
    }

    @Test
    void eitherDocumentCanBeReadFromTheDifference() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            String before = randomLines(random);
            String after = randomLines(random);
            List<Difference.Line> lines = Difference.of(before, after);
            assertThat(without(lines, Kind.ADDED)).isEqualTo(before.lines().toList());
            assertThat(without(lines, Kind.REMOVED)).isEqualTo(after.lines().toList());
        }
        assertThat(Difference.of("", "")).isEmpty();
    }

    @Test
    void longDocumentsWithNothingInCommonAreStillAnswered() {
        String before = IntStream.range(0, 30_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        assertThat(Difference.of(before, before.replace('a', 'b'))).hasSize(60_000);
    }

    private static List<String> without(List<Difference.Line> lines, Kind kind) {
        return lines.stream()
                .filter(line -> line.kind() != kind)
                .map(Difference.Line::text)
                .toList();
    }

    private static String randomLines(Random random) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(_ -> String.valueOf((char) ('a' + random.nextInt(4))))
                .collect(Collectors.joining("\n"));
    }
}

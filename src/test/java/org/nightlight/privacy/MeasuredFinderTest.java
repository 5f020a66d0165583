package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What the finder finds and misses on labelled lines: those that it was tuned on, and those that it was not. A find is right when
 * it overlaps a label of its type. Each test prints its misses and extras when a floor is broken.
 */
class MeasuredFinderTest {
    private record Line(String text, List<Found> labels) {}

    /** Found and labelled, and right and found. */
    private static final class Score {
        int labels;
        int hit;
        int finds;
        int right;

        double recall() {
            return labels == 0 ? 1 : (double) hit / labels;
        }

        double precision() {
            return finds == 0 ? 1 : (double) right / finds;
        }
    }

    @Test
    void theSetIsLargeEnough() {
        assertThat(lines("tuned.txt").size() + lines("held-out.txt").size()).isGreaterThanOrEqualTo(600);
    }

    @Test
    void c14_onTheLinesThatItWasTunedOn() {
        reaches("tuned.txt", 0.97, 0.97);
    }

    @Test
    void c14_onLinesThatNothingWasTunedOn() {
        reaches("held-out.txt", 0.95, 0.97);
    }

    private static void reaches(String file, double names, double precision) {
        StringBuilder report = new StringBuilder();
        Map<String, Score> scores = measured(file, report);
        scores.forEach((type, score) -> report.append(String.format(
                Locale.ROOT,
                "%s: found %d of %d, right %d of %d%n",
                type,
                score.hit,
                score.labels,
                score.right,
                score.finds)));
        for (String sure : List.of("phone", "email", "card", "government-id")) {
            assertThat(score(scores, sure).recall()).as("%s%n%s", sure, report).isGreaterThanOrEqualTo(0.99);
            assertThat(score(scores, sure).precision())
                    .as("%s%n%s", sure, report)
                    .isGreaterThanOrEqualTo(0.97);
        }
        for (String rest :
                List.of("address", "date-of-birth", "school", "username", "location", "media", "identifier")) {
            assertThat(score(scores, rest).recall()).as("%s%n%s", rest, report).isGreaterThanOrEqualTo(0.9);
            assertThat(score(scores, rest).precision())
                    .as("%s%n%s", rest, report)
                    .isGreaterThanOrEqualTo(0.85);
        }
        assertThat(score(scores, "age").recall()).as("age%n%s", report).isGreaterThanOrEqualTo(0.6);
        assertThat(score(scores, "name").recall()).as("name%n%s", report).isGreaterThanOrEqualTo(names);
        assertThat(score(scores, "name").precision()).as("name%n%s", report).isGreaterThanOrEqualTo(precision);
    }

    private static Score score(Map<String, Score> scores, String type) {
        return Objects.requireNonNull(scores.get(type), type);
    }

    private static Map<String, Score> measured(String file, StringBuilder report) {
        Map<String, Score> scores = new TreeMap<>();
        for (Line line : lines(file)) {
            List<Found> found = PersonalFinder.find(line.text());
            for (Found label : line.labels()) {
                Score score = scores.computeIfAbsent(label.type().word(), type -> new Score());
                score.labels++;
                if (among(found, label)) {
                    score.hit++;
                } else {
                    report.append("missed ")
                            .append(label.type().word())
                            .append(": ")
                            .append(label.in(line.text()))
                            .append('\n');
                }
            }
            for (Found each : found) {
                Score score = scores.computeIfAbsent(each.type().word(), type -> new Score());
                score.finds++;
                if (among(line.labels(), each)) {
                    score.right++;
                } else {
                    report.append("extra ")
                            .append(each.type().word())
                            .append(": ")
                            .append(each.in(line.text()))
                            .append('\n');
                }
            }
        }
        return scores;
    }

    private static boolean among(List<Found> some, Found one) {
        return some.stream().anyMatch(each -> each.type() == one.type() && each.overlaps(one));
    }

    private static List<Line> lines(String file) {
        try (InputStream in =
                Objects.requireNonNull(MeasuredFinderTest.class.getResourceAsStream("/privacy/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> read(line.replace("\\n", "\n")))
                    .toList();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static Line read(String marked) {
        StringBuilder text = new StringBuilder();
        List<Found> labels = new ArrayList<>();
        int at = 0;
        while (at < marked.length()) {
            if (marked.startsWith("[[", at)) {
                int bar = marked.indexOf('|', at);
                int end = marked.indexOf("]]", bar);
                PersonalType type =
                        PersonalType.ofWord(marked.substring(at + 2, bar)).orElseThrow();
                int start = text.length();
                text.append(marked, bar + 1, end);
                labels.add(new Found(start, text.length(), type));
                at = end + 2;
            } else {
                text.append(marked.charAt(at++));
            }
        }
        return new Line(text.toString(), labels);
    }
}

package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our own labelled lines, more than half of them harmless. The {@code tuned} set was before our eyes while the packs were
 * written, the {@code seen} set was measured first and mended afterwards, the {@code held} set was written last and never
 * used to change a rule. Only the last says something about messages by others, and it is small.
 */
class LabelledSetTest {
    private static final Screening SCREENING = Screening.core();
    private static final List<JsonNode> LINES = lines();

    private static List<JsonNode> lines() {
        try (var in = LabelledSetTest.class.getResourceAsStream("/safety/labelled.jsonl")) {
            JsonMapper json = new JsonMapper();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(json::readTree)
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double share(boolean alarm, Predicate<String> set) {
        List<JsonNode> chosen = LINES.stream()
                .filter(line -> line.get("alarm").booleanValue() == alarm)
                .filter(line -> set.test(line.get("set").stringValue()))
                .toList();
        long escalated = chosen.stream()
                .filter(line -> SCREENING
                        .screen(Statement.of(line.get("text").stringValue()))
                        .escalates())
                .count();
        return (double) escalated / chosen.size();
    }

    @Test
    void theSetIsLargeAndHalfHarmless() {
        assertThat(LINES).hasSizeGreaterThan(500);
        assertThat(LINES.stream().filter(line -> !line.get("alarm").booleanValue()))
                .hasSizeGreaterThan(LINES.size() / 2);
    }

    @Test
    void disclosuresAreFound() {
        assertThat(share(true, set -> !set.equals("held"))).isGreaterThanOrEqualTo(0.95);
        assertThat(share(true, "held"::equals)).isGreaterThanOrEqualTo(0.70);
    }

    @Test
    void harmlessMessagesRarelyAlarm() {
        assertThat(share(false, set -> !set.equals("held"))).isLessThanOrEqualTo(0.02);
        assertThat(share(false, "held"::equals)).isLessThanOrEqualTo(0.07);
    }
}

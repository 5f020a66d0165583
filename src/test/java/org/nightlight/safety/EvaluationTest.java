package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * what is shipped is measured on lines that nothing was trained on, and does not find less than what was shipped
 * before. The lines are ours; on messages by others expect less. A change that lowers a number here is not merged; one that
 * raises it raises the floor.
 */
class EvaluationTest {
    static final List<Lessons.Labelled> LINES = lines();
    private static final Evaluation FOUND = Evaluation.of(Screening.core(), LINES);

    /** Per cent of the alarms with this type, as last shipped, less one line for processors whose last bits differ. */
    private static final Map<Concern, Integer> FLOORS = Map.ofEntries(
            Map.entry(Concern.PHYS, 74),
            Map.entry(Concern.EMOT, 86),
            Map.entry(Concern.SEXA, 85),
            Map.entry(Concern.NEGL, 71),
            Map.entry(Concern.BULL, 86),
            Map.entry(Concern.SELF, 88),
            Map.entry(Concern.SUIC, 87),
            Map.entry(Concern.SUBS, 79),
            Map.entry(Concern.DOMV, 72),
            Map.entry(Concern.MHCR, 75),
            Map.entry(Concern.DANG, 79),
            Map.entry(Concern.GROO, 80),
            Map.entry(Concern.SEXT, 79),
            Map.entry(Concern.CSAM, 79),
            Map.entry(Concern.MISS, 75),
            Map.entry(Concern.THRT, 76),
            Map.entry(Concern.TRAF, 85),
            Map.entry(Concern.DISC3, 80),
            Map.entry(Concern.INDI, 65),
            Map.entry(Concern.PROD, 86));

    private static List<Lessons.Labelled> lines() {
        try (var in = EvaluationTest.class.getResourceAsStream("/safety/evaluation.jsonl")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Lessons.Labelled::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void r23_noTypeIsFoundLessOftenThanBefore() {
        for (Concern concern : Concern.values()) {
            assertThat(FOUND.byType().get(concern).part() * 100)
                    .as(concern.name())
                    .isGreaterThanOrEqualTo(FLOORS.get(concern));
        }
    }

    @Test
    void harmlessLinesAlarmNoMoreOftenThanBefore() {
        assertThat(FOUND.falseAlarms().part()).isLessThanOrEqualTo(0.08);
        assertThat(FOUND.falseByKind().get("support").part()).isLessThanOrEqualTo(0.05);
        assertThat(FOUND.falseByKind().get("tale").part()).isLessThanOrEqualTo(0.05);
    }

    @Test
    void theTableNamesWhatWasMissed() {
        assertThat(FOUND.table(1)).contains("found, of all alarms", "per 1,000", "missed S");
    }
}

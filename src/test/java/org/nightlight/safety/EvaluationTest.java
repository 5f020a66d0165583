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
            Map.entry(Concern.PHYS, 85),
            Map.entry(Concern.EMOT, 91),
            Map.entry(Concern.SEXA, 88),
            Map.entry(Concern.NEGL, 75),
            Map.entry(Concern.BULL, 93),
            Map.entry(Concern.SELF, 86),
            Map.entry(Concern.SUIC, 88),
            Map.entry(Concern.SUBS, 86),
            Map.entry(Concern.DOMV, 80),
            Map.entry(Concern.MHCR, 80),
            Map.entry(Concern.DANG, 85),
            Map.entry(Concern.GROO, 78),
            Map.entry(Concern.SEXT, 82),
            Map.entry(Concern.CSAM, 79),
            Map.entry(Concern.MISS, 77),
            Map.entry(Concern.THRT, 88),
            Map.entry(Concern.TRAF, 94),
            Map.entry(Concern.DISC3, 88),
            Map.entry(Concern.INDI, 72),
            Map.entry(Concern.PROD, 83));

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
        assertThat(FOUND.falseAlarms().part()).isLessThanOrEqualTo(0.082);
        assertThat(FOUND.falseByKind().get("support").part()).isLessThanOrEqualTo(0.03);
        assertThat(FOUND.falseByKind().get("tale").part()).isLessThanOrEqualTo(0.04);
    }

    @Test
    void theTableNamesWhatWasMissed() {
        assertThat(FOUND.table(1)).contains("found, of all alarms", "per 1,000", "missed S");
    }
}

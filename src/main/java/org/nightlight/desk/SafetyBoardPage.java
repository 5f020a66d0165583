package org.nightlight.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the safety work stands: {@code GET /desk/safety}.
 *
 * @param figures all that leaves the wall, the same for everybody: never a number below five, the others in steps of five
 * @param days which whole days the figures are of
 * @param inside null for whoever may open no case
 */
public record SafetyBoardPage(
        Chrome chrome,
        List<CasePage.Fact> figures,
        String days,
        @Nullable Inside inside) {

    /**
     * @param levels gravest first, also those without a case
     * @param clocks the soonest first
     * @param late how many of them are over
     * @param gap the next time without anybody on duty
     * @param outage screening cannot judge at present
     * @param answers whether this viewer may answer the rereads
     */
    public record Inside(
            List<LevelRow> levels,
            List<Clock> clocks,
            int late,
            List<String> duty,
            String gap,
            @Nullable String outage,
            List<CasePage.Fact> health,
            List<String> engine,
            List<Reread> rereads,
            boolean answers,
            List<OnCallPage.Drill> drills) {}

    /** Open cases of one level. {@code ages}: how many, by age, the youngest first; {@code bars}: the same, drawn. */
    public record LevelRow(String level, List<Integer> ages, int all, List<Bar> bars) {}

    /** A part of a level's bar, in the chart's own units. */
    public record Bar(int age, int from, int width) {}

    /** A time that runs on a case. */
    public record Clock(String what, String address, TimeLeft left) {}

    /** A message with nothing found in it that waits for a person's eyes. */
    public record Reread(long messageId, String ticket, String address, When chosen) {}
}

package org.nightlight.safety.report;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.SafetyRules;

/**
 * The clock of a report: from the first flag, day and night, without any pause. Nothing that people do or leave undone on
 * the way moves it; only a report that was made, or a confirmed decision, ends it.
 *
 * @param from when screening or a person first flagged the case, whichever came first
 * @param warning when the Safety Team is warned
 * @param due by when the first report must be made: the desk's own ceiling, or the law's hours where they are fewer
 */
public record ReportClock(Instant from, Instant warning, Instant due) {

    static ReportClock of(Instant firstFlag, SafetyRules.ReportTimes desk, Jurisdiction place) {
        Duration law = place.oralHours() == null ? desk.within() : Duration.ofHours(place.oralHours());
        Duration within = law.compareTo(desk.within()) < 0 ? law : desk.within();
        Duration warnAfter = desk.warnAfter().compareTo(within) < 0 ? desk.warnAfter() : within;
        return new ReportClock(firstFlag, firstFlag.plus(warnAfter), firstFlag.plus(within));
    }

    public boolean isNear(Instant now) {
        return !now.isBefore(warning);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(due);
    }

    /** By when the report in writing is due after an oral one; null where the text gives no hours. */
    @Nullable
    Instant writtenDue(Jurisdiction place, Instant oral) {
        if (place.writtenHours() == null) {
            return null;
        }
        return (place.writtenFromReceipt() ? from : oral).plus(Duration.ofHours(place.writtenHours()));
    }
}

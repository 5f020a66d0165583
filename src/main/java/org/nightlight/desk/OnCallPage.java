package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Safety Team's rota, a week at a time: {@code GET /desk/on-call}.
 *
 * @param now who is on duty, a sentence each
 * @param gaps times without anybody in the first place, a sentence each
 * @param overlaps times with two people in one place, a sentence each
 * @param add an empty form; null for whoever may only read
 * @param safety what only those who may open a case see; null for all others
 */
public record OnCallPage(
        Chrome chrome,
        String week,
        String earlier,
        String later,
        List<String> now,
        List<Row> rows,
        List<String> gaps,
        List<String> overlaps,
        @Nullable Form add,
        @Nullable Safety safety,
        Map<String, String> faults) {

    /**
     * One shift.
     *
     * @param counts false when the person may open no case any more, so that the shift covers nothing
     * @param form null for whoever may only read
     */
    public record Row(
            long id,
            String day,
            String from,
            String to,
            String who,
            String place,
            boolean counts,
            @Nullable Form form) {}

    /**
     * The fields of a shift. Times as {@code datetime-local} has them, in the desk's zone.
     *
     * @param suffix behind each field's name, so that ids stand once on the page
     * @param open whether it was sent and refused
     */
    public record Form(String suffix, List<Choice> people, List<Choice> places, String from, String to, boolean open) {}

    /**
     * Alarms and drills.
     *
     * @param starts whether the viewer may start a drill
     */
    public record Safety(List<Alarm> alarms, boolean starts, List<Drill> drills) {}

    /** An outage of screening that nobody has acknowledged. */
    public record Alarm(long id, When since) {}

    /** One drill; the last three are null while it has not come so far. */
    public record Drill(
            long caseId,
            When started,
            String by,
            @Nullable String alerted,
            @Nullable String acknowledged,
            @Nullable String who) {}
}

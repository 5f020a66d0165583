package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who of a lead's teams is at work: {@code GET /desk/at-work}.
 *
 * @param here how many of them are not away
 * @param faults by field, which ends in the person's number, such as {@code back-7}
 */
public record AtWorkPage(Chrome chrome, List<Person> people, long here, Map<String, String> faults) {
    /**
     * @param teams of those that the viewer leads; an admin leads all
     * @param since when they went away; null for whoever is here
     * @param load how many new and open tickets they hold, those behind the safety wall not counted, whoever looks
     * @param back as it was typed, where it was refused
     */
    public record Person(
            long id,
            Rows.Face face,
            boolean self,
            List<String> teams,
            List<String> skills,
            AttendancePanel attendance,
            @Nullable When since,
            int load,
            String tickets,
            String back) {}
}

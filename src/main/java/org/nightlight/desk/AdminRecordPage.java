package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody's data is: {@code GET /desk/admin/records/people/{id}} and {@code …/households/{id}}.
 *
 * @param address of this page
 * @param title such as "Person 12"; a child is never named here
 * @param people of the household, with their pages
 * @param rows by store; nothing of what is behind the wall
 * @param flows to whom data of any person here may go, by the register
 * @param relations what the person may be to the household; empty for a household, for a child, and for who has none
 * @param waitDays so many days an erasure waits
 * @param open the erasure in hand, in words; null for none
 * @param copies prepared copies, the latest first
 */
public record AdminRecordPage(
        Chrome chrome,
        String address,
        String title,
        String about,
        List<Person> people,
        List<Row> rows,
        List<Flow> flows,
        List<Choice> relations,
        List<Choice> parents,
        int waitDays,
        @Nullable String open,
        List<Copy> copies,
        Map<String, String> faults) {

    public record Person(String address, String label) {}

    /** @param days for so many days it is kept at most, by the schedule */
    public record Row(String place, long number, String since, String recordClass, int days) {}

    /** @param what run by whom, or what kind of supplier */
    public record Flow(String name, String what, String purposes, String gets) {}

    /** @param ready whether it can be fetched */
    public record Copy(long id, String state, When asked, boolean ready) {}
}

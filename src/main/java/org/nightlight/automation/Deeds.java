package org.nightlight.automation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.ticket.State;

/**
 * What a rule does with a ticket, in this order, all of it or nothing. Nothing of it writes to a customer.
 *
 * @param place {@code level:2} for that level of the ticket's ladder, {@code team:finance} for a team; empty leaves it
 * @param assignee number of a member of staff, 0 for nobody; null leaves whoever has it
 * @param state null leaves it; never new
 * @param note a note for the desk, with variables between braces; empty for none
 * @param tellsAssignee tells whoever has the ticket then
 * @param tellsLeads {@code own} tells the leads of the team that has the ticket then, a team's key those of that team; empty nobody
 */
public record Deeds(
        List<String> add,
        List<String> remove,
        String place,
        @Nullable Long assignee,
        @Nullable State state,
        String note,
        boolean tellsAssignee,
        String tellsLeads) {
    public static final String OWN = "own";
    static final String LEVEL = "level:";
    static final String TEAM = "team:";

    public static final Deeds NOTHING = new Deeds(List.of(), List.of(), "", null, null, "", false, "");

    public Deeds {
        add = List.copyOf(add);
        remove = List.copyOf(remove);
    }

    public boolean isNothing() {
        return equals(NOTHING);
    }

    boolean changesTags() {
        return !add.isEmpty() || !remove.isEmpty();
    }
}

package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Variable;

/**
 * One rule, to be read, changed and tried: {@code GET /desk/admin/rules/{id}}, and a new one: {@code GET /desk/admin/rules/new}.
 *
 * @param trial null where there is nothing to try yet
 * @param history the latest first
 */
public record RulePage(
        Chrome chrome,
        Form form,
        @Nullable Trial trial,
        List<Past> history,
        boolean mayChange,
        Map<String, String> faults) {

    /**
     * A rule as the form carries it.
     *
     * @param id 0 for a new one
     * @param version that whoever changes it saw
     * @param says when, if and then in words, as it is kept; empty for a new one
     */
    public record Form(
            long id,
            int version,
            boolean active,
            List<String> says,
            String name,
            List<Choice> hears,
            String span,
            List<Choice> units,
            List<Choice> anchors,
            boolean open,
            boolean late,
            String condition,
            String add,
            String remove,
            List<Choice> places,
            List<Choice> assignees,
            List<Choice> states,
            String note,
            boolean tell,
            List<Choice> leads) {
        public String action() {
            return id == 0 ? "/desk/admin/rules" : "/desk/admin/rules/" + id;
        }
    }

    /**
     * What it would do with the latest tickets.
     *
     * @param kept whether it is tried as it is kept, and not as the form has it
     */
    public record Trial(boolean kept, int looked, List<Row> would, List<Row> not) {}

    /** @param lines what would be done, or why nothing */
    public record Row(String number, String address, String subject, List<String> lines) {}

    /** One version: what was done, by whom, and what it said then. */
    public record Past(int version, String who, String what, When at, List<String> says) {}

    public List<Variable> variables() {
        return Variable.offered();
    }
}

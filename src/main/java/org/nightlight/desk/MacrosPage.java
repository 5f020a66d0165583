package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.nightlight.playbook.Variable;

/**
 * The macros that are kept: {@code GET /desk/macros}, and one to be changed: {@code GET /desk/macros/{id}}.
 *
 * @param lists everybody's and one's own; empty where one is changed
 * @param gone those that can be brought back
 */
public record MacrosPage(Chrome chrome, List<Kept> lists, List<Line> gone, Form form, Map<String, String> faults) {

    /** Macros under one heading. */
    public record Kept(String title, List<Line> lines) {}

    /**
     * One macro.
     *
     * @param kind such as {@code Reply}
     * @param does what is done on sending, in words; empty for nothing
     * @param changeable whether the viewer may change it
     */
    public record Line(String address, String name, String kind, String text, String does, boolean changeable) {}

    /**
     * What a macro is, as the form carries it.
     *
     * @param id 0 for a new one
     * @param mayShare whether the viewer may keep it for everybody
     */
    public record Form(
            long id,
            String name,
            String text,
            List<Choice> kinds,
            List<Choice> states,
            List<Choice> assignees,
            String add,
            String remove,
            String place,
            boolean shared,
            boolean mayShare) {
        public String action() {
            return id == 0 ? "/desk/macros" : "/desk/macros/" + id;
        }
    }

    public List<Variable> variables() {
        return Variable.offered();
    }

    /** Whether there is none at all yet. */
    public boolean empty() {
        return lists.stream().allMatch(kept -> kept.lines().isEmpty());
    }
}

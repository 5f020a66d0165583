package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * To whom data can flow: {@code GET /desk/admin/suppliers}.
 *
 * @param fresh the form for a further recipient
 * @param faults by field; those of an entry's own forms end in its number, such as {@code name-7}
 */
public record AdminSuppliersPage(Chrome chrome, List<Entry> entries, Form fresh, Map<String, String> faults) {
    /** How many entries want a person. */
    public long waiting() {
        return entries.stream().filter(Entry::warns).count();
    }

    /**
     * @param sends whether the desk itself sends there
     * @param machine the host that the settings name; empty for none
     * @param standing such as {@code to be confirmed}
     * @param warns whether somebody should see to it
     * @param consequence what goes on or stays shut meanwhile; empty where all is well
     * @param confirmed such as {@code confirmed by Ada Brook on 20 November 2026}
     * @param assurance what is known of the newest assurance, as a sentence; empty for none
     * @param paper the address of its file; empty for none
     * @param assures whether it needs an assurance at all
     * @param open whether the form is unfolded
     */
    public record Entry(
            long id,
            boolean sends,
            String machine,
            String standing,
            boolean warns,
            String consequence,
            String confirmed,
            String assurance,
            String paper,
            boolean assures,
            boolean ended,
            Form form,
            Paper sent,
            boolean open) {}

    /** What is entered of a recipient; {@code kindLabel} and {@code ownerName} are the chosen ones in words. */
    public record Form(
            String name, List<Choice> kinds, boolean own, String purposes, String gets, List<Choice> owners) {
        public String kindLabel() {
            return label(kinds);
        }

        public String ownerName() {
            return label(owners);
        }

        private static String label(List<Choice> choices) {
            return choices.stream()
                    .filter(Choice::chosen)
                    .map(Choice::label)
                    .findFirst()
                    .orElse("");
        }
    }

    /** The form for an assurance as it was sent. */
    public record Paper(String reference, String expires) {
        public static final Paper EMPTY = new Paper("", "");
    }
}

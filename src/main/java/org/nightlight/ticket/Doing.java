package org.nightlight.ticket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a ticket in the moment its writer's reply or note is kept, all of it or nothing.
 *
 * @param state open, pending, on hold or solved; null leaves it
 * @param holder null leaves whoever has it
 * @param add tags, folded like those of one ticket
 * @param remove likewise; one that is in both stays
 */
public record Doing(@Nullable State state, @Nullable Holder holder, List<String> add, List<String> remove) {
    public static final Doing NOTHING = new Doing(null, null, List.of(), List.of());

    private static final int LONGEST = 2_000;

    public Doing {
        add = withoutCommas(add);
        remove = withoutCommas(remove);
    }

    /** Who has the ticket afterwards: whoever writes, or nobody. */
    public enum Holder {
        ME,
        NOBODY;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads what {@link #text} wrote. What is not understood is left out: a form may carry anything. */
    public static Doing read(String text) {
        State state = null;
        Holder holder = null;
        List<String> add = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        for (String step : text.substring(0, Math.min(LONGEST, text.length())).split(",")) {
            int colon = step.indexOf(':');
            String value = step.substring(colon + 1).strip();
            switch (colon < 0 ? "" : step.substring(0, colon).strip()) {
                case "state" -> state = value.matches("open|pending|hold|solved") ? State.ofKey(value) : state;
                case "assignee" ->
                    holder = switch (value) {
                        case "me" -> Holder.ME;
                        case "nobody" -> Holder.NOBODY;
                        default -> holder;
                    };
                case "add" -> add.add(value);
                case "remove" -> remove.add(value);
                default -> {}
            }
        }
        return new Doing(state, holder, add, remove);
    }

    /** Such as {@code state:pending,assignee:me,add:refund,remove:waiting}; empty for nothing. */
    public String text() {
        return String.join(",", steps());
    }

    /** Its parts, each of which can be left out by itself. */
    public List<String> steps() {
        return Stream.of(
                        Stream.ofNullable(state).map(it -> "state:" + it.key()),
                        Stream.ofNullable(holder).map(it -> "assignee:" + it.key()),
                        add.stream().map(tag -> "add:" + tag),
                        remove.stream().map(tag -> "remove:" + tag))
                .flatMap(step -> step)
                .toList();
    }

    public boolean isNothing() {
        return steps().isEmpty();
    }

    /** Both, the later one's state and assignee where it has any. */
    public Doing and(Doing later) {
        return new Doing(
                later.state == null ? state : later.state,
                later.holder == null ? holder : later.holder,
                Stream.concat(add.stream(), later.add.stream()).toList(),
                Stream.concat(remove.stream(), later.remove.stream()).toList());
    }

    boolean changesTags() {
        return !add.isEmpty() || !remove.isEmpty();
    }

    private static List<String> withoutCommas(List<String> tags) {
        return List.copyOf(Tags.folded(
                tags.stream().flatMap(tag -> Arrays.stream(tag.split(","))).toList()));
    }
}

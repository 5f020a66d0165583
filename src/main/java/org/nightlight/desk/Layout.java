package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a view or a list shows its tickets.
 *
 * @param columns what of each ticket stands beside its subject; none for rows as every list has them
 */
record Layout(FilterStore.Order order, Grouping grouping, List<Column> columns) {
    static final Layout PLAIN = new Layout(FilterStore.Order.DUE, Grouping.NONE, List.of());

    /** As many stand side by side on a wide screen. */
    static final int MOST_COLUMNS = 6;

    /** Under which headings tickets stand. */
    enum Grouping {
        NONE,
        STATE,
        TEAM,
        ASSIGNEE,
        TIER,
        CATEGORY,
        PRIORITY;

        String label() {
            return switch (this) {
                case NONE -> say("nothing", "nada");
                case STATE -> say("state", "estado");
                case TEAM -> say("team", "equipo");
                case ASSIGNEE -> say("assignee", "responsable");
                case TIER -> say("tier", "plan");
                case CATEGORY -> say("category", "categoría");
                case PRIORITY -> say("priority", "prioridad");
            };
        }
    }

    /** What can stand beside a ticket's subject. */
    enum Column {
        REQUESTER,
        TIER,
        STATE,
        TEAM,
        LEVEL,
        ASSIGNEE,
        CATEGORY,
        PRIORITY,
        CHANNEL,
        CREATED,
        CHANGED,
        LAST;

        String label() {
            return switch (this) {
                case REQUESTER -> say("Requester", "Solicitante");
                case TIER -> say("Tier", "Plan");
                case STATE -> say("State", "Estado");
                case TEAM -> say("Team", "Equipo");
                case LEVEL -> say("Level", "Nivel");
                case ASSIGNEE -> say("Assignee", "Responsable");
                case CATEGORY -> say("Category", "Categoría");
                case PRIORITY -> say("Priority", "Prioridad");
                case CHANNEL -> say("Channel", "Canal");
                case CREATED -> say("Came", "Llegó");
                case CHANGED -> say("Changed", "Cambió");
                case LAST -> say("Last words", "Últimas palabras");
            };
        }
    }

    /** As a form or a row of the database names them; what is not known is left out. */
    static Layout read(String order, String grouping, List<String> columns) {
        return new Layout(
                named(FilterStore.Order.values(), order, FilterStore.Order.DUE),
                named(Grouping.values(), grouping, Grouping.NONE),
                Arrays.stream(Column.values())
                        .filter(column -> columns.contains(key(column)))
                        .toList());
    }

    static String key(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E named(E[] choices, String key, E otherwise) {
        return Arrays.stream(choices)
                .filter(choice -> key(choice).equals(key))
                .findFirst()
                .orElse(otherwise);
    }

    List<String> headings() {
        return columns.stream().map(Column::label).toList();
    }

    String[] columnKeys() {
        return columns.stream().map(Layout::key).toArray(String[]::new);
    }

    /** In the order that every list has, without headings: a list has an index of its own for it. */
    boolean isAsUsual() {
        return order == FilterStore.Order.DUE && grouping == Grouping.NONE;
    }

    /** Why tickets cannot be shown so. */
    Optional<String> fault() {
        return columns.size() <= MOST_COLUMNS
                ? Optional.empty()
                : Optional.of(say(
                                "Up to %d columns stand side by side. Take some away.",
                                "Caben hasta %d columnas. Quita algunas.")
                        .formatted(MOST_COLUMNS));
    }

    /** How the tickets are ordered, in words. */
    String orderWords() {
        return words(order);
    }

    SearchPage.LayoutChoices choices() {
        return new SearchPage.LayoutChoices(
                choices(FilterStore.Order.values(), List.of(order), Layout::words),
                choices(Grouping.values(), List.of(grouping), Grouping::label),
                choices(Column.values(), columns, Column::label));
    }

    private static String words(FilterStore.Order order) {
        return switch (order) {
            case DUE -> say("by time left", "por tiempo restante");
            case NEWEST -> say("the newest first", "lo más nuevo primero");
            case OLDEST -> say("the oldest first", "lo más antiguo primero");
            case CHANGED -> say("the last changed first", "lo último que cambió primero");
        };
    }

    private static <E extends Enum<E>> List<Choice> choices(
            E[] all, List<E> chosen, java.util.function.Function<E, String> label) {
        return Arrays.stream(all)
                .map(it -> new Choice(key(it), label.apply(it), chosen.contains(it)))
                .toList();
    }
}

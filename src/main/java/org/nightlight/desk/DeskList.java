package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The lists of the desk, in the rail's order, with what they say when they are empty. */
public enum DeskList {
    MINE(
            "status:unsolved assignee:me",
            "Mine",
            "Míos",
            "Nothing is assigned to you",
            "No tienes nada asignado",
            "Tickets that you take, or that a lead gives you, appear here. Take the next one from the unassigned list.",
            "Aquí aparecen los tickets que tomas o que te da un líder. Toma el siguiente de la lista sin asignar."),
    TEAM(
            "status:unsolved team:mine",
            "My team’s",
            "De mi equipo",
            "Your team has no open tickets",
            "Tu equipo no tiene tickets abiertos",
            "Tickets routed to your teams appear here, the most pressing first.",
            "Aquí aparecen los tickets dirigidos a tus equipos, los más urgentes primero."),
    UNASSIGNED(
            "status:unsolved assignee:nobody",
            "Unassigned",
            "Sin asignar",
            "Every ticket has somebody",
            "Todos los tickets tienen responsable",
            "New tickets wait here until somebody takes them. Open one and choose “Assign to me”.",
            "Los tickets nuevos esperan aquí hasta que alguien los toma. Abre uno y elige “Asignármelo”."),
    OPEN(
            "status:unsolved",
            "All open",
            "Abiertos",
            "No open tickets",
            "No hay tickets abiertos",
            "Every ticket that is not solved appears here. New mail arrives by itself; a phone call you can note.",
            "Aquí aparecen todos los tickets sin resolver. El correo nuevo llega solo; una llamada la puedes anotar."),
    BREACHING(
            "breaching:<4h",
            "Breaching soon",
            "Por vencer",
            "No promise is in danger",
            "Ningún plazo está en riesgo",
            "Tickets whose promised time ends within four hours, or is over, appear here.",
            "Aquí aparecen los tickets cuyo plazo prometido termina en cuatro horas o ya venció."),
    SAFETY(
            "status:unsolved safety:yes",
            "Safety",
            "Protección",
            "No safety tickets",
            "No hay tickets de protección",
            "Tickets behind the safety wall appear here, for the Safety Team and Legal only.",
            "Aquí aparecen los tickets tras el muro de protección, solo para el equipo de protección y Legal.");

    private final String filter;
    private final Both title;
    private final Both emptyTitle;
    private final Both emptyText;

    /** What is said of a list, in both languages. */
    private record Both(String english, String spanish) {
        String said() {
            return say(english, spanish);
        }
    }

    DeskList(
            String filter,
            String title,
            String spanishTitle,
            String emptyTitle,
            String spanishEmptyTitle,
            String emptyText,
            String spanishEmptyText) {
        this.filter = filter;
        this.title = new Both(title, spanishTitle);
        this.emptyTitle = new Both(emptyTitle, spanishEmptyTitle);
        this.emptyText = new Both(emptyText, spanishEmptyText);
    }

    /** The list named in an address, such as {@code mine}; empty when there is none of that name. */
    public static Optional<DeskList> named(String name) {
        return Arrays.stream(values()).filter(list -> list.key().equals(name)).findFirst();
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String address() {
        return "/desk/lists/" + key();
    }

    /** The list as a filter that says the same, to be narrowed from there. */
    public String filter() {
        return filter;
    }

    public String title() {
        return title.said();
    }

    /** How the rows are ordered where nobody chose, in words. */
    public String order() {
        return Layout.PLAIN.orderWords();
    }

    public String emptyTitle() {
        return emptyTitle.said();
    }

    public String emptyText() {
        return emptyText.said();
    }
}

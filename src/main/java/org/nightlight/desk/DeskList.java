package org.nightlight.desk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The lists of the desk, in the rail's order, with what they say when they are empty. */
public enum DeskList {
    MINE(
            "status:unsolved assignee:me",
            "Mine",
            "by time left",
            "Nothing is assigned to you",
            "Tickets that you take, or that a lead gives you, appear here. Take the next one from the unassigned list."),
    TEAM(
            "status:unsolved team:mine",
            "My team’s",
            "by time left",
            "Your team has no open tickets",
            "Tickets routed to your teams appear here, the most pressing first."),
    UNASSIGNED(
            "status:unsolved assignee:nobody",
            "Unassigned",
            "by time left",
            "Every ticket has somebody",
            "New tickets wait here until somebody takes them. Open one and choose “Assign to me”."),
    OPEN(
            "status:unsolved",
            "All open",
            "by time left",
            "No open tickets",
            "Every ticket that is not solved appears here. New mail arrives by itself; a phone call you can note."),
    BREACHING(
            "breaching:<4h",
            "Breaching soon",
            "by time left",
            "No promise is in danger",
            "Tickets whose promised time ends within four hours, or is over, appear here."),
    SAFETY(
            "status:unsolved safety:yes",
            "Safety",
            "by time left",
            "No safety tickets",
            "Tickets behind the safety wall appear here, for the Safety Team and Legal only.");

    private final String filter;
    private final String title;
    private final String order;
    private final String emptyTitle;
    private final String emptyText;

    DeskList(String filter, String title, String order, String emptyTitle, String emptyText) {
        this.filter = filter;
        this.title = title;
        this.order = order;
        this.emptyTitle = emptyTitle;
        this.emptyText = emptyText;
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
        return title;
    }

    /** How the rows are ordered, in words. */
    public String order() {
        return order;
    }

    public String emptyTitle() {
        return emptyTitle;
    }

    public String emptyText() {
        return emptyText;
    }
}

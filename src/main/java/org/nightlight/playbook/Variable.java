package org.nightlight.playbook;

import java.util.List;
import java.util.stream.Stream;

/** What may stand between braces in templates and macros: the one list of it. */
public enum Variable {
    CUSTOMER_FIRST_NAME("customer.first-name", "The first name of whoever wrote"),
    CUSTOMER_NAME(
            "customer.name", "Their whole name; of a child whose parents have not consented, the first name alone"),
    TICKET_NUMBER("ticket.number", "The ticket’s number"),
    TICKET_SUBJECT("ticket.subject", "Its subject"),
    REPLY_BY("reply-by", "The time that was promised next, while one is open"),
    AGENT_NAME("agent.name", "Your name"),
    TEAM_NAME("team.name", "The team that has the ticket"),
    BRAND_NAME("brand.name", "What the organisation is called"),
    /** Understood, so that older playbooks stay sound. No customer has an address at which a ticket can be read. */
    TICKET_LINK("ticket.link", "");

    private final String key;
    private final String meaning;

    Variable(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }

    public String key() {
        return key;
    }

    /** What it stands for, in words. */
    public String meaning() {
        return meaning;
    }

    /** Those that have a value on some ticket. */
    public static List<Variable> offered() {
        return Stream.of(values()).filter(one -> !one.meaning.isEmpty()).toList();
    }
}

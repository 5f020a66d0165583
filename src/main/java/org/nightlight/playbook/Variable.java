package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.stream.Stream;

/** What may stand between braces in templates and macros: the one list of it. */
public enum Variable {
    CUSTOMER_FIRST_NAME("customer.first-name", "The first name of whoever wrote", "El nombre de quien escribió"),
    CUSTOMER_NAME(
            "customer.name",
            "Their whole name; of a child whose parents have not consented, the first name alone",
            "Su nombre completo; de un menor sin consentimiento de sus padres, solo el nombre de pila"),
    TICKET_NUMBER("ticket.number", "The ticket’s number", "El número del ticket"),
    TICKET_SUBJECT("ticket.subject", "Its subject", "Su asunto"),
    REPLY_BY(
            "reply-by",
            "The time that was promised next, while one is open",
            "El próximo plazo prometido, mientras haya uno"),
    AGENT_NAME("agent.name", "Your name", "Tu nombre"),
    TEAM_NAME("team.name", "The team that has the ticket", "El equipo que tiene el ticket"),
    BRAND_NAME("brand.name", "What the organisation is called", "Cómo se llama la organización"),
    /** Understood, so that older playbooks stay sound. No customer has an address at which a ticket can be read. */
    TICKET_LINK("ticket.link", "", "");

    private final String key;
    private final String english;
    private final String spanish;

    Variable(String key, String english, String spanish) {
        this.key = key;
        this.english = english;
        this.spanish = spanish;
    }

    public String key() {
        return key;
    }

    /** What it stands for, in words. */
    public String meaning() {
        return say(english, spanish);
    }

    /** Those that have a value on some ticket. */
    public static List<Variable> offered() {
        return Stream.of(values()).filter(one -> !one.english.isEmpty()).toList();
    }
}

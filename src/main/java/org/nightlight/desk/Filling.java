package org.nightlight.desk;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Template;
import org.nightlight.playbook.Variable;
import org.nightlight.privacy.FirstName;
import org.nightlight.privacy.Masking;
import org.nightlight.shared.Spoken;
import org.nightlight.ticket.Ticket;
import org.springframework.stereotype.Component;

/**
 * Fills the variables of templates and macros for one ticket and one writer. Of a child they tell no more than the ticket's page
 * shows. What has no value here stays in the text, where its writer sees it, and is asked about before it leaves.
 */
@Component
class Filling {
    /** What looks like a variable that nobody filled in. The page's script reads the same pattern (flags g and u). */
    static final String HOLE = "\\{ *\\p{L}[\\p{L}\\p{N}._\\-]* *\\}";

    private static final Pattern HOLES = Pattern.compile(HOLE);

    private final Customers customers;
    private final Masking masking;
    private final Frame frame;

    Filling(Customers customers, Masking masking, Frame frame) {
        this.customers = customers;
        this.masking = masking;
        this.frame = frame;
    }

    /** Belongs into a transaction of the visit's clearance. */
    String filled(String text, Ticket ticket, Visit visit) {
        return Template.fill(text, values(ticket, visit));
    }

    /** The template's text in the requester's language; empty where there is no such template. */
    String template(String key, Ticket ticket, Visit visit) {
        Playbook playbook = frame.playbook();
        Template template = playbook.templates().get(key);
        if (template == null || !template.forPeople()) {
            return "";
        }
        return filled(template.in(language(requester(ticket))).body(), ticket, visit);
    }

    /** Each once, as it stands in the text. */
    static List<String> holes(String text) {
        return HOLES.matcher(text)
                .results()
                .map(found -> found.group())
                .distinct()
                .toList();
    }

    private Map<String, String> values(Ticket ticket, Visit visit) {
        Playbook playbook = frame.playbook();
        Words words = frame.words();
        Customer requester = requester(ticket);
        String name = masking.addressed(requester);
        Map<String, String> values = new HashMap<>();
        for (Variable variable : Variable.values()) {
            values.put(
                    variable.key(),
                    switch (variable) {
                        case CUSTOMER_FIRST_NAME -> FirstName.greeting(name);
                        case CUSTOMER_NAME -> name;
                        case TICKET_NUMBER -> Long.toString(ticket.id());
                        case TICKET_SUBJECT -> ticket.subject();
                        case REPLY_BY -> {
                            Instant due = ticket.dueAt();
                            yield due == null
                                    ? ""
                                    : Spoken.in(
                                            Spoken.ofKey(language(requester)),
                                            () -> words.when(due).text());
                        }
                        case AGENT_NAME -> visit.member().name();
                        case TEAM_NAME -> words.team(ticket.team());
                        case BRAND_NAME -> playbook.brand().name();
                        case TICKET_LINK -> "";
                    });
        }
        values.values().removeIf(String::isBlank);
        return values;
    }

    private String language(Customer requester) {
        String theirs = requester.language();
        return theirs == null ? frame.playbook().brand().language() : theirs;
    }

    private Customer requester(Ticket ticket) {
        return customers.find(ticket.requesterId()).orElseThrow();
    }
}

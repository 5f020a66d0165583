package org.nightlight.channel;

import java.util.Map;
import org.nightlight.channel.email.Protection;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a mail is besides its words, as lines on its ticket: a machine's, a forward of staff's, signed, a complaint. */
@Component
class MailRemarks {
    private static final Actor DESK = new Actor.Software("intake");

    private final Tickets tickets;
    private final Staff staff;

    MailRemarks(Tickets tickets, Staff staff) {
        this.tickets = tickets;
        this.staff = staff;
    }

    /** Belongs into the transaction that files the mail. {@code opened}: a new ticket tells of machines by itself. */
    void tell(Reading.Readable letter, Tickets.Written written, boolean opened) {
        Reading.Signs signs = letter.signs();
        if (!letter.automatic().isEmpty() && !opened) {
            line(written, "automatic", Map.of("reason", letter.automatic(), "certain", signs.certain()));
        }
        if (signs.complaint()) {
            line(written, "complaint", Map.of());
        }
        if (signs.protection() != Protection.NONE) {
            line(written, "protection", Map.of("reason", signs.protection().sentence()));
        }
        if (signs.forwards() && letter.sender().flatMap(staff::findByEmail).isPresent()) {
            line(written, "forwarded", Map.of("message", written.messageId()));
        }
    }

    /** What a service that took the mail in warns of. It stops nothing: what it takes for spam may be a child's. */
    void tellWarnings(String envelope, Tickets.Written written) {
        JsonNode found = JsonMapper.shared().readTree(envelope).path("found");
        if (found.path("virus").asBoolean(false)) {
            line(written, "service-warning", Map.of("virus", true));
        }
        if (found.path("spam").asBoolean(false)) {
            line(written, "service-warning", Map.of("virus", false));
        }
    }

    private void line(Tickets.Written written, String kind, Map<String, ?> detail) {
        tickets.explain(written.ticketId(), DESK, kind, detail);
    }
}

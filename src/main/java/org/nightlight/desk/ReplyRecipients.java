package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import org.nightlight.channel.Participant;
import org.nightlight.channel.Participants;
import org.nightlight.customer.Customer;
import org.nightlight.ticket.Ticket;
import org.springframework.stereotype.Component;

/** Says above the composer whom a reply goes to, from what is kept of this ticket alone. */
@Component
class ReplyRecipients {
    private final Participants participants;

    ReplyRecipients(Participants participants) {
        this.participants = participants;
    }

    ReplyTo of(Ticket ticket, Customer requester) {
        List<Participant> all = participants.of(ticket, requester);
        return new ReplyTo(
                all.stream()
                        .map(one -> new ReplyTo.Other(
                                one.address().value(),
                                text(one.standing()),
                                one.standing() == Participant.Standing.COPIED,
                                "/desk/tickets/" + ticket.id() + "/participants/" + one.id()))
                        .toList(),
                participants.takesAnybody(ticket, requester),
                mark(requester, all));
    }

    /** Equal for equal recipients. */
    private static String mark(Customer requester, List<Participant> all) {
        List<String> copied = all.stream()
                .filter(it -> it.standing() == Participant.Standing.COPIED)
                .map(it -> it.address().value())
                .sorted()
                .toList();
        return Integer.toHexString(copied.hashCode()) + "." + requester.id();
    }

    private static String text(Participant.Standing standing) {
        return switch (standing) {
            case COPIED -> say("gets a copy of your reply", "recibe copia de tu respuesta");
            case NAMED ->
                say(
                        "is new here and gets nothing until you say so",
                        "es nueva aquí y no recibe nada hasta que lo digas");
            case DROPPED ->
                say(
                        "was left out of the last mail and gets no copy",
                        "quedó fuera del último correo y no recibe copia");
            case REMOVED -> say("was taken off", "se quitó");
        };
    }
}

package org.nightlight.channel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nightlight.channel.email.Subjects;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Ticket;

/** Under which subjects the customer's messages came in a ticket. Pure; words that are sealed are not there. */
public final class CustomerSubjects {
    private CustomerSubjects() {}

    /**
     * The messages that came under another subject than what was spoken of before, with that subject: perhaps a second matter.
     *
     * @param messages all of the ticket, oldest first
     */
    public static Map<Long, String> changed(Ticket ticket, List<Message> messages) {
        Map<Long, String> changed = new HashMap<>();
        String before = "";
        for (Message message : messages) {
            String own = message.subject();
            if (!own.isEmpty()) {
                boolean first = message == messages.getFirst();
                String known = before.isEmpty() ? ticket.subject() : before;
                if (!first && !Subjects.sameMatter(own, known) && !Subjects.sameMatter(own, ticket.subject())) {
                    changed.put(message.id(), own);
                }
                before = own;
            }
        }
        return changed;
    }

    /**
     * What an answer is called: as the requester called the matter last. What somebody else on the ticket calls it names no letter to
     * the requester.
     *
     * @param messages all of the ticket before the answer, oldest first
     */
    static String latest(Ticket ticket, List<Message> messages) {
        Actor requester = new Actor.Customer(ticket.requesterId());
        return messages.reversed().stream()
                .filter(message -> message.author().equals(requester))
                .map(Message::subject)
                .filter(subject -> !Subjects.bare(subject).isEmpty())
                .findFirst()
                .orElse(ticket.subject());
    }
}

package org.nightlight.channel;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nightlight.customer.Customer;
import org.nightlight.playbook.Playbook;
import org.nightlight.safety.WrittenIn;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * In which language a conversation is held, as a line on its ticket where it is another than was to be expected: routing asks
 * people's skills by it.
 */
@Component
class WritingLanguage {
    private static final Actor DESK = new Actor.Software("intake");
    private static final String WRITTEN_IN = "written-in";

    private final Tickets tickets;

    WritingLanguage(Tickets tickets) {
        this.tickets = tickets;
    }

    /** Belongs into the transaction that opens a ticket with these words. What is too short to tell changes nothing. */
    void opened(long ticketId, String words, Customer requester, Playbook playbook) {
        tell(ticketId, words, () -> expected(requester, playbook));
    }

    /** As {@link #opened}, for words that a conversation goes on with. */
    void wentOn(long ticketId, String words, Customer requester, Playbook playbook) {
        tell(ticketId, words, () -> last(ticketId).orElseGet(() -> expected(requester, playbook)));
    }

    private void tell(long ticketId, String words, Supplier<String> known) {
        WrittenIn.of(words)
                .filter(language -> !language.equals(known.get()))
                .ifPresent(language -> tickets.explain(ticketId, DESK, WRITTEN_IN, Map.of("language", language)));
    }

    private Optional<String> last(long ticketId) {
        return tickets.timeline(ticketId).reversed().stream()
                .filter(event -> event.kind().equals(WRITTEN_IN))
                .findFirst()
                .map(event -> event.detail().path("language").asString());
    }

    private static String expected(Customer requester, Playbook playbook) {
        String theirs = requester.language();
        return Locale.forLanguageTag(theirs == null ? playbook.brand().language() : theirs)
                .getLanguage();
    }
}

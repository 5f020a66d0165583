package org.nightlight.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * What a child wrote before any consent is stored with what tells who the child is taken out; the words as they were written lie
 * apart, for a click that is recorded, and for the Safety Team, who get them back with the wall. Whoever is only not known to be
 * older is not masked. Verbs belong into the caller's transaction.
 */
@Component
public class Masking {
    private final MaskedWordsStore store;
    private final Ages ages;
    private final Consents consents;
    private final Customers customers;
    private final Audit audit;

    Masking(MaskedWordsStore store, Ages ages, Consents consents, Customers customers, Audit audit) {
        this.store = store;
        this.ages = ages;
        this.consents = consents;
        this.customers = customers;
        this.audit = audit;
    }

    /**
     * How messages of one writer are masked.
     *
     * @param known names of the writer and of everybody at home
     */
    public record Mask(List<String> known) {
        public WrittenWords of(WrittenWords written) {
            return written.masked(known);
        }

        public String of(String subject) {
            return PersonalFinder.hidden(subject, known);
        }
    }

    /** What was said before of how old this writer is, as far as the desk may see it. Needs {@code SYSTEM}. */
    public List<AgeStatement> stated(Customer writer) {
        return ages.outsideTheWall(writer.id());
    }

    /**
     * Whether the writer of a message that is coming in is known as under 13. Pure.
     *
     * @param writer empty for somebody who writes for the first time
     * @param stated what was said before
     * @param reading what this message says of ages; it counts although it is not kept yet
     * @param answered to the contact form's question; null when it was not asked or not answered
     */
    public boolean isChild(
            Optional<Customer> writer, List<AgeStatement> stated, AgeReading reading, @Nullable AgeState answered) {
        return writer.map(known -> ages.isKnownUnder13(known, stated, reading, answered))
                .orElse(answered == AgeState.UNDER_13 || reading.writer().equals(Optional.of(AgeState.UNDER_13)));
    }

    /**
     * How what a child writes is masked; empty where a parent has consented. Needs {@code SYSTEM}.
     *
     * @param name as the message gives it
     */
    public Optional<Mask> of(Optional<Customer> child, String name) {
        boolean consented =
                child.map(known -> consents.of(known.id()).collection()).orElse(false);
        return consented ? Optional.empty() : Optional.of(new Mask(known(child, name)));
    }

    /** How what somebody wrote before is masked; empty where it stays. */
    public Optional<Mask> of(long writerId) {
        Optional<Customer> writer = customers.find(writerId);
        return writer.filter(known -> isChild(writer, stated(known), AgeReading.NOTHING, null))
                .flatMap(known -> of(writer, ""));
    }

    /** How a letter addresses this person: a child without consent by the first name, which alone is then kept in it. */
    public String addressed(Customer customer) {
        boolean child = ages.isKnownUnder13(customer, new Actor.Software("privacy"))
                && !consents.of(customer.id()).collection();
        return child ? FirstName.greeting(customer.name()) : customer.name();
    }

    private List<String> known(Optional<Customer> writer, String name) {
        List<String> names = new ArrayList<>(List.of(name));
        writer.ifPresent(it -> names.add(it.name()));
        names.removeIf(FirstName::isMailbox);
        writer.flatMap(customers::householdOf)
                .ifPresent(home -> home.members().forEach(member -> names.add(member.name())));
        return names;
    }

    /**
     * Keeps what was written beside what is shown. Belongs into the transaction that stores the message.
     *
     * @param ticketSubject as it was written, where this message named its ticket; empty else
     * @param shownSubject what stands on the ticket instead; empty else
     */
    public void keep(long ticketId, long messageId, WrittenWords written, String ticketSubject, String shownSubject) {
        store.insert(ticketId, messageId, written, ticketSubject, shownSubject);
    }

    /** These messages are in another ticket now; what they named was the one before. Needs {@code SYSTEM}. */
    public void moved(Collection<Long> messages, long ticketId) {
        store.move(messages, ticketId);
    }

    /** Somebody is about to read what was written. Committed before it is shown. */
    public void reads(long ticketId, long messageId, Actor.Staff by) {
        audit.recordTicket(by, "masked-words-read", ticketId, "message:" + messageId);
    }

    /** As it was written; empty when nothing is masked, or the ticket is behind the wall by now. Needs {@code SYSTEM}. */
    public Optional<WrittenWords> written(long ticketId, long messageId) {
        return store.find(ticketId, messageId);
    }

    /** All that was masked in these conversations, by message. Needs {@code SYSTEM}. */
    public Map<Long, WrittenWords> written(Collection<Long> tickets) {
        return store.of(tickets);
    }

    /**
     * A message's words on their way back.
     *
     * @param ticketSubject the ticket's own, where this message named it; empty else
     * @param shownSubject what stands on the ticket where nobody has changed it
     */
    public record Kept(long messageId, WrittenWords words, String ticketSubject, String shownSubject) {}

    /** The wall around this ticket is up: the words are given back, and nothing of them stays here. */
    public List<Kept> takeBack(long ticketId) {
        return store.take(ticketId);
    }
}

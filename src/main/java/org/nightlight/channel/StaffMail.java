package org.nightlight.channel;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Mail to people at the desk, to each in the language in which the desk speaks to them. */
@Component
public class StaffMail {
    private final Outbox outbox;

    StaffMail(Outbox outbox) {
        this.outbox = outbox;
    }

    public record Words(String subject, String text) {}

    /** Nothing where nobody is to be told. */
    public void tell(Outgoing.Purpose purpose, Collection<StaffMember> people, Supplier<Words> words) {
        tell(purpose, readers(people), words);
    }

    /** @param readers by address, each with the language to write in */
    public void tell(Outgoing.Purpose purpose, Map<EmailAddress, Locale> readers, Supplier<Words> words) {
        tell(purpose, null, readers, words);
    }

    /** @param ticketId that it is about, for the record of what was sent */
    void tell(
            Outgoing.Purpose purpose,
            @Nullable Long ticketId,
            Map<EmailAddress, Locale> readers,
            Supplier<Words> words) {
        Map<Locale, Set<EmailAddress>> byLanguage = readers.entrySet().stream()
                .collect(groupingBy(Map.Entry::getValue, mapping(Map.Entry::getKey, toSet())));
        byLanguage.forEach((language, addresses) -> {
            Words said = Spoken.in(language, words);
            outbox.tellStaff(purpose, ticketId, addresses, said.subject(), said.text());
        });
    }

    /** A mailbox that is nobody's own reads English; put it beside these. */
    static Map<EmailAddress, Locale> readers(Collection<StaffMember> people) {
        Map<EmailAddress, Locale> readers = new HashMap<>();
        people.forEach(member -> readers.put(member.email(), Spoken.ofKey(member.language())));
        return readers;
    }
}

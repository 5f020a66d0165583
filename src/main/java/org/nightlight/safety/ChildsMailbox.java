package org.nightlight.safety;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Household;
import org.nightlight.customer.Relation;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Channel;

/** Whose mailbox it is that a child seems to write from, by what the desk knows. In doubt somebody at home reads it (R-04). */
final class ChildsMailbox {
    private static final Set<String> SHARED = Set.of(
            "family",
            "familia",
            "fam",
            "parents",
            "padres",
            "parent",
            "mom",
            "mum",
            "mommy",
            "mama",
            "mami",
            "dad",
            "daddy",
            "papa",
            "papi",
            "home",
            "house",
            "household",
            "hogar",
            "casa",
            "we",
            "our",
            "us",
            "both",
            "all",
            "billing",
            "office",
            "info");

    private ChildsMailbox() {}

    /**
     * Addresses that others than the writer read.
     *
     * @param channel the way in which the ticket came: on the contact form a child gives a grown-up's address
     */
    static Set<EmailAddress> readByOthers(Customer writer, Optional<Household> home, Channel channel) {
        Set<EmailAddress> others = home.stream()
                .flatMap(it -> it.members().stream())
                .filter(member -> member.id() != writer.id())
                .flatMap(ChildsMailbox::addresses)
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> boxes = others.stream().map(ChildsMailbox::box).collect(Collectors.toSet());
        boolean adult = writer.relation() != Relation.CHILD && writer.relation() != Relation.UNKNOWN;
        boolean form = channel == Channel.WEB && writer.relation() != Relation.CHILD;
        addresses(writer)
                .filter(address -> adult
                        || form
                        || boxes.contains(box(address))
                        || isShared(address, home.map(Household::name).orElse("")))
                .forEach(others::add);
        return others;
    }

    private static boolean isShared(EmailAddress address, String household) {
        String local = local(address);
        Collection<String> words = Arrays.asList(local.split("[^\\p{L}]+"));
        String letters = local.replaceAll("[^\\p{L}]", "");
        String name = household
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\b(?:the|family|familia|household)\\b", "")
                .replaceAll("[^\\p{L}]", "");
        return words.stream().anyMatch(SHARED::contains)
                || letters.matches(".*(?:family|familia)")
                || !name.isEmpty() && letters.matches("(?:the)?" + name + "(?:s|es)?");
    }

    private static Stream<EmailAddress> addresses(Customer person) {
        return person.addresses().stream().flatMap(address -> EmailAddress.parse(address.value()).stream());
    }

    /** One mailbox has many spellings: what follows a plus is not looked at, nor the dots of some providers. */
    private static String box(EmailAddress address) {
        String local = local(address);
        boolean dotless =
                address.domain().equals("gmail.com") || address.domain().equals("googlemail.com");
        return (dotless ? local.replace(".", "") + "@gmail.com" : local + "@" + address.domain());
    }

    private static String local(EmailAddress address) {
        return address.value().substring(0, address.value().lastIndexOf('@')).replaceFirst("\\+.*", "");
    }
}

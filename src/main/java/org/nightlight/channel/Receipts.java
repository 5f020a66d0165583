package org.nightlight.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.playbook.Template;
import org.nightlight.privacy.AgeStanding;
import org.nightlight.privacy.AgeState;
import org.nightlight.privacy.AgeStatement;
import org.nightlight.privacy.Ages;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Proofs;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.sla.Clocks;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * Says that a mail has come: number and promised time, and nothing else. Whether one goes depends on who writes, by what was known
 * of them, and never on what screening found; and none goes where a child may live or write, so that there is nothing to tell anybody
 * at home (see docs/adr/0044).
 */
@Component
class Receipts {
    /** Nobody gets more than one in so long, whatever they send: an answering machine cannot be kept busy. */
    private static final Duration BETWEEN = Duration.ofHours(24);

    private final Outbox outbox;
    private final OutboundStore store;
    private final Customers customers;
    private final Ages ages;
    private final Proofs proofs;
    private final Suppressions suppressions;
    private final Tickets tickets;
    private final Clocks clocks;
    private final Clock clock;

    Receipts(
            Outbox outbox,
            OutboundStore store,
            Customers customers,
            Ages ages,
            Proofs proofs,
            Suppressions suppressions,
            Tickets tickets,
            Clocks clocks,
            Clock clock) {
        this.outbox = outbox;
        this.store = store;
        this.customers = customers;
        this.ages = ages;
        this.proofs = proofs;
        this.suppressions = suppressions;
        this.tickets = tickets;
        this.clocks = clocks;
        this.clock = clock;
    }

    /**
     * Queues a receipt for a ticket that was just opened, where one may go. Belongs into the transaction that opened it, after what
     * the message says of ages and of its sender was kept.
     *
     * @param known the writer, where the desk knew them before this message
     */
    void acknowledge(
            Intake.Source source,
            Reading.Readable letter,
            Optional<Customer> known,
            long ticketId,
            PlaybookVersion rules) {
        Template template = rules.playbook().templates().get(Template.RECEIPT);
        Optional<EmailAddress> sender = letter.sender();
        if (template == null
                || sender.isEmpty()
                || source.channel() != Channel.EMAIL
                || !letter.automatic().isEmpty()
                || !letter.ignore().isEmpty()) {
            return;
        }
        Optional<Customer> writer = known.filter(this::isGrownUpAlone).filter(it -> !proofs.isDoubtful(ticketId));
        EmailAddress to = sender.get();
        if (writer.isEmpty()
                || suppressions.holds(to)
                || store.hadReceipt(to, clock.instant().minus(BETWEEN))) {
            return;
        }
        queue(template, writer.get(), to, ticketId, letter, source.receivedAt(), rules);
    }

    /** By the account or a person at the desk; what a message or a form says of its writer's age counts against, never for. */
    private boolean isGrownUpAlone(Customer writer) {
        AgeStanding age = ages.of(writer);
        boolean vouchedFor = age.source() == AgeStatement.Source.ACCOUNT || age.source() == AgeStatement.Source.AGENT;
        return age.state() == AgeState.ADULT
                && vouchedFor
                && !writer.relation().answersForChildren()
                && customers
                        .householdOf(writer)
                        .map(home -> home.members().size() < 2)
                        .orElse(true);
    }

    private void queue(
            Template template,
            Customer writer,
            EmailAddress to,
            long ticketId,
            Reading.Readable letter,
            Instant receivedAt,
            PlaybookVersion rules) {
        Playbook playbook = rules.playbook();
        Optional<Instant> by = clocks.answerBy(rules, writer.tier(), receivedAt);
        if (by.isEmpty()) {
            return;
        }
        String language = template.languageFor(
                writer.language() == null ? playbook.brand().language() : writer.language());
        Template.Text text = template.in(language)
                .filled(Map.of(
                        "brand.name",
                        playbook.brand().name(),
                        "ticket.number",
                        Long.toString(ticketId),
                        "reply-by",
                        said(by.get(), playbook.zone(), Locale.forLanguageTag(language))));
        boolean queued = outbox.receipt(
                ticketId,
                new Outgoing(
                        Outgoing.Purpose.RECEIPT, Set.of(to), text.subject(), text.body(), false, Set.of(), List.of()),
                letter.mailId(),
                letter.references());
        if (queued) {
            tickets.explain(
                    ticketId,
                    new Actor.Software("outbox"),
                    "receipt",
                    Map.of("by", by.get().toString()));
        }
    }

    /** Such as {@code Friday, November 27, 2026 at 5:00 PM (Eastern Time)}. */
    static String said(Instant at, ZoneId zone, Locale language) {
        ZonedDateTime there = at.atZone(zone);
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                        .withLocale(language)
                        .format(there)
                + " (" + zone.getDisplayName(TextStyle.FULL, language) + ")";
    }
}

package org.nightlight.privacy;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.Actor;
import org.nightlight.shared.Outcome;
import org.springframework.stereotype.Component;

/**
 * How old people are, as far as consent asks. Every statement is kept with its source; the strictest holds at once. A person at
 * the desk may put right what a message seemed to say or a form answered for somebody else, with a reason; never what the account says. Verbs
 * belong into a transaction, which sees no statement of a message behind a wall that it does not see.
 */
@Component
public class Ages {
    private static final Actor.Software PRIVACY = new Actor.Software("privacy");
    private static final int LONGEST_REASON = 500;

    private final AgeStore store;
    private final Customers customers;
    private final CurrentPlaybook playbooks;
    private final Audit audit;
    private final Clock clock;

    Ages(AgeStore store, Customers customers, CurrentPlaybook playbooks, Audit audit, Clock clock) {
        this.store = store;
        this.customers = customers;
        this.playbooks = playbooks;
        this.audit = audit;
        this.clock = clock;
    }

    /** How old this person is taken to be now. */
    public AgeStanding of(Customer customer) {
        Playbook playbook = playbooks.current().playbook();
        LocalDate today = LocalDate.ofInstant(clock.instant(), playbook.zone());
        return standing(
                customer, store.of(customer.id()), today, playbook.consent().directedToChildren());
    }

    /** What was said behind a wall is left out whoever asks: what comes of this would tell of the wall. */
    List<AgeStatement> outsideTheWall(long customerId) {
        return store.outsideTheWall(customerId);
    }

    /**
     * Whether the writer of a message that is being taken in is known as under 13: by the account, by what was said before, or by
     * this message. Asks no table.
     *
     * @param reading what the message says; it counts although it is not kept yet
     * @param answered to the contact form's question; null when it was not asked or not answered
     */
    boolean isKnownUnder13(
            Customer writer, List<AgeStatement> before, AgeReading reading, @Nullable AgeState answered) {
        List<AgeStatement> said = new ArrayList<>(before);
        Stream.concat(Stream.ofNullable(answered), reading.writer().stream())
                .forEach(band ->
                        said.add(new AgeStatement(band, AgeStatement.Source.MESSAGE, PRIVACY, clock.instant(), "")));
        return isUnder13(writer, said);
    }

    /**
     * Whether somebody is known as under 13, as the caller's clearance shows it.
     *
     * @param doubter whose own word that they are older does not count here: nobody opens a door to themselves
     */
    public boolean isKnownUnder13(Customer customer, Actor doubter) {
        return isUnder13(
                customer,
                store.of(customer.id()).stream()
                        .filter(said -> said.source() != AgeStatement.Source.AGENT
                                || said.band() == AgeState.UNDER_13
                                || !said.actor().equals(doubter))
                        .toList());
    }

    private boolean isUnder13(Customer customer, List<AgeStatement> said) {
        LocalDate today = LocalDate.ofInstant(
                clock.instant(), playbooks.current().playbook().zone());
        return standing(customer, said, today, false).state() == AgeState.UNDER_13;
    }

    /** Oldest first; those that the caller's clearance shows. */
    public List<AgeStatement> statements(long customerId) {
        return store.of(customerId);
    }

    /** Pure: from the account and all statements. */
    static AgeStanding standing(
            Customer customer, List<AgeStatement> statements, LocalDate today, boolean directedToChildren) {
        int agents = lastOfAgents(statements);
        AgeState state = AgeState.UNKNOWN;
        AgeStatement by = null;
        for (int i = Math.max(agents, 0); i < statements.size(); i++) {
            AgeStatement said = statements.get(i);
            if (said.band().compareTo(state) < 0) {
                state = said.band();
                by = said;
            }
        }
        Optional<AgeState> account = AgeState.ofAccount(customer, today);
        if (account.isPresent() && account.get().compareTo(state) <= 0) {
            return AgeStanding.of(account.get(), AgeStatement.Source.ACCOUNT, customer.updatedAt(), directedToChildren);
        }
        return AgeStanding.of(state, by == null ? null : by.source(), by == null ? null : by.at(), directedToChildren);
    }

    /** What an agent stated last overrules all that was said before it; -1 when none did. */
    private static int lastOfAgents(List<AgeStatement> statements) {
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).source() == AgeStatement.Source.AGENT) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Keeps what a screened message says of its writer, and of a child whom the writer speaks of, where the household has one
     * child only.
     *
     * @param answered to the contact form's question; null when it was not asked or not answered
     * @param walled whether the message came in behind the safety wall: then nobody outside sees that anything was said
     */
    public void heard(Customer writer, AgeReading reading, @Nullable AgeState answered, long ticketId, boolean walled) {
        if (answered != null) {
            keep(
                    writer.id(),
                    answered,
                    AgeStatement.Source.QUESTION,
                    new Actor.Customer(writer.id()),
                    ticketId,
                    walled,
                    "");
        }
        reading.writer()
                .ifPresent(band -> keep(writer.id(), band, AgeStatement.Source.MESSAGE, PRIVACY, ticketId, walled, ""));
        reading.child()
                .ifPresent(band -> onlyChild(writer)
                        .ifPresent(child ->
                                keep(child, band, AgeStatement.Source.MESSAGE, PRIVACY, ticketId, walled, "")));
    }

    /**
     * A person at the desk says how old somebody is.
     *
     * @param ticketId where it is said
     * @param walled whether that ticket is behind the safety wall
     */
    public Outcome<AgeStanding> state(
            Customer customer, AgeState band, String reason, long ticketId, boolean walled, Actor.Staff by) {
        String why = reason.strip();
        if (why.isEmpty()) {
            return Outcome.refused(
                    "age-reason",
                    say(
                            "Say how you know. The reason is kept with the age.",
                            "Di cómo lo sabes. El motivo se guarda con la edad."));
        }
        if (why.length() > LONGEST_REASON) {
            return Outcome.refused(
                    "age-reason",
                    say("Say it in at most ", "Dilo en un máximo de ") + LONGEST_REASON + say(" letters.", " letras."));
        }
        keep(customer.id(), band, AgeStatement.Source.AGENT, by, ticketId, walled, why);
        return Outcome.done(of(customer));
    }

    private Optional<Long> onlyChild(Customer writer) {
        List<Customer> children = customers
                .householdOf(writer)
                .map(home -> home.children().stream()
                        .filter(child -> child.id() != writer.id())
                        .toList())
                .orElse(List.of());
        return children.size() == 1 ? Optional.of(children.getFirst().id()) : Optional.empty();
    }

    private void keep(
            long customerId,
            AgeState band,
            AgeStatement.Source source,
            Actor actor,
            long ticketId,
            boolean walled,
            String reason) {
        store.insert(customerId, new AgeStatement(band, source, actor, clock.instant(), reason), ticketId, walled);
        String detail = band.key() + " " + source.key();
        if (walled) {
            audit.recordWalled(actor, "age-stated", "customer:" + customerId, ticketId, detail);
        } else {
            audit.recordTicket(actor, "age-stated", ticketId, detail);
        }
    }
}

package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.Bounce;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What other mail systems say of mail that has left, and what comes of it: an agent is told, an address gets no more mail. */
@Component
public class Deliveries {
    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    private final DeliveryStore store;
    private final OwnMail own;
    private final Outbox outbox;
    private final StaffMail mail;
    private final Suppressions suppressions;
    private final Tickets tickets;
    private final Staff staff;
    private final Database database;
    private final Clock clock;
    private final String url;

    Deliveries(
            DeliveryStore store,
            OwnMail own,
            Outbox outbox,
            StaffMail mail,
            Suppressions suppressions,
            Tickets tickets,
            Staff staff,
            Database database,
            Clock clock,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.store = store;
        this.own = own;
        this.outbox = outbox;
        this.mail = mail;
        this.suppressions = suppressions;
        this.tickets = tickets;
        this.staff = staff;
        this.database = database;
        this.clock = clock;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl;
    }

    /**
     * What became of a message after it had left.
     *
     * @param event what counts most for whom it was written to; null where nothing was heard
     * @param copies what came of those who got a copy alone and do not have it, or want none
     * @param doubted whether the first hop once gave no answer, so that the mail may be there twice, under one id
     */
    public record Told(@Nullable DeliveryEvent event, List<Copy> copies, boolean doubted) {
        public static final Told NOTHING = new Told(null, List.of(), false);
    }

    /** @param address empty once it was forgotten */
    public record Copy(String address, DeliveryEvent event) {}

    /** Of messages that have left, by message, as far as the caller's clearance shows it. */
    public Map<Long, Told> of(Collection<Long> messageIds) {
        return messageIds.isEmpty()
                ? Map.of()
                : store.ofMessages(messageIds).stream()
                        .collect(Collectors.groupingBy(
                                DeliveryStore.Said::messageId,
                                Collectors.collectingAndThen(Collectors.toList(), Deliveries::told)));
    }

    private static Told told(List<DeliveryStore.Said> all) {
        DeliveryEvent counts = null;
        Map<String, Copy> copies = new LinkedHashMap<>();
        boolean doubted = false;
        for (DeliveryStore.Said said : all) {
            DeliveryEvent event = said.event();
            String copied = said.copied();
            if (event.kind() == DeliveryEvent.Kind.DOUBTED) {
                doubted = true;
            } else if (copied == null) {
                counts = counts == null ? event : counts;
            } else if (event.kind().isFailure() || event.kind() == DeliveryEvent.Kind.COMPLAINT) {
                copies.putIfAbsent(copied, new Copy(copied, event));
            }
        }
        return new Told(counts, List.copyOf(copies.values()), doubted);
    }

    /** The mail of ours that a report is about: by the return path, which is signed, else by the id that it names. */
    Optional<DeliveryStore.Left> reported(Returned returned) {
        if (!returned.bounce().is()) {
            return Optional.empty();
        }
        Optional<Long> byReturnPath = returned.envelopeTo().stream()
                .flatMap(to -> own.reported(to).stream())
                .findFirst();
        String mailId = returned.bounce().originalMessageId();
        return database.read(
                Clearance.SYSTEM,
                () -> byReturnPath
                        .flatMap(store::left)
                        .or(() -> Optional.ofNullable(mailId).flatMap(store::left)));
    }

    /** A report came by mail. Belongs into the transaction that ends the arrival, with {@code SYSTEM} clearance. */
    void heard(DeliveryStore.Left mail, Returned returned, long inboundId) {
        Bounce bounce = returned.bounce();
        String status = Optional.ofNullable(bounce.status())
                .filter(it -> STATUS.matcher(it).matches())
                .orElse("");
        DeliveryEvent.Kind kind = bounce.kind() == Bounce.Kind.HARD
                ? DeliveryEvent.Kind.BOUNCED
                : status.startsWith("5.") ? DeliveryEvent.Kind.RETURNED : DeliveryEvent.Kind.DEFERRED;
        EmailAddress named = Optional.ofNullable(bounce.recipient())
                .flatMap(EmailAddress::parse)
                .orElse(null);
        heard(mail, "mail:" + inboundId, new DeliveryEvent(kind, status, clock.instant()), named);
    }

    /**
     * Something was said of a mail, by whoever may say so. Of somebody who got a copy it is told, and whom the mail was written to
     * has it all the same. In the caller's transaction, with {@code SYSTEM} clearance.
     *
     * @param onceKey equal for the same report told twice
     * @param named whom the report is about; null where it does not say
     */
    void heard(DeliveryStore.Left mail, String onceKey, DeliveryEvent event, @Nullable EmailAddress named) {
        EmailAddress copied = named != null && mail.copies().contains(named) ? named : null;
        if (!store.insert(mail.id(), onceKey, event, copied)
                || !mail.sent() && !outbox.leftAfterAll(mail.id(), event.at())) {
            return;
        }
        if (event.kind().isFailure() && copied == null) {
            outbox.cameBack(mail, sentence(event));
        }
        switch (event.kind()) {
            case BOUNCED -> stop(mail, named, Suppressions.Why.BOUNCED, event.status());
            case COMPLAINT -> stop(mail, named, Suppressions.Why.COMPLAINT, event.status());
            case DELIVERED, DEFERRED, RETURNED, DOUBTED -> {
                // The address may work.
            }
        }
    }

    private static String sentence(DeliveryEvent event) {
        String code = event.status().isEmpty() ? "" : " (" + event.status() + ")";
        return event.kind() == DeliveryEvent.Kind.BOUNCED
                ? "It came back: there is no such mailbox" + code
                        + ". Put the address right, or reach the person another way."
                : "It came back" + code
                        + ". The mailbox may be full; try again later, or reach the person another way.";
    }

    /**
     * Nothing that a mail of a case tells comes on the list, for the desk sees it. Staff stand on it to be seen to; what goes to them
     * is sent all the same.
     */
    private void stop(DeliveryStore.Left mail, @Nullable EmailAddress named, Suppressions.Why why, String status) {
        boolean listed = switch (mail.purpose()) {
            case REPLY, SIDE, AUTOMATIC, RECEIPT -> !isWalled(mail);
            case ALERT, NOTICE -> true;
            case CONSENT, CHILD, MACHINE, EVENT, PAGE, CARD, KNOWLEDGE -> false;
        };
        List<EmailAddress> meant = named == null && mail.recipients().size() == 1
                ? mail.recipients()
                : mail.recipients().stream().filter(it -> it.equals(named)).toList();
        if (listed && !meant.isEmpty() && suppressions.add(meant.getFirst(), why, status) && mail.toStaff()) {
            alarm(meant.getFirst(), mail.purpose() == Outgoing.Purpose.ALERT);
        }
    }

    private boolean isWalled(DeliveryStore.Left mail) {
        Long ticket = mail.ticketId();
        return ticket != null && tickets.find(ticket).map(Ticket::walled).orElse(false);
    }

    /** Somebody at the desk is not reached: whoever can see to it hears so at once, once for each address. */
    private void alarm(EmailAddress unreached, boolean alert) {
        List<StaffMember> told = Stream.of(Role.ADMIN, Role.SAFETY_OFFICER)
                .filter(role -> alert || role == Role.ADMIN)
                .flatMap(role -> staff.withRole(role).stream())
                .filter(member -> !member.email().equals(unreached))
                .toList();
        mail.tell(
                alert ? Outgoing.Purpose.ALERT : Outgoing.Purpose.NOTICE,
                told,
                () -> new StaffMail.Words(
                        alert
                                ? say("A safety alert did not arrive", "Un aviso de protección no llegó")
                                : say(
                                        "Mail to somebody at the desk did not arrive",
                                        "El correo a alguien de la mesa de ayuda no llegó"),
                        (alert
                                        ? say(
                                                "An alert of the Safety Team could not be delivered to "
                                                        + "one of its addresses.",
                                                "Un aviso del equipo de protección no se pudo entregar en "
                                                        + "una de sus direcciones.")
                                        : say(
                                                "A mail of the desk could not be delivered to one of its staff.",
                                                "Un correo de la mesa de ayuda no se pudo entregar a "
                                                        + "alguien del personal."))
                                + say(
                                        " Mail goes on being sent there, but whoever it is does not get "
                                                + "it. Please put the address right now:\n",
                                        " Se sigue enviando correo allí, pero no le llega. Corrige la "
                                                + "dirección ahora, por favor:\n")
                                + url + "/desk/admin/suppressed"));
    }
}

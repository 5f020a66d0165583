package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Outbox;
import org.nightlight.channel.SideMail;
import org.nightlight.database.Database;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.SideConversations;
import org.nightlight.ticket.SideConversations.Side;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Side conversations: begun on a ticket's page, read and gone on with on a page of their own. Behind a wall there are none to begin. */
@Controller
class SideController {
    private static final String ALL = "/desk/tickets/{id}/side-conversations";
    private static final String ONE = ALL + "/{sid}";
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST = 20_000;
    /** The same words again within so many seconds are the same form, sent twice. */
    private static final int TWICE = 300;

    private final Database database;
    private final Frame frame;
    private final Tickets tickets;
    private final SideConversations sides;
    private final SideMail mail;
    private final Outbox outbox;
    private final TicketPages ticketPages;
    private final SidePages pages;

    SideController(
            Database database,
            Frame frame,
            Tickets tickets,
            SideConversations sides,
            SideMail mail,
            Outbox outbox,
            TicketPages ticketPages,
            SidePages pages) {
        this.database = database;
        this.frame = frame;
        this.tickets = tickets;
        this.sides = sides;
        this.mail = mail;
        this.outbox = outbox;
        this.ticketPages = ticketPages;
        this.pages = pages;
    }

    @GetMapping(ONE)
    ModelAndView show(@PathVariable long id, @PathVariable long sid, Visit visit) {
        return pages.page(visit, id, sid, "", Map.of());
    }

    @PostMapping(ALL)
    ModelAndView begin(
            @PathVariable long id,
            @RequestParam(name = "side-to", defaultValue = "") String to,
            @RequestParam(name = "side-subject", defaultValue = "") String subject,
            @RequestParam(name = "side-text", defaultValue = "") String text,
            @RequestParam(name = "side-sure", defaultValue = "false") boolean sure,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        String line = subject.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        String words = RepliesController.tidy(text);
        Map<String, String> faults = new LinkedHashMap<>();
        Optional<EmailAddress> address = EmailAddress.parse(to);
        if (address.isEmpty()) {
            faults.put(
                    "side-to",
                    say(
                            "Enter an e-mail address, such as help@printer.example.",
                            "Indica una dirección de correo, por ejemplo help@printer.example."));
        }
        if (line.isEmpty()) {
            faults.put("side-subject", say("Say what it is about.", "Di de qué se trata."));
        } else if (line.length() > LONGEST_SUBJECT) {
            faults.put(
                    "side-subject",
                    say("Use up to %d letters.", "Usa %d letras como máximo.").formatted(LONGEST_SUBJECT));
        }
        fault(words).ifPresent(fault -> faults.put("side-text", fault));
        Side begun = null;
        try {
            begun = database.write(visit.clearance(), () -> {
                Ticket ticket = writable(id);
                address.flatMap(one -> mail.refused(ticket, one)).ifPresent(why -> faults.put("side-to", why));
                if (faults.isEmpty() && !sure && !mail.isRegistered(address.orElseThrow())) {
                    faults.put("side-sure", unregistered(address.get()));
                }
                return faults.isEmpty() ? begin(ticket, address.orElseThrow(), line, words, faults, visit) : null;
            });
        } catch (Refusal refused) {
            faults.put("side-to", String.valueOf(refused.getMessage()));
        }
        return begun != null
                ? visit.then(SidePanel.address(id, begun.id()), Said.SIDE_BEGUN, id)
                : visit.answer(
                        422,
                        ticketPages.page(
                                visit,
                                id,
                                TicketPages.View.of(list)
                                        .withTyped(
                                                Map.of("side-to", to, "side-subject", subject, "side-text", text),
                                                faults)));
    }

    private @Nullable Side begin(
            Ticket ticket, EmailAddress to, String subject, String words, Map<String, String> faults, Visit visit) {
        Optional<Side> before = sides.of(ticket.id()).stream()
                .filter(side ->
                        side.address().equals(to) && side.subject().equals(subject) && isSaid(side, words, visit))
                .findFirst();
        if (before.isPresent()) {
            return before.get();
        }
        return switch (mail.begin(
                ticket, to, subject, words, visit.actor(), visit.member().name())) {
            case Outbox.Sending.Stopped stopped -> {
                faults.put("side-text", stopped.why().reason());
                yield null;
            }
            case Outbox.Sending.Queued(Message message) ->
                sides.of(ticket.id()).stream()
                        .filter(side -> side.messages().contains(message))
                        .findFirst()
                        .orElseThrow();
        };
    }

    @PostMapping(ONE + "/messages")
    ModelAndView write(
            @PathVariable long id,
            @PathVariable long sid,
            @RequestParam(name = "side-text", defaultValue = "") String text,
            Visit visit) {
        String words = RepliesController.tidy(text);
        Map<String, String> faults = new LinkedHashMap<>();
        fault(words).ifPresent(fault -> faults.put("side-text", fault));
        database.write(visit.clearance(), () -> {
            Ticket ticket = writable(id);
            Side side = sides.find(id, sid).orElseThrow(NotHere::new);
            mail.refused(ticket, side.address()).ifPresent(why -> faults.put("side-text", why));
            if (faults.isEmpty() && !isSaid(side, words, visit)) {
                Outbox.Sending sending = mail.write(
                        ticket, side, words, visit.actor(), visit.member().name());
                if (sending instanceof Outbox.Sending.Stopped stopped) {
                    faults.put("side-text", stopped.why().reason());
                }
            }
        });
        return faults.isEmpty()
                ? visit.then(SidePanel.address(id, sid), Said.SIDE_WRITTEN)
                : visit.answer(422, pages.page(visit, id, sid, text, faults));
    }

    @PostMapping(ONE + "/closure")
    ModelAndView close(
            @PathVariable long id,
            @PathVariable long sid,
            @RequestParam(defaultValue = "true") boolean closed,
            Visit visit) {
        database.write(
                visit.clearance(),
                () -> sides.close(writable(id), sides.find(id, sid).orElseThrow(NotHere::new), closed, visit.actor()));
        return visit.then(SidePanel.address(id, sid), closed ? Said.SIDE_CLOSED : Said.SIDE_OPEN);
    }

    @PostMapping(ONE + "/reading")
    ModelAndView read(@PathVariable long id, @PathVariable long sid, Visit visit) {
        database.write(
                visit.clearance(),
                () -> sides.see(writable(id), sides.find(id, sid).orElseThrow(NotHere::new)));
        return visit.then(SidePanel.address(id, sid), Said.SAVED);
    }

    @PostMapping(ONE + "/messages/{mid}/resend")
    ModelAndView resend(@PathVariable long id, @PathVariable long sid, @PathVariable long mid, Visit visit) {
        boolean again = database.write(visit.clearance(), () -> {
            Message message = message(id, sid, mid);
            Side side = sides.find(id, sid).orElseThrow(NotHere::new);
            // Whoever is on the ticket by now is answered there.
            return mail.refused(writable(id), side.address()).isEmpty() && outbox.resend(message.id(), visit.actor());
        });
        return visit.then(SidePanel.address(id, sid), again ? Said.RESENT : Said.NOT_RESENT);
    }

    /** What was just sent stands in the form again. */
    @PostMapping(ONE + "/messages/{mid}/undo")
    ModelAndView undo(@PathVariable long id, @PathVariable long sid, @PathVariable long mid, Visit visit) {
        Optional<String> words = database.write(visit.clearance(), () -> {
            Message message = message(id, sid, mid);
            return outbox.undo(tickets.find(id).orElseThrow(NotHere::new), message, visit.actor())
                    ? Optional.of(message.text())
                    : Optional.<String>empty();
        });
        return words.isPresent()
                ? pages.page(visit, id, sid, words.get(), Map.of())
                : visit.then(SidePanel.address(id, sid), Said.NOT_UNDONE);
    }

    /** A walled ticket has no side conversations for anybody who would write in one. */
    private Ticket writable(long id) {
        return tickets.lock(id).filter(sides::isWritable).orElseThrow(NotHere::new);
    }

    private Message message(long id, long sid, long mid) {
        writable(id);
        return sides.find(id, sid)
                .flatMap(side -> side.messages().stream()
                        .filter(message -> message.id() == mid)
                        .findFirst())
                .orElseThrow(NotHere::new);
    }

    private boolean isSaid(Side side, String words, Visit visit) {
        return side.last()
                .filter(last ->
                        last.author().equals(visit.actor()) && last.text().equals(words))
                .filter(last -> last.delivery() != Message.Delivery.WITHHELD)
                .filter(last -> last.createdAt().isAfter(frame.now().minusSeconds(TWICE)))
                .isPresent();
    }

    private static Optional<String> fault(String words) {
        if (words.isBlank()) {
            return Optional.of(say("Write the mail first.", "Escribe primero el correo."));
        }
        return words.length() <= LONGEST
                ? Optional.empty()
                : Optional.of(say("Use up to %d letters. These are %d.", "Usa %d letras como máximo. Son %d.")
                        .formatted(LONGEST, words.length()));
    }

    private static String unregistered(EmailAddress address) {
        return say(
                        "No valid entry in the register of recipients names %s. If it is the right recipient all the same, tick the box and send again.",
                        "Ninguna entrada válida del registro de proveedores nombra %s. Si aun así es el destinatario correcto, marca la casilla y envía otra vez.")
                .formatted(address.domain());
    }
}

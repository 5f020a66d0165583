package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Inbound;
import org.nightlight.channel.Intake;
import org.nightlight.channel.Letter;
import org.nightlight.customer.Customer;
import org.nightlight.customer.CustomerAddress;
import org.nightlight.customer.CustomerDetails;
import org.nightlight.customer.Customers;
import org.nightlight.database.Database;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.EmailAddress;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.NewFile;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** A phone call noted as a ticket. It enters by the same door as every message, so it is screened and sorted like one. */
@Controller
class NewTicketController {
    private static final Logger LOG = LoggerFactory.getLogger(NewTicketController.class);

    private final Frame frame;
    private final Intake intake;
    private final Inbound inbound;
    private final Customers customers;
    private final Tickets tickets;
    private final Database database;
    private final Attaching attaching;

    NewTicketController(
            Frame frame,
            Intake intake,
            Inbound inbound,
            Customers customers,
            Tickets tickets,
            Database database,
            Attaching attaching) {
        this.frame = frame;
        this.intake = intake;
        this.inbound = inbound;
        this.customers = customers;
        this.tickets = tickets;
        this.database = database;
        this.attaching = attaching;
    }

    @GetMapping("/desk/tickets/new")
    ModelAndView show(Visit visit) {
        return page(visit, NewTicketPage.Form.EMPTY, UUID.randomUUID().toString(), Map.of());
    }

    @PostMapping("/desk/tickets")
    ModelAndView open(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String once,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> sent,
            Visit visit) {
        NewTicketPage.Form form = new NewTicketPage.Form(
                name.strip(), email.strip(), phone.strip(), subject.strip(), RepliesController.tidy(text));
        Map<String, String> faults = faults(form);
        List<NewFile> files = List.of();
        try {
            files = attaching.looked(sent);
        } catch (Refusal refused) {
            faults.put("file", String.valueOf(refused.getMessage()));
        }
        if (!faults.isEmpty()) {
            return visit.answer(422, page(visit, form, once, faults));
        }
        String key = once.matches("[0-9a-f-]{36}") ? once : UUID.randomUUID().toString();
        long id = intake.accept(Channel.PHONE, key, letter(form, visit));
        Optional<Long> ticket = ticketOf(id);
        if (ticket.isPresent()) {
            attaching.keepWithCall(visit, ticket.get(), files);
        } else if (!files.isEmpty()) {
            return visit.then(DeskList.UNASSIGNED.address(), Said.CALL_WAITS_WITHOUT_FILES);
        }
        return told(visit, ticket);
    }

    /** The note is stored by now: whatever fails from here on, a worker makes a ticket of it. */
    private Optional<Long> ticketOf(long inboundId) {
        try {
            intake.process(inboundId);
        } catch (RuntimeException failed) {
            LOG.warn("a noted call waits for a worker: {}", failed.getClass().getSimpleName());
        }
        return inbound.ticketOf(inboundId);
    }

    private ModelAndView told(Visit visit, Optional<Long> id) {
        if (id.isEmpty()) {
            return visit.then(DeskList.UNASSIGNED.address(), Said.CALL_WAITS);
        }
        Optional<Ticket> ticket = database.read(visit.clearance(), () -> tickets.find(id.get()));
        if (ticket.isEmpty()) {
            return visit.then(DeskList.MINE.address(), Said.CALL_HANDED_OVER);
        }
        return visit.then(
                "/desk/tickets/" + id.get(), covered(ticket.get()) ? Said.CALL_NOTED : Said.CALL_NOT_COVERED, id.get());
    }

    private boolean covered(Ticket ticket) {
        Playbook playbook = frame.playbook();
        var phone = playbook.channels().get(Channel.PHONE.key());
        var tier = playbook.tiers().get(ticket.tier());
        return phone == null || tier == null || phone.admits(tier, playbook.isSafety(ticket.category()));
    }

    private Letter letter(NewTicketPage.Form form, Visit visit) {
        String text = form.phone().isEmpty() ? form.text() : form.text() + "\n\nCall back: " + form.phone();
        return new Letter(
                form.email(),
                form.name(),
                form.subject(),
                text,
                Map.of(),
                List.of(),
                caller(form, visit),
                null,
                visit.actor().key());
    }

    /** Whoever called, when no e-mail address tells: by the number, else somebody new of that name. */
    private @Nullable Long caller(NewTicketPage.Form form, Visit visit) {
        if (!form.email().isEmpty()) {
            return null;
        }
        Optional<CustomerAddress> number = CustomerAddress.ofPhone(form.phone());
        Customer caller = number.isPresent()
                ? customers.recognise(number.get(), form.name(), frame.now())
                : customers
                        .create(CustomerDetails.named(form.name()), visit.actor())
                        .orThrow();
        return caller.id();
    }

    private static Map<String, String> faults(NewTicketPage.Form form) {
        Map<String, String> faults = new LinkedHashMap<>();
        if (form.name().isEmpty()) {
            faults.put("name", say("Tell who called. “Unknown” will do.", "Di quién llamó. Basta con “Desconocido”."));
        } else if (form.name().length() > 200) {
            faults.put(
                    "name", say("Use at most 200 letters for the name.", "Usa como máximo 200 letras para el nombre."));
        }
        if (!form.email().isEmpty() && EmailAddress.parse(form.email()).isEmpty()) {
            faults.put(
                    "email",
                    say(
                            "This is no e-mail address. Write it like name@example.org, or leave it empty.",
                            "Esto no es una dirección de correo. Escríbela como nombre@example.org, o déjala vacía."));
        }
        if (!form.phone().isEmpty() && CustomerAddress.ofPhone(form.phone()).isEmpty()) {
            faults.put(
                    "phone",
                    say(
                            "This is no phone number. Write its digits, or leave it empty.",
                            "Esto no es un número de teléfono. Escribe sus cifras, o déjalo vacío."));
        }
        if (form.text().isBlank()) {
            faults.put("text", say("Write what was said.", "Escribe lo que se dijo."));
        }
        return faults;
    }

    private ModelAndView page(Visit visit, NewTicketPage.Form form, String once, Map<String, String> faults) {
        return frame.page(
                visit, Chrome.Place.NEW, "desk/newTicket", chrome -> new NewTicketPage(chrome, form, once, faults));
    }
}

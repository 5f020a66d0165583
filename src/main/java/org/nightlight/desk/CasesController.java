package org.nightlight.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.safety.SafetyCase;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Safety cases, for the Safety Team and Legal. Every opening of a case is written down before it is shown. */
@Controller
class CasesController {
    private static final int SHOWN = 200;

    private final Database database;
    private final Frame frame;
    private final Cases cases;
    private final Tickets tickets;
    private final TicketReads reads;
    private final Customers customers;
    private final Staff staff;
    private final Audit audit;

    CasesController(
            Database database,
            Frame frame,
            Cases cases,
            Tickets tickets,
            TicketReads reads,
            Customers customers,
            Staff staff,
            Audit audit) {
        this.database = database;
        this.frame = frame;
        this.cases = cases;
        this.tickets = tickets;
        this.reads = reads;
        this.customers = customers;
        this.staff = staff;
        this.audit = audit;
    }

    @GetMapping("/desk/cases")
    ModelAndView list(Visit visit) {
        return frame.page(visit, Chrome.Place.CASES, "desk/cases", chrome -> {
            List<SafetyCase> found = cases.list(SHOWN);
            Map<Long, StaffMember> owners = staff.find(found.stream()
                    .flatMap(it -> Stream.ofNullable(it.acknowledgedBy()))
                    .distinct()
                    .toList());
            return new CasesPage(
                    chrome, found.stream().map(it -> row(it, owners)).toList(), null, null);
        });
    }

    @GetMapping("/desk/cases/{id}")
    ModelAndView show(@PathVariable long id, Visit visit) {
        return page(visit, id, false, Map.of());
    }

    /** The words themselves: asked for, written down, then shown. */
    @PostMapping("/desk/cases/{id}/readings")
    ModelAndView read(@PathVariable long id, Visit visit) {
        return page(visit, id, true, Map.of());
    }

    @PostMapping("/desk/cases/{id}/acknowledgement")
    ModelAndView acknowledge(@PathVariable long id, Visit visit) {
        return run(visit, id, "acknowledge", Said.ACKNOWLEDGED, () -> cases.acknowledge(id, visit.actor()));
    }

    @PostMapping("/desk/cases/{id}/release")
    ModelAndView release(@PathVariable long id, @RequestParam(defaultValue = "") String reason, Visit visit) {
        return run(visit, id, "reason", Said.RELEASED, () -> cases.release(id, visit.actor(), reason.strip()));
    }

    private ModelAndView run(Visit visit, long id, String field, Said done, Supplier<Optional<SafetyCase>> verb) {
        try {
            database.write(visit.clearance(), () -> verb.get().orElseThrow(NotHere::new));
            return visit.then("/desk/cases/" + id, done, id);
        } catch (Refusal refused) {
            return visit.answer(422, page(visit, id, false, Map.of(field, String.valueOf(refused.getMessage()))));
        }
    }

    private ModelAndView page(Visit visit, long id, boolean words, Map<String, String> faults) {
        return frame.recordedPage(visit, Chrome.Place.CASES, "desk/safetyCase", chrome -> {
            SafetyCase it = cases.read(id, visit.actor()).orElseThrow(NotHere::new);
            if (words) {
                audit.recordWalled(visit.actor(), "case-words-read", "case:" + id, it.ticketId(), "");
            }
            return page(chrome, it, words, faults);
        });
    }

    private CasePage page(Chrome chrome, SafetyCase it, boolean withWords, Map<String, String> faults) {
        Words words = frame.words();
        Ticket ticket = tickets.find(it.ticketId()).orElseThrow();
        List<Message> messages = tickets.messages(ticket.id());
        return new CasePage(
                chrome,
                it.id(),
                it.version(),
                Words.level(it.level().name()),
                gravest(it),
                words.kinds(it.types(), it.held()),
                standing(it),
                words.when(it.openedAt()),
                Words.number(ticket.id()),
                "/desk/tickets/" + ticket.id(),
                left(it, ticket.actBy() == null ? ticket.dueAt() : ticket.actBy(), words),
                acknowledged(it, words),
                it.standing().isOpen(),
                kept(it),
                facts(it, ticket, messages, words),
                reasons(ticket.id()),
                withWords ? said(messages, words) : null,
                List.of(),
                timeline(ticket, words),
                faults);
    }

    private CasesPage.Row row(SafetyCase it, Map<Long, StaffMember> owners) {
        Words words = frame.words();
        StaffMember owner = it.acknowledgedBy() == null ? null : owners.get(it.acknowledgedBy());
        return new CasesPage.Row(
                it.id(),
                Words.level(it.level().name()),
                gravest(it),
                words.kinds(it.types(), it.held()),
                standing(it),
                words.when(it.openedAt()),
                left(it, null, words),
                owner == null ? null : Words.face(owner.name()));
    }

    private static boolean gravest(SafetyCase it) {
        return it.level().compareTo(Level.S3) >= 0;
    }

    private static String standing(SafetyCase it) {
        return switch (it.standing()) {
            case OPEN -> "waiting for a person";
            case ACKNOWLEDGED -> "in review";
            case RELEASED -> "released";
            case CLOSED -> "closed";
        };
    }

    /** Until a person must have looked: by the ticket's promise where it is known, else by the gravest issue's time. */
    private @Nullable TimeLeft left(SafetyCase it, @Nullable Instant due, Words words) {
        if (it.standing() != SafetyCase.Standing.OPEN) {
            return null;
        }
        Instant by = due;
        if (by == null) {
            var target = words.playbook().safety().timesOf(null).firstResponse();
            by = target instanceof org.nightlight.playbook.Target.ClockHours(var length)
                    ? it.openedAt().plus(length)
                    : it.openedAt();
        }
        return TimeLeft.running("a person looks", by, null, words.used(it.openedAt(), by), words.now(), frame.zone());
    }

    private @Nullable String acknowledged(SafetyCase it, Words words) {
        if (it.acknowledgedAt() == null || it.acknowledgedBy() == null) {
            return null;
        }
        String who = staff.find(it.acknowledgedBy()).map(StaffMember::name).orElse("Somebody who left");
        return who + " acknowledged it at " + words.when(it.acknowledgedAt()).text() + ".";
    }

    private static @Nullable String kept(SafetyCase it) {
        return gravest(it)
                ? "At " + it.level()
                        + " one person alone does not end a case. A second trained person must confirm, and this"
                        + " desk cannot record that yet."
                : null;
    }

    private List<CasePage.Fact> facts(SafetyCase it, Ticket ticket, List<Message> messages, Words words) {
        Customer requester = customers.find(ticket.requesterId()).orElseThrow();
        List<CasePage.Fact> facts = new ArrayList<>();
        facts.add(new CasePage.Fact(
                "Came in",
                words.via(ticket.channel().key()) + ", "
                        + words.when(ticket.createdAt()).text()));
        facts.add(new CasePage.Fact("Sender", requester.name()));
        facts.add(new CasePage.Fact("Household", household(requester)));
        facts.add(new CasePage.Fact("Messages", Integer.toString(messages.size())));
        if (it.held()) {
            facts.add(new CasePage.Fact(
                    "Held", "Some of it could not be judged by the software. A person must read it."));
        }
        if (it.endedReason() != null) {
            facts.add(new CasePage.Fact("Ended because", it.endedReason()));
        }
        return facts;
    }

    private String household(Customer requester) {
        return customers
                .householdOf(requester)
                .map(it -> it.parents().size() + " parents or guardians, "
                        + it.children().size() + " children; none of them is told")
                .orElse("not known; nobody is told");
    }

    private List<CasePage.Reason> reasons(long ticketId) {
        return reads.screenings(ticketId).stream()
                .flatMap(screened -> screened.reasons()
                        .valueStream()
                        .map(reason -> new CasePage.Reason(
                                EventWords.string(reason, "rule"),
                                "Spoke in the " + EventWords.string(reason, "where") + " of message "
                                        + screened.messageId(),
                                screened.engine())))
                .distinct()
                .limit(50)
                .toList();
    }

    private static List<CasePage.Words> said(List<Message> messages, Words words) {
        return messages.stream()
                .filter(message -> message.kind() == Message.Kind.CUSTOMER)
                .map(message -> new CasePage.Words(
                        message.authorName().isBlank() ? "Unknown writer" : message.authorName(),
                        words.when(message.createdAt()),
                        message.quoted().isBlank() ? message.text() : message.text() + "\n\n" + message.quoted()))
                .toList();
    }

    private List<TicketPage.Line> timeline(Ticket ticket, Words words) {
        EventWords said = new EventWords(words, Talk.names(staff.all()), "the sender", java.util.Set.of());
        return tickets.timeline(ticket.id()).reversed().stream()
                .map(event -> new TicketPage.Line(words.when(event.at()), said.who(event.actor()), said.text(event)))
                .toList();
    }
}

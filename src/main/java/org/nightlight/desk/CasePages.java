package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Database;
import org.nightlight.safety.Care;
import org.nightlight.safety.CaseEvent;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Chronicle;
import org.nightlight.safety.Drills;
import org.nightlight.safety.Level;
import org.nightlight.safety.Levels;
import org.nightlight.safety.PageTimes;
import org.nightlight.safety.SafetyCase;
import org.nightlight.safety.SecondOpinions;
import org.nightlight.seal.SealedReading;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** One case's page, and what comes of a form on it. Every opening of a case is written down before it is shown. */
@Component
class CasePages {
    private final Database database;
    private final Frame frame;
    private final Cases cases;
    private final CaseWorks works;
    private final SecondOpinions seconds;
    private final Levels levels;
    private final Chronicle chronicle;
    private final Tickets tickets;
    private final TicketReads reads;
    private final Customers customers;
    private final Staff staff;
    private final Drills drills;
    private final Care care;
    private final CarePanels panels;
    private final PageTimes pageTimes;
    private final Audit audit;
    private final SealedReading reading;

    CasePages(
            Database database,
            Frame frame,
            Cases cases,
            CaseWorks works,
            SecondOpinions seconds,
            Levels levels,
            Chronicle chronicle,
            Tickets tickets,
            TicketReads reads,
            Customers customers,
            Staff staff,
            Drills drills,
            Care care,
            CarePanels panels,
            PageTimes pageTimes,
            Audit audit,
            SealedReading reading) {
        this.database = database;
        this.frame = frame;
        this.cases = cases;
        this.works = works;
        this.seconds = seconds;
        this.levels = levels;
        this.chronicle = chronicle;
        this.tickets = tickets;
        this.reads = reads;
        this.customers = customers;
        this.staff = staff;
        this.drills = drills;
        this.care = care;
        this.panels = panels;
        this.pageTimes = pageTimes;
        this.audit = audit;
        this.reading = reading;
    }

    /**
     * What a form asked for.
     *
     * @param field beside which a refusal stands
     * @param text what was written in that field, shown again when it is refused
     */
    record Form(long caseId, String field, String text) {}

    ModelAndView run(Visit visit, Form form, Said done, Supplier<Optional<SafetyCase>> verb) {
        long id = form.caseId();
        try {
            Said said = database.write(visit.clearance(), () -> {
                boolean open = verb.get().orElseThrow(NotHere::new).standing().isOpen();
                boolean proposed =
                        open && done.needsTwo() && seconds.waiting(id).isPresent();
                return proposed ? Said.PROPOSED : done;
            });
            return visit.then("/desk/cases/" + id, said, id);
        } catch (Refusal refused) {
            return visit.answer(
                    422,
                    page(
                            visit,
                            id,
                            false,
                            Map.of(form.field(), String.valueOf(refused.getMessage())),
                            Map.of(form.field(), form.text())));
        }
    }

    /** @param words whether what was written is shown too, which is a reading of its own */
    ModelAndView page(Visit visit, long id, boolean words) {
        if (!words) {
            return page(visit, id, false, Map.of(), Map.of());
        }
        long ticketId =
                database.read(visit.clearance(), () -> cases.ticketOf(id)).orElseThrow(NotHere::new);
        return reading.open(
                visit.clearance(),
                visit.actor(),
                ticketId,
                "case-words",
                () -> page(visit, id, true, Map.of(), Map.of()));
    }

    private ModelAndView page(
            Visit visit, long id, boolean words, Map<String, String> faults, Map<String, String> sent) {
        return frame.recordedPage(visit, Chrome.Place.CASES, "desk/safetyCase", chrome -> {
            SafetyCase it = cases.read(id, visit.actor()).orElseThrow(NotHere::new);
            if (words) {
                audit.recordWalled(visit.actor(), "case-words-read", "case:" + id, it.ticketId(), "");
            }
            return page(chrome, visit, it, words, faults, sent);
        });
    }

    private CasePage page(
            Chrome chrome,
            Visit visit,
            SafetyCase it,
            boolean withWords,
            Map<String, String> faults,
            Map<String, String> sent) {
        Words words = frame.words();
        Ticket ticket = tickets.find(it.ticketId()).orElseThrow();
        List<Message> messages = tickets.messages(ticket.id());
        CaseWords said = new CaseWords(Talk.names(staff.all()));
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
                withWords ? said(tickets.everything(ticket.id()), words) : null,
                List.of(),
                timeline(chronicle.of(it.id()), said, words),
                works.of(it, visit, said, words, sent),
                faults);
    }

    static boolean gravest(SafetyCase it) {
        return Levels.isGrave(it.level());
    }

    static String standing(SafetyCase it) {
        return switch (it.standing()) {
            case OPEN -> say("waiting for a person", "espera a una persona");
            case ACKNOWLEDGED -> say("in review", "en revisión");
            case RELEASED -> say("released", "devuelto");
            case CLOSED -> say("closed", "cerrado");
        };
    }

    /** Until a person must have looked: by the ticket's promise where it is known, else by the gravest issue's time. */
    @Nullable
    TimeLeft left(SafetyCase it, @Nullable Instant due, Words words) {
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
        return TimeLeft.running(
                say("a person looks", "lo mira una persona"),
                by,
                null,
                words.used(it.openedAt(), by),
                words.now(),
                frame.zone());
    }

    private @Nullable String acknowledged(SafetyCase it, Words words) {
        if (it.acknowledgedAt() == null || it.acknowledgedBy() == null) {
            return null;
        }
        String who = staff.find(it.acknowledgedBy())
                .map(StaffMember::name)
                .orElse(say("Somebody who left", "Alguien que ya no está"));
        return say("%s acknowledged it at %s.", "%s se hizo cargo: %s.")
                .formatted(who, words.when(it.acknowledgedAt()).text());
    }

    private @Nullable String kept(SafetyCase it) {
        if (Levels.isGrave(it.level())) {
            return say(
                            "At %s one person alone does not end a case: a second trained person has to confirm.",
                            "En %s una persona sola no termina un caso: una segunda persona capacitada tiene que confirmarlo.")
                    .formatted(it.level());
        }
        return levels.needsTwo(it)
                ? say(
                        "While the time for a report runs one person alone does not end a case: a second trained person has to confirm.",
                        "Mientras corre el tiempo para denunciar, una persona sola no termina un caso: una segunda persona capacitada tiene que confirmarlo.")
                : null;
    }

    private List<CasePage.Fact> facts(SafetyCase it, Ticket ticket, List<Message> messages, Words words) {
        Customer requester = customers.find(ticket.requesterId()).orElseThrow();
        List<CasePage.Fact> facts = new ArrayList<>();
        facts.add(new CasePage.Fact(
                say("Came in", "Llegó"),
                words.via(ticket.channel().key()) + ", "
                        + words.when(ticket.createdAt()).text()));
        if (drills.isDrill(ticket.id())) {
            facts.addFirst(new CasePage.Fact(
                    say("Drill", "Simulacro"),
                    say("This is a drill. Nobody is in danger.", "Esto es un simulacro. Nadie está en peligro.")));
        }
        facts.addAll(forPeople(it));
        pageTimes
                .untilAlerted(it.id())
                .ifPresent(time -> facts.add(new CasePage.Fact(
                        say("First alert left", "Salió el primer aviso"),
                        say("%s after it came in", "%s después de llegar").formatted(OnCallPages.lasted(time)))));
        facts.add(new CasePage.Fact(say("Sender", "Remitente"), requester.name()));
        facts.add(new CasePage.Fact(say("Household", "Hogar"), household(requester)));
        facts.add(new CasePage.Fact(say("Messages", "Mensajes"), Integer.toString(messages.size())));
        if (it.held()) {
            facts.add(new CasePage.Fact(
                    say("Held", "Retenido"),
                    say(
                            "Some of it could not be judged by the software. A person must read it.",
                            "El software no pudo juzgar una parte. Debe leerla una persona.")));
        }
        if (it.endedReason() != null) {
            facts.add(new CasePage.Fact(say("Ended because", "Terminó porque"), it.endedReason()));
        }
        return facts;
    }

    private List<CasePage.Fact> forPeople(SafetyCase it) {
        List<CasePage.Fact> facts = new ArrayList<>();
        int available = care.available(Set.of()).size();
        if (it.level() == Level.S4 && it.standing().isOpen() && available < 2) {
            facts.add(new CasePage.Fact(say("People", "Personas"), OnCallPages.tooFew(available)));
        }
        String line = panels.supportLine();
        if (line != null && gravest(it)) {
            facts.add(new CasePage.Fact(say("Support for you", "Apoyo para ti"), line));
        }
        return facts;
    }

    private String household(Customer requester) {
        return customers
                .householdOf(requester)
                .map(it -> say(
                                "%d parents or guardians, %d children; none of them is told",
                                "%d padres, madres o tutores, %d menores; no se avisa a nadie de ellos")
                        .formatted(it.parents().size(), it.children().size()))
                .orElse(say("not known; nobody is told", "no se conoce; no se avisa a nadie"));
    }

    private List<CasePage.Reason> reasons(long ticketId) {
        return reads.screenings(ticketId).stream()
                .flatMap(screened -> screened.reasons()
                        .valueStream()
                        .map(reason -> new CasePage.Reason(
                                EventWords.string(reason, "rule"),
                                say("Spoke in the %s of message %d", "Avisó por %s del mensaje %d")
                                        .formatted(
                                                CaseWords.part(EventWords.string(reason, "where")),
                                                screened.messageId()),
                                screened.engine())))
                .distinct()
                .limit(50)
                .toList();
    }

    static List<CasePage.Words> said(List<Message> messages, Words words) {
        return messages.stream()
                .filter(message -> message.kind().cameIn())
                .map(message -> new CasePage.Words(
                        writer(message),
                        words.when(message.createdAt()),
                        message.quoted().isBlank() ? message.text() : message.text() + "\n\n" + message.quoted()))
                .toList();
    }

    private static String writer(Message message) {
        String name =
                message.authorName().isBlank() ? say("Unknown writer", "Remitente desconocido") : message.authorName();
        return message.kind() == Message.Kind.SIDE_ANSWER
                ? say("%s, in a side conversation", "%s, en una conversación aparte")
                        .formatted(name)
                : name;
    }

    static List<TicketPage.Line> timeline(List<CaseEvent> events, CaseWords said, Words words) {
        return events.reversed().stream()
                .map(event -> new TicketPage.Line(words.when(event.at()), said.who(event.actor()), said.text(event)))
                .toList();
    }
}

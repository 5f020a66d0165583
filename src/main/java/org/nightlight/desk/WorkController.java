package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Forwarding;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.sla.Escalations;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Links;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Tasks;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.nightlight.triage.Routing;
import org.nightlight.triage.Triage;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What is done with a ticket: given to somebody, moved, tagged, sorted anew, handed up, handed to the Safety Team. */
@Controller
class WorkController {
    private final Database database;
    private final Verbs verbs;
    private final Frame frame;
    private final Tickets tickets;
    private final Work work;
    private final Links links;
    private final Tasks tasks;
    private final Forwarding forwarding;
    private final Escalations escalations;
    private final Cases cases;
    private final Staff staff;
    private final CurrentPlaybook playbooks;

    WorkController(
            Database database,
            Verbs verbs,
            Frame frame,
            Tickets tickets,
            Work work,
            Links links,
            Tasks tasks,
            Forwarding forwarding,
            Escalations escalations,
            Cases cases,
            Staff staff,
            CurrentPlaybook playbooks) {
        this.database = database;
        this.verbs = verbs;
        this.frame = frame;
        this.tickets = tickets;
        this.work = work;
        this.links = links;
        this.tasks = tasks;
        this.forwarding = forwarding;
        this.escalations = escalations;
        this.cases = cases;
        this.staff = staff;
        this.playbooks = playbooks;
    }

    @PostMapping("/desk/tickets/{id}/assignment")
    ModelAndView assign(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String assignee,
            @RequestParam(defaultValue = "") String was,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        Verbs.Form form =
                new Verbs.Form(id, list, "assignment", "assignee", Map.of("assignee", assignee, Verbs.Form.WAS, was));
        Verbs.Both both = new Verbs.Both(
                say("Assignee", "Responsable"),
                assignee.isEmpty() ? say("Nobody", "Nadie") : name(to(assignee, visit)),
                ticket -> name(ticket.assigneeId()));
        return verbs.run(visit, form, Said.ASSIGNED, both, () -> {
            Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
            Long to = to(assignee, visit);
            if (to != null && staff.find(to).filter(ticket::mayBeHeldBy).isEmpty()) {
                throw new Refusal(say(
                        "This person cannot be given the ticket. Choose somebody from the list.",
                        "A esta persona no se le puede dar el ticket. Elige a alguien de la lista."));
            }
            return work.assign(id, version, visit.actor(), to);
        });
    }

    @PostMapping("/desk/tickets/{id}/state")
    ModelAndView move(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String children,
            @RequestParam(defaultValue = "") String was,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        Verbs.Form form = new Verbs.Form(
                id, list, "state", "state", Map.of("state", state, "children", children, Verbs.Form.WAS, was));
        if (!children.equals("seen") && state.matches("solved|closed")) {
            Unfinished open =
                    database.read(visit.clearance(), () -> new Unfinished(links.openChildren(id), tasks.open(id)));
            if (!open.isNothing()) {
                return beforeClosing(visit, form, version, open);
            }
        }
        Verbs.Both both = new Verbs.Both(
                say("State", "Estado"),
                Words.state(state),
                ticket -> Words.state(ticket.state().key()));
        return verbs.run(visit, form, Said.MOVED, both, () -> work.move(id, version, visit.actor(), state(state)));
    }

    private record Unfinished(List<Links.Link> children, List<Tasks.Task> tasks) {
        boolean isNothing() {
            return children.isEmpty() && tasks.isEmpty();
        }
    }

    private ModelAndView beforeClosing(Visit visit, Verbs.Form form, int version, Unfinished open) {
        return visit.answer(409, frame.page(visit, Chrome.Place.NONE, "desk/beforeClosing", chrome -> {
            Ticket ticket = tickets.find(form.ticket()).orElseThrow(NotHere::new);
            Map<String, String> again = new LinkedHashMap<>(form.fields());
            again.put("children", "seen");
            again.put("version", Integer.toString(version));
            again.put("list", form.list());
            return new BeforeClosingPage(
                    chrome,
                    Words.number(ticket.id()),
                    ticket.subject(),
                    open.children().stream()
                            .map(child -> new TicketPage.Other(
                                    Words.number(child.other()),
                                    child.subject(),
                                    Words.state(child.state().key()),
                                    "/desk/tickets/" + child.other()))
                            .toList(),
                    open.tasks().stream().map(Tasks.Task::text).toList(),
                    form.page(),
                    "/desk/tickets/" + ticket.id() + "/state",
                    again);
        }));
    }

    /** Whoever wrote first what somebody of the staff forwarded becomes the requester. */
    @PostMapping("/desk/tickets/{id}/requester")
    ModelAndView ask(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam long message,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        Verbs.Form form = new Verbs.Form(id, list, "requester", "forwarded", Map.of("message", Long.toString(message)));
        Verbs.Both both = new Verbs.Both(
                say("Requester", "Solicitante"),
                say("Who wrote first", "Quien escribió primero"),
                ticket -> say("Who it was", "Quien era"));
        return verbs.run(
                visit, form, Said.REQUESTER_CHANGED, both, () -> forwarding.adopt(id, version, message, visit.actor()));
    }

    @PostMapping("/desk/tickets/{id}/tags")
    ModelAndView tag(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String tags,
            @RequestParam(required = false) @Nullable String was,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        List<String> wanted = Arrays.asList(tags.split(","));
        Verbs.Form form = new Verbs.Form(id, list, "tags", "tags", Map.of("tags", tags));
        Verbs.Both both = new Verbs.Both(say("Tags", "Etiquetas"), tags, ticket -> String.join(", ", work.tags(id)));
        return verbs.run(
                visit,
                form,
                Said.TAGGED,
                both,
                () -> was == null
                        ? work.tag(id, version, visit.actor(), wanted)
                        : work.retag(id, visit.actor(), Arrays.asList(was.split(",")), wanted));
    }

    @PostMapping("/desk/tickets/{id}/classification")
    ModelAndView sort(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String was,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        Verbs.Form form = new Verbs.Form(
                id,
                list,
                "classification",
                "reason",
                Map.of("category", category, "reason", reason, Verbs.Form.WAS, was));
        String[] sought = category.split("/", 2);
        Verbs.Both both = new Verbs.Both(
                say("Category", "Categoría"),
                frame.words().place(sought[0], sought.length < 2 ? null : sought[1]),
                ticket -> frame.words().place(ticket.category(), ticket.issue()));
        return verbs.run(visit, form, Said.SORTED, both, () -> {
            Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
            if (reason.isBlank()) {
                throw new Refusal(say(
                        "Say what shows it. The reason is kept with the correction.",
                        "Di qué lo muestra. El motivo se guarda con la corrección."));
            }
            return work.reclassify(id, version, visit.actor(), place(ticket, category), reason.strip());
        });
    }

    @PostMapping("/desk/tickets/{id}/escalations")
    ModelAndView climb(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String explanation,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        String whole = explanation.isBlank() ? reason.strip() : reason.strip() + ": " + explanation.strip();
        Verbs.Form form = new Verbs.Form(
                id, list, "escalations", "escalation", Map.of("reason", reason, "explanation", explanation));
        Verbs.Both both = new Verbs.Both(
                say("Where it is", "Dónde está"),
                say("One level further up", "Un nivel más arriba"),
                ticket -> frame.words().team(ticket.team()));
        return verbs.run(visit, form, Said.CLIMBED, both, () -> {
            if (reason.isBlank() && tickets.find(id).isPresent()) {
                throw new Refusal(say(
                        "Choose why it has to climb. The reason is kept and helps the next team.",
                        "Elige por qué tiene que subir. El motivo se guarda y ayuda al siguiente equipo."));
            }
            return escalations.climb(id, version, visit.actor(), whole);
        });
    }

    /** Whoever may see the ticket may call the Safety Team. The wall goes up at once, so only the desk itself can do it. */
    @PostMapping("/desk/tickets/{id}/concerns")
    ModelAndView concern(@PathVariable long id, @RequestParam(defaultValue = "") String level, Visit visit) {
        Level grave = level.matches("S[2-4]") ? Level.valueOf(level) : Level.S2;
        database.read(visit.clearance(), () -> tickets.find(id).orElseThrow(NotHere::new));
        database.write(Clearance.SYSTEM, () -> cases.raise(id, grave, visit.actor()));
        return visit.then("/desk/lists/mine", Said.HANDED_OVER);
    }

    private Work.Place place(Ticket ticket, String category) {
        PlaybookVersion rules = playbooks.current();
        String[] parts = category.split("/", 2);
        var known = rules.playbook().categories().get(parts[0]);
        if (known == null || parts.length < 2 || !known.issues().containsKey(parts[1])) {
            throw new Refusal(
                    say("Choose a category and issue from the list.", "Elige una categoría y un tema de la lista."));
        }
        if (rules.playbook().isSafety(parts[0]) != ticket.walled()) {
            throw new Refusal(
                    ticket.walled()
                            ? say(
                                    "This ticket is with the Safety Team. Release its case to give it back to the desk.",
                                    "Este ticket está con el equipo de protección. Libera su caso para devolverlo a la mesa de ayuda.")
                            : say(
                                    "For a child in danger use “Child in danger?”: it calls the Safety Team at once.",
                                    "Para un menor en peligro usa “¿Menor en peligro?”: llama de inmediato al equipo de protección."));
        }
        Routing routing = Triage.route(parts[0], parts[1], rules.playbook());
        return new Work.Place(parts[0], parts[1], routing.team(), routing.level(), rules.number());
    }

    private static State state(String key) {
        if (!key.matches("open|pending|hold|solved|new|closed")) {
            throw new Refusal(say("Choose a state from the list.", "Elige un estado de la lista."));
        }
        return State.ofKey(key);
    }

    private static @Nullable Long to(String assignee, Visit visit) {
        if (assignee.equals("me")) {
            return visit.member().id();
        }
        return assignee.matches("\\d{1,15}") ? Long.valueOf(assignee) : null;
    }

    private String name(@Nullable Long staffId) {
        return Optional.ofNullable(staffId)
                .flatMap(staff::find)
                .map(StaffMember::name)
                .orElse(say("Nobody", "Nadie"));
    }
}

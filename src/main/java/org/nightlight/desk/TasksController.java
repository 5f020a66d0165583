package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Tasks;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What is to be done: added on a ticket's page, done there or in one's own list. */
@Controller
class TasksController {
    private static final String MINE = "/desk/tasks";
    private static final int PAGE = 50;

    private final Database database;
    private final Frame frame;
    private final TicketPages pages;
    private final Tickets tickets;
    private final Tasks tasks;
    private final TaskReads reads;
    private final Staff staff;

    TasksController(
            Database database,
            Frame frame,
            TicketPages pages,
            Tickets tickets,
            Tasks tasks,
            TaskReads reads,
            Staff staff) {
        this.database = database;
        this.frame = frame;
        this.pages = pages;
        this.tickets = tickets;
        this.tasks = tasks;
        this.reads = reads;
        this.staff = staff;
    }

    @GetMapping(MINE)
    ModelAndView mine(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String before,
            Visit visit) {
        ListCursor cursor = ListCursor.read(after, before);
        return frame.page(visit, Chrome.Place.TASKS, "desk/tasks", chrome -> {
            List<TaskReads.Line> found = reads.page(visit.member().id(), cursor, PAGE + 1);
            boolean more = found.size() > PAGE;
            List<TaskReads.Line> shown =
                    !more ? found : cursor.back() ? found.subList(1, found.size()) : found.subList(0, PAGE);
            boolean newer = cursor.back() ? more : !cursor.isStart();
            boolean older = cursor.back() || more;
            return new TasksPage(
                    chrome,
                    shown.stream().map(this::line).toList(),
                    shown.isEmpty()
                            ? cursor.isStart() ? null : MINE
                            : newer ? MINE + "?before=" + shown.getFirst().cursor() : null,
                    older && !shown.isEmpty()
                            ? MINE + "?after=" + shown.getLast().cursor()
                            : null);
        });
    }

    private TasksPage.Line line(TaskReads.Line task) {
        return new TasksPage.Line(
                task.id(),
                task.text(),
                Words.number(task.ticketId()),
                task.subject(),
                "/desk/tickets/" + task.ticketId(),
                TaskPanel.due(task.dueOn(), today()));
    }

    @PostMapping("/desk/tickets/{id}/tasks")
    ModelAndView add(
            @PathVariable long id,
            @RequestParam(name = "task", defaultValue = "") String text,
            @RequestParam(name = "task-for", defaultValue = "") String holder,
            @RequestParam(name = "task-day", defaultValue = "") String day,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        Map<String, String> typed = Map.of("task", text, "task-for", holder, "task-day", day);
        Map<String, String> faults = new LinkedHashMap<>();
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        LocalDate dueOn = day(day.strip(), faults);
        int letters = line.codePointCount(0, line.length());
        if (line.isEmpty()) {
            faults.put("task", say("Say what is to be done.", "Di qué hay que hacer."));
        } else if (letters > Tasks.LONGEST) {
            faults.put(
                    "task",
                    say("Say it in up to %d letters. These are %d.", "Dilo en %d letras como máximo. Son %d.")
                            .formatted(Tasks.LONGEST, letters));
        }
        try {
            database.write(visit.clearance(), () -> {
                Ticket ticket = tickets.lock(id).orElseThrow(NotHere::new);
                Optional<StaffMember> to = holder(holder).flatMap(staff::find).filter(ticket::mayBeHeldBy);
                if (!holder.isEmpty() && to.isEmpty()) {
                    faults.put("task-for", say("Choose somebody from the list.", "Elige a alguien de la lista."));
                }
                if (faults.isEmpty()) {
                    tasks.add(ticket, line, to.orElse(null), dueOn, visit.actor());
                }
            });
        } catch (Refusal refused) {
            faults.put("task", String.valueOf(refused.getMessage()));
        }
        return faults.isEmpty()
                ? visit.then(page(id, list), Said.TASK_ADDED, id)
                : visit.answer(
                        422, pages.page(visit, id, TicketPages.View.of(list).withTyped(typed, faults)));
    }

    @PostMapping(MINE + "/{tid}/completion")
    ModelAndView complete(
            @PathVariable long tid,
            @RequestParam(defaultValue = "true") boolean done,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        return run(visit, list, done ? Said.TASK_DONE : Said.TASK_OPEN, () -> tasks.complete(tid, done, visit.actor()));
    }

    @PostMapping(MINE + "/{tid}/assignment")
    ModelAndView take(@PathVariable long tid, @RequestParam(defaultValue = "") String list, Visit visit) {
        return run(visit, list, Said.TASK_TAKEN, () -> tasks.take(tid, visit.member()));
    }

    @PostMapping(MINE + "/{tid}/removal")
    ModelAndView remove(@PathVariable long tid, @RequestParam(defaultValue = "") String list, Visit visit) {
        return run(visit, list, Said.TASK_REMOVED, () -> tasks.remove(tid, visit.actor()));
    }

    /** @param list the list that the ticket was opened from; {@code tasks} when it was pressed in one's own list of tasks */
    private ModelAndView run(Visit visit, String list, Said said, Supplier<Optional<Ticket>> verb) {
        try {
            Ticket ticket = database.write(visit.clearance(), () -> verb.get().orElseThrow(NotHere::new));
            return visit.then(list.equals("tasks") ? MINE : page(ticket.id(), list), said, ticket.id());
        } catch (Refusal refused) {
            return visit.then(MINE, Said.TASK_ELSEWHERE);
        }
    }

    private static String page(long ticketId, String list) {
        return new Verbs.Form(ticketId, list, "", "", Map.of()).page();
    }

    private static Optional<Long> holder(String typed) {
        return typed.matches("\\d{1,15}") ? Optional.of(Long.valueOf(typed)) : Optional.empty();
    }

    private @Nullable LocalDate day(String typed, Map<String, String> faults) {
        if (typed.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(typed);
            if (day.isBefore(today())) {
                faults.put(
                        "task-day",
                        say(
                                "This day is over. Choose today or a later one.",
                                "Ese día ya pasó. Elige hoy o uno posterior."));
            } else if (day.isAfter(today().plusYears(10))) {
                faults.put("task-day", say("Choose a day within ten years.", "Elige un día dentro de diez años."));
            }
            return day;
        } catch (DateTimeParseException wrong) {
            faults.put("task-day", say("Enter a day, such as 2026-12-01.", "Escribe un día, por ejemplo 2026-12-01."));
            return null;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(frame.now(), frame.zone());
    }
}

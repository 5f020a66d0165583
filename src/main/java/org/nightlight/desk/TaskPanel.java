package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Tasks;
import org.nightlight.ticket.Ticket;

/** What is to be done on a ticket, as its page shows it. */
final class TaskPanel {
    private TaskPanel() {}

    /**
     * @param tasks all that the ticket has, in the order in which they were added
     * @param typed what the form for another one holds, by field
     * @param today in the desk's zone
     */
    static TicketPage.Tasks of(
            Ticket ticket,
            List<Tasks.Task> tasks,
            StaffMember member,
            List<StaffMember> everybody,
            Map<String, String> typed,
            Words words,
            LocalDate today) {
        Map<Long, String> names = Talk.names(everybody);
        return new TicketPage.Tasks(
                lines(tasks.stream().filter(Tasks.Task::isOpen).toList(), member, names, words, today),
                lines(tasks.stream().filter(Tasks.Task::isDone).toList(), member, names, words, today),
                assignees(ticket, everybody, typed.getOrDefault("task-for", "")),
                typed.getOrDefault("task", ""),
                typed.getOrDefault("task-day", ""),
                ticket.mergedInto() == null);
    }

    private static List<TicketPage.Task> lines(
            List<Tasks.Task> tasks, StaffMember member, Map<Long, String> names, Words words, LocalDate today) {
        return tasks.stream()
                .map(task -> new TicketPage.Task(
                        task.id(),
                        task.text(),
                        task.isDone() ? null : name(task.assigneeId(), names),
                        task.isDone() ? null : due(task.dueOn(), today),
                        task.assigneeId() != null && task.assigneeId() == member.id(),
                        name(task.doneBy(), names),
                        task.doneAt() == null ? null : words.when(task.doneAt())))
                .toList();
    }

    private static @Nullable String name(@Nullable Long staffId, Map<Long, String> names) {
        return staffId == null ? null : names.getOrDefault(staffId, say("somebody who left", "alguien que ya no está"));
    }

    private static List<Choice> assignees(Ticket ticket, List<StaffMember> everybody, String chosen) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", say("Nobody yet", "Nadie todavía"), chosen.isEmpty()));
        everybody.stream()
                .filter(ticket::mayBeHeldBy)
                .map(one -> new Choice(Long.toString(one.id()), one.name(), chosen.equals(Long.toString(one.id()))))
                .forEach(choices::add);
        return choices;
    }

    /** Until when, in words; null where there is no day. */
    static TasksPage.@Nullable Due due(@Nullable LocalDate day, LocalDate today) {
        if (day == null) {
            return null;
        } else if (day.isBefore(today)) {
            return new TasksPage.Due(
                    say("overdue, was due %s", "atrasada, era para el %s").formatted(date(day, today)), true);
        } else if (day.equals(today)) {
            return new TasksPage.Due(say("due today", "para hoy"), false);
        } else if (day.equals(today.plusDays(1))) {
            return new TasksPage.Due(say("due tomorrow", "para mañana"), false);
        }
        return new TasksPage.Due(say("due %s", "para el %s").formatted(date(day, today)), false);
    }

    private static String date(LocalDate day, LocalDate today) {
        return day.getYear() == today.getYear() ? Days.ofWeek(day) : Days.full(day);
    }
}

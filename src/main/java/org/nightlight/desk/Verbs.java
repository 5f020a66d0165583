package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Conflict;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvent;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * One verb on one ticket, from a form: done and told on the next page; refused and shown with the reason beside the field;
 * or overtaken by somebody else, which shows both versions and changes nothing.
 */
@Component
class Verbs {
    private final Database database;
    private final Frame frame;
    private final TicketPages pages;
    private final Tickets tickets;
    private final Staff staff;

    Verbs(Database database, Frame frame, TicketPages pages, Tickets tickets, Staff staff) {
        this.database = database;
        this.frame = frame;
        this.pages = pages;
        this.tickets = tickets;
        this.staff = staff;
    }

    /**
     * A form that was sent.
     *
     * @param list the list that the ticket was opened from
     * @param action last part of the form's address
     * @param field the field beside which a refusal stands
     * @param fields what the form carried, to be sent again when its writer keeps their own version; {@link #WAS} says in words what
     *     its field was when the page was opened
     */
    record Form(long ticket, String list, String action, String field, Map<String, String> fields) {
        /** The name of that field. */
        static final String WAS = "was";

        String page() {
            return "/desk/tickets/" + ticket + (list.isEmpty() ? "" : "?list=" + list);
        }
    }

    /** What both sides want, for the page that shows a conflict. {@code theirs} is read from the ticket as it stands. */
    record Both(String label, String yours, java.util.function.Function<Ticket, String> theirs) {}

    ModelAndView run(Visit visit, Form form, Said done, Both both, Supplier<Optional<Ticket>> verb) {
        try {
            database.write(visit.clearance(), () -> verb.get().orElseThrow(NotHere::new));
            return visit.then(form.page(), done, form.ticket());
        } catch (Refusal refused) {
            return refused(visit, form, String.valueOf(refused.getMessage()));
        } catch (Conflict overtaken) {
            return conflict(visit, form, both, overtaken.current());
        }
    }

    /** The ticket's page with the reason beside the field; nothing was changed. */
    ModelAndView refused(Visit visit, Form form, String reason) {
        return visit.answer(
                422,
                pages.page(
                        visit, form.ticket(), TicketPages.View.of(form.list()).with(form.field(), reason)));
    }

    ModelAndView conflict(Visit visit, Form form, Both both, Ticket now) {
        return visit.answer(409, frame.page(visit, Chrome.Place.NONE, "desk/conflict", chrome -> {
            Ticket current = tickets.find(form.ticket()).orElseThrow(NotHere::new);
            Map<String, String> again = new LinkedHashMap<>(form.fields());
            String theirs = both.theirs().apply(current);
            String was = again.replace(Form.WAS, theirs); // so that a second conflict again tells all three
            again.put("version", Integer.toString(current.version()));
            again.put("list", form.list());
            return new ConflictPage(
                    chrome,
                    Words.number(current.id()),
                    current.subject(),
                    whoChanged(current),
                    List.of(new ConflictPage.Difference(
                            both.label(), was == null || was.isEmpty() ? null : was, both.yours(), theirs)),
                    form.page(),
                    "/desk/tickets/" + form.ticket() + "/" + form.action(),
                    again);
        }));
    }

    private String whoChanged(Ticket ticket) {
        List<TicketEvent> events = tickets.timeline(ticket.id());
        String when = frame.words().when(ticket.updatedAt()).text();
        boolean told = !events.isEmpty() && events.getLast().at().equals(ticket.updatedAt());
        return told && events.getLast().actor() instanceof Actor.Staff(long id)
                ? say("%s changed this ticket at %s", "%s cambió este ticket: %s")
                        .formatted(staff.find(id).map(StaffMember::name).orElse(say("Somebody", "Alguien")), when)
                : say("This ticket was changed at ", "Este ticket cambió: ") + when;
    }
}

package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.customer.Customers;
import org.nightlight.database.Database;
import org.nightlight.privacy.Ages;
import org.nightlight.staff.Role;
import org.nightlight.ticket.Conflict;
import org.nightlight.ticket.Merges;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Two tickets about one matter become one: found, looked at side by side, merged, and taken back for a month. */
@Controller
class MergeController {
    private static final int CANDIDATES = 10;
    private static final int LONGEST = 200;

    /** Who may put together what different people wrote. */
    private static final Set<Role> ACROSS_PEOPLE = EnumSet.of(Role.LEAD, Role.ADMIN, Role.SAFETY_OFFICER);

    private final Database database;
    private final Frame frame;
    private final Merges merges;
    private final Tickets tickets;
    private final Customers customers;
    private final Ages ages;
    private final TicketSearch search;
    private final TicketReads reads;
    private final ListRows rows;
    private final TicketPages pages;

    MergeController(
            Database database,
            Frame frame,
            Merges merges,
            Tickets tickets,
            Customers customers,
            Ages ages,
            TicketSearch search,
            TicketReads reads,
            ListRows rows,
            TicketPages pages) {
        this.database = database;
        this.frame = frame;
        this.merges = merges;
        this.tickets = tickets;
        this.customers = customers;
        this.ages = ages;
        this.search = search;
        this.reads = reads;
        this.rows = rows;
        this.pages = pages;
    }

    @GetMapping("/desk/tickets/{id}/merge")
    ModelAndView choose(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") long into,
            Visit visit) {
        return page(visit, id, q, into, Map.of());
    }

    @PostMapping("/desk/tickets/{id}/merge")
    ModelAndView merge(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(defaultValue = "0") long into,
            @RequestParam(name = "into-version", defaultValue = "-1") int intoVersion,
            Visit visit) {
        try {
            database.write(visit.clearance(), () -> {
                Ticket source = tickets.find(id).orElseThrow(NotHere::new);
                Ticket target = tickets.find(into).orElseThrow(NotHere::new);
                refusal(visit, source, target).ifPresent(sentence -> {
                    throw new Refusal(sentence);
                });
                return merges.merge(id, version, into, intoVersion, visit.actor())
                        .orElseThrow(NotHere::new);
            });
        } catch (Refusal refused) {
            return visit.answer(422, page(visit, id, "", into, Map.of("merge", String.valueOf(refused.getMessage()))));
        } catch (Conflict overtaken) {
            return visit.answer(
                    409,
                    page(
                            visit,
                            id,
                            "",
                            into,
                            Map.of(
                                    "merge",
                                    say(
                                                    "Ticket %s was changed while you looked. Nothing was merged. This is how both stand now.",
                                                    "El ticket %s cambió mientras mirabas. No se unió nada. Así están los dos ahora.")
                                            .formatted(Words.number(
                                                    overtaken.current().id())))));
        }
        return visit.then("/desk/tickets/" + into, Said.MERGED, id);
    }

    /** Takes the merge of this ticket back. */
    @PostMapping("/desk/tickets/{id}/merge/undo")
    ModelAndView undo(@PathVariable long id, Visit visit) {
        try {
            Optional<Ticket> again = database.write(visit.clearance(), () -> merges.undo(id, visit.actor()));
            if (again.isEmpty()) {
                return visit.then("/desk/tickets/" + id, Said.NOT_UNMERGED);
            }
            return visit.then("/desk/tickets/" + id, Said.UNMERGED, id);
        } catch (Refusal refused) {
            return visit.answer(
                    422,
                    pages.page(visit, id, TicketPages.View.of("").with("merge", String.valueOf(refused.getMessage()))));
        }
    }

    /** Why this person may not merge these two, where different people asked. */
    private Optional<String> refusal(Visit visit, Ticket source, Ticket target) {
        if (source.requesterId() == target.requesterId()) {
            return Optional.empty();
        } else if (isChild(source, visit) || isChild(target, visit)) {
            return Optional.of(say(
                    "A child asked in one of the two. What a child writes stays in a ticket of their own.",
                    "En uno de los dos preguntó un menor. Lo que escribe un menor se queda en un ticket propio."));
        }
        return visit.member().roles().stream().anyMatch(ACROSS_PEOPLE::contains)
                ? Optional.empty()
                : Optional.of(say(
                        "Different people asked here. A lead can merge what they wrote; ask one of them.",
                        "Aquí preguntaron personas distintas. Un líder puede unir lo que escribieron; pídeselo."));
    }

    private boolean isChild(Ticket ticket, Visit visit) {
        return customers
                .find(ticket.requesterId())
                .filter(asked -> asked.isChild() || ages.isKnownUnder13(asked, visit.actor()))
                .isPresent();
    }

    private ModelAndView page(Visit visit, long id, String q, long into, Map<String, String> faults) {
        String tidy = q.replace("\0", "").strip();
        String query = tidy.length() > LONGEST ? tidy.substring(0, LONGEST) : tidy;
        return frame.page(visit, Chrome.Place.NONE, "desk/merge", chrome -> {
            Ticket source = tickets.find(id).orElseThrow(NotHere::new);
            return new MergePage(
                    chrome,
                    row(id),
                    query,
                    into > 0 ? List.of() : candidates(source, query),
                    into > 0 ? preview(source, into, visit) : null,
                    faults);
        });
    }

    private MergePage.@Nullable Preview preview(Ticket source, long into, Visit visit) {
        Ticket target = tickets.find(into).orElseThrow(NotHere::new);
        String refused = merges.hindrance(source, target)
                .or(() -> refusal(visit, source, target))
                .orElse(null);
        return new MergePage.Preview(
                row(into), source.version(), target.version(), source.requesterId() != target.requesterId(), refused);
    }

    /** The requester's other tickets first; only such as this one can be merged into. */
    private List<Rows.Row> candidates(Ticket source, String query) {
        List<Ticket> found = query.isEmpty()
                ? reads.others(source.requesterId(), source.id()).stream()
                        .flatMap(other -> tickets.find(other.id()).stream())
                        .toList()
                : search.find(query, Long.MAX_VALUE, CANDIDATES + 1);
        List<Long> fit = found.stream()
                .filter(ticket -> merges.hindrance(source, ticket).isEmpty())
                .sorted(Comparator.comparing((Ticket ticket) -> ticket.requesterId() != source.requesterId()))
                .limit(CANDIDATES)
                .map(Ticket::id)
                .toList();
        return rows.of(fit, null).rows();
    }

    private Rows.Row row(long id) {
        return rows.of(List.of(id), null).rows().stream().findFirst().orElseThrow(NotHere::new);
    }
}

package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Splitting;
import org.nightlight.database.Database;
import org.nightlight.ticket.Conflict;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Splits;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketFile;
import org.nightlight.ticket.TicketFiles;
import org.nightlight.ticket.Tickets;
import org.nightlight.triage.Decision;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A second matter becomes a ticket of its own: its messages ticked, both tickets looked at, split, and taken back for a month. */
@Controller
class SplitController {
    private static final int LINE = 140;

    private final Database database;
    private final Frame frame;
    private final Splitting splitting;
    private final Tickets tickets;
    private final TicketFiles files;
    private final ListRows rows;
    private final TicketPages pages;

    SplitController(
            Database database,
            Frame frame,
            Splitting splitting,
            Tickets tickets,
            TicketFiles files,
            ListRows rows,
            TicketPages pages) {
        this.database = database;
        this.frame = frame;
        this.splitting = splitting;
        this.tickets = tickets;
        this.files = files;
        this.rows = rows;
        this.pages = pages;
    }

    @GetMapping("/desk/tickets/{id}/split")
    ModelAndView choose(
            @PathVariable long id,
            @RequestParam(name = "message", defaultValue = "") List<Long> chosen,
            @RequestParam(defaultValue = "false") boolean look,
            Visit visit) {
        return page(visit, id, new HashSet<>(chosen), look, Map.of());
    }

    @PostMapping("/desk/tickets/{id}/split")
    ModelAndView split(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam(name = "message", defaultValue = "") List<Long> chosen,
            Visit visit) {
        Set<Long> moving = new HashSet<>(chosen);
        try {
            long target = splitting
                    .split(id, version, moving, visit.actor(), visit.clearance())
                    .orElseThrow(NotHere::new);
            // Where it went behind the wall it is not there, and the page that it left says what it always says.
            boolean seen =
                    database.read(visit.clearance(), () -> tickets.find(target).isPresent());
            return visit.then("/desk/tickets/" + (seen ? target : id), Said.SPLIT_OFF, id);
        } catch (Refusal refused) {
            return visit.answer(422, page(visit, id, moving, true, fault(String.valueOf(refused.getMessage()))));
        } catch (Conflict overtaken) {
            return visit.answer(
                    409,
                    page(
                            visit,
                            id,
                            moving,
                            true,
                            fault(say(
                                    "This ticket was changed while you looked. Nothing was split off. This is how it stands now.",
                                    "Este ticket cambió mientras mirabas. No se separó nada. Así está ahora."))));
        }
    }

    /** Takes the split back by which this ticket came to be. */
    @PostMapping("/desk/tickets/{id}/split/undo")
    ModelAndView undo(@PathVariable long id, Visit visit) {
        try {
            Optional<Ticket> whole = splitting.undo(id, visit.actor(), visit.clearance());
            return whole.isEmpty()
                    ? visit.then("/desk/tickets/" + id, Said.NOT_UNSPLIT)
                    : visit.then("/desk/tickets/" + whole.get().id(), Said.UNSPLIT, id);
        } catch (Refusal refused) {
            return visit.answer(
                    422,
                    pages.page(visit, id, TicketPages.View.of("").with("split", String.valueOf(refused.getMessage()))));
        }
    }

    private static Map<String, String> fault(String sentence) {
        return Map.of("split", sentence);
    }

    private ModelAndView page(Visit visit, long id, Set<Long> chosen, boolean look, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.NONE, "desk/split", chrome -> {
            Ticket ticket = tickets.find(id).filter(it -> !it.walled()).orElseThrow(NotHere::new);
            List<Message> messages = tickets.messages(id);
            String refused = splitting.hindrance(ticket, messages).orElse(null);
            List<Message> movable = refused == null ? Splits.movable(ticket, messages) : List.of();
            List<Message> going =
                    movable.stream().filter(it -> chosen.contains(it.id())).toList();
            Map<Long, List<String>> names = files.of(id).stream()
                    .collect(Collectors.groupingBy(
                            TicketFile::messageId, Collectors.mapping(TicketFile::name, Collectors.toList())));
            return new SplitPage(
                    chrome,
                    rows.of(List.of(id), null).rows().stream().findFirst().orElseThrow(NotHere::new),
                    parts(movable, names, chosen),
                    look && !going.isEmpty() ? preview(ticket, messages, going, names) : null,
                    refused,
                    look && going.isEmpty() && refused == null && faults.isEmpty()
                            ? fault(say("Tick at least one message.", "Marca al menos un mensaje."))
                            : faults);
        });
    }

    private SplitPage.@Nullable Preview preview(
            Ticket ticket, List<Message> messages, List<Message> going, Map<Long, List<String>> names) {
        Words words = frame.words();
        Decision about = splitting.about(ticket, going);
        return new SplitPage.Preview(
                ticket.version(),
                Splits.subject(going.getFirst()),
                words.place(about.category(), about.issue()),
                parts(messages.stream().filter(it -> !going.contains(it)).toList(), names, Set.of()),
                parts(going, names, Set.of()));
    }

    private List<SplitPage.Part> parts(List<Message> messages, Map<Long, List<String>> names, Set<Long> chosen) {
        Words words = frame.words();
        return messages.stream()
                .map(message -> new SplitPage.Part(
                        message.id(),
                        words.when(message.createdAt()),
                        message.kind() == Message.Kind.NOTE
                                ? message.authorName() + say(", note", ", nota")
                                : message.authorName(),
                        line(message.text()),
                        names.getOrDefault(message.id(), List.of()),
                        chosen.contains(message.id())))
                .toList();
    }

    private static String line(String text) {
        String line =
                text.substring(0, Math.min(text.length(), 4 * LINE)).strip().replaceAll("\\s+", " ");
        return line.length() > LINE ? line.substring(0, LINE - 1) + "…" : line;
    }
}

package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.seal.SealedReading;
import org.nightlight.ticket.Doing;
import org.nightlight.ticket.DraftFiles;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketFile;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** A note with its files, and what is done with the ticket by adding it. A text that was typed is never lost on the way. */
@Controller
class NotesController {
    private final Database database;
    private final Verbs verbs;
    private final Tickets tickets;
    private final Replies replies;
    private final Work work;
    private final Drafts drafts;
    private final SealedReading reading;
    private final Drafting drafting;
    private final Attaching attaching;
    private final DraftFiles draftFiles;

    NotesController(
            Database database,
            Verbs verbs,
            Tickets tickets,
            Replies replies,
            Work work,
            Drafts drafts,
            SealedReading reading,
            Drafting drafting,
            Attaching attaching,
            DraftFiles draftFiles) {
        this.database = database;
        this.verbs = verbs;
        this.tickets = tickets;
        this.replies = replies;
        this.work = work;
        this.drafts = drafts;
        this.reading = reading;
        this.drafting = drafting;
        this.attaching = attaching;
        this.draftFiles = draftFiles;
    }

    /** A note is kept whatever happened meanwhile, but what is done with it only to the ticket as its writer saw it. */
    @PostMapping("/desk/tickets/{id}/notes")
    ModelAndView note(
            @PathVariable long id,
            @RequestParam(defaultValue = "-2") int version,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String does,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> chosen,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        Drafts.Draft draft = new Drafts.Draft(RepliesController.tidy(text), Doing.read(does));
        Attaching.Taken taken = attaching.take(visit, id, Drafts.Kind.NOTE, chosen);
        Verbs.Form form = new Verbs.Form(
                id,
                list,
                "notes",
                "note",
                Map.of("text", draft.text(), "does", draft.doing().text()));
        if (!taken.faults().isEmpty()) {
            drafting.keep(visit, id, Drafts.Kind.NOTE, draft);
            return verbs.refused(visit, new Verbs.Form(id, list, "notes", "note-file", form.fields()), taken.fault());
        }
        if (draft.text().isBlank()) {
            return verbs.refused(visit, form, say("Write the note first.", "Escribe primero la nota."));
        }
        Optional<Ticket> overtaken;
        try {
            overtaken = reading.open(
                    visit.clearance(),
                    visit.actor(),
                    id,
                    "note",
                    () -> database.write(visit.clearance(), () -> write(visit, id, version, draft)));
        } catch (Refusal refused) {
            drafting.keep(visit, id, Drafts.Kind.NOTE, draft);
            return verbs.refused(visit, form, String.valueOf(refused.getMessage()));
        }
        if (overtaken.isPresent()) {
            Verbs.Both both = new Verbs.Both(
                    say("What your note does", "Lo que hace tu nota"),
                    String.join(". ", Macros.steps(draft.doing())),
                    ticket -> Words.state(ticket.state().key()));
            return verbs.conflict(visit, form, both, overtaken.get());
        }
        return visit.then(form.page(), Said.NOTED, id);
    }

    /** The ticket as somebody else left it meanwhile, where that stands in the way. */
    private Optional<Ticket> write(Visit visit, long id, int version, Drafts.Draft draft) {
        Ticket ticket = tickets.lock(id).orElseThrow(NotHere::new);
        long me = visit.member().id();
        if (!drafting.isSaidAlready(ticket, visit, Drafts.Kind.NOTE, draft.text())) {
            if (!draft.doing().isNothing() && ticket.version() != version) {
                drafts.keep(id, me, Drafts.Kind.NOTE, draft);
                return Optional.of(ticket);
            }
            Message note = replies.note(ticket, visit.actor(), visit.member().name(), draft.text());
            draftFiles.hand(
                    note,
                    visit.actor(),
                    Drafts.Kind.NOTE,
                    attaching.of(id, visit, Drafts.Kind.NOTE).stream()
                            .map(TicketFile::id)
                            .toList());
            work.doAll(tickets.find(id).orElseThrow(), visit.member(), draft.doing());
        }
        drafts.drop(id, me, Drafts.Kind.NOTE);
        return Optional.empty();
    }
}

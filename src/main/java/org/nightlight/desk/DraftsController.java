package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.privacy.PersonalType;
import org.nightlight.seal.SealedReading;
import org.nightlight.ticket.Doing;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** What is being typed, kept before it is sent. */
@Controller
class DraftsController {
    private final Database database;
    private final Tickets tickets;
    private final Drafts drafts;
    private final Macros macros;
    private final SealedReading reading;
    private final Attaching attaching;
    private final Verbs verbs;
    private final ArticleInserts articles;

    DraftsController(
            Database database,
            Tickets tickets,
            Drafts drafts,
            Macros macros,
            SealedReading reading,
            Attaching attaching,
            Verbs verbs,
            ArticleInserts articles) {
        this.database = database;
        this.tickets = tickets;
        this.drafts = drafts;
        this.macros = macros;
        this.reading = reading;
        this.attaching = attaching;
        this.verbs = verbs;
        this.articles = articles;
    }

    /**
     * Keeps what is being typed; with {@code insert}, first puts a macro or a template before it, or an article's link after
     * it; with {@code mask}, a type and the
     * words as the page gave them, first puts the type in brackets in place of the words.
     *
     * @param sent files that were chosen and not uploaded yet
     * @param does what is to be done on sending, one step after the other with commas between
     */
    @PostMapping("/desk/tickets/{id}/drafts/{kind}")
    Object draft(
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String does,
            @RequestParam(defaultValue = "") String insert,
            @RequestParam(defaultValue = "") String mask,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> sent,
            @RequestParam(defaultValue = "") String list,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accepted,
            Visit visit) {
        Drafts.Kind which = kind(kind);
        Drafts.Draft typed =
                new Drafts.Draft(masked(RepliesController.tidy(text), RepliesController.tidy(mask)), Doing.read(does));
        String unfit = articles.hindrance(insert);
        if (!unfit.isEmpty()) {
            keep(visit, id, which, typed, "");
            return verbs.refused(visit, new Verbs.Form(id, list, "drafts", which.key(), Map.of()), unfit);
        }
        if (insert.isEmpty()) {
            keep(visit, id, which, typed, insert);
        } else {
            // A variable may stand for what is sealed, such as the subject.
            reading.open(visit.clearance(), visit.actor(), id, "draft", () -> keep(visit, id, which, typed, insert));
        }
        Attaching.Taken taken = attaching.take(visit, id, which, sent);
        if (!taken.faults().isEmpty()) {
            return verbs.refused(
                    visit, new Verbs.Form(id, list, "drafts", which.key() + "-file", Map.of()), taken.fault());
        }
        return accepted.contains("text/html")
                ? ResponseEntity.status(303)
                        .header(HttpHeaders.LOCATION, new Verbs.Form(id, list, "", "", Map.of()).page())
                        .build()
                : ResponseEntity.noContent().build();
    }

    /** Discards the draft with what stands in the form, and its files. It can be brought back. */
    @PostMapping("/desk/tickets/{id}/drafts/{kind}/removal")
    ModelAndView discard(
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String does,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        Drafts.Kind which = kind(kind);
        Drafts.Draft typed = new Drafts.Draft(RepliesController.tidy(text), Doing.read(does));
        boolean discarded = database.write(visit.clearance(), () -> {
            seen(id);
            if (!typed.text().isBlank()) {
                drafts.keep(id, visit.member().id(), which, typed);
            }
            return drafts.discard(id, visit.member().id(), which);
        });
        String page = new Verbs.Form(id, list, "", "", Map.of()).page();
        return discarded ? visit.then(page, Said.DRAFT_DISCARDED, id) : new ModelAndView("redirect:" + page);
    }

    /** The draft that was discarded is there again; what was typed meanwhile stands below it. */
    @PostMapping("/desk/tickets/{id}/drafts/{kind}/removal/undo")
    ModelAndView bringBack(
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        Drafts.Kind which = kind(kind);
        String typed = RepliesController.tidy(text);
        // Behind the wall the words are sealed, and have to be read to be added to.
        boolean back = reading.open(
                visit.clearance(),
                visit.actor(),
                id,
                "draft",
                () -> database.write(visit.clearance(), () -> {
                    seen(id);
                    boolean there = drafts.bringBack(id, visit.member().id(), which);
                    if (!typed.isBlank()) {
                        Drafts.Draft before = drafts.of(id, visit.member().id()).getOrDefault(which, Drafts.Draft.NONE);
                        boolean more = there && !before.text().isBlank();
                        drafts.keep(id, visit.member().id(), which, more ? before.text() + "\n\n" + typed : typed);
                    }
                    return there;
                }));
        return visit.then(
                new Verbs.Form(id, list, "", "", Map.of()).page(), back ? Said.DRAFT_BACK : Said.DRAFT_NOT_BACK, id);
    }

    private void seen(long id) {
        if (tickets.find(id).isEmpty()) {
            throw new NotHere();
        }
    }

    private boolean keep(Visit visit, long id, Drafts.Kind kind, Drafts.Draft typed, String insert) {
        return database.write(visit.clearance(), () -> {
            Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
            drafts.keep(id, visit.member().id(), kind, inserted(insert, kind, typed, ticket, visit));
            return true;
        });
    }

    private Drafts.Draft inserted(String insert, Drafts.Kind kind, Drafts.Draft typed, Ticket ticket, Visit visit) {
        return articles.isOne(insert)
                ? articles.inserted(insert, typed)
                : macros.inserted(insert, kind, typed, ticket, visit);
    }

    private static String masked(String words, String mask) {
        int bar = mask.indexOf('|');
        String told = mask.substring(bar + 1);
        return bar < 0 || told.isBlank()
                ? words
                : PersonalType.ofWord(mask.substring(0, bar))
                        .map(type -> words.replace(told, type.mask()))
                        .orElse(words);
    }

    static Drafts.Kind kind(String kind) {
        return switch (kind) {
            case "reply" -> Drafts.Kind.REPLY;
            case "note" -> Drafts.Kind.NOTE;
            default -> throw new NotHere();
        };
    }
}

package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Enclosures;
import org.nightlight.channel.Outbox;
import org.nightlight.database.Database;
import org.nightlight.knowledge.ArticleLinks;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Doing;
import org.nightlight.ticket.DraftFiles;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.State;
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

/** A reply with its files, and what is done with the ticket by sending it. A text that was typed is never lost on the way. */
@Controller
class RepliesController {
    private static final int LONGEST = 100_000;
    private static final int LONGEST_REASON = 500;

    private final Database database;
    private final Frame frame;
    private final Verbs verbs;
    private final Tickets tickets;
    private final Outbox outbox;
    private final Work work;
    private final Drafts drafts;
    private final BeforeSending before;
    private final Drafting drafting;
    private final Attaching attaching;
    private final DraftFiles draftFiles;
    private final ArticleLinks articles;

    RepliesController(
            Database database,
            Frame frame,
            Verbs verbs,
            Tickets tickets,
            Outbox outbox,
            Work work,
            Drafts drafts,
            BeforeSending before,
            Drafting drafting,
            Attaching attaching,
            DraftFiles draftFiles,
            ArticleLinks articles) {
        this.database = database;
        this.frame = frame;
        this.verbs = verbs;
        this.tickets = tickets;
        this.outbox = outbox;
        this.work = work;
        this.drafts = drafts;
        this.before = before;
        this.drafting = drafting;
        this.attaching = attaching;
        this.draftFiles = draftFiles;
        this.articles = articles;
    }

    /**
     * How far a reply came.
     *
     * @param overtaken set where somebody else was quicker, {@code stopped} where the gate spoke
     * @param again whether it had gone out by the same form before, so that its files came twice
     */
    private record Sent(
            @Nullable Ticket overtaken, @Nullable String stopped, boolean again) {
        static final Sent GONE_OUT = new Sent(null, null, false);
        static final Sent BEFORE = new Sent(null, null, true);

        Sent(@Nullable Ticket overtaken, @Nullable String stopped) {
            this(overtaken, stopped, false);
        }
    }

    @PostMapping("/desk/tickets/{id}/replies")
    ModelAndView reply(
            @PathVariable long id,
            @RequestParam(defaultValue = "-2") int version,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String then,
            @RequestParam(defaultValue = "") String does,
            @RequestParam(name = "all-the-same", defaultValue = "") String allTheSame,
            @RequestParam(name = "overruling", defaultValue = "") String why,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String heeded,
            @RequestParam(defaultValue = "") String later,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String attached,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> chosen,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        Drafts.Draft draft = new Drafts.Draft(tidy(text), Doing.read(does));
        String words = draft.text();
        Attaching.Taken taken = attaching.take(visit, id, Drafts.Kind.REPLY, chosen);
        List<TicketFile> files = database.read(visit.clearance(), () -> attaching.of(id, visit, Drafts.Kind.REPLY));
        Map<String, String> fields = fields(draft, then, to, heeded, later, at, files);
        Verbs.Form form = new Verbs.Form(id, list, "replies", "reply", fields);
        String unfit = taken.faults().isEmpty() ? attaching.hindrance(files) : taken.fault();
        if (!unfit.isEmpty()) {
            drafting.keep(visit, id, Drafts.Kind.REPLY, draft);
            return verbs.refused(visit, new Verbs.Form(id, list, "replies", "reply-file", fields), unfit);
        }
        if (words.isBlank()) {
            return verbs.refused(visit, form, say("Write the reply first.", "Escribe primero la respuesta."));
        }
        String deadEnd = articles.hindrance(words).orElse("");
        if (!deadEnd.isEmpty()) {
            drafting.keep(visit, id, Drafts.Kind.REPLY, draft);
            return verbs.refused(visit, form, deadEnd);
        }
        boolean overrules = allTheSame.equals("yes");
        if (overrules && !mayOverrule(visit.member())) {
            drafting.keep(visit, id, Drafts.Kind.REPLY, draft);
            return verbs.refused(
                    visit,
                    form,
                    say(
                            "A lead or Legal can answer for it. Ask one of them, or take it out.",
                            "Un líder o Legal puede responder por ello. Pídeselo, o quítalo."));
        }
        if (overrules && (why.isBlank() || why.length() > LONGEST_REASON)) {
            drafting.keep(visit, id, Drafts.Kind.REPLY, draft);
            return verbs.refused(
                    visit,
                    new Verbs.Form(id, list, "replies", "overruling", form.fields()),
                    say(
                                    "Write down why this person may have it, in at most %d letters.",
                                    "Escribe por qué puede tenerlo esta persona, en %d letras como máximo.")
                            .formatted(LONGEST_REASON));
        }
        Instant departs = null;
        if (then.equals("later")) {
            departs = SendLater.chosen(at, later, frame.now(), frame.zone()).orElse(null);
            if (departs == null) {
                drafting.keep(visit, id, Drafts.Kind.REPLY, draft);
                return verbs.refused(
                        visit,
                        new Verbs.Form(id, list, "replies", "at", form.fields()),
                        say(
                                "Choose a day and time to come, at most 60 days from now.",
                                "Elige un día y una hora por venir, dentro de 60 días como máximo."));
            }
        }
        if (departs != null && draft.doing().state() != null) {
            drafting.keep(visit, id, Drafts.Kind.REPLY, draft);
            return verbs.refused(
                    visit,
                    form,
                    say(
                            "A reply that leaves later changes no state: the customer would still be waiting. Untick the state, or send it now.",
                            "Una respuesta que sale después no cambia el estado: el cliente seguiría esperando. Desmarca el estado, o envíala ahora."));
        }
        Instant leaves = departs;
        String overruling = overrules ? why : "";
        Enclosures.Seen seen = attaching.seen(files);
        BeforeSending.Asking asking = new BeforeSending.Asking(
                words, to, then.equals("solved"), heeded, seen, isUnseen(files, attached, taken.ids()));
        List<BeforeSending.Warning> warnings =
                database.read(visit.clearance(), () -> before.warnings(id, visit.actor(), asking));
        if (!warnings.isEmpty()) {
            drafting.keep(visit, id, Drafts.Kind.REPLY, draft);
            return asked(visit, form, version, warnings);
        }
        Sent sent;
        try {
            sent = database.write(visit.clearance(), () -> {
                Sent reply = send(visit, id, version, draft, then, overruling, leaves, seen);
                if (reply.again()) {
                    taken.ids()
                            .forEach(
                                    file -> draftFiles.remove(id, visit.member().id(), Drafts.Kind.REPLY, file));
                }
                return reply;
            });
        } catch (Refusal refused) {
            drafting.keep(visit, id, Drafts.Kind.REPLY, draft);
            return verbs.refused(visit, form, String.valueOf(refused.getMessage()));
        }
        if (sent.stopped() != null) {
            return verbs.refused(visit, form, sent.stopped());
        }
        if (sent.overtaken() != null) {
            return verbs.conflict(
                    visit,
                    form,
                    new Verbs.Both(say("Your reply", "Tu respuesta"), words, ticket -> latest(ticket.id())),
                    sent.overtaken());
        }
        return visit.then(
                form.page(),
                leaves != null
                        ? Said.SCHEDULED
                        : then.equals("solved") ? Said.SOLVED : then.equals("pending") ? Said.PENDING : Said.REPLIED,
                id);
    }

    private Sent send(
            Visit visit,
            long id,
            int version,
            Drafts.Draft draft,
            String then,
            String overruling,
            @Nullable Instant leaves,
            Enclosures.Seen enclosed) {
        String words = draft.text();
        Ticket ticket = tickets.lock(id).orElseThrow(NotHere::new);
        long me = visit.member().id();
        if (ticket.version() != version) {
            if (drafting.isSaidAlready(ticket, visit, Drafts.Kind.REPLY, words)) {
                return Sent.BEFORE; // the same form, sent twice
            }
            drafts.keep(id, me, Drafts.Kind.REPLY, draft);
            return new Sent(ticket, null);
        }
        String name = visit.member().name();
        Outbox.Sending sending = leaves == null
                ? outbox.replyFromScreen(ticket, visit.actor(), name, words, enclosed, overruling)
                : outbox.replyLater(ticket, visit.actor(), name, words, enclosed, leaves);
        return switch (sending) {
            case Outbox.Sending.Stopped stopped -> {
                drafts.keep(id, me, Drafts.Kind.REPLY, draft);
                yield new Sent(null, stopped.why().reason());
            }
            case Outbox.Sending.Queued queued -> {
                drafts.drop(id, me, Drafts.Kind.REPLY);
                // The button that was pressed is later than what a macro said.
                Doing pressed = new Doing(afterwards(then), null, List.of(), List.of());
                work.doAll(
                        tickets.find(id).orElseThrow(),
                        visit.member(),
                        draft.doing().and(pressed));
                yield Sent.GONE_OUT;
            }
        };
    }

    /** Leads and Legal: somebody other than most who write, and who knows what it means. */
    static boolean mayOverrule(StaffMember member) {
        return member.roles().contains(Role.LEAD) || member.roles().contains(Role.LEGAL);
    }

    private static @Nullable State afterwards(String then) {
        return switch (then) {
            case "solved" -> State.SOLVED;
            case "pending" -> State.PENDING;
            default -> null;
        };
    }

    /** The last thing that was said to or by the customer. */
    private String latest(long id) {
        return tickets.messages(id).reversed().stream()
                .filter(message -> message.kind().isPublic())
                .findFirst()
                .map(message -> message.authorName() + ": " + message.text())
                .orElse(say("Nothing was said.", "No se dijo nada."));
    }

    /** What its writer is asked once, before anything is sent. */
    private ModelAndView asked(Visit visit, Verbs.Form form, int version, List<BeforeSending.Warning> warnings) {
        return visit.answer(409, frame.page(visit, Chrome.Place.NONE, "desk/beforeSending", chrome -> {
            Ticket ticket = tickets.find(form.ticket()).orElseThrow(NotHere::new);
            Map<String, String> again = new LinkedHashMap<>(form.fields());
            again.merge(
                    "heeded",
                    warnings.stream().map(BeforeSending.Warning::key).collect(Collectors.joining(",")),
                    (was, now) -> was + "," + now);
            again.put("version", Integer.toString(version));
            again.put("list", form.list());
            return new BeforeSendingPage(
                    chrome,
                    Words.number(ticket.id()),
                    ticket.subject(),
                    warnings.stream()
                            .map(it -> new BeforeSendingPage.Asked(it.title(), it.text()))
                            .toList(),
                    form.fields().getOrDefault("text", ""),
                    form.page(),
                    "/desk/tickets/" + form.ticket() + "/replies",
                    again);
        }));
    }

    /** Whether other files would go out than those that the form showed or brought. */
    private static boolean isUnseen(List<TicketFile> files, String attached, List<Long> taken) {
        Set<String> shown = new HashSet<>(List.of(attached.split(",")));
        taken.forEach(id -> shown.add(Long.toString(id)));
        shown.remove("");
        return !shown.equals(
                files.stream().map(file -> Long.toString(file.id())).collect(Collectors.toSet()));
    }

    private static Map<String, String> fields(
            Drafts.Draft draft,
            String then,
            String to,
            String heeded,
            String later,
            String at,
            List<TicketFile> files) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("text", draft.text());
        fields.put("does", draft.doing().text());
        fields.put("then", then);
        fields.put("to", to);
        fields.put("heeded", heeded);
        fields.put("later", later);
        fields.put("at", at);
        fields.put(
                "attached", files.stream().map(file -> Long.toString(file.id())).collect(Collectors.joining(",")));
        return fields;
    }

    /** As browsers send it, with their line ends made one kind; a NUL has no place in a text. */
    static String tidy(String text) {
        String one = text.replace("\r\n", "\n").replace("\0", "");
        return one.length() > LONGEST ? one.substring(0, LONGEST) : one;
    }
}

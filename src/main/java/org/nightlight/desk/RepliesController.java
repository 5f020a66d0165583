package org.nightlight.desk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Outbox;
import org.nightlight.customer.Customers;
import org.nightlight.database.Database;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Template;
import org.nightlight.privacy.Masking;
import org.nightlight.privacy.PersonalType;
import org.nightlight.seal.SealedReading;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Refusal;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What an agent writes: replies, notes and the drafts of both. A text that was typed is never lost on the way. */
@Controller
class RepliesController {
    private static final int LONGEST = 100_000;
    private static final int LONGEST_REASON = 500;

    private final Database database;
    private final Frame frame;
    private final Verbs verbs;
    private final Tickets tickets;
    private final Replies replies;
    private final Outbox outbox;
    private final Work work;
    private final Drafts drafts;
    private final Customers customers;
    private final Masking masking;
    private final SealedReading reading;
    private final BeforeSending before;

    RepliesController(
            Database database,
            Frame frame,
            Verbs verbs,
            Tickets tickets,
            Replies replies,
            Outbox outbox,
            Work work,
            Drafts drafts,
            Customers customers,
            Masking masking,
            SealedReading reading,
            BeforeSending before) {
        this.database = database;
        this.frame = frame;
        this.verbs = verbs;
        this.tickets = tickets;
        this.replies = replies;
        this.outbox = outbox;
        this.work = work;
        this.drafts = drafts;
        this.customers = customers;
        this.masking = masking;
        this.reading = reading;
        this.before = before;
    }

    /** How far a reply came. {@code ticket} is set where somebody else was quicker, {@code stopped} where the gate spoke. */
    private record Sent(
            @Nullable Ticket overtaken, @Nullable String stopped) {
        static final Sent GONE_OUT = new Sent(null, null);
    }

    @PostMapping("/desk/tickets/{id}/replies")
    ModelAndView reply(
            @PathVariable long id,
            @RequestParam(defaultValue = "-2") int version,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String then,
            @RequestParam(name = "all-the-same", defaultValue = "") String allTheSame,
            @RequestParam(name = "overruling", defaultValue = "") String why,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String heeded,
            @RequestParam(defaultValue = "") String later,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        String words = tidy(text);
        Verbs.Form form = new Verbs.Form(id, list, "replies", "reply", fields(words, then, to, heeded, later, at));
        if (words.isBlank()) {
            return verbs.refused(visit, form, "Write the reply first.");
        }
        boolean overrules = allTheSame.equals("yes");
        if (overrules && !mayOverrule(visit.member())) {
            keep(visit, id, Drafts.Kind.REPLY, words);
            return verbs.refused(visit, form, "A lead or Legal can answer for it. Ask one of them, or take it out.");
        }
        if (overrules && (why.isBlank() || why.length() > LONGEST_REASON)) {
            keep(visit, id, Drafts.Kind.REPLY, words);
            return verbs.refused(
                    visit,
                    new Verbs.Form(id, list, "replies", "overruling", form.fields()),
                    "Write down why this person may have it, in at most " + LONGEST_REASON + " letters.");
        }
        Instant departs = null;
        if (then.equals("later")) {
            departs = SendLater.chosen(at, later, frame.now(), frame.zone()).orElse(null);
            if (departs == null) {
                keep(visit, id, Drafts.Kind.REPLY, words);
                return verbs.refused(
                        visit,
                        new Verbs.Form(id, list, "replies", "at", form.fields()),
                        "Choose a day and time to come, at most 60 days from now.");
            }
        }
        Instant leaves = departs;
        String overruling = overrules ? why : "";
        List<BeforeSending.Warning> warnings = database.read(
                visit.clearance(), () -> before.warnings(id, visit.actor(), words, to, then.equals("solved"), heeded));
        if (!warnings.isEmpty()) {
            keep(visit, id, Drafts.Kind.REPLY, words);
            return asked(visit, form, version, warnings);
        }
        Sent sent;
        try {
            sent = database.write(visit.clearance(), () -> send(visit, id, version, words, then, overruling, leaves));
        } catch (Refusal refused) {
            keep(visit, id, Drafts.Kind.REPLY, words);
            return verbs.refused(visit, form, String.valueOf(refused.getMessage()));
        }
        if (sent.stopped() != null) {
            return verbs.refused(visit, form, sent.stopped());
        }
        if (sent.overtaken() != null) {
            return verbs.conflict(
                    visit, form, new Verbs.Both("Your reply", words, ticket -> latest(ticket.id())), sent.overtaken());
        }
        return visit.then(
                form.page(),
                leaves != null
                        ? Said.SCHEDULED
                        : then.equals("solved") ? Said.SOLVED : then.equals("pending") ? Said.PENDING : Said.REPLIED,
                id);
    }

    @PostMapping("/desk/tickets/{id}/notes")
    ModelAndView note(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String list,
            Visit visit) {
        String words = tidy(text);
        Verbs.Form form = new Verbs.Form(id, list, "notes", "note", Map.of());
        if (words.isBlank()) {
            return verbs.refused(visit, form, "Write the note first.");
        }
        reading.open(
                visit.clearance(),
                visit.actor(),
                id,
                "note",
                () -> database.write(visit.clearance(), () -> {
                    Ticket ticket = tickets.lock(id).orElseThrow(NotHere::new);
                    if (!saidAlready(ticket, visit, Message.Kind.NOTE, words)) {
                        replies.note(ticket, visit.actor(), visit.member().name(), words);
                    }
                    drafts.drop(id, visit.member().id(), Drafts.Kind.NOTE);
                    return true;
                }));
        return visit.then(form.page(), Said.NOTED, id);
    }

    /**
     * Keeps what is being typed; with {@code insert}, first puts a template's text before it; with {@code mask}, a type and the
     * words as the page gave them, first puts the type in brackets in place of the words.
     */
    @PostMapping("/desk/tickets/{id}/drafts/{kind}")
    ResponseEntity<Void> draft(
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String insert,
            @RequestParam(defaultValue = "") String template,
            @RequestParam(defaultValue = "") String mask,
            @RequestParam(defaultValue = "") String list,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accepted,
            Visit visit) {
        Drafts.Kind which = kind(kind);
        database.write(visit.clearance(), () -> {
            Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
            String words = insert.isEmpty() ? text : filled(ticket, template, visit) + text;
            drafts.keep(id, visit.member().id(), which, masked(tidy(words), tidy(mask)));
        });
        return accepted.contains("text/html")
                ? ResponseEntity.status(303)
                        .header(HttpHeaders.LOCATION, new Verbs.Form(id, list, "", "", Map.of()).page())
                        .build()
                : ResponseEntity.noContent().build();
    }

    @PostMapping("/desk/tickets/{id}/messages/{mid}/resend")
    ModelAndView resend(
            @PathVariable long id, @PathVariable long mid, @RequestParam(defaultValue = "") String list, Visit visit) {
        boolean again = database.write(visit.clearance(), () -> {
            boolean here = tickets.find(id).isPresent()
                    && tickets.message(mid)
                            .filter(message -> message.ticketId() == id)
                            .isPresent();
            if (!here) {
                throw new NotHere();
            }
            return outbox.resend(mid, visit.actor());
        });
        return visit.then(new Verbs.Form(id, list, "", "", Map.of()).page(), again ? Said.RESENT : Said.NOT_RESENT);
    }

    /** What was just sent is the writer's draft again, before whatever they have begun since, and the ticket waits for it. */
    @PostMapping("/desk/tickets/{id}/messages/{mid}/undo")
    ModelAndView undo(
            @PathVariable long id, @PathVariable long mid, @RequestParam(defaultValue = "") String list, Visit visit) {
        boolean undone = database.write(visit.clearance(), () -> {
            Ticket ticket = tickets.lock(id).orElseThrow(NotHere::new);
            Message message =
                    tickets.message(mid).filter(found -> found.ticketId() == id).orElseThrow(NotHere::new);
            if (!outbox.undo(message, visit.actor())) {
                return false;
            }
            long me = visit.member().id();
            String begun = drafts.of(id, me).getOrDefault(Drafts.Kind.REPLY, "");
            boolean same = begun.isBlank() || begun.equals(message.text());
            drafts.keep(id, me, Drafts.Kind.REPLY, same ? message.text() : message.text() + "\n\n" + begun);
            if (ticket.state() == State.SOLVED || ticket.state() == State.PENDING) {
                work.move(id, Work.ANY, visit.actor(), State.OPEN);
            }
            return true;
        });
        return visit.then(new Verbs.Form(id, list, "", "", Map.of()).page(), undone ? Said.UNDONE : Said.NOT_UNDONE);
    }

    private Sent send(
            Visit visit, long id, int version, String words, String then, String overruling, @Nullable Instant leaves) {
        Ticket ticket = tickets.lock(id).orElseThrow(NotHere::new);
        long me = visit.member().id();
        if (ticket.version() != version) {
            if (saidAlready(ticket, visit, Message.Kind.REPLY, words)) {
                return Sent.GONE_OUT; // the same form, sent twice
            }
            drafts.keep(id, me, Drafts.Kind.REPLY, words);
            return new Sent(ticket, null);
        }
        String name = visit.member().name();
        Outbox.Sending sending = leaves == null
                ? outbox.replyFromScreen(ticket, visit.actor(), name, words, overruling)
                : outbox.replyLater(ticket, visit.actor(), name, words, leaves);
        return switch (sending) {
            case Outbox.Sending.Stopped stopped -> {
                drafts.keep(id, me, Drafts.Kind.REPLY, words);
                yield new Sent(null, stopped.why().reason());
            }
            case Outbox.Sending.Queued queued -> {
                drafts.drop(id, me, Drafts.Kind.REPLY);
                afterwards(then).ifPresent(state -> work.move(id, Work.ANY, visit.actor(), state));
                yield Sent.GONE_OUT;
            }
        };
    }

    /** Leads and Legal: somebody other than most who write, and who knows what it means. */
    static boolean mayOverrule(StaffMember member) {
        return member.roles().contains(Role.LEAD) || member.roles().contains(Role.LEGAL);
    }

    private static Optional<State> afterwards(String then) {
        return switch (then) {
            case "solved" -> Optional.of(State.SOLVED);
            case "pending" -> Optional.of(State.PENDING);
            default -> Optional.empty();
        };
    }

    private boolean saidAlready(Ticket ticket, Visit visit, Message.Kind kind, String words) {
        return tickets.messages(ticket.id()).reversed().stream()
                .limit(3)
                .anyMatch(message -> message.kind() == kind
                        && message.author().equals(visit.actor())
                        && message.text().equals(words)
                        && message.createdAt().isAfter(frame.now().minusSeconds(300)));
    }

    private void keep(Visit visit, long id, Drafts.Kind kind, String words) {
        database.write(visit.clearance(), () -> {
            if (tickets.find(id).isPresent()) {
                drafts.keep(id, visit.member().id(), kind, words);
            }
        });
    }

    /** The last thing that was said to or by the customer. */
    private String latest(long id) {
        return tickets.messages(id).reversed().stream()
                .filter(message -> message.kind().isPublic())
                .findFirst()
                .map(message -> message.authorName() + ": " + message.text())
                .orElse("Nothing was said.");
    }

    private String filled(Ticket ticket, String key, Visit visit) {
        Playbook playbook = frame.playbook();
        Template template = playbook.templates().get(key);
        if (template == null) {
            return "";
        }
        var requester = customers.find(ticket.requesterId()).orElseThrow();
        String language = requester.language() == null ? playbook.brand().language() : requester.language();
        Words words = frame.words();
        return template.in(language)
                .filled(Map.of(
                        "customer.name", masking.addressed(requester),
                        "ticket.number", Long.toString(ticket.id()),
                        "ticket.subject", ticket.subject(),
                        "agent.name", visit.member().name(),
                        "team.name", words.team(ticket.team()),
                        "brand.name", playbook.brand().name(),
                        "reply-by",
                                ticket.dueAt() == null
                                        ? "soon"
                                        : words.when(ticket.dueAt()).text()))
                .body();
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

    private static Drafts.Kind kind(String kind) {
        return switch (kind) {
            case "reply" -> Drafts.Kind.REPLY;
            case "note" -> Drafts.Kind.NOTE;
            default -> throw new NotHere();
        };
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

    private static Map<String, String> fields(
            String words, String then, String to, String heeded, String later, String at) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("text", words);
        fields.put("then", then);
        fields.put("to", to);
        fields.put("heeded", heeded);
        fields.put("later", later);
        fields.put("at", at);
        return fields;
    }

    /** As browsers send it, with their line ends made one kind; a NUL has no place in a text. */
    static String tidy(String text) {
        String one = text.replace("\r\n", "\n").replace("\0", "");
        return one.length() > LONGEST ? one.substring(0, LONGEST) : one;
    }
}

package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.channel.Deliveries;
import org.nightlight.channel.Outbox;
import org.nightlight.channel.ScheduledReplies;
import org.nightlight.channel.Senders;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.Playbook;
import org.nightlight.privacy.MediaConsent;
import org.nightlight.privacy.Passage;
import org.nightlight.privacy.PersonalType;
import org.nightlight.privacy.WrittenWords;
import org.nightlight.seal.SealedReading;
import org.nightlight.sla.Clocks;
import org.nightlight.sla.Deadline;
import org.nightlight.sla.Escalations;
import org.nightlight.sla.Metric;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Drafts;
import org.nightlight.ticket.Followers;
import org.nightlight.ticket.Links;
import org.nightlight.ticket.Merges;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.SideConversations;
import org.nightlight.ticket.Splits;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Tasks;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketEvent;
import org.nightlight.ticket.TicketFile;
import org.nightlight.ticket.TicketFiles;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Draws the ticket page: one ticket, all that belongs to it, by a handful of keyed reads in one transaction. */
@Component
class TicketPages {
    private final Frame frame;
    private final Tickets tickets;
    private final TicketReads reads;
    private final ListRows lists;
    private final Customers customers;
    private final Staff staff;
    private final Drafts drafts;
    private final Work work;
    private final Clocks clocks;
    private final Escalations escalations;
    private final RequesterPanel requesters;
    private final Audit audit;
    private final SealedReading reading;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final Senders senders;
    private final MediaConsent media;
    private final TicketFiles files;
    private final FileLinks links;
    private final Merges merges;
    private final Links ticketLinks;
    private final Splits splits;
    private final ReplyRecipients recipients;
    private final ScheduledReplies scheduled;
    private final BeforeSending before;
    private final Macros macros;
    private final Followers followers;
    private final Tasks tasks;
    private final SideConversations sides;
    private final Attaching attaching;
    private final ArticlePanel articles;

    TicketPages(
            Frame frame,
            Tickets tickets,
            TicketReads reads,
            ListRows lists,
            Customers customers,
            Staff staff,
            Drafts drafts,
            Work work,
            Clocks clocks,
            Escalations escalations,
            RequesterPanel requesters,
            Audit audit,
            SealedReading reading,
            Outbox outbox,
            Deliveries deliveries,
            Senders senders,
            MediaConsent media,
            TicketFiles files,
            FileLinks links,
            Merges merges,
            Links ticketLinks,
            Splits splits,
            ReplyRecipients recipients,
            ScheduledReplies scheduled,
            BeforeSending before,
            Macros macros,
            Followers followers,
            Tasks tasks,
            SideConversations sides,
            Attaching attaching,
            ArticlePanel articles) {
        this.frame = frame;
        this.tickets = tickets;
        this.reads = reads;
        this.lists = lists;
        this.customers = customers;
        this.staff = staff;
        this.drafts = drafts;
        this.work = work;
        this.clocks = clocks;
        this.escalations = escalations;
        this.requesters = requesters;
        this.audit = audit;
        this.reading = reading;
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.senders = senders;
        this.media = media;
        this.files = files;
        this.links = links;
        this.merges = merges;
        this.ticketLinks = ticketLinks;
        this.splits = splits;
        this.recipients = recipients;
        this.scheduled = scheduled;
        this.before = before;
        this.macros = macros;
        this.followers = followers;
        this.tasks = tasks;
        this.sides = sides;
        this.attaching = attaching;
        this.articles = articles;
    }

    /**
     * How the page is to be shown.
     *
     * @param list key of the list that the ticket was opened from, empty when by its address alone
     * @param faults messages by field, when an action was refused
     * @param names whether the household's children are named, which is recorded
     * @param noting whether the note is the form to open with
     * @param shown the message whose words stand as they were written, 0 for none; that is recorded before
     * @param written those words
     * @param typed what a refused form carried, by field
     * @param articles words by which articles are looked for, empty for none
     */
    record View(
            String list,
            Map<String, String> faults,
            boolean names,
            boolean noting,
            long shown,
            @Nullable WrittenWords written,
            Map<String, String> typed,
            String articles) {
        static View of(String list) {
            return new View(list, Map.of(), false, false, 0, null, Map.of(), "");
        }

        View with(String field, String fault) {
            return new View(
                    list, Map.of(field, fault), names, field.equals("note"), shown, written, Map.of(), articles);
        }

        View withNames() {
            return new View(list, faults, true, noting, shown, written, typed, articles);
        }

        View withWords(long messageId, WrittenWords words) {
            return new View(list, faults, names, noting, messageId, words, typed, articles);
        }

        /** Several faults at once, with what was typed. */
        View withTyped(Map<String, String> typed, Map<String, String> faults) {
            return new View(list, faults, names, noting, shown, written, typed, articles);
        }

        View withArticles(String words) {
            return new View(list, faults, names, noting, shown, written, typed, words);
        }
    }

    ModelAndView page(Visit visit, long id, View view) {
        boolean recorded = visit.clearance().seesCases() || view.names();
        Function<Chrome, Object> fill = chrome -> filled(chrome, visit, id, view);
        return recorded
                ? reading.open(
                        visit.clearance(),
                        visit.actor(),
                        id,
                        "ticket",
                        () -> frame.recordedPage(visit, place(view), "desk/ticket", fill))
                : frame.page(visit, place(view), "desk/ticket", fill);
    }

    private static Chrome.Place place(View view) {
        return DeskList.named(view.list()).map(Chrome.Place::of).orElse(Chrome.Place.NONE);
    }

    private TicketPage filled(Chrome chrome, Visit visit, long id, View view) {
        Ticket ticket = tickets.find(id).orElseThrow(NotHere::new);
        if (ticket.walled()) {
            audit.recordWalled(visit.actor(), "ticket-read", "ticket:" + id, id, "");
        }
        Customer requester = customers.find(ticket.requesterId()).orElseThrow();
        List<StaffMember> everybody = staff.all();
        List<TicketEvent> events = tickets.timeline(id);
        Words words = frame.words();
        TicketPage.Requester panel = requesters.of(ticket, requester, view.names(), visit, words);
        List<Tasks.Task> todo = tasks(id, events);
        EventWords said = new EventWords(
                words,
                Talk.names(everybody),
                panel.face().name(),
                hinted(events),
                todo.stream().collect(Collectors.toMap(Tasks.Task::id, Tasks.Task::text)));
        List<TicketFile> files = this.files.of(id);
        boolean waits = !files.isEmpty() && !ticket.walled() && media.isMissing(requester, visit.actor());
        List<Message> messages = tickets.messages(id);
        Map<Long, Senders.Seen> from = senders.of(id);
        Talk talk = new Talk(
                ticket,
                messages,
                events,
                files,
                links.of(id, visit.member().id()),
                this.files::waitsForScan,
                said,
                from,
                new Talk.Hiding(panel.hidden(), waits, view.shown(), view.written()),
                deliveries.of(messages.stream().map(Message::id).toList()),
                new Talk.Undo(visit.actor(), frame.now().minus(outbox.undoable()), scheduled.of(id)));
        Clocks.Standing standing = clocks.standing(ticket);
        DeskList list = DeskList.named(view.list())
                .filter(it -> ListRows.isFor(it, visit.member()))
                .orElse(DeskList.MINE);
        TicketPage.Composer composer = composer(ticket, requester, panel.hidden(), messages, visit, view);
        return new TicketPage(
                chrome,
                list,
                view.list().isEmpty() ? null : lists.of(list, visit.member(), Layout.PLAIN, ListCursor.START, id),
                head(ticket, standing, everybody, words),
                talk.entries(),
                composer,
                actions(ticket, visit.member(), everybody, words),
                panel,
                new WhyPanel(ticket, events, standing, said, from).lines(),
                talk.timeline(),
                merged(ticket, events, messages),
                linked(ticket, events, messages),
                following(ticket, visit.member(), everybody),
                TaskPanel.of(
                        ticket,
                        todo,
                        visit.member(),
                        everybody,
                        view.typed(),
                        words,
                        LocalDate.ofInstant(frame.now(), frame.zone())),
                SidePanel.of(ticket, sides(id, events), view, words),
                articles.of(ticket, events, view.articles(), composer.closed() == null),
                view.faults());
    }

    /** Asked of the database only where the story tells of one, or of a merge that may have brought some. */
    private List<SideConversations.Side> sides(long ticketId, List<TicketEvent> events) {
        boolean told = events.stream()
                .anyMatch(event ->
                        event.kind().startsWith("side-") || event.kind().equals("merged-from"));
        return told ? sides.of(ticketId) : List.of();
    }

    private TicketPage.Following following(Ticket ticket, StaffMember member, List<StaffMember> everybody) {
        Set<Long> of = followers.of(ticket.id());
        return new TicketPage.Following(
                everybody.stream()
                        .filter(one -> of.contains(one.id()) && ticket.mayBeHeldBy(one))
                        .map(StaffMember::name)
                        .toList(),
                of.contains(member.id()));
    }

    /** Asked of the database only where the story tells of a task, or of a merge that may have brought some. */
    private List<Tasks.Task> tasks(long ticketId, List<TicketEvent> events) {
        boolean told = events.stream()
                .anyMatch(event ->
                        event.kind().startsWith("task-") || event.kind().equals("merged-from"));
        return told ? tasks.of(ticketId) : List.of();
    }

    /** Asked of the database only where the story tells of a merge. */
    private List<TicketPage.Merged> merged(Ticket ticket, List<TicketEvent> events, List<Message> messages) {
        List<TicketPage.Merged> merged = new ArrayList<>();
        if (ticket.mergedInto() != null) {
            merges.of(ticket.id()).ifPresent(it -> merged.add(merged(it, it.targetId(), true, !messages.isEmpty())));
        }
        if (events.stream().anyMatch(event -> event.kind().equals("merged-from"))) {
            merges.into(ticket.id()).forEach(it -> merged.add(merged(it, it.sourceId(), false, true)));
        }
        return merged;
    }

    private TicketPage.Merged merged(Merges.Merge merge, long other, boolean away, boolean something) {
        return new TicketPage.Merged(
                merge.sourceId(),
                Words.number(other),
                "/desk/tickets/" + other,
                away,
                something && merge.canBeUndone(frame.now()));
    }

    private static final Set<String> LINKS = Set.of("linked", "split-off", "split-from");

    /** Asked of the database only where the story tells of a link. */
    private List<TicketPage.Linked> linked(Ticket ticket, List<TicketEvent> events, List<Message> messages) {
        return events.stream().noneMatch(event -> LINKS.contains(event.kind()))
                ? List.of()
                : ticketLinks.of(ticket.id()).stream()
                        .map(link -> new TicketPage.Linked(
                                link.id(),
                                EventWords.as(link.as().key()),
                                Words.number(link.other()),
                                link.subject(),
                                Words.state(link.state().key()),
                                "/desk/tickets/" + link.other(),
                                link.as().isMadeByHand(),
                                link.as() == Links.As.SPLIT_FROM
                                        && splits.tooLate(link, ticket, messages, frame.now())
                                                .isEmpty()))
                        .toList();
    }

    /** Events that name another ticket. */
    private static final Set<String> OTHERS = Set.of(
            "may-belong-to",
            "goes-on-from",
            "merged-into",
            "merged-from",
            "merge-undone",
            "linked",
            "unlinked",
            "split-off",
            "split-from",
            "split-undone");

    private Set<Long> hinted(List<TicketEvent> events) {
        return reads.visible(events.stream()
                .filter(event -> OTHERS.contains(event.kind()))
                .map(event -> event.detail().path("ticket").asLong())
                .collect(Collectors.toSet()));
    }

    private TicketPage.Head head(Ticket ticket, Clocks.Standing standing, List<StaffMember> everybody, Words words) {
        Rows.Face assignee = everybody.stream()
                .filter(member -> ticket.assigneeId() != null && member.id() == ticket.assigneeId())
                .map(member -> Words.face(member.name()))
                .findFirst()
                .orElse(null);
        return new TicketPage.Head(
                ticket.id(),
                Words.number(ticket.id()),
                ticket.subject(),
                ticket.version(),
                Words.state(ticket.state().key()),
                words.category(ticket.category()),
                words.issue(ticket.category(), ticket.issue()),
                ticket.needsPerson(),
                EventWords.level(ticket.level()),
                words.team(ticket.team()),
                assignee,
                List.copyOf(work.tags(ticket.id())),
                promises(ticket, standing, words),
                ticket.walled()
                        ? say(
                                "Safety Team and Legal only see this ticket. That you opened it is recorded.",
                                "Solo el equipo de protección y Legal ven este ticket. Queda registrado que lo abriste.")
                        : null);
    }

    private List<TimeLeft> promises(Ticket ticket, Clocks.Standing standing, Words words) {
        List<TimeLeft> promises = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Deadline deadline = standing.deadlines().deadline(metric);
            TimeLeft left = promise(ticket, deadline, standing.deadlines().actBy(), words);
            if (left != null) {
                promises.add(left);
            }
        }
        return promises;
    }

    private @Nullable TimeLeft promise(Ticket ticket, Deadline deadline, @Nullable Instant actBy, Words words) {
        String promise = Words.metric(deadline.metric().key());
        Instant due = deadline.due();
        if (deadline.owed() && due != null) {
            boolean next = deadline.metric().key().equals(ticket.dueMetric());
            return TimeLeft.running(
                    promise, due, next ? actBy : null, words.used(ticket.createdAt(), due), words.now(), frame.zone());
        }
        if (deadline.state() == Deadline.State.PAUSED && deadline.left() != null) {
            Instant then = words.now().plus(deadline.left());
            return TimeLeft.paused(promise, then, words.used(ticket.createdAt(), then), words.now(), frame.zone());
        }
        return null;
    }

    private TicketPage.Composer composer(
            Ticket ticket, Customer requester, boolean hidden, List<Message> messages, Visit visit, View view) {
        StaffMember member = visit.member();
        Drafts.Begun all = drafts.begun(ticket.id(), member.id());
        Map<Drafts.Kind, Drafts.Draft> kept = all.drafts();
        String to = requester
                .email()
                .filter(email -> !email.domain().equals("invalid"))
                .map(Object::toString)
                .orElse("");
        String closed = ticket.walled()
                ? say(
                        "No reply leaves from here: the Safety Team answers from the case.",
                        "De aquí no sale ninguna respuesta: el equipo de protección responde desde el caso.")
                : ticket.mergedInto() != null
                        ? say(
                                "This ticket was merged into another, and is answered there.",
                                "Este ticket se unió a otro, y allí se responde.")
                        : to.isEmpty()
                                ? say(
                                        "There is no address to answer to. Call back, and write down what was said.",
                                        "No hay dirección a la que responder. Devuelve la llamada y anota lo que se dijo.")
                                : null;
        Drafts.Draft begun = kept.getOrDefault(Drafts.Kind.REPLY, Drafts.Draft.NONE);
        Drafts.Draft note = kept.getOrDefault(Drafts.Kind.NOTE, Drafts.Draft.NONE);
        String reply = begun.text();
        Optional<Passage.Stopped> stopped =
                closed != null || reply.isBlank() ? Optional.empty() : outbox.wouldStop(ticket, reply, List.of());
        ReplyTo copied = closed == null ? recipients.of(ticket, requester) : ReplyTo.NOBODY;
        return new TicketPage.Composer(
                hidden && !to.isEmpty() ? say("the child’s address", "la dirección del menor") : to,
                copied,
                SendLater.offers(frame.now(), frame.calendar()),
                reply,
                note.text(),
                null,
                null,
                macros.inserts(member),
                Macros.boxes(begun.doing()),
                Macros.boxes(note.doing()),
                UUID.randomUUID().toString(),
                gateSays(stopped),
                held(stopped, reply),
                RepliesController.mayOverrule(member)
                        && stopped.filter(Passage.Stopped::mayBeOverruled).isPresent(),
                closed,
                all.discarded().contains(Drafts.Kind.REPLY),
                all.discarded().contains(Drafts.Kind.NOTE),
                closed != null || view.noting(),
                before.beforehand(requester, copied, messages, visit.actor()),
                attaching.field(ticket, visit, Drafts.Kind.REPLY, kept.containsKey(Drafts.Kind.REPLY)),
                attaching.field(ticket, visit, Drafts.Kind.NOTE, kept.containsKey(Drafts.Kind.NOTE)));
    }

    private static String gateSays(Optional<Passage.Stopped> stopped) {
        return stopped.filter(why -> !why.spans().isEmpty())
                .map(Passage.Stopped::reason)
                .orElse(say(
                        "Each reply passes the gate before it leaves.",
                        "Cada respuesta pasa la barrera antes de salir."));
    }

    /** Each thing once, in the order in which it stands in the reply. */
    private static List<TicketPage.Held> held(Optional<Passage.Stopped> stopped, String reply) {
        Map<String, TicketPage.Held> held = new LinkedHashMap<>();
        for (Passage.Span span : stopped.map(Passage.Stopped::spans).orElse(List.of())) {
            String words = reply.substring(span.start(), span.end());
            PersonalType type = PersonalType.ofWord(span.kind()).orElseThrow();
            String value = type.word() + "|" + words;
            held.putIfAbsent(value, new TicketPage.Held(words, type.plain(), type.mask(), value));
        }
        return List.copyOf(held.values());
    }

    private TicketPage.Actions actions(Ticket ticket, StaffMember member, List<StaffMember> everybody, Words words) {
        boolean mine = ticket.assigneeId() != null && ticket.assigneeId() == member.id();
        List<Choice> assignees = new ArrayList<>();
        assignees.add(new Choice("", say("Nobody", "Nadie"), ticket.assigneeId() == null));
        everybody.stream()
                .filter(ticket::mayBeHeldBy)
                .forEach(one -> assignees.add(new Choice(
                        Long.toString(one.id()),
                        one.attendance().isAway(frame.now())
                                ? say("%s (away)", "%s (ausente)").formatted(one.name())
                                : one.name(),
                        ticket.assigneeId() != null && one.id() == ticket.assigneeId())));
        return new TicketPage.Actions(
                assignees, mine, states(ticket), categories(ticket, words), escalation(ticket, words));
    }

    private static List<Choice> states(Ticket ticket) {
        List<Choice> choices = new ArrayList<>();
        for (State state : List.of(State.NEW, State.OPEN, State.PENDING, State.HOLD, State.SOLVED, State.CLOSED)) {
            boolean now = ticket.state() == state;
            if (now || (state != State.NEW && state != State.CLOSED)) {
                choices.add(new Choice(state.key(), Words.state(state.key()), now));
            }
        }
        return choices;
    }

    private List<Choice.Group> categories(Ticket ticket, Words words) {
        Playbook playbook = words.playbook();
        return playbook.categories().values().stream()
                .filter(category -> playbook.isSafety(category.key()) == ticket.walled())
                .map(category -> new Choice.Group(category.label(), issues(category, ticket)))
                .toList();
    }

    private static List<Choice> issues(Category category, Ticket ticket) {
        return category.issues().values().stream()
                .map(issue -> new Choice(
                        category.key() + "/" + issue.key(),
                        issue.label(),
                        category.key().equals(ticket.category()) && issue.key().equals(ticket.issue())))
                .toList();
    }

    private TicketPage.Escalation escalation(Ticket ticket, Words words) {
        Playbook playbook = words.playbook();
        Ladder.Rung next = escalations.next(ticket).orElse(null);
        if (next == null) {
            return new TicketPage.Escalation(
                    "",
                    List.of(),
                    say(
                                    "It is at the top of its ladder. Nobody is above %s.",
                                    "Está en lo alto de su escalera. No hay nadie por encima de %s.")
                            .formatted(words.team(ticket.team())));
        }
        List<Choice> reasons = playbook.ladder(ticket.category())
                .rung(ticket.level())
                .map(rung -> rung.reasons().entrySet().stream()
                        .map(reason -> new Choice(reason.getKey(), reason.getValue(), false))
                        .toList())
                .orElse(List.of());
        return new TicketPage.Escalation(
                words.team(next.team()) + ", " + EventWords.level(next.level()), reasons, null);
    }
}

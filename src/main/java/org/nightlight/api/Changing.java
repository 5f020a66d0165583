package org.nightlight.api;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Intake;
import org.nightlight.channel.Letter;
import org.nightlight.channel.Outbox;
import org.nightlight.customer.Customers;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.shared.Actor;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Replies;
import org.nightlight.ticket.State;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.nightlight.ticket.Work;
import org.nightlight.triage.Routing;
import org.nightlight.triage.Triage;
import org.springframework.stereotype.Component;

/** What a program changes about a ticket: by the same verbs as the desk, all in one transaction or nothing. */
@Component
class Changing {
    private final Tickets tickets;
    private final Work work;
    private final Replies replies;
    private final Outbox outbox;
    private final Intake intake;
    private final Customers customers;
    private final Database database;
    private final TicketRows rows;
    private final CurrentPlaybook playbooks;

    Changing(
            Tickets tickets,
            Work work,
            Replies replies,
            Outbox outbox,
            Intake intake,
            Customers customers,
            Database database,
            TicketRows rows,
            CurrentPlaybook playbooks) {
        this.tickets = tickets;
        this.work = work;
        this.replies = replies;
        this.outbox = outbox;
        this.intake = intake;
        this.customers = customers;
        this.database = database;
        this.rows = rows;
        this.playbooks = playbooks;
    }

    /** How the ticket stands after the change, and the message that was added. */
    record Changed(TicketRow row, @Nullable Long messageId) {}

    Changed change(StaffMember member, long ticketId, TicketRequest wanted) {
        TicketRequest.Comment comment = wanted.comment();
        if (comment != null && isByCustomer(member, comment)) {
            return customerWrote(member, ticketId, wanted, comment);
        }
        return database.write(member.clearance(), () -> {
            Ticket ticket = tickets.lock(ticketId).orElseThrow(Problem::notFound);
            check(ticket, wanted);
            describe(ticket, member, wanted);
            Long message =
                    comment == null ? null : say(ticketId, member, comment).id();
            move(ticketId, member, wanted);
            return new Changed(rows.find(ticketId).orElseThrow(Problem::notFound), message);
        });
    }

    /** What was posted with a new ticket beside its message. A ticket that the caller may not see is left as it is. */
    void describeNew(StaffMember member, long ticketId, TicketRequest wanted) {
        boolean nothing = wanted.assignee() == null
                && wanted.team() == null
                && wanted.category() == null
                && (wanted.state() == null || wanted.state() == State.NEW);
        if (!nothing) {
            database.write(
                    member.clearance(),
                    () -> tickets.lock(ticketId)
                            .filter(ticket -> !ticket.walled())
                            .ifPresent(ticket -> {
                                place(ticket, member, wanted);
                                if (wanted.assignee() != null) {
                                    work.assign(ticketId, Work.ANY, member.actor(), wanted.assignee());
                                }
                                move(ticketId, member, wanted);
                            }));
        }
    }

    /** Sets, adds or takes away tags; null when the caller sees no such ticket. */
    Optional<List<String>> tags(StaffMember member, long ticketId, List<String> tags, Tagging how) {
        return database.write(
                member.clearance(),
                () -> tickets.lock(ticketId).map(ticket -> {
                    List<String> next = new ArrayList<>(how == Tagging.SET ? List.of() : work.tags(ticketId));
                    if (how == Tagging.REMOVE) {
                        next.removeAll(tags);
                    } else {
                        next.addAll(tags);
                    }
                    work.tag(ticketId, Work.ANY, member.actor(), next);
                    return List.copyOf(work.tags(ticketId));
                }));
    }

    enum Tagging {
        SET,
        ADD,
        REMOVE
    }

    private static boolean isByCustomer(StaffMember member, TicketRequest.Comment comment) {
        Long author = comment.authorId();
        if (author == null || author == Ids.staff(member.id())) {
            return false;
        }
        if (Ids.isStaff(author)) {
            throw Problem.invalid("comment", "Comment: author_id may be you or the ticket's requester");
        }
        return true;
    }

    /** The requester's own words, passed on by a program, are screened like any other that come in. */
    private Changed customerWrote(
            StaffMember member, long ticketId, TicketRequest wanted, TicketRequest.Comment comment) {
        TicketRow before = database.read(member.clearance(), () -> {
            Ticket ticket = tickets.find(ticketId).orElseThrow(Problem::notFound);
            check(ticket, wanted);
            return rows.find(ticketId).orElseThrow(Problem::notFound);
        });
        if (!Objects.equals(comment.authorId(), before.requesterId())) {
            throw Problem.invalid("comment", "Comment: author_id may be you or the ticket's requester");
        }
        if (!comment.isPublic()) {
            throw Problem.invalid("comment", "Comment: what the requester wrote is public");
        }
        String name = customers
                .find(before.requesterId())
                .orElseThrow(Problem::notFound)
                .name();
        Letter letter = new Letter(
                "", name, before.subject(), comment.text(), Map.of(), List.of(), before.requesterId(), ticketId, null);
        Long message = intake.receive(Channel.API, member.id() + ":" + UUID.randomUUID(), letter)
                        instanceof Intake.Receipt.Taken taken
                ? taken.messageId()
                : null;
        // Its words may just have taken the ticket behind the wall; the answer looks the same either way.
        boolean wakes = before.state() == State.PENDING || !before.state().isOpen();
        TicketRow row = database.write(member.clearance(), () -> {
            Optional<Ticket> ticket = tickets.lock(ticketId);
            ticket.ifPresent(it -> {
                describe(it, member, wanted);
                move(ticketId, member, wanted);
            });
            return ticket.flatMap(it -> rows.find(ticketId)).orElse(wakes ? before.in(State.OPEN) : before);
        });
        return new Changed(row, message);
    }

    private static void check(Ticket ticket, TicketRequest wanted) {
        // What only adds and takes away tags is merged with what others did to them, and never in conflict.
        if (wanted.readAt() != null
                && !wanted.onlyMergesTags()
                && !ticket.updatedAt()
                        .truncatedTo(ChronoUnit.SECONDS)
                        .equals(wanted.readAt().truncatedTo(ChronoUnit.SECONDS))) {
            throw Problem.conflict();
        }
        if (ticket.state() == State.CLOSED && wanted.state() != State.CLOSED) {
            throw Problem.invalid("status", "Status: closed prevents ticket update");
        }
        if (wanted.requesterId() != null && wanted.requesterId() != ticket.requesterId()) {
            throw Problem.invalid("requester", "Requester: stays whoever brought the matter");
        }
    }

    private void describe(Ticket ticket, StaffMember member, TicketRequest wanted) {
        String subject = wanted.subject() == null ? ticket.subject() : wanted.subject();
        String priority = wanted.setsPriority() ? wanted.priority() : ticket.priority();
        String externalId = wanted.setsExternalId() ? wanted.externalId() : ticket.externalId();
        if (!subject.equals(ticket.subject())
                || !Objects.equals(priority, ticket.priority())
                || !Objects.equals(externalId, ticket.externalId())) {
            work.describe(ticket.id(), Work.ANY, member.actor(), subject, priority, externalId);
        }
        retag(ticket.id(), member, wanted);
        place(ticket, member, wanted);
        if (wanted.setsAssignee() && !Objects.equals(wanted.assignee(), ticket.assigneeId())) {
            work.assign(ticket.id(), Work.ANY, member.actor(), wanted.assignee());
        }
    }

    private void retag(long ticketId, StaffMember member, TicketRequest wanted) {
        List<String> set = wanted.tags();
        if (set == null && wanted.moreTags().isEmpty() && wanted.fewerTags().isEmpty()) {
            return;
        }
        List<String> next = new ArrayList<>(set == null ? work.tags(ticketId) : set);
        next.addAll(wanted.moreTags());
        next.removeAll(wanted.fewerTags());
        work.tag(ticketId, Work.ANY, member.actor(), next);
    }

    /** A category moves the ticket to where that lands, a group then to that team. Safety is not given away by this door. */
    private void place(Ticket ticket, StaffMember member, TicketRequest wanted) {
        PlaybookVersion rules = playbooks.current();
        String category = wanted.category() == null ? ticket.category() : wanted.category();
        String issue = wanted.category() == null ? ticket.issue() : wanted.issue();
        boolean sorted = !category.equals(ticket.category()) || !Objects.equals(issue, ticket.issue());
        Routing landing =
                sorted ? Triage.route(category, issue, rules.playbook()) : new Routing(ticket.team(), ticket.level());
        String team = wanted.team() == null ? landing.team() : wanted.team();
        if (!sorted && team.equals(ticket.team())) {
            return;
        }
        boolean safety = sorted && rules.playbook().isSafety(category)
                || !team.equals(ticket.team()) && rules.playbook().safetyTeams().contains(team);
        if (safety) {
            throw Problem.invalid(
                    wanted.team() == null ? "custom_fields" : "group_id",
                    "A ticket goes to the Safety Team when a concern is raised at the desk.");
        }
        int level = rules.playbook().ladder(category).rungs().stream()
                .filter(rung -> rung.team().equals(team))
                .map(Ladder.Rung::level)
                .findFirst()
                .orElse(landing.level());
        work.reclassify(
                ticket.id(),
                Work.ANY,
                member.actor(),
                new Work.Place(category, issue, team, level, rules.number()),
                "Set through the API.");
    }

    private void move(long ticketId, StaffMember member, TicketRequest wanted) {
        State to = wanted.state();
        Ticket now = tickets.find(ticketId).orElseThrow(Problem::notFound);
        // A client that sends back what it read says "new" of a ticket that its own change has just opened.
        if (to != null && to != now.state() && to != State.NEW) {
            work.move(ticketId, Work.ANY, member.actor(), to);
        }
    }

    private Message say(long ticketId, StaffMember member, TicketRequest.Comment comment) {
        Ticket ticket = tickets.find(ticketId).orElseThrow(Problem::notFound);
        if (!comment.isPublic()) {
            return replies.note(ticket, member.actor(), member.name(), comment.text());
        }
        return switch (outbox.reply(ticket, new Actor.Staff(member.id()), member.name(), comment.text())) {
            case Outbox.Sending.Queued(Message message) -> message;
            case Outbox.Sending.Stopped(var why) -> throw Problem.invalid("comment", why.reason());
        };
    }
}

package org.nightlight.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.Intake;
import org.nightlight.channel.Letter;
import org.nightlight.customer.Customer;
import org.nightlight.customer.Customers;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.Playbook;
import org.nightlight.safety.Level;
import org.nightlight.safety.Verdict;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.Sorting;
import org.nightlight.ticket.State;
import org.nightlight.triage.Decision;
import org.nightlight.triage.Triage;
import org.springframework.stereotype.Component;

/**
 * A ticket handed in by a program: it enters by the same door as a mail. The answer is made from what was posted and what
 * sorting says of it, never from the stored ticket, so that it is the same whether or not the ticket stands behind a wall.
 */
@Component
class Creating {
    private final Intake intake;
    private final Changing changing;
    private final Customers customers;
    private final Staff staff;
    private final Database database;
    private final TicketRows rows;
    private final CurrentPlaybook playbooks;
    private final Triage triage = Triage.core();

    Creating(
            Intake intake,
            Changing changing,
            Customers customers,
            Staff staff,
            Database database,
            TicketRows rows,
            CurrentPlaybook playbooks) {
        this.intake = intake;
        this.changing = changing;
        this.customers = customers;
        this.staff = staff;
        this.database = database;
        this.rows = rows;
        this.playbooks = playbooks;
    }

    /** @param hit whether this very request had been done before */
    record Created(TicketRow row, long messageId, boolean hit) {}

    Created create(StaffMember member, TicketRequest wanted, @Nullable String idempotencyKey) {
        TicketRequest.Comment comment = wanted.comment();
        if (comment == null) {
            throw Problem.invalid("comment", "Comment: cannot be blank");
        }
        if (!comment.isPublic()) {
            throw Problem.invalid(
                    "comment", "Comment: the first one is the customer's and public. Add a private one by an update.");
        }
        Letter letter = letter(member, wanted, comment);
        String key = member.id() + ":" + (idempotencyKey == null ? UUID.randomUUID() : idempotencyKey);
        return switch (intake.receive(Channel.API, key, letter)) {
            case Intake.Receipt.Taken taken -> taken(member, wanted, letter, taken);
            case Intake.Receipt.Before before -> before(member, wanted, letter, before);
        };
    }

    private Created taken(StaffMember member, TicketRequest wanted, Letter letter, Intake.Receipt.Taken taken) {
        Sorting sorting = taken.sorting();
        if (sorting == null) {
            return new Created(
                    visible(member, taken.ticketId()).orElseThrow(Problem::notFound), taken.messageId(), false);
        }
        changing.describeNew(member, taken.ticketId(), wanted);
        Place place = taken.walled()
                ? calmly(letter, taken.requester().tier())
                : new Place(sorting.category(), sorting.issue(), sorting.team());
        return new Created(
                echo(member, wanted, letter, place, taken.ticketId(), taken.requester(), taken.at()),
                taken.messageId(),
                false);
    }

    private Created before(StaffMember member, TicketRequest wanted, Letter letter, Intake.Receipt.Before before) {
        if (!before.same()) {
            throw Problem.of(
                    400, "IdempotentRequestError", "This Idempotency-Key was used before with another request.");
        }
        Long ticketId = before.ticketId();
        Long messageId = before.messageId();
        if (ticketId == null || messageId == null) {
            throw Problem.of(409, "IdempotentRequestError", "The first request under this key is still worked on.");
        }
        // In the words that were posted, as the first answer was: what is stored may be masked, and behind a wall is
        // not there.
        Optional<TicketRow> stored = visible(member, ticketId).map(it -> it.saying(subject(letter), letter.text()));
        TicketRow row = stored.orElseGet(() -> {
            Customer requester = known(letter).orElseThrow(Problem::notFound);
            return echo(member, wanted, letter, calmly(letter, requester.tier()), ticketId, requester, before.at());
        });
        return new Created(row, messageId, true);
    }

    private Letter letter(StaffMember member, TicketRequest wanted, TicketRequest.Comment comment) {
        TicketRequest.Requester requester = wanted.requester();
        Long customerId = null;
        String email;
        String name;
        Long wantedId = wanted.requesterId();
        if (requester != null) {
            email = requester.email().value();
            name = requester.name();
        } else if (wantedId != null && !Ids.isStaff(wantedId)) {
            Customer customer = database.read(member.clearance(), () -> customers.find(wantedId))
                    .orElseThrow(() -> Problem.invalid("requester", "Requester: is not a known user"));
            customerId = customer.id();
            email = customer.email().map(address -> address.value()).orElse("");
            name = customer.name();
        } else {
            StaffMember self = wantedId == null
                    ? member
                    : staff.find(Ids.staffNumber(wantedId))
                            .orElseThrow(() -> Problem.invalid("requester", "Requester: is not a known user"));
            email = self.email().value();
            name = self.name();
        }
        return new Letter(
                email,
                name,
                wanted.subject() == null ? "" : wanted.subject(),
                comment.text(),
                Map.of(),
                tags(wanted),
                customerId,
                null,
                handedInBy(member, wanted, comment),
                wanted.priority(),
                wanted.externalId());
    }

    /** The caller, where they say that they write themselves for the requester; else the words are the requester's. */
    private static @Nullable String handedInBy(
            StaffMember member, TicketRequest wanted, TicketRequest.Comment comment) {
        Long self = Ids.staff(member.id());
        boolean said = self.equals(wanted.submitterId()) || self.equals(comment.authorId());
        boolean forOther =
                wanted.requester() != null || wanted.requesterId() != null && !self.equals(wanted.requesterId());
        return said && forOther ? member.actor().key() : null;
    }

    private static List<String> tags(TicketRequest wanted) {
        List<String> tags = new java.util.ArrayList<>(wanted.moreTags());
        if (wanted.tags() != null) {
            tags.addAll(wanted.tags());
        }
        return tags;
    }

    private record Place(String category, @Nullable String issue, String team) {}

    /** Where the letter would stand if screening had found nothing in it. */
    private Place calmly(Letter letter, String tier) {
        Playbook playbook = playbooks.current().playbook();
        Verdict calm = new Verdict(Level.S0, java.util.Set.of(), List.of(), false, "");
        Decision decision = triage.decide(letter.subject(), letter.text(), tier, calm, playbook);
        if (!playbook.isSafety(decision.category())) {
            return new Place(decision.category(), decision.issue(), decision.team());
        }
        String first = playbook.categories().firstEntry().getKey();
        Ladder.Rung rung = playbook.ladder(first).first();
        return new Place(first, null, rung.team());
    }

    private TicketRow echo(
            StaffMember member,
            TicketRequest wanted,
            Letter letter,
            Place place,
            long ticketId,
            Customer requester,
            java.time.Instant at) {
        boolean sorted = wanted.category() != null;
        String category = wanted.category() == null ? place.category() : wanted.category();
        String team = wanted.team() != null
                ? wanted.team()
                : sorted
                        ? Triage.route(
                                        category,
                                        wanted.issue(),
                                        playbooks.current().playbook())
                                .team()
                        : place.team();
        State state = wanted.state() != null && wanted.state() != State.NEW
                ? wanted.state()
                : wanted.assignee() == null ? State.NEW : State.OPEN;
        Long assignee =
                wanted.assignee() == null && state == State.SOLVED ? Long.valueOf(member.id()) : wanted.assignee();
        return new TicketRow(
                ticketId,
                subject(letter),
                letter.text(),
                state,
                letter.priority(),
                category,
                sorted ? wanted.issue() : place.issue(),
                requester.tier(),
                team,
                assignee,
                requester.id(),
                letter.actor() == null ? new Actor.Customer(requester.id()) : member.actor(),
                Channel.API,
                letter.externalId(),
                letter.tags().stream()
                        .map(tag -> tag.strip().toLowerCase(java.util.Locale.ROOT))
                        .sorted()
                        .distinct()
                        .toList(),
                at,
                at);
    }

    private static String subject(Letter letter) {
        return letter.subject().isBlank() ? firstLine(letter.text()) : letter.subject();
    }

    private static String firstLine(String text) {
        String line = text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("(no subject)");
        return line.length() > 250 ? line.substring(0, 249) + "…" : line;
    }

    private Optional<TicketRow> visible(StaffMember member, long ticketId) {
        return database.read(member.clearance(), () -> rows.find(ticketId));
    }

    private Optional<Customer> known(Letter letter) {
        return letter.customerId() != null
                ? customers.find(letter.customerId())
                : org.nightlight.shared.EmailAddress.parse(letter.email()).flatMap(customers::findByAddress);
    }
}

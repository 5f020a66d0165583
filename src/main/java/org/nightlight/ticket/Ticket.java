package org.nightlight.ticket;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;

/**
 * A matter that a customer brought, as it stands now. Category, issue, tier and team are keys of the playbook;
 * {@code dueAt} is the next promise to the customer that is still open, {@code actBy} the last open moment before it.
 * {@code mergedInto} is the ticket in which a merged one goes on;
 * {@code version} grows with every change and guards against two people overwriting each other.
 */
public record Ticket(
        long id,
        String subject,
        State state,
        String category,
        @Nullable String issue,
        double confidence,
        boolean needsPerson,
        String tier,
        String team,
        int level,
        @Nullable Long assigneeId,
        long requesterId,
        Channel channel,
        @Nullable String priority,
        @Nullable String externalId,
        boolean walled,
        @Nullable Instant dueAt,
        @Nullable String dueMetric,
        @Nullable Instant actBy,
        int playbookVersion,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant solvedAt,
        @Nullable Long mergedInto,
        int version) {

    /** Who may be given it: those who work on tickets, and behind the wall those who may look behind it. */
    public boolean mayBeHeldBy(StaffMember member) {
        boolean works = member.active() && member.roles().stream().anyMatch(role -> role != Role.AUDITOR);
        return works && (!walled || member.clearance().seesCases());
    }

    /** Nothing is done with a merged ticket by itself: it goes on in the other. @throws Refusal when it was merged */
    public void refuseIfMerged() {
        if (mergedInto != null) {
            throw new Refusal(say(
                    "This ticket was merged into another and goes on there. Undo the merge to work on it again.",
                    "Este ticket se unió a otro y sigue allí. Deshaz la unión para trabajar en él de nuevo."));
        }
    }

    Ticket withSubject(String subject) {
        return new Ticket(
                id,
                subject,
                state,
                category,
                issue,
                confidence,
                needsPerson,
                tier,
                team,
                level,
                assigneeId,
                requesterId,
                channel,
                priority,
                externalId,
                walled,
                dueAt,
                dueMetric,
                actBy,
                playbookVersion,
                createdAt,
                updatedAt,
                solvedAt,
                mergedInto,
                version);
    }
}

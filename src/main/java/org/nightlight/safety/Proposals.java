package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_PROPOSAL;
import static org.nightlight.shared.Spoken.say;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import nightlight.tables.tables.records.CaseProposalRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Refusal;
import org.springframework.stereotype.Component;

/** Proposals that wait for a second person; at most one for each case. */
@Component
class Proposals {
    private final DSLContext sql;
    private final Chronicle chronicle;
    private final Clock clock;

    Proposals(DSLContext sql, Chronicle chronicle, Clock clock) {
        this.sql = sql;
        this.chronicle = chronicle;
        this.clock = clock;
    }

    Optional<Proposal> waiting(long caseId) {
        return sql.selectFrom(CASE_PROPOSAL)
                .where(CASE_PROPOSAL.CASE_ID.eq(caseId))
                .and(CASE_PROPOSAL.ENDED.isNull())
                .fetchOptional()
                .map(Proposals::read);
    }

    /** The case must be locked. */
    void add(SafetyCase it, Actor.Staff by, Proposal.Kind kind, @Nullable Level level, String reason) {
        if (waiting(it.id()).isPresent()) {
            throw new Refusal(
                    say(
                            "A proposal already waits for a second trained person. It has to be confirmed or declined first.",
                            "Ya hay una propuesta que espera a una segunda persona capacitada. Primero hay que confirmarla o rechazarla."));
        }
        sql.insertInto(CASE_PROPOSAL)
                .set(CASE_PROPOSAL.CASE_ID, it.id())
                .set(CASE_PROPOSAL.KIND, kind.key())
                .set(CASE_PROPOSAL.LEVEL, level == null ? null : level.name())
                .set(CASE_PROPOSAL.REASON, reason)
                .set(CASE_PROPOSAL.PROPOSED_BY, by.id())
                .set(CASE_PROPOSAL.PROPOSED_AT, clock.instant())
                .execute();
        chronicle.tell(it, by, "proposed", detail(kind, level), reason);
    }

    void end(long proposalId, String ended, Actor by) {
        sql.update(CASE_PROPOSAL)
                .set(CASE_PROPOSAL.ENDED, ended)
                .set(CASE_PROPOSAL.ENDED_BY, by instanceof Actor.Staff(long id) ? id : null)
                .set(CASE_PROPOSAL.ENDED_AT, clock.instant())
                .where(CASE_PROPOSAL.ID.eq(proposalId))
                .and(CASE_PROPOSAL.ENDED.isNull())
                .execute();
    }

    /** Something new is known: what was proposed without knowing it no longer stands. */
    void overtake(SafetyCase it, Actor by) {
        waiting(it.id()).ifPresent(proposal -> {
            end(proposal.id(), "overtaken", by);
            chronicle.tell(it, by, "proposal-overtaken", detail(proposal.kind(), proposal.level()));
        });
    }

    static String detail(Proposal.Kind kind, @Nullable Level level) {
        return level == null ? kind.key() : kind.key() + " " + level;
    }

    private static Proposal read(CaseProposalRecord row) {
        return new Proposal(
                row.getId(),
                row.getCaseId(),
                Proposal.Kind.valueOf(row.getKind().toUpperCase(Locale.ROOT)),
                row.getLevel() == null ? null : Level.valueOf(row.getLevel()),
                row.getReason(),
                row.getProposedBy(),
                row.getProposedAt());
    }
}

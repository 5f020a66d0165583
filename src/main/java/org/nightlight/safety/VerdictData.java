package org.nightlight.safety;

import static nightlight.tables.Tables.CASE_CHILD;
import static nightlight.tables.Tables.CASE_HOLD;
import static nightlight.tables.Tables.CASE_PROPOSAL;
import static nightlight.tables.Tables.CASE_REASON;
import static nightlight.tables.Tables.CASE_TICKET;
import static nightlight.tables.Tables.CYBERTIP_FILING;
import static nightlight.tables.Tables.DRILL;
import static nightlight.tables.Tables.REREAD;
import static nightlight.tables.Tables.SAFETY_CASE;
import static nightlight.tables.Tables.SCREENING;
import static nightlight.tables.Tables.SEALED_KEY;
import static nightlight.tables.Tables.TICKET;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.nightlight.playbook.RetentionRules;
import org.nightlight.privacy.Holding;
import org.nightlight.privacy.Keeping;
import org.nightlight.privacy.PersonalData;
import org.nightlight.privacy.Scope;
import org.springframework.stereotype.Component;

/**
 * What this room keeps about people: the verdict on each message, and cases. A case stands in the way of every erasure in its
 * family; what two people let go later loses its evidence and every reason that was written down, and keeps numbers and codes.
 */
@Component
class VerdictData implements PersonalData {
    private static final String GONE = "Erased";
    private static final String WALLED =
            "stands behind the wall: kept with its case, deleted or emptied when that lets it go";
    private static final String BY_LAW =
            "what was reported to an authority and how, kept by law; its words are sealed and go"
                    + " with the case's key";

    private final DSLContext sql;
    private final Clock clock;

    VerdictData(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public String room() {
        return "safety";
    }

    @Override
    public int rank() {
        return 30;
    }

    /** Hints of a sender add up for so long as {@link Conversation} remembers them, and only of somebody who is known again. */
    @Override
    public boolean mustBeKnownAgain(Set<Long> people) {
        return sql.fetchExists(sql.selectOne()
                .from(SCREENING)
                .join(TICKET)
                .on(TICKET.ID.eq(SCREENING.TICKET_ID))
                .where(TICKET.REQUESTER_ID.eq(any(people.toArray(Long[]::new))))
                .and(TICKET.WALLED.isFalse())
                .and(SCREENING.LEVEL.ne(Level.S0.name()))
                .and(SCREENING.AT.gt(clock.instant().minus(Conversation.REMEMBERED))));
    }

    @Override
    public Set<String> tables() {
        return Set.of("screening", "reread", "safety_case", "case_reason", "case_proposal");
    }

    @Override
    public Map<String, String> exempt() {
        Map<String, String> exempt = new LinkedHashMap<>();
        for (String table : List.of(
                "case_event",
                "case_hold",
                "case_ticket",
                "case_child",
                "case_part",
                "case_debrief",
                "case_answer",
                "case_answer_step",
                "case_notice",
                "held_file_request",
                "held_file_grant",
                "held_file_mark",
                "held_file_view",
                "glass_request",
                "glass_answer",
                "page",
                "page_call",
                "screening_outage",
                "drill")) {
            exempt.put(table, WALLED);
        }
        for (String table : List.of(
                "report_entry",
                "report_version",
                "report_approval",
                "report_decision",
                "report_confirmation",
                "report_submission",
                "report_alarm",
                "report_deputy",
                "cybertip_version",
                "cybertip_approval",
                "cybertip_filing",
                "cybertip_file",
                "cybertip_step")) {
            exempt.put(table, BY_LAW);
        }
        return exempt;
    }

    @Override
    public List<Holding> holdings(Scope scope) {
        Holding holding = sql.select(count(), min(SCREENING.AT))
                .from(SCREENING)
                .where(SCREENING.TICKET_ID.eq(any(tickets(scope))))
                .fetchSingle(row -> new Holding(
                        "Results of looking for danger, by message",
                        "Resultados de buscar peligro, por mensaje",
                        RetentionRules.TICKETS,
                        row.value1(),
                        row.value2()));
        return List.of(holding);
    }

    @Override
    public Keeping keeping(Set<Long> people) {
        Condition about = SAFETY_CASE
                .TICKET_ID
                .in(select(TICKET.ID).from(TICKET).where(TICKET.REQUESTER_ID.eq(any(people.toArray(Long[]::new)))))
                .or(exists(selectOne()
                        .from(CASE_TICKET)
                        .join(TICKET)
                        .on(TICKET.ID.eq(CASE_TICKET.TICKET_ID))
                        .where(CASE_TICKET.CASE_ID.eq(SAFETY_CASE.ID))
                        .and(TICKET.REQUESTER_ID.eq(any(people.toArray(Long[]::new))))))
                .or(exists(selectOne()
                        .from(CASE_CHILD)
                        .where(CASE_CHILD.CASE_ID.eq(SAFETY_CASE.ID))
                        .and(CASE_CHILD.CUSTOMER_ID.eq(any(people.toArray(Long[]::new))))))
                .and(notExists(selectOne().from(DRILL).where(DRILL.TICKET_ID.eq(SAFETY_CASE.TICKET_ID))));
        if (sql.fetchExists(SAFETY_CASE, about.and(isHeld()))) {
            return Keeping.HOLD;
        }
        boolean evidence = sql.fetchExists(
                SAFETY_CASE,
                about.and(SAFETY_CASE.STATE.eq("closed"))
                        .and(exists(
                                selectOne().from(SEALED_KEY).where(SEALED_KEY.TICKET_ID.eq(SAFETY_CASE.TICKET_ID)))));
        return evidence ? Keeping.EVIDENCE : Keeping.NOTHING;
    }

    private Condition isHeld() {
        return SAFETY_CASE
                .STATE
                .in("open", "acknowledged")
                .or(exists(selectOne()
                        .from(CASE_HOLD)
                        .where(CASE_HOLD.CASE_ID.eq(SAFETY_CASE.ID).and(CASE_HOLD.ENDED_AT.isNull()))))
                .or(exists(selectOne()
                        .from(CYBERTIP_FILING)
                        .where(CYBERTIP_FILING.CASE_ID.eq(SAFETY_CASE.ID))
                        .and(CYBERTIP_FILING
                                .STATE
                                .in("approved", "sending", "open", "lost")
                                .or(CYBERTIP_FILING.FINISHED_AT.gt(
                                        clock.instant().minus(Duration.ofDays(365)))))));
    }

    /** Of a case that was let go, too: its own ticket is in the scope then. */
    @Override
    public void erase(Scope scope) {
        sql.deleteFrom(REREAD).where(REREAD.TICKET_ID.eq(any(tickets(scope)))).execute();
        sql.deleteFrom(SCREENING)
                .where(SCREENING.TICKET_ID.eq(any(tickets(scope))))
                .execute();
        List<Long> cases = sql.select(SAFETY_CASE.ID)
                .from(SAFETY_CASE)
                .where(SAFETY_CASE.TICKET_ID.eq(any(tickets(scope))))
                .fetch(SAFETY_CASE.ID);
        sql.update(CASE_REASON)
                .set(CASE_REASON.REASON, GONE)
                .where(CASE_REASON.CASE_ID.in(cases))
                .execute();
        sql.update(CASE_PROPOSAL)
                .set(CASE_PROPOSAL.REASON, GONE)
                .where(CASE_PROPOSAL.CASE_ID.in(cases))
                .execute();
        sql.update(SAFETY_CASE)
                .set(SAFETY_CASE.ENDED_REASON, GONE)
                .where(SAFETY_CASE.ID.in(cases).and(SAFETY_CASE.ENDED_REASON.isNotNull()))
                .execute();
    }

    /** Verdicts stay with what they are about. */
    @Override
    public void setAside(Scope scope) {}

    private static Long[] tickets(Scope scope) {
        return scope.tickets().toArray(Long[]::new);
    }
}

package org.nightlight.safety.report;

import static nightlight.tables.Tables.CASE_EVENT;
import static nightlight.tables.Tables.DRILL;
import static nightlight.tables.Tables.REPORT_CONFIRMATION;
import static nightlight.tables.Tables.REPORT_DECISION;
import static nightlight.tables.Tables.REPORT_ENTRY;
import static nightlight.tables.Tables.REPORT_VERSION;
import static nightlight.tables.Tables.SAFETY_CASE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.SafetyRules;
import org.nightlight.safety.Concern;
import org.nightlight.safety.Level;
import org.nightlight.safety.ReportDuty;
import org.springframework.stereotype.Component;

/**
 * The clocks that run: on open cases that are grave, of a kind that the law asks to report, or marked by a person, and of
 * which neither was a report made nor, by two people, one decided against. A message that is merely held does not start one.
 */
@Component
public class ReportClocks implements ReportDuty {
    /** What reporting laws speak of: harm to a child by those who look after it, or by those who use it. */
    private static final List<Concern> REPORTABLE = List.of(
            Concern.PHYS,
            Concern.EMOT,
            Concern.SEXA,
            Concern.NEGL,
            Concern.DOMV,
            Concern.GROO,
            Concern.SEXT,
            Concern.CSAM,
            Concern.TRAF,
            Concern.DISC3);

    private static final Field<String> PLACE = field(select(REPORT_ENTRY.TEXT)
                    .from(REPORT_ENTRY)
                    .where(REPORT_ENTRY.CASE_ID.eq(SAFETY_CASE.ID).and(REPORT_ENTRY.KIND.eq("jurisdiction")))
                    .orderBy(REPORT_ENTRY.ID.desc())
                    .limit(1))
            .as("place");

    private final Jurisdictions places = Jurisdictions.shipped();
    private final DSLContext sql;
    private final CurrentPlaybook playbooks;

    ReportClocks(DSLContext sql, CurrentPlaybook playbooks) {
        this.sql = sql;
        this.playbooks = playbooks;
    }

    /** One clock. */
    public record Running(long caseId, ReportClock clock) {}

    /** All that run, the soonest first. */
    public List<Running> running() {
        SafetyRules.ReportTimes times = playbooks.current().playbook().safety().report();
        return sql
                .select(SAFETY_CASE.ID, ReportStore.FIRST_FLAG, PLACE)
                .from(SAFETY_CASE)
                .where(run())
                .fetch(row -> new Running(
                        row.value1(),
                        ReportClock.of(row.value2(), times, places.of(Objects.requireNonNullElse(row.value3(), "")))))
                .stream()
                .sorted(java.util.Comparator.comparing(it -> it.clock().due()))
                .toList();
    }

    @Override
    public boolean runs(long caseId) {
        return sql.fetchExists(SAFETY_CASE, SAFETY_CASE.ID.eq(caseId).and(run()));
    }

    /** Of a row of cases. */
    static Condition run() {
        return SAFETY_CASE
                .STATE
                .in("open", "acknowledged")
                .and(notExists(selectOne().from(DRILL).where(DRILL.TICKET_ID.eq(SAFETY_CASE.TICKET_ID))))
                .and(SAFETY_CASE.LEVEL.ge(Level.S3.name()).or(reportable()).or(marked()))
                .and(notExists(selectOne()
                        .from(REPORT_ENTRY)
                        .where(REPORT_ENTRY
                                .CASE_ID
                                .eq(SAFETY_CASE.ID)
                                .and(REPORT_ENTRY.KIND.eq("step"))
                                .and(REPORT_ENTRY.TRACK.eq(Track.STATE.key())))))
                .and(notExists(selectOne()
                        .from(REPORT_DECISION)
                        .where(REPORT_DECISION
                                .CASE_ID
                                .eq(SAFETY_CASE.ID)
                                .and(REPORT_DECISION.TRACK.eq(Track.STATE.key()))
                                .and(exists(selectOne()
                                        .from(REPORT_CONFIRMATION)
                                        .where(REPORT_CONFIRMATION.DECISION_ID.eq(REPORT_DECISION.ID)))))));
    }

    private static Condition reportable() {
        return condition(
                "{0} && {1}::text[]",
                SAFETY_CASE.TYPES, val(REPORTABLE.stream().map(Enum::name).toArray(String[]::new)));
    }

    /** A person opened or raised it, or has begun with its report. */
    private static Condition marked() {
        return exists(selectOne()
                        .from(CASE_EVENT)
                        .where(CASE_EVENT.CASE_ID.eq(SAFETY_CASE.ID))
                        .and(CASE_EVENT.KIND.in("opened", "raised"))
                        .and(CASE_EVENT.ACTOR.startsWith("staff:")))
                .or(exists(selectOne().from(REPORT_ENTRY).where(REPORT_ENTRY.CASE_ID.eq(SAFETY_CASE.ID))))
                .or(exists(selectOne().from(REPORT_VERSION).where(REPORT_VERSION.CASE_ID.eq(SAFETY_CASE.ID))));
    }
}

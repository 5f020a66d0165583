package org.nightlight.privacy;

import static nightlight.tables.Tables.ADDRESS_PROOF;
import static nightlight.tables.Tables.AGE_STATEMENT;
import static nightlight.tables.Tables.CONSENT;
import static nightlight.tables.Tables.CONSENT_CARD;
import static nightlight.tables.Tables.CONSENT_IDENTITY;
import static nightlight.tables.Tables.CONSENT_LINK;
import static nightlight.tables.Tables.CONSENT_MAIL;
import static nightlight.tables.Tables.CONSENT_REQUEST;
import static nightlight.tables.Tables.FAMILY_VISIT;
import static nightlight.tables.Tables.GROUND;
import static nightlight.tables.Tables.NOTICE_MAIL;
import static nightlight.tables.Tables.SENDER_DOUBT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.nightlight.playbook.RetentionRules;
import org.springframework.stereotype.Component;

/**
 * What was said about people's ages, and what parents decided. From the first moment of an erasure on no link of theirs leads
 * anywhere and no mail to them leaves, with and without a case; put aside, the rest is seen by nobody who does not see the child.
 */
@Component
class ConsentData implements PersonalData {
    private final DSLContext sql;
    private final Clock clock;

    ConsentData(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public String room() {
        return "consent";
    }

    @Override
    public int rank() {
        return 40;
    }

    @Override
    public Set<String> tables() {
        return Set.of(
                "age_statement",
                "consent_request",
                "consent",
                "consent_link",
                "consent_mail",
                "consent_form",
                "ground",
                "notice_mail",
                "address_proof",
                "sender_doubt",
                "family_visit",
                "consent_call",
                "consent_card",
                "consent_knowledge",
                "consent_identity");
    }

    @Override
    public List<Holding> holdings(Scope scope) {
        Long[] people = people(scope);
        return List.of(
                sql.select(count(), min(AGE_STATEMENT.AT))
                        .from(AGE_STATEMENT)
                        .where(AGE_STATEMENT.CUSTOMER_ID.eq(any(people)).and(AGE_STATEMENT.WALLED.isFalse()))
                        .fetchSingle(row -> new Holding(
                                "What was said about age",
                                "Lo que se dijo sobre la edad",
                                RetentionRules.CUSTOMERS,
                                row.value1(),
                                row.value2())),
                sql.select(count(), min(CONSENT_REQUEST.ASKED_AT))
                        .from(CONSENT_REQUEST)
                        .where(CONSENT_REQUEST.CHILD_ID.eq(any(people)))
                        .fetchSingle(row -> new Holding(
                                "Questions to parents",
                                "Preguntas a madres y padres",
                                RetentionRules.CUSTOMERS,
                                row.value1(),
                                row.value2())),
                sql.select(count(), min(GROUND.SINCE))
                        .from(GROUND)
                        .where(GROUND.TICKET_ID.eq(
                                any(tickets(scope)))) // of what is behind the wall nothing is counted
                        .fetchSingle(row -> new Holding(
                                "Why conversations were kept",
                                "Por qué se guardaron conversaciones",
                                RetentionRules.CUSTOMERS,
                                row.value1(),
                                row.value2())),
                sql.select(count(), min(NOTICE_MAIL.DUE_AT))
                        .from(NOTICE_MAIL)
                        .where(NOTICE_MAIL.TICKET_ID.eq(any(tickets(scope))))
                        .fetchSingle(row -> new Holding(
                                "Notices to parents",
                                "Avisos a madres y padres",
                                RetentionRules.CUSTOMERS,
                                row.value1(),
                                row.value2())),
                sql.select(count(), min(ADDRESS_PROOF.ASKED_AT))
                        .from(ADDRESS_PROOF)
                        .where(ADDRESS_PROOF.CUSTOMER_ID.eq(any(people(scope))))
                        .fetchSingle(row -> new Holding(
                                "Proofs of addresses asked for",
                                "Pruebas de direcciones pedidas",
                                RetentionRules.CUSTOMERS,
                                row.value1(),
                                row.value2())),
                sql.select(count(), min(CONSENT.AT))
                        .from(CONSENT)
                        .where(CONSENT.CHILD_ID.eq(any(people)))
                        .fetchSingle(row -> new Holding(
                                "Decisions of parents",
                                "Decisiones de madres y padres",
                                RetentionRules.CUSTOMERS,
                                row.value1(),
                                row.value2())));
    }

    @Override
    public void begin(Scope scope, long erasure) {
        var requests =
                select(CONSENT_REQUEST.ID).from(CONSENT_REQUEST).where(CONSENT_REQUEST.CHILD_ID.eq(any(people(scope))));
        sql.deleteFrom(CONSENT_LINK).where(CONSENT_LINK.REQUEST_ID.in(requests)).execute();
        sql.update(CONSENT_MAIL)
                .set(CONSENT_MAIL.STATE, "dropped")
                .set(CONSENT_MAIL.ENDED_AT, clock.instant())
                .where(CONSENT_MAIL.REQUEST_ID.in(requests).and(CONSENT_MAIL.STATE.in("due", "queued")))
                .execute();
        sql.update(CONSENT_IDENTITY)
                .setNull(CONSENT_IDENTITY.CONTENT)
                .set(CONSENT_IDENTITY.ENDED_AT, clock.instant())
                .where(CONSENT_IDENTITY.REQUEST_ID.in(requests).and(CONSENT_IDENTITY.ENDED_AT.isNull()))
                .execute();
        sql.update(CONSENT_CARD)
                .set(CONSENT_CARD.STATE, "expired")
                .setNull(CONSENT_CARD.PAGE)
                .set(CONSENT_CARD.ENDED_AT, clock.instant())
                .where(CONSENT_CARD.REQUEST_ID.in(requests).and(CONSENT_CARD.STATE.in("begun", "open")))
                .execute();
        sql.update(CONSENT_REQUEST)
                .set(CONSENT_REQUEST.ENDED, "expired")
                .set(CONSENT_REQUEST.ENDED_AT, clock.instant())
                .setNull(CONSENT_REQUEST.CONTACT)
                .setNull(CONSENT_REQUEST.CONTACT_HASH)
                .where(CONSENT_REQUEST.CHILD_ID.eq(any(people(scope))).and(CONSENT_REQUEST.ENDED.isNull()))
                .execute();
        sql.update(NOTICE_MAIL)
                .set(NOTICE_MAIL.STATE, "dropped")
                .set(NOTICE_MAIL.ENDED_AT, clock.instant())
                .where(ofNotices(scope).and(NOTICE_MAIL.STATE.in("due", "queued")))
                .execute();
        sql.update(NOTICE_MAIL)
                .setNull(NOTICE_MAIL.HASH)
                .where(ofNotices(scope))
                .execute();
        sql.update(ADDRESS_PROOF)
                .setNull(ADDRESS_PROOF.HASH)
                .set(ADDRESS_PROOF.STATE, "dropped")
                .where(ADDRESS_PROOF.CUSTOMER_ID.eq(any(people(scope))))
                .execute();
        sql.update(GROUND).setNull(GROUND.ENDS_AT).where(ofGrounds(scope)).execute();
        deleteVisits(scope);
    }

    private void deleteVisits(Scope scope) {
        sql.deleteFrom(FAMILY_VISIT)
                .where(FAMILY_VISIT.CUSTOMER_ID.eq(any(people(scope))))
                .execute();
    }

    private static Condition ofNotices(Scope scope) {
        return NOTICE_MAIL
                .CHILD_ID
                .eq(any(people(scope)))
                .or(NOTICE_MAIL.PARENT_ID.eq(any(people(scope))))
                .or(NOTICE_MAIL.TICKET_ID.eq(any(tickets(scope))));
    }

    private static Condition ofGrounds(Scope scope) {
        return GROUND.CHILD_ID.eq(any(people(scope))).or(GROUND.TICKET_ID.eq(any(tickets(scope))));
    }

    /** Links to addresses that are not kept any more. */
    @Override
    public void unname(Scope scope, List<String> names) {
        deleteVisits(scope);
        sql.deleteFrom(ADDRESS_PROOF)
                .where(ADDRESS_PROOF.CUSTOMER_ID.eq(any(people(scope))))
                .execute();
    }

    @Override
    public void erase(Scope scope) {
        deleteVisits(scope);
        sql.deleteFrom(NOTICE_MAIL).where(ofNotices(scope)).execute();
        sql.deleteFrom(GROUND).where(ofGrounds(scope)).execute();
        sql.deleteFrom(ADDRESS_PROOF)
                .where(ADDRESS_PROOF.CUSTOMER_ID.eq(any(people(scope))))
                .execute();
        sql.deleteFrom(SENDER_DOUBT)
                .where(SENDER_DOUBT.TICKET_ID.eq(any(tickets(scope))))
                .execute();
        sql.execute("select forget_consents({0})", val(people(scope)));
        sql.execute("select part_consents_from({0})", val(tickets(scope)));
    }

    /** What parents decided about a child of whom evidence is kept stays with it, out of everybody's sight. */
    @Override
    public void setAside(Scope scope) {}

    @Override
    public List<Excerpt> excerpts(Scope scope) {
        return sql.select(
                        CONSENT.AT,
                        CONSENT.DECISION,
                        CONSENT.COLLECTION,
                        CONSENT.THIRD_PARTY_DISCLOSURE,
                        CONSENT.NOTICE_VERSION)
                .from(CONSENT)
                .where(CONSENT.CHILD_ID.eq(any(people(scope))))
                .orderBy(CONSENT.ID)
                .fetch(row -> new Excerpt(
                        "consent",
                        "A parent’s decision",
                        new LinkedHashMap<>(Map.of(
                                "When", row.value1().toString(),
                                "Decision", row.value2(),
                                "Collection", row.value3() ? "yes" : "no",
                                "Passing on to others", row.value4() ? "yes" : "no",
                                "Version of the notice", row.value5().toString()))));
    }

    private static Long[] people(Scope scope) {
        return scope.people().toArray(Long[]::new);
    }

    private static Long[] tickets(Scope scope) {
        return scope.tickets().toArray(Long[]::new);
    }
}

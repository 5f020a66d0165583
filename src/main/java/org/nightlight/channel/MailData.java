package org.nightlight.channel;

import static nightlight.tables.Tables.CUSTOMER_ADDRESS;
import static nightlight.tables.Tables.DELIVERY_EVENT;
import static nightlight.tables.Tables.DEMO_MAIL;
import static nightlight.tables.Tables.INBOUND;
import static nightlight.tables.Tables.INBOUND_PIECE;
import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.OUTBOUND;
import static nightlight.tables.Tables.PARTICIPANT;
import static nightlight.tables.Tables.SENDER_FINDING;
import static nightlight.tables.Tables.SUPPRESSED;
import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.WEBHOOK_CALL;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.arrayRemove;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.nightlight.playbook.RetentionRules;
import org.nightlight.privacy.Holding;
import org.nightlight.privacy.PersonalData;
import org.nightlight.privacy.Scope;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/** What this room keeps about people: what arrived byte by byte, and what was sent. */
@Component
class MailData implements PersonalData {
    private final DSLContext sql;
    private final SealedMail sealed;
    private final Outbox outbox;

    MailData(DSLContext sql, SealedMail sealed, Outbox outbox) {
        this.sql = sql;
        this.sealed = sealed;
        this.outbox = outbox;
    }

    @Override
    public String room() {
        return "channel";
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public Set<String> tables() {
        return Set.of(
                "inbound",
                "inbound_piece",
                "outbound",
                "demo_mail",
                "delivery_event",
                "suppressed",
                "sender_finding",
                "participant");
    }

    @Override
    public Map<String, String> exempt() {
        return Map.of(
                "webhook_call",
                "holds the number, level and link of a case, and no word about anybody",
                "mailbox",
                "holds how far the desk has come with each of its own mailboxes, and nothing of any mail");
    }

    @Override
    public List<Holding> holdings(Scope scope) {
        return List.of(
                sql.select(count(), min(INBOUND.RECEIVED_AT))
                        .from(INBOUND)
                        .where(arrived(scope))
                        .fetchSingle(row -> new Holding(
                                "Messages as they arrived",
                                "Mensajes tal como llegaron",
                                RetentionRules.ARRIVALS,
                                row.value1(),
                                row.value2())),
                sql.select(count(), min(OUTBOUND.CREATED_AT))
                        .from(OUTBOUND)
                        .where(OUTBOUND.TICKET_ID.eq(any(ids(scope.tickets()))))
                        .and(OUTBOUND.PURPOSE.in("reply", "automatic", "side"))
                        .fetchSingle(row -> new Holding(
                                "Letters as they were sent",
                                "Cartas tal como se enviaron",
                                RetentionRules.SENT_MAIL,
                                row.value1(),
                                row.value2())));
    }

    @Override
    public Set<Long> arrivals(Set<String> addresses) {
        return addresses.isEmpty()
                ? Set.of()
                : Set.copyOf(sql.select(INBOUND.ID)
                        .from(INBOUND)
                        .where(INBOUND.STATE.eq("unreadable").and(INBOUND.WALLED.isFalse()))
                        .and(INBOUND.TICKET_ID.isNull())
                        .and(lower(field("envelope ->> 'from'", String.class)).in(addresses))
                        .fetch(INBOUND.ID));
    }

    /** What waits to be sent stays here. */
    @Override
    public void begin(Scope scope, long erasure) {
        scope.tickets().forEach(outbox::withhold);
    }

    @Override
    public void erase(Scope scope) {
        delete(arrived(scope));
        eraseElsewhere(scope);
        sql.deleteFrom(SENDER_FINDING)
                .where(SENDER_FINDING.TICKET_ID.eq(any(ids(scope.tickets()))))
                .execute();
        sql.deleteFrom(PARTICIPANT)
                .where(PARTICIPANT.TICKET_ID.eq(any(ids(scope.tickets()))))
                .or(PARTICIPANT.ADDRESS.in(addresses(scope)))
                .execute();
        sql.update(DELIVERY_EVENT)
                .set(DELIVERY_EVENT.COPIED, "")
                .where(DELIVERY_EVENT.COPIED.in(addresses(scope)))
                .execute();
        // Of a letter on somebody else's conversation only that it went to them too is theirs.
        for (String address : sql.fetchValues(addresses(scope))) {
            sql.update(OUTBOUND)
                    .set(OUTBOUND.RECIPIENTS, arrayRemove(OUTBOUND.RECIPIENTS, address))
                    .set(OUTBOUND.CC, arrayRemove(OUTBOUND.CC, address))
                    .where(OUTBOUND.CC.contains(new String[] {address}))
                    .execute();
        }
        sql.deleteFrom(DEMO_MAIL)
                .where(DEMO_MAIL.OUTBOUND_ID.in(
                        select(OUTBOUND.ID).from(OUTBOUND).where(OUTBOUND.TICKET_ID.eq(any(ids(scope.tickets()))))))
                .execute();
        sql.deleteFrom(OUTBOUND)
                .where(OUTBOUND.TICKET_ID.eq(any(ids(scope.tickets()))))
                .execute();
        sql.deleteFrom(SUPPRESSED)
                .where(SUPPRESSED.ADDRESS.in(addresses(scope)))
                .execute();
    }

    private static Select<Record1<String>> addresses(Scope scope) {
        return select(CUSTOMER_ADDRESS.VALUE)
                .from(CUSTOMER_ADDRESS)
                .where(CUSTOMER_ADDRESS.CUSTOMER_ID.eq(any(ids(scope.people()))));
    }

    /** What these people wrote to tickets of others, such as one into which theirs was merged. Behind a wall it is its case's. */
    private void eraseElsewhere(Scope scope) {
        Condition theirs = MESSAGE.AUTHOR
                .in(scope.people().stream()
                        .map(id -> new Actor.Customer(id).key())
                        .toList())
                .and(notWalled(MESSAGE.TICKET_ID));
        delete(INBOUND.ID.in(select(MESSAGE.INBOUND_ID).from(MESSAGE).where(theirs)));
        sql.deleteFrom(SENDER_FINDING)
                .where(SENDER_FINDING.MESSAGE_ID.in(
                        select(MESSAGE.ID).from(MESSAGE).where(theirs)))
                .execute();
    }

    /** Each word of it stands in the conversation too, where it is masked. */
    @Override
    public void unname(Scope scope, List<String> names) {
        erase(scope);
    }

    private int delete(Condition which) {
        Set<Long> ids = sql.select(INBOUND.ID).from(INBOUND).where(which).fetchSet(INBOUND.ID);
        sql.deleteFrom(INBOUND_PIECE)
                .where(INBOUND_PIECE.INBOUND_ID.eq(any(ids(ids))))
                .execute();
        return sql.deleteFrom(INBOUND).where(INBOUND.ID.eq(any(ids(ids)))).execute();
    }

    private static Condition arrived(Scope scope) {
        return INBOUND.TICKET_ID.eq(any(ids(scope.tickets()))).or(INBOUND.ID.eq(any(ids(scope.arrivals()))));
    }

    @Override
    public void setAside(Scope scope) {
        scope.tickets().forEach(sealed::seal);
        sql.update(INBOUND)
                .set(INBOUND.WALLED, true)
                .where(INBOUND.ID.eq(any(ids(scope.arrivals()))))
                .execute();
    }

    /** Not behind the wall: there, mail goes with its case. */
    @Override
    public int deleteOver(String recordClass, Instant before, int limit) {
        return switch (recordClass) {
            case RetentionRules.ARRIVALS ->
                delete(INBOUND.ID.in(select(INBOUND.ID)
                        .from(INBOUND)
                        .where(INBOUND.STATE.ne("stored").and(INBOUND.RECEIVED_AT.lt(before)))
                        .and(notWalled(INBOUND.TICKET_ID))
                        .and(INBOUND.TICKET_ID.isNotNull().or(INBOUND.WALLED.isFalse()))
                        .orderBy(INBOUND.RECEIVED_AT)
                        .limit(limit)));
            case RetentionRules.SENT_MAIL -> deleteSent(before, limit);
            default -> 0;
        };
    }

    private int deleteSent(Instant before, int limit) {
        Set<Long> ids = sql.select(OUTBOUND.ID)
                .from(OUTBOUND)
                .where(OUTBOUND.STATE.in("sent", "failed", "withheld").and(OUTBOUND.CREATED_AT.lt(before)))
                .and(notWalled(OUTBOUND.TICKET_ID))
                .orderBy(OUTBOUND.CREATED_AT)
                .limit(limit)
                .fetchSet(OUTBOUND.ID);
        sql.deleteFrom(DEMO_MAIL).where(DEMO_MAIL.OUTBOUND_ID.eq(any(ids(ids)))).execute();
        int calls = sql.deleteFrom(WEBHOOK_CALL)
                .where(WEBHOOK_CALL.ID.in(select(WEBHOOK_CALL.ID)
                        .from(WEBHOOK_CALL)
                        .where(WEBHOOK_CALL.STATE.in("sent", "failed").and(WEBHOOK_CALL.CREATED_AT.lt(before)))
                        .limit(limit)))
                .execute();
        // Whether an old stop still holds, the next mail there tells.
        int stopped = sql.deleteFrom(SUPPRESSED)
                .where(SUPPRESSED.ID.in(select(SUPPRESSED.ID)
                        .from(SUPPRESSED)
                        .where(SUPPRESSED.SINCE.lt(before))
                        .limit(limit)))
                .execute();
        return calls
                + stopped
                + sql.deleteFrom(OUTBOUND).where(OUTBOUND.ID.eq(any(ids(ids)))).execute();
    }

    private static Condition notWalled(Field<Long> ticket) {
        return notExists(selectOne().from(TICKET).where(TICKET.ID.eq(ticket).and(TICKET.WALLED)));
    }

    private static Long[] ids(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }
}

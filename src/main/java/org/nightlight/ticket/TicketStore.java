package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.MAIL_THREAD;
import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.TICKET_EVENT;
import static nightlight.tables.Tables.TICKET_SEARCH;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightlight.tables.tables.records.MessageRecord;
import nightlight.tables.tables.records.TicketRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.UpdateSetMoreStep;
import org.jooq.UpdateSetStep;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.Actor;
import org.nightlight.shared.SafeHtml;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The room's SQL. Every statement runs in the caller's transaction, behind the wall that its clearance leaves. */
@Component
class TicketStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Longer words are no words; the search column stays small and PostgreSQL's 1 MB limit far. */
    private static final int SEARCHED = 20_000;

    /** One statement for five tables of this room: a third of the work of five, and the busiest moment of the desk. */
    private static final String OPEN = """
            with t as (
              insert into ticket (subject, state, category, issue, confidence, needs_person, tier, team, level,
                requester_id, channel, priority, external_id, last_line, due_at, due_metric, act_by, playbook_version,
                created_at, updated_at)
              values ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {14}, {15}, {16}, {17},
                {18}, {18})
              returning id
            ), m as (
              insert into message (ticket_id, kind, author, author_name, text, quoted, html, channel, state, mail_id,
                inbound_id, created_at, masked, subject)
              select id, 'customer', {19}, {20}, {21}, {22}, {23}, {10}, 'received', {24}, {25}, {18}, {31}, {32} from t
              returning id
            ), e as (
              insert into ticket_event (ticket_id, at, actor, kind, detail)
              select t.id, {18}, {26}, trace.kind, trace.detail::jsonb
              from t, unnest({27}::text[], {28}::text[]) with ordinality as trace (kind, detail, n) order by trace.n
            ), s as (
              insert into ticket_search (ticket_id, words) select id, to_tsvector('simple', {29}) from t
            ), g as (
              insert into ticket_tag (ticket_id, tag) select t.id, tag from t, unnest({30}::text[]) as tag
            )
            select t.id, m.id from t, m""";

    private final DSLContext sql;
    private final SealedWords sealed;

    TicketStore(DSLContext sql, SealedWords sealed) {
        this.sql = sql;
        this.sealed = sealed;
    }

    Optional<Ticket> find(long id) {
        return sql.selectFrom(TICKET)
                .where(TICKET.ID.eq(id))
                .fetchOptional()
                .map(TicketStore::ticket)
                .map(sealed::opened);
    }

    List<Ticket> latest(int limit) {
        return sql.selectFrom(TICKET)
                .where(TICKET.WALLED.isFalse(), TICKET.MERGED_INTO.isNull())
                .orderBy(TICKET.CREATED_AT.desc(), TICKET.ID.desc())
                .limit(limit)
                .fetch(TicketStore::ticket);
    }

    /** The ticket, locked until the transaction ends. */
    Optional<Ticket> lock(long id) {
        return sql.selectFrom(TICKET)
                .where(TICKET.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .map(TicketStore::ticket)
                .map(sealed::opened);
    }

    /** A new ticket with its first message, trace, tags and search words, in one statement. */
    Tickets.Written open(Arrival arrival, Sorting sorting, Promise promise, Marks marks) {
        String[] kinds = sorting.trace().stream().map(Sorting.Trace::kind).toArray(String[]::new);
        String[] details = sorting.trace().stream()
                .map(trace -> JSON.writeValueAsString(trace.detail()))
                .toArray(String[]::new);
        return sql.resultQuery(
                        OPEN,
                        val(arrival.subject()),
                        val(State.NEW.key()),
                        val(sorting.category()),
                        val(sorting.issue(), TICKET.ISSUE),
                        val((float) sorting.confidence()),
                        val(sorting.needsPerson()),
                        val(sorting.tier()),
                        val(sorting.team()),
                        val(sorting.level()),
                        val(arrival.requesterId()),
                        val(arrival.channel().key()),
                        val(marks.priority(), TICKET.PRIORITY),
                        val(marks.externalId(), TICKET.EXTERNAL_ID),
                        val(line(arrival.text())),
                        val(promise.dueAt(), TICKET.DUE_AT),
                        val(promise.metric(), TICKET.DUE_METRIC),
                        val(promise.actBy(), TICKET.ACT_BY),
                        val(sorting.playbookVersion()),
                        val(arrival.at(), TICKET.CREATED_AT),
                        val(arrival.author().key()),
                        val(arrival.authorName()),
                        val(arrival.text()),
                        val(arrival.quoted()),
                        val(arrival.html() == null ? null : arrival.html().value(), MESSAGE.HTML),
                        val(arrival.mailId(), MESSAGE.MAIL_ID),
                        val(arrival.inboundId()),
                        val(new Actor.Software("triage").key()),
                        val(kinds),
                        val(details),
                        val(folded(arrival.words())),
                        val(Tags.folded(marks.tags()).toArray(String[]::new)),
                        val(arrival.masked()),
                        val(arrival.ownSubject()))
                .fetchSingle(row -> new Tickets.Written(row.get(0, Long.class), row.get(1, Long.class)));
    }

    long insertMessage(long ticketId, Arrival arrival) {
        return insertMessage(ticketId, Message.Kind.CUSTOMER, null, arrival);
    }

    /** @param sideId the side conversation in which it came, null outside of any */
    long insertMessage(long ticketId, Message.Kind kind, @Nullable Long sideId, Arrival arrival) {
        return sql.insertInto(MESSAGE)
                .set(MESSAGE.TICKET_ID, ticketId)
                .set(MESSAGE.KIND, kind.key())
                .set(MESSAGE.SIDE_ID, sideId)
                .set(MESSAGE.AUTHOR, arrival.author().key())
                .set(MESSAGE.AUTHOR_NAME, arrival.authorName())
                .set(MESSAGE.TEXT, arrival.text())
                .set(MESSAGE.QUOTED, arrival.quoted())
                .set(
                        MESSAGE.HTML,
                        arrival.html() == null ? null : arrival.html().value())
                .set(MESSAGE.CHANNEL, arrival.channel().key())
                .set(MESSAGE.STATE, Message.Delivery.RECEIVED.key())
                .set(MESSAGE.MAIL_ID, arrival.mailId())
                .set(MESSAGE.INBOUND_ID, arrival.inboundId())
                .set(MESSAGE.CREATED_AT, arrival.at())
                .set(MESSAGE.MASKED, arrival.masked())
                .set(MESSAGE.SUBJECT, arrival.ownSubject())
                .returningResult(MESSAGE.ID)
                .fetchSingle()
                .value1();
    }

    long insertMessage(
            Ticket ticket,
            Message.Kind kind,
            Actor author,
            String name,
            String text,
            Message.Delivery delivery,
            Instant at) {
        return sql.insertInto(MESSAGE)
                .set(MESSAGE.TICKET_ID, ticket.id())
                .set(MESSAGE.KIND, kind.key())
                .set(MESSAGE.AUTHOR, author.key())
                .set(MESSAGE.AUTHOR_NAME, name)
                .set(MESSAGE.TEXT, text)
                .set(MESSAGE.CHANNEL, ticket.channel().key())
                .set(MESSAGE.STATE, delivery.key())
                .set(MESSAGE.CREATED_AT, at)
                .returningResult(MESSAGE.ID)
                .fetchSingle()
                .value1();
    }

    /** Streams each file's bytes, so that a large attachment is never whole in memory. */
    void insertFiles(long ticketId, long messageId, List<Arrival.File> files) {
        for (Arrival.File file : files) {
            sql.connection(connection -> {
                try (PreparedStatement insert = connection.prepareStatement(
                                "insert into attachment (ticket_id, message_id, name, type, found, size, sha256, inline_id, content) "
                                        + "values (?, ?, ?, ?, ?, ?, ?, ?, ?)");
                        InputStream bytes = Files.newInputStream(file.content())) {
                    insert.setLong(1, ticketId);
                    insert.setLong(2, messageId);
                    insert.setString(3, file.name());
                    insert.setString(4, file.type());
                    insert.setString(5, file.found());
                    insert.setLong(6, file.size());
                    insert.setBytes(7, file.sha256());
                    insert.setString(8, file.inlineId());
                    insert.setBinaryStream(9, bytes, file.size());
                    insert.executeUpdate();
                } catch (IOException gone) {
                    throw new UncheckedIOException("an attachment's bytes could not be read", gone);
                }
            });
        }
    }

    Optional<Message> message(long messageId) {
        return sql.selectFrom(MESSAGE)
                .where(MESSAGE.ID.eq(messageId))
                .fetchOptional()
                .map(TicketStore::message)
                .map(sealed::opened);
    }

    /** The conversation with the customer, and notes on it: nothing of a side conversation. */
    List<Message> messages(long ticketId) {
        return messages(ticketId, MESSAGE.SIDE_ID.isNull());
    }

    /** Every word on the ticket, those of side conversations too. */
    List<Message> everything(long ticketId) {
        return messages(ticketId, noCondition());
    }

    private List<Message> messages(long ticketId, Condition which) {
        return sealed.opened(sql.selectFrom(MESSAGE)
                .where(MESSAGE.TICKET_ID.eq(ticketId).and(which))
                .orderBy(MESSAGE.ID)
                .fetch(TicketStore::message));
    }

    void deliver(
            long messageId,
            Message.Delivery delivery,
            String reason,
            @Nullable String mailId,
            @Nullable Instant sentAt) {
        var update = sql.update(MESSAGE).set(MESSAGE.STATE, delivery.key()).set(MESSAGE.STATE_REASON, reason);
        if (mailId != null) {
            update = update.set(MESSAGE.MAIL_ID, mailId);
        }
        if (sentAt != null) {
            update = update.set(MESSAGE.SENT_AT, sentAt);
        }
        update.where(MESSAGE.ID.eq(messageId)).execute();
    }

    /** Changes the ticket's row; {@code touch} also counts as a change that others must hear of. */
    void update(
            long ticketId,
            Instant at,
            java.util.function.Function<UpdateSetStep<TicketRecord>, UpdateSetMoreStep<TicketRecord>> change) {
        change.apply(sql.update(TICKET))
                .set(TICKET.VERSION, TICKET.VERSION.plus(1))
                .set(TICKET.UPDATED_AT, at)
                .where(TICKET.ID.eq(ticketId))
                .execute();
    }

    /** The next promise, kept on the ticket so that lists are one read. No change of the ticket's own. */
    void due(long ticketId, @Nullable Instant dueAt, @Nullable String metric, @Nullable Instant actBy) {
        sql.update(TICKET)
                .set(TICKET.DUE_AT, dueAt)
                .set(TICKET.DUE_METRIC, metric)
                .set(TICKET.ACT_BY, actBy)
                .where(TICKET.ID.eq(ticketId))
                .execute();
    }

    void event(long ticketId, Instant at, Actor actor, String kind, Map<String, ?> detail) {
        sql.insertInto(TICKET_EVENT)
                .set(TICKET_EVENT.TICKET_ID, ticketId)
                .set(TICKET_EVENT.AT, at)
                .set(TICKET_EVENT.ACTOR, actor.key())
                .set(TICKET_EVENT.KIND, kind)
                .set(TICKET_EVENT.DETAIL, JSONB.valueOf(JSON.writeValueAsString(detail)))
                .execute();
    }

    List<TicketEvent> events(long ticketId) {
        return sealed.opened(
                ticketId,
                sql.selectFrom(TICKET_EVENT)
                        .where(TICKET_EVENT.TICKET_ID.eq(ticketId))
                        .orderBy(TICKET_EVENT.ID)
                        .fetch(row -> new TicketEvent(
                                row.getId(),
                                row.getAt(),
                                Actor.ofKey(row.getActor()),
                                row.getKind(),
                                JSON.readTree(row.getDetail().data()))));
    }

    /** Makes the ticket findable by these words; a walled ticket never is. */
    void addWords(long ticketId, String words) {
        sql.execute(
                "insert into ticket_search (ticket_id, words) select id, to_tsvector('simple', ?) from ticket where id = ? and not walled "
                        + "on conflict (ticket_id) do update set words = ticket_search.words || excluded.words",
                folded(words),
                ticketId);
    }

    private static String folded(String words) {
        return TicketSearch.fold(words.substring(0, Math.min(words.length(), SEARCHED)));
    }

    /** Findable by what is in it now, and by nothing else; what stands in its files is read again. */
    void reword(Ticket ticket, List<Message> messages) {
        removeWords(ticket.id());
        addWords(ticket.id(), ticket.subject());
        messages.forEach(message ->
                addWords(ticket.id(), message.subject() + "\n" + message.authorName() + "\n" + message.text()));
        sql.update(ATTACHMENT)
                .set(ATTACHMENT.WORDS, "waiting")
                .where(ATTACHMENT.TICKET_ID.eq(ticket.id()))
                .execute();
    }

    void removeWords(long ticketId) {
        sql.deleteFrom(TICKET_SEARCH)
                .where(TICKET_SEARCH.TICKET_ID.eq(ticketId))
                .execute();
    }

    void thread(long ticketId, Collection<String> mailIds) {
        Set<String> ids = new LinkedHashSet<>(mailIds);
        if (ids.isEmpty()) {
            return;
        }
        // An id of a side conversation, which somebody else names, never leads into what a customer reads.
        sql.execute(
                "insert into mail_thread (mail_id, ticket_id) select id, ? from unnest(?) as id"
                        + " where not exists (select from side_mail where side_mail.mail_id = id) on conflict do nothing",
                ticketId,
                ids.toArray(String[]::new));
    }

    /** @param mailIds oldest first; the ticket of the nearest comes first, for one conversation may be in two tickets */
    List<Long> ticketsOfThread(Collection<String> mailIds) {
        if (mailIds.isEmpty()) {
            return List.of();
        }
        List<String> oldestFirst = List.copyOf(mailIds);
        return sql
                .select(MAIL_THREAD.TICKET_ID, MAIL_THREAD.MAIL_ID)
                .from(MAIL_THREAD)
                .where(MAIL_THREAD.MAIL_ID.in(mailIds))
                .fetch()
                .stream()
                .sorted(Comparator.comparing(row -> -oldestFirst.lastIndexOf(row.value2())))
                .map(row -> row.value1())
                .distinct()
                .toList();
    }

    static Ticket ticket(TicketRecord row) {
        return new Ticket(
                row.getId(),
                row.getSubject(),
                State.ofKey(row.getState()),
                row.getCategory(),
                row.getIssue(),
                row.getConfidence(),
                row.getNeedsPerson(),
                row.getTier(),
                row.getTeam(),
                row.getLevel(),
                row.getAssigneeId(),
                row.getRequesterId(),
                Channel.ofKey(row.getChannel()),
                row.getPriority(),
                row.getExternalId(),
                row.getWalled(),
                row.getDueAt(),
                row.getDueMetric(),
                row.getActBy(),
                row.getPlaybookVersion(),
                row.getCreatedAt(),
                row.getUpdatedAt(),
                row.getSolvedAt(),
                row.getMergedInto(),
                row.getVersion());
    }

    static Message message(MessageRecord row) {
        return new Message(
                row.getId(),
                row.getTicketId(),
                Message.Kind.ofKey(row.getKind()),
                Actor.ofKey(row.getAuthor()),
                row.getAuthorName(),
                row.getSubject(),
                row.getText(),
                row.getQuoted(),
                row.getHtml() == null ? null : new SafeHtml(row.getHtml()),
                Channel.ofKey(row.getChannel()),
                Message.Delivery.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getStateReason(),
                row.getMailId(),
                row.getCreatedAt(),
                row.getSentAt(),
                row.getMasked());
    }

    /** The beginning of what was said in one line, for lists; a greeting alone would tell nothing. */
    static String line(String text) {
        String start = text.substring(0, Math.min(text.length(), 600)).strip().replaceAll("\\s+", " ");
        return start.length() > 140 ? start.substring(0, 139) + "…" : start;
    }

    boolean hasWalled(long requesterId) {
        return sql.fetchExists(TICKET, TICKET.REQUESTER_ID.eq(requesterId).and(TICKET.WALLED));
    }

    int opened(long requesterId, Instant since) {
        return sql.fetchCount(TICKET, TICKET.REQUESTER_ID.eq(requesterId).and(TICKET.CREATED_AT.gt(since)));
    }

    int machineMails(long requesterId, Instant since) {
        return sql.fetchCount(
                TICKET_EVENT.join(TICKET).on(TICKET.ID.eq(TICKET_EVENT.TICKET_ID)),
                TICKET.REQUESTER_ID
                        .eq(requesterId)
                        .and(TICKET_EVENT.KIND.eq("automatic").and(TICKET_EVENT.AT.gt(since))));
    }
}

package org.nightlight.ticket;

import static nightlight.tables.Tables.MAIL_THREAD;
import static nightlight.tables.Tables.MESSAGE;
import static nightlight.tables.Tables.TICKET;
import static nightlight.tables.Tables.TICKET_EVENT;
import static nightlight.tables.Tables.TICKET_SEARCH;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightlight.tables.tables.records.MessageRecord;
import nightlight.tables.tables.records.TicketRecord;
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

    private final DSLContext sql;

    TicketStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Ticket> find(long id) {
        return sql.selectFrom(TICKET).where(TICKET.ID.eq(id)).fetchOptional().map(TicketStore::ticket);
    }

    /** The ticket, locked until the transaction ends. */
    Optional<Ticket> lock(long id) {
        return sql.selectFrom(TICKET)
                .where(TICKET.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .map(TicketStore::ticket);
    }

    long insert(Arrival arrival, Sorting sorting) {
        return sql.insertInto(TICKET)
                .set(TICKET.SUBJECT, arrival.subject())
                .set(TICKET.STATE, State.NEW.key())
                .set(TICKET.CATEGORY, sorting.category())
                .set(TICKET.ISSUE, sorting.issue())
                .set(TICKET.CONFIDENCE, (float) sorting.confidence())
                .set(TICKET.NEEDS_PERSON, sorting.needsPerson())
                .set(TICKET.TIER, sorting.tier())
                .set(TICKET.TEAM, sorting.team())
                .set(TICKET.LEVEL, sorting.level())
                .set(TICKET.REQUESTER_ID, arrival.requesterId())
                .set(TICKET.CHANNEL, arrival.channel().key())
                .set(TICKET.LAST_LINE, line(arrival.text()))
                .set(TICKET.PLAYBOOK_VERSION, sorting.playbookVersion())
                .set(TICKET.CREATED_AT, arrival.at())
                .set(TICKET.UPDATED_AT, arrival.at())
                .returningResult(TICKET.ID)
                .fetchSingle()
                .value1();
    }

    long insertMessage(long ticketId, Arrival arrival) {
        return sql.insertInto(MESSAGE)
                .set(MESSAGE.TICKET_ID, ticketId)
                .set(MESSAGE.KIND, Message.Kind.CUSTOMER.key())
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
                                "insert into attachment (ticket_id, message_id, name, type, size, sha256, inline_id, content) "
                                        + "values (?, ?, ?, ?, ?, ?, ?, ?)");
                        InputStream bytes = Files.newInputStream(file.content())) {
                    insert.setLong(1, ticketId);
                    insert.setLong(2, messageId);
                    insert.setString(3, file.name());
                    insert.setString(4, file.type());
                    insert.setLong(5, file.size());
                    insert.setBytes(6, file.sha256());
                    insert.setString(7, file.inlineId());
                    insert.setBinaryStream(8, bytes, file.size());
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
                .map(TicketStore::message);
    }

    List<Message> messages(long ticketId) {
        return sql.selectFrom(MESSAGE)
                .where(MESSAGE.TICKET_ID.eq(ticketId))
                .orderBy(MESSAGE.ID)
                .fetch(TicketStore::message);
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

    void events(long ticketId, Instant at, Actor actor, List<Sorting.Trace> traces) {
        var insert = sql.insertInto(
                TICKET_EVENT,
                TICKET_EVENT.TICKET_ID,
                TICKET_EVENT.AT,
                TICKET_EVENT.ACTOR,
                TICKET_EVENT.KIND,
                TICKET_EVENT.DETAIL);
        for (Sorting.Trace trace : traces) {
            insert = insert.values(
                    ticketId, at, actor.key(), trace.kind(), JSONB.valueOf(JSON.writeValueAsString(trace.detail())));
        }
        insert.execute();
    }

    List<TicketEvent> events(long ticketId) {
        return sql.selectFrom(TICKET_EVENT)
                .where(TICKET_EVENT.TICKET_ID.eq(ticketId))
                .orderBy(TICKET_EVENT.ID)
                .fetch(row -> new TicketEvent(
                        row.getId(),
                        row.getAt(),
                        Actor.ofKey(row.getActor()),
                        row.getKind(),
                        JSON.readTree(row.getDetail().data())));
    }

    /** Makes the ticket findable by these words; a walled ticket never is. */
    void addWords(long ticketId, String words) {
        String folded = TicketSearch.fold(words.substring(0, Math.min(words.length(), SEARCHED)));
        sql.execute(
                "insert into ticket_search (ticket_id, words) select id, to_tsvector('simple', ?) from ticket where id = ? and not walled "
                        + "on conflict (ticket_id) do update set words = ticket_search.words || excluded.words",
                folded,
                ticketId);
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
        var insert = sql.insertInto(MAIL_THREAD, MAIL_THREAD.MAIL_ID, MAIL_THREAD.TICKET_ID);
        for (String id : ids) {
            insert = insert.values(id, ticketId);
        }
        insert.onConflictDoNothing().execute();
    }

    List<Long> ticketsOfThread(Collection<String> mailIds) {
        if (mailIds.isEmpty()) {
            return List.of();
        }
        return sql.selectDistinct(MAIL_THREAD.TICKET_ID)
                .from(MAIL_THREAD)
                .where(MAIL_THREAD.MAIL_ID.in(mailIds))
                .orderBy(MAIL_THREAD.TICKET_ID.desc())
                .fetch(MAIL_THREAD.TICKET_ID);
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
                row.getVersion());
    }

    static Message message(MessageRecord row) {
        return new Message(
                row.getId(),
                row.getTicketId(),
                Message.Kind.valueOf(row.getKind().toUpperCase(Locale.ROOT)),
                Actor.ofKey(row.getAuthor()),
                row.getAuthorName(),
                row.getText(),
                row.getQuoted(),
                row.getHtml() == null ? null : new SafeHtml(row.getHtml()),
                Channel.ofKey(row.getChannel()),
                Message.Delivery.valueOf(row.getState().toUpperCase(Locale.ROOT)),
                row.getStateReason(),
                row.getMailId(),
                row.getCreatedAt(),
                row.getSentAt());
    }

    /** The first line that says something, for lists. */
    static String line(String text) {
        String first = text.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("");
        return first.length() > 140 ? first.substring(0, 139) + "…" : first;
    }
}

package org.nightlight.channel;

import static nightlight.tables.Tables.INBOUND;
import static nightlight.tables.Tables.INBOUND_PIECE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.nightlight.ticket.Channel;
import org.springframework.stereotype.Component;

/** What arrived, as raw bytes, and how far the desk has come with it. */
@Component
class InboundStore {
    private static final int PIECE = 1 << 20;

    private final DSLContext sql;

    InboundStore(DSLContext sql) {
        this.sql = sql;
    }

    /** A stored arrival without its bytes. */
    record Stored(
            long id,
            Channel channel,
            String envelope,
            long size,
            Instant receivedAt,
            String state,
            int attempts,
            String reason,
            boolean released) {}

    /**
     * Stores the bytes unless the same thing is here already; the number of the row, or empty for a double.
     *
     * @param state {@code stored} for the workers; {@code done} when the rest is done in the same transaction
     */
    Optional<Long> insert(
            Channel channel,
            String dedupeKey,
            String envelope,
            long size,
            byte[] sha256,
            InputStream raw,
            Instant at,
            Instant notBefore,
            String state)
            throws IOException {
        Optional<Long> id = sql.insertInto(INBOUND)
                .set(INBOUND.CHANNEL, channel.key())
                .set(INBOUND.DEDUPE_KEY, dedupeKey)
                .set(INBOUND.ENVELOPE, JSONB.valueOf(envelope))
                .set(INBOUND.SIZE, size)
                .set(INBOUND.SHA256, sha256)
                .set(INBOUND.RAW, raw.readNBytes(PIECE))
                .set(INBOUND.RECEIVED_AT, at)
                .set(INBOUND.STATE, state)
                .set(INBOUND.NOT_BEFORE, notBefore)
                .onConflict(INBOUND.DEDUPE_KEY)
                .doNothing()
                .returningResult(INBOUND.ID)
                .fetchOptional(INBOUND.ID);
        if (id.isPresent() && size > PIECE) {
            int number = 1;
            for (byte[] piece = raw.readNBytes(PIECE); piece.length > 0; piece = raw.readNBytes(PIECE)) {
                sql.insertInto(INBOUND_PIECE, INBOUND_PIECE.INBOUND_ID, INBOUND_PIECE.NUMBER, INBOUND_PIECE.BYTES)
                        .values(id.get(), number++, piece)
                        .execute();
            }
        }
        return id;
    }

    /** What became of a letter that came under this key before; numbers are null while it waits for a worker. */
    record Earlier(
            byte[] sha256,
            @Nullable Long ticketId,
            @Nullable Long messageId,
            Instant receivedAt) {}

    Optional<Earlier> earlier(String dedupeKey) {
        return sql.select(INBOUND.SHA256, INBOUND.TICKET_ID, INBOUND.MESSAGE_ID, INBOUND.RECEIVED_AT)
                .from(INBOUND)
                .where(INBOUND.DEDUPE_KEY.eq(dedupeKey))
                .fetchOptional(row -> new Earlier(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    Optional<Long> idOf(String dedupeKey) {
        return sql.select(INBOUND.ID)
                .from(INBOUND)
                .where(INBOUND.DEDUPE_KEY.eq(dedupeKey))
                .fetchOptional(INBOUND.ID);
    }

    /** A row taken to be worked on, and how often it has been, this time included. */
    record Claimed(long id, int attempts) {}

    /** Takes up to {@code limit} waiting rows for {@code lease}: if this process dies, they wait again after that. */
    List<Claimed> claim(Instant now, Duration lease, int limit) {
        return sql.fetch(
                        "update inbound set not_before = ?::timestamptz, attempts = attempts + 1 where id in (select id from inbound "
                                + "where state = 'stored' and not_before <= ?::timestamptz order by not_before, id limit ? "
                                + "for update skip locked) returning id, attempts",
                        now.plus(lease).atOffset(java.time.ZoneOffset.UTC),
                        now.atOffset(java.time.ZoneOffset.UTC),
                        limit)
                .map(row -> new Claimed(row.get(0, Long.class), row.get(1, Integer.class)));
    }

    /** A stored arrival with its bytes, or the first MiB of a larger one. */
    record WithBytes(Stored stored, byte[] first) {}

    Optional<WithBytes> open(long id) {
        return sql.selectFrom(INBOUND)
                .where(INBOUND.ID.eq(id))
                .fetchOptional(row -> new WithBytes(
                        new Stored(
                                row.getId(),
                                Channel.ofKey(row.getChannel()),
                                row.getEnvelope().data(),
                                row.getSize(),
                                row.getReceivedAt(),
                                row.getState(),
                                row.getAttempts(),
                                row.getReason(),
                                row.getReleased()),
                        row.getRaw()));
    }

    Optional<Stored> find(long id) {
        return sql.select(
                        INBOUND.ID,
                        INBOUND.CHANNEL,
                        INBOUND.ENVELOPE,
                        INBOUND.SIZE,
                        INBOUND.RECEIVED_AT,
                        INBOUND.STATE,
                        INBOUND.ATTEMPTS,
                        INBOUND.REASON,
                        INBOUND.RELEASED)
                .from(INBOUND)
                .where(INBOUND.ID.eq(id))
                .fetchOptional(row -> new Stored(
                        row.value1(),
                        Channel.ofKey(row.value2()),
                        row.value3().data(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9()));
    }

    /** The bytes from first to last, a piece at a time. Read within the transaction that called. */
    InputStream raw(Stored stored) {
        byte[] first = sql.select(INBOUND.RAW)
                .from(INBOUND)
                .where(INBOUND.ID.eq(stored.id()))
                .fetchSingle(INBOUND.RAW);
        if (stored.size() <= PIECE) {
            return new ByteArrayInputStream(first);
        }
        return new SequenceInputStream(new Enumeration<>() {
            private byte @Nullable [] next = first;
            private int number;

            @Override
            public boolean hasMoreElements() {
                return next != null;
            }

            @Override
            public InputStream nextElement() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                InputStream piece = new ByteArrayInputStream(next);
                next = sql.select(INBOUND_PIECE.BYTES)
                        .from(INBOUND_PIECE)
                        .where(INBOUND_PIECE.INBOUND_ID.eq(stored.id()).and(INBOUND_PIECE.NUMBER.eq(++number)))
                        .fetchOne(INBOUND_PIECE.BYTES);
                return piece;
            }
        });
    }

    /**
     * Ends the work on a row that still waits; false when another process has done it already. Holds the row until the
     * transaction ends, so that of two only one goes on.
     */
    boolean finish(long id, String state, String reason, boolean walled) {
        return sql.update(INBOUND)
                        .set(INBOUND.STATE, state)
                        .set(INBOUND.REASON, reason)
                        .set(INBOUND.WALLED, walled)
                        .where(INBOUND.ID.eq(id).and(INBOUND.STATE.eq("stored")))
                        .execute()
                == 1;
    }

    /** Lists a row that still waits for a person, as one that came too thick; false when another process has ended it. */
    boolean quarantine(long id, String reason, Instant now) {
        return sql.update(INBOUND)
                        .set(INBOUND.STATE, "unreadable")
                        .set(INBOUND.REASON, reason)
                        .set(INBOUND.WALLED, false)
                        .set(INBOUND.QUARANTINED_AT, now)
                        .where(INBOUND.ID.eq(id).and(INBOUND.STATE.eq("stored")))
                        .execute()
                == 1;
    }

    /** Whoever else sets mail aside waits for this transaction, so that one of them tells people. */
    boolean quarantinedSince(Instant moment) {
        sql.execute("select pg_advisory_xact_lock(hashtext('nightlight.quarantine'))");
        return sql.fetchExists(INBOUND, INBOUND.QUARANTINED_AT.gt(moment));
    }

    void link(long id, long ticketId, long messageId) {
        sql.update(INBOUND)
                .set(INBOUND.TICKET_ID, ticketId)
                .set(INBOUND.MESSAGE_ID, messageId)
                .where(INBOUND.ID.eq(id))
                .execute();
    }

    Optional<Long> ticketOf(long id) {
        return sql.select(INBOUND.TICKET_ID)
                .from(INBOUND)
                .where(INBOUND.ID.eq(id))
                .fetchOptional(INBOUND.TICKET_ID);
    }

    List<Stored> ofTicket(long ticketId) {
        return sql
                .select(INBOUND.ID)
                .from(INBOUND)
                .where(INBOUND.TICKET_ID.eq(ticketId))
                .orderBy(INBOUND.ID)
                .fetch(INBOUND.ID)
                .stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    /** Takes the bytes away: they are sealed. */
    void empty(long id) {
        sql.update(INBOUND)
                .set(INBOUND.RAW, new byte[0])
                .where(INBOUND.ID.eq(id))
                .execute();
        sql.deleteFrom(INBOUND_PIECE).where(INBOUND_PIECE.INBOUND_ID.eq(id)).execute();
    }

    /** Puts a piece of the bytes back, counted from 0. */
    void restore(long id, int number, byte[] piece) {
        if (number == 0) {
            sql.update(INBOUND).set(INBOUND.RAW, piece).where(INBOUND.ID.eq(id)).execute();
        } else {
            sql.insertInto(INBOUND_PIECE, INBOUND_PIECE.INBOUND_ID, INBOUND_PIECE.NUMBER, INBOUND_PIECE.BYTES)
                    .values(id, number, piece)
                    .execute();
        }
    }

    void wait(long id, Instant until, String reason) {
        sql.update(INBOUND)
                .set(INBOUND.NOT_BEFORE, until)
                .set(INBOUND.REASON, reason)
                .where(INBOUND.ID.eq(id).and(INBOUND.STATE.eq("stored")))
                .execute();
    }

    /** Lets an unreadable row be worked on once more. */
    boolean retry(long id, Instant now) {
        return sql.update(INBOUND)
                        .set(INBOUND.STATE, "stored")
                        .set(INBOUND.RELEASED, true)
                        .set(INBOUND.ATTEMPTS, 0)
                        .set(INBOUND.NOT_BEFORE, now)
                        .where(INBOUND.ID
                                .eq(id)
                                .and(INBOUND.STATE.eq("unreadable"))
                                .and(INBOUND.TICKET_ID.isNull()))
                        .execute()
                == 1;
    }

    /** A row that waits for a person. */
    record Unreadable(
            long id,
            Channel channel,
            String envelope,
            long size,
            Instant receivedAt,
            String reason,
            int attempts,
            boolean ticketed) {}

    List<Unreadable> unreadable(long before, int limit) {
        return sql.select(
                        INBOUND.ID,
                        INBOUND.CHANNEL,
                        INBOUND.ENVELOPE,
                        INBOUND.SIZE,
                        INBOUND.RECEIVED_AT,
                        INBOUND.REASON,
                        INBOUND.ATTEMPTS,
                        INBOUND.TICKET_ID)
                .from(INBOUND)
                .where(INBOUND.STATE.eq("unreadable").and(INBOUND.ID.lt(before)))
                .orderBy(INBOUND.ID.desc())
                .limit(limit)
                .fetch(row -> new Unreadable(
                        row.value1(),
                        Channel.ofKey(row.value2()),
                        row.value3().data(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8() != null));
    }

    /** Mails whose bytes stand here in plain and whose work is done, newest first. Whoever may see them is the caller's to find out. */
    List<Replay.Kept> keptMails(long before, int limit) {
        return sql.select(INBOUND.ID, INBOUND.TICKET_ID, INBOUND.MESSAGE_ID, INBOUND.RECEIVED_AT, INBOUND.SIZE)
                .from(INBOUND)
                .where(INBOUND.CHANNEL.eq(Channel.EMAIL.key()).and(INBOUND.ID.lt(before)))
                .and(INBOUND.STATE.in("done", "unreadable"))
                .and(octetLength(INBOUND.RAW).gt(0))
                .orderBy(INBOUND.ID.desc())
                .limit(limit)
                .fetch(row -> new Replay.Kept(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()));
    }

    private static org.jooq.Field<Integer> octetLength(org.jooq.Field<byte[]> bytes) {
        return org.jooq.impl.DSL.field("octet_length({0})", Integer.class, bytes);
    }

    /** The first bytes as text, with what is no text replaced. */
    String beginning(long id, int bytes) {
        byte[] first = sql.select(org.jooq.impl.DSL.field("substring(raw from 1 for ?)", byte[].class, bytes))
                .from(INBOUND)
                .where(INBOUND.ID.eq(id))
                .fetchOne(0, byte[].class);
        return first == null ? "" : new String(first, java.nio.charset.StandardCharsets.UTF_8).replace("\0", "\uFFFD");
    }
}

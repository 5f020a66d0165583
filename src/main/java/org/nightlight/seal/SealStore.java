package org.nightlight.seal;

import static nightlight.tables.Tables.FILE_KEY;
import static nightlight.tables.Tables.SEALED;
import static nightlight.tables.Tables.SEALED_KEY;
import static nightlight.tables.Tables.SEAL_KEYSET;
import static org.jooq.impl.DSL.max;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The room's SQL. Its tables show nothing below {@code SAFETY} clearance, nor a case to whom it suspects. */
class SealStore {
    private final DSLContext sql;

    SealStore(DSLContext sql) {
        this.sql = sql;
    }

    record Known(long keyId, String path) {}

    record Wrapped(long ticketId, byte[] bytes, long keyId) {}

    /** Nobody else wraps or changes the keyset until the transaction ends. */
    void lockAlone() {
        sql.execute("select pg_advisory_xact_lock(hashtext('nightlight.seal'))");
    }

    /** Until the transaction ends the keyset stays as it is. */
    void lockShared() {
        sql.execute("select pg_advisory_xact_lock_shared(hashtext('nightlight.seal'))");
    }

    Optional<Known> known() {
        return sql.selectFrom(SEAL_KEYSET).fetchOptional(row -> new Known(row.getKeyId(), row.getPath()));
    }

    void know(Known keyset) {
        sql.insertInto(SEAL_KEYSET)
                .set(SEAL_KEYSET.KEY_ID, keyset.keyId())
                .set(SEAL_KEYSET.PATH, keyset.path())
                .onConflict(SEAL_KEYSET.ONE)
                .doUpdate()
                .set(SEAL_KEYSET.KEY_ID, keyset.keyId())
                .set(SEAL_KEYSET.PATH, keyset.path())
                .execute();
    }

    Optional<Wrapped> key(long ticketId) {
        return sql.selectFrom(SEALED_KEY)
                .where(SEALED_KEY.TICKET_ID.eq(ticketId))
                .fetchOptional(row -> new Wrapped(row.getTicketId(), row.getWrapped(), row.getKeyId()));
    }

    /** Whether a grant opens the ticket to the transaction's viewer at this time. */
    boolean granted(long ticketId, Instant now) {
        sql.execute("select set_config('nightlight.now', ?, true)", now.toString());
        return Boolean.TRUE.equals(
                sql.fetchSingle("select ? = any (opened_to_viewer())", ticketId).get(0, Boolean.class));
    }

    void insertKey(Wrapped key) {
        sql.insertInto(SEALED_KEY)
                .set(SEALED_KEY.TICKET_ID, key.ticketId())
                .set(SEALED_KEY.WRAPPED, key.bytes())
                .set(SEALED_KEY.KEY_ID, key.keyId())
                .onConflictDoNothing()
                .execute();
    }

    void rewrap(Wrapped key) {
        sql.update(SEALED_KEY)
                .set(SEALED_KEY.WRAPPED, key.bytes())
                .set(SEALED_KEY.KEY_ID, key.keyId())
                .where(SEALED_KEY.TICKET_ID.eq(key.ticketId()))
                .execute();
    }

    void deleteKey(long ticketId) {
        sql.deleteFrom(SEALED_KEY).where(SEALED_KEY.TICKET_ID.eq(ticketId)).execute();
    }

    int countKeys() {
        return sql.fetchCount(SEALED_KEY);
    }

    int countOther(long keyId) {
        return sql.fetchCount(SEALED_KEY, SEALED_KEY.KEY_ID.ne(keyId));
    }

    /** Keys that another key than this wraps, held until the transaction ends. */
    List<Wrapped> other(long keyId, int limit) {
        return sql.selectFrom(SEALED_KEY)
                .where(SEALED_KEY.KEY_ID.ne(keyId))
                .orderBy(SEALED_KEY.TICKET_ID)
                .limit(limit)
                .forUpdate()
                .fetch(row -> new Wrapped(row.getTicketId(), row.getWrapped(), row.getKeyId()));
    }

    List<Wrapped> keysAfter(long ticketId, int limit) {
        return sql.selectFrom(SEALED_KEY)
                .where(SEALED_KEY.TICKET_ID.gt(ticketId))
                .orderBy(SEALED_KEY.TICKET_ID)
                .limit(limit)
                .fetch(row -> new Wrapped(row.getTicketId(), row.getWrapped(), row.getKeyId()));
    }

    /** The key of an object outside the database, wrapped. */
    record WrappedFile(String address, byte[] bytes, long keyId) {}

    Optional<WrappedFile> fileKey(String address) {
        return sql.selectFrom(FILE_KEY)
                .where(FILE_KEY.ADDRESS.eq(address))
                .fetchOptional(row -> new WrappedFile(row.getAddress(), row.getWrapped(), row.getKeyId()));
    }

    void insertFileKey(WrappedFile key) {
        sql.insertInto(FILE_KEY)
                .set(FILE_KEY.ADDRESS, key.address())
                .set(FILE_KEY.WRAPPED, key.bytes())
                .set(FILE_KEY.KEY_ID, key.keyId())
                .execute();
    }

    void rewrap(WrappedFile key) {
        sql.update(FILE_KEY)
                .set(FILE_KEY.WRAPPED, key.bytes())
                .set(FILE_KEY.KEY_ID, key.keyId())
                .where(FILE_KEY.ADDRESS.eq(key.address()))
                .execute();
    }

    void deleteFileKey(String address) {
        sql.deleteFrom(FILE_KEY).where(FILE_KEY.ADDRESS.eq(address)).execute();
    }

    int countOtherFiles(long keyId) {
        return sql.fetchCount(FILE_KEY, FILE_KEY.KEY_ID.ne(keyId));
    }

    /** As {@link #other}, of files. */
    List<WrappedFile> otherFiles(long keyId, int limit) {
        return sql.selectFrom(FILE_KEY)
                .where(FILE_KEY.KEY_ID.ne(keyId))
                .orderBy(FILE_KEY.ADDRESS)
                .limit(limit)
                .forUpdate()
                .fetch(row -> new WrappedFile(row.getAddress(), row.getWrapped(), row.getKeyId()));
    }

    List<WrappedFile> filesAfter(String address, int limit) {
        return sql.selectFrom(FILE_KEY)
                .where(FILE_KEY.ADDRESS.gt(address))
                .orderBy(FILE_KEY.ADDRESS)
                .limit(limit)
                .fetch(row -> new WrappedFile(row.getAddress(), row.getWrapped(), row.getKeyId()));
    }

    void insert(Place place, int number, byte[] bytes) {
        sql.insertInto(SEALED, SEALED.TICKET_ID, SEALED.PLACE, SEALED.ROW_ID, SEALED.NUMBER, SEALED.BYTES)
                .values(place.ticketId(), place.name(), place.row(), number, bytes)
                .execute();
    }

    /** How many pieces stand in a place. */
    int pieces(Place place) {
        Integer last = sql.select(max(SEALED.NUMBER))
                .from(SEALED)
                .where(at(place))
                .fetchSingle()
                .value1();
        return last == null ? 0 : last + 1;
    }

    Optional<byte[]> piece(Place place, int number) {
        return sql.select(SEALED.BYTES)
                .from(SEALED)
                .where(at(place).and(SEALED.NUMBER.eq(number)))
                .fetchOptional(SEALED.BYTES);
    }

    void delete(Place place) {
        sql.deleteFrom(SEALED).where(at(place)).execute();
    }

    Set<Long> rows(long ticketId, String name) {
        return sql.selectDistinct(SEALED.ROW_ID)
                .from(SEALED)
                .where(SEALED.TICKET_ID.eq(ticketId).and(SEALED.PLACE.eq(name)))
                .fetchSet(SEALED.ROW_ID);
    }

    List<Place> places(long ticketId) {
        return sql.selectDistinct(SEALED.PLACE, SEALED.ROW_ID)
                .from(SEALED)
                .where(SEALED.TICKET_ID.eq(ticketId))
                .orderBy(SEALED.PLACE, SEALED.ROW_ID)
                .fetch(row -> new Place(ticketId, row.value1(), row.value2()));
    }

    private static Condition at(Place place) {
        return SEALED.TICKET_ID
                .eq(place.ticketId())
                .and(SEALED.PLACE.eq(place.name()))
                .and(SEALED.ROW_ID.eq(place.row()));
    }
}

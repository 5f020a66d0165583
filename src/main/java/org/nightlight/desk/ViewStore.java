package org.nightlight.desk;

import static nightlight.tables.Tables.LIST_VIEW;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nightlight.tables.tables.records.ListViewRecord;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The views that are kept. Somebody else's own are not there. */
@Component
class ViewStore {
    /** So many of one person, and so many for everybody: each has a count in the rail. */
    static final int MOST = 20;

    private final DSLContext sql;

    ViewStore(DSLContext sql) {
        this.sql = sql;
    }

    /** Everybody's first, each kind by place. */
    List<View> of(long staffId) {
        return sql.selectFrom(LIST_VIEW)
                .where(seenBy(staffId))
                .orderBy(LIST_VIEW.OWNER_ID.isNotNull(), LIST_VIEW.PLACE, LIST_VIEW.ID)
                .fetch(ViewStore::view);
    }

    Optional<View> find(long id, long staffId) {
        return sql.selectFrom(LIST_VIEW)
                .where(LIST_VIEW.ID.eq(id), seenBy(staffId))
                .fetchOptional(ViewStore::view);
    }

    /** Keeps a view; empty when there are {@link #MOST} of its kind. */
    Optional<Long> insert(@Nullable Long ownerId, String name, String filter, Layout layout, long by, Instant now) {
        // Two who keep one at the same moment come one after the other.
        sql.execute("select pg_advisory_xact_lock(hashtext('list_view'))");
        Condition kind = ownerId == null ? LIST_VIEW.OWNER_ID.isNull() : LIST_VIEW.OWNER_ID.eq(ownerId);
        List<Integer> places = sql.select(LIST_VIEW.PLACE)
                .from(LIST_VIEW)
                .where(kind)
                .orderBy(LIST_VIEW.PLACE)
                .fetch(LIST_VIEW.PLACE);
        if (places.size() >= MOST) {
            return Optional.empty();
        }
        return Optional.of(sql.insertInto(LIST_VIEW)
                .set(LIST_VIEW.OWNER_ID, ownerId)
                .set(LIST_VIEW.NAME, name)
                .set(LIST_VIEW.FILTER, filter)
                .set(LIST_VIEW.SORTED, Layout.key(layout.order()))
                .set(LIST_VIEW.GROUPED, Layout.key(layout.grouping()))
                .set(LIST_VIEW.COLUMNS, columns(layout))
                .set(LIST_VIEW.PLACE, places.isEmpty() ? 1 : places.getLast() + 1)
                .set(LIST_VIEW.CREATED_BY, by)
                .set(LIST_VIEW.CREATED_AT, now)
                .returning(LIST_VIEW.ID)
                .fetchSingle(LIST_VIEW.ID));
    }

    void update(long id, String name, String filter, Layout layout, int place) {
        sql.update(LIST_VIEW)
                .set(LIST_VIEW.NAME, name)
                .set(LIST_VIEW.FILTER, filter)
                .set(LIST_VIEW.SORTED, Layout.key(layout.order()))
                .set(LIST_VIEW.GROUPED, Layout.key(layout.grouping()))
                .set(LIST_VIEW.COLUMNS, columns(layout))
                .set(LIST_VIEW.PLACE, place)
                .where(LIST_VIEW.ID.eq(id))
                .execute();
    }

    void delete(long id) {
        sql.deleteFrom(LIST_VIEW).where(LIST_VIEW.ID.eq(id)).execute();
    }

    private static Condition seenBy(long staffId) {
        return LIST_VIEW.OWNER_ID.isNull().or(LIST_VIEW.OWNER_ID.eq(staffId));
    }

    private static View view(ListViewRecord row) {
        return new View(
                row.getId(),
                row.getOwnerId(),
                row.getName(),
                row.getFilter(),
                Layout.read(row.getSorted(), row.getGrouped(), List.of(row.getColumns())),
                row.getPlace());
    }

    private static String[] columns(Layout layout) {
        return layout.columns().stream().map(Layout::key).toArray(String[]::new);
    }
}

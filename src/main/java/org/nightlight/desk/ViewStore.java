package org.nightlight.desk;

import static nightlight.tables.Tables.LIST_VIEW;
import static nightlight.tables.Tables.VIEW_MENU;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The views that are kept, and how each has put them in their menu. Somebody else's own are not there. */
@Component
class ViewStore {
    /** So many of one person, and so many for everybody: each has a count in the rail. */
    static final int MOST = 20;

    private final DSLContext sql;

    ViewStore(DSLContext sql) {
        this.sql = sql;
    }

    /** As this person has put them; what they have not put anywhere comes last, everybody's first, each kind by place. */
    List<View> of(long staffId) {
        return seenBy(staffId)
                .orderBy(
                        VIEW_MENU.PLACE.asc().nullsLast(),
                        LIST_VIEW.OWNER_ID.isNotNull(),
                        LIST_VIEW.PLACE,
                        LIST_VIEW.ID)
                .fetch(ViewStore::view);
    }

    Optional<View> find(long id, long staffId) {
        return seenBy(staffId).and(LIST_VIEW.ID.eq(id)).fetchOptional(ViewStore::view);
    }

    /** One person's menu stands still until the running transaction ends. */
    void lockMenu(long staffId) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "view_menu:" + staffId);
    }

    /** This person's menu, from the top. A view that is taken away meanwhile is left out. */
    void arrange(long staffId, List<View> menu) {
        sql.deleteFrom(VIEW_MENU).where(VIEW_MENU.STAFF_ID.eq(staffId)).execute();
        for (int i = 0; i < menu.size(); i++) {
            sql.insertInto(VIEW_MENU, VIEW_MENU.STAFF_ID, VIEW_MENU.VIEW_ID, VIEW_MENU.PLACE, VIEW_MENU.HIDDEN)
                    .select(select(
                                    val(staffId),
                                    LIST_VIEW.ID,
                                    val(i + 1),
                                    val(menu.get(i).hidden()))
                            .from(LIST_VIEW)
                            .where(LIST_VIEW.ID.eq(menu.get(i).id()))
                            .forKeyShare())
                    .execute();
        }
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
                .set(LIST_VIEW.COLUMNS, layout.columnKeys())
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
                .set(LIST_VIEW.COLUMNS, layout.columnKeys())
                .set(LIST_VIEW.PLACE, place)
                .where(LIST_VIEW.ID.eq(id))
                .execute();
    }

    void delete(long id) {
        sql.deleteFrom(LIST_VIEW).where(LIST_VIEW.ID.eq(id)).execute();
    }

    private SelectConditionStep<Record> seenBy(long staffId) {
        return sql.select(LIST_VIEW.fields())
                .select(VIEW_MENU.HIDDEN)
                .from(LIST_VIEW)
                .leftJoin(VIEW_MENU)
                .on(VIEW_MENU.VIEW_ID.eq(LIST_VIEW.ID).and(VIEW_MENU.STAFF_ID.eq(staffId)))
                .where(LIST_VIEW.OWNER_ID.isNull().or(LIST_VIEW.OWNER_ID.eq(staffId)));
    }

    private static View view(Record row) {
        return new View(
                row.get(LIST_VIEW.ID),
                row.get(LIST_VIEW.OWNER_ID),
                row.get(LIST_VIEW.NAME),
                row.get(LIST_VIEW.FILTER),
                Layout.read(row.get(LIST_VIEW.SORTED), row.get(LIST_VIEW.GROUPED), List.of(row.get(LIST_VIEW.COLUMNS))),
                row.get(LIST_VIEW.PLACE),
                Boolean.TRUE.equals(row.get(VIEW_MENU.HIDDEN)));
    }
}

package org.nightlight.desk;

import static nightlight.tables.Tables.LIST_LAYOUT;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** How each wants the desk's own lists to look, where they said so. */
@Component
class LayoutStore {
    private final DSLContext sql;

    LayoutStore(DSLContext sql) {
        this.sql = sql;
    }

    Optional<Layout> of(DeskList list, long staffId) {
        return sql.selectFrom(LIST_LAYOUT)
                .where(LIST_LAYOUT.STAFF_ID.eq(staffId).and(LIST_LAYOUT.LIST.eq(list.key())))
                .fetchOptional(row -> Layout.read(row.getSorted(), row.getGrouped(), List.of(row.getColumns())));
    }

    void keep(DeskList list, long staffId, Layout layout) {
        sql.insertInto(LIST_LAYOUT)
                .set(LIST_LAYOUT.STAFF_ID, staffId)
                .set(LIST_LAYOUT.LIST, list.key())
                .set(LIST_LAYOUT.SORTED, Layout.key(layout.order()))
                .set(LIST_LAYOUT.GROUPED, Layout.key(layout.grouping()))
                .set(LIST_LAYOUT.COLUMNS, layout.columnKeys())
                .onConflict(LIST_LAYOUT.STAFF_ID, LIST_LAYOUT.LIST)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    void forget(DeskList list, long staffId) {
        sql.deleteFrom(LIST_LAYOUT)
                .where(LIST_LAYOUT.STAFF_ID.eq(staffId).and(LIST_LAYOUT.LIST.eq(list.key())))
                .execute();
    }
}

package org.nightlight.privacy;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.nightlight.playbook.RetentionRules;

/**
 * The plain kind of what a room keeps about conversations: rows that name a ticket and hold no word of anybody. They are counted
 * in one table, go with the conversation, and are not set aside with it.
 */
public abstract class RowsOfTickets implements PersonalData {
    private final DSLContext sql;
    private final String room;
    private final int rank;
    private final Counted counted;
    private final List<TableField<?, Long>> atOnce;
    private final Set<String> alongside;

    /**
     * The table that is counted.
     *
     * @param ticket its column with the ticket's number
     * @param at when a row was written
     * @param english what the rows are, as a parent reads it
     */
    public record Counted(TableField<?, Long> ticket, TableField<?, Instant> at, String english, String spanish) {}

    /**
     * @param atOnce columns with the ticket's number of those tables whose rows go the moment an erasure begins
     * @param alongside tables whose rows the database deletes with these
     */
    protected RowsOfTickets(
            DSLContext sql,
            String room,
            int rank,
            Counted counted,
            List<TableField<?, Long>> atOnce,
            Set<String> alongside) {
        this.sql = sql;
        this.room = room;
        this.rank = rank;
        this.counted = counted;
        this.atOnce = atOnce;
        this.alongside = alongside;
    }

    @Override
    public final String room() {
        return room;
    }

    @Override
    public final int rank() {
        return rank;
    }

    @Override
    public final Set<String> tables() {
        return Stream.concat(columns().map(column -> column.getTable().getName()), alongside.stream())
                .collect(Collectors.toSet());
    }

    @Override
    public final List<Holding> holdings(Scope scope) {
        Holding holding = sql.select(count(), min(counted.at()))
                .from(counted.ticket().getTable())
                .where(counted.ticket().eq(any(tickets(scope))))
                .fetchSingle(row -> new Holding(
                        counted.english(), counted.spanish(), RetentionRules.TICKETS, row.value1(), row.value2()));
        return List.of(holding);
    }

    @Override
    public final void begin(Scope scope, long erasure) {
        delete(atOnce.stream(), scope);
    }

    @Override
    public final void erase(Scope scope) {
        delete(columns(), scope);
    }

    private Stream<TableField<?, Long>> columns() {
        return Stream.concat(atOnce.stream(), Stream.of(counted.ticket())).distinct();
    }

    private void delete(Stream<TableField<?, Long>> columns, Scope scope) {
        columns.forEach(column -> sql.deleteFrom(column.getTable())
                .where(column.eq(any(tickets(scope))))
                .execute());
    }

    private static Long[] tickets(Scope scope) {
        return scope.tickets().toArray(Long[]::new);
    }
}

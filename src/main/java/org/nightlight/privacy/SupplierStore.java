package org.nightlight.privacy;

import static nightlight.tables.Tables.PRIVACY_NOTICE;
import static nightlight.tables.Tables.SUPPLIER;
import static nightlight.tables.Tables.SUPPLIER_ASSURANCE;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The register's rows, and what admins were told of it. */
@Component
class SupplierStore {
    private final DSLContext sql;

    SupplierStore(DSLContext sql) {
        this.sql = sql;
    }

    List<Supplier> all() {
        return where(DSL.noCondition());
    }

    Optional<Supplier> find(long id) {
        return where(SUPPLIER.ID.eq(id)).stream().findFirst();
    }

    Optional<Supplier> find(Way way) {
        return where(SUPPLIER.WAY.eq(way.key())).stream().findFirst();
    }

    /** False when there is an entry for this way already. */
    boolean insertFirst(Way way, String machine) {
        Supplier.Facts facts = way.first();
        return sql.insertInto(SUPPLIER)
                        .set(SUPPLIER.WAY, way.key())
                        .set(SUPPLIER.NAME, facts.name())
                        .set(SUPPLIER.KIND, facts.kind().key())
                        .set(SUPPLIER.OWN, facts.own())
                        .set(SUPPLIER.PURPOSES, facts.purposes())
                        .set(SUPPLIER.GETS, facts.gets())
                        .set(SUPPLIER.MACHINE, machine)
                        .onConflict(SUPPLIER.WAY)
                        .doNothing()
                        .execute()
                == 1;
    }

    long insert(Supplier.Facts facts, long by, Instant at) {
        return sql.insertInto(SUPPLIER)
                .set(SUPPLIER.NAME, facts.name())
                .set(SUPPLIER.KIND, facts.kind().key())
                .set(SUPPLIER.OWN, facts.own())
                .set(SUPPLIER.PURPOSES, facts.purposes())
                .set(SUPPLIER.GETS, facts.gets())
                .set(SUPPLIER.OWNER_ID, facts.ownerId())
                .set(SUPPLIER.CONFIRMED_BY, by)
                .set(SUPPLIER.CONFIRMED_AT, at)
                .returning(SUPPLIER.ID)
                .fetchSingle()
                .getId();
    }

    void update(long id, Supplier.Facts facts, long by, Instant at) {
        sql.update(SUPPLIER)
                .set(SUPPLIER.NAME, facts.name())
                .set(SUPPLIER.KIND, facts.kind().key())
                .set(SUPPLIER.OWN, facts.own())
                .set(SUPPLIER.PURPOSES, facts.purposes())
                .set(SUPPLIER.GETS, facts.gets())
                .set(SUPPLIER.OWNER_ID, facts.ownerId())
                .set(SUPPLIER.CONFIRMED_BY, by)
                .set(SUPPLIER.CONFIRMED_AT, at)
                .where(SUPPLIER.ID.eq(id))
                .execute();
    }

    /** The settings name another machine now: whoever confirmed the entry meant the one before. */
    boolean move(Way way, String machine) {
        return sql.update(SUPPLIER)
                        .set(SUPPLIER.MACHINE, machine)
                        .setNull(SUPPLIER.CONFIRMED_BY)
                        .setNull(SUPPLIER.CONFIRMED_AT)
                        .where(SUPPLIER.WAY.eq(way.key()).and(SUPPLIER.MACHINE.ne(machine)))
                        .execute()
                == 1;
    }

    boolean end(long id, @Nullable Instant at) {
        return sql.update(SUPPLIER)
                        .set(SUPPLIER.ENDED_AT, at)
                        .where(SUPPLIER.ID
                                .eq(id)
                                .and(at == null ? SUPPLIER.ENDED_AT.isNotNull() : SUPPLIER.ENDED_AT.isNull()))
                        .execute()
                == 1;
    }

    void insert(
            long supplierId,
            String reference,
            @Nullable String fileName,
            byte @Nullable [] content,
            LocalDate expires,
            long by,
            Instant at) {
        sql.insertInto(SUPPLIER_ASSURANCE)
                .set(SUPPLIER_ASSURANCE.SUPPLIER_ID, supplierId)
                .set(SUPPLIER_ASSURANCE.REFERENCE, reference)
                .set(SUPPLIER_ASSURANCE.FILE_NAME, fileName)
                .set(SUPPLIER_ASSURANCE.CONTENT, content)
                .set(SUPPLIER_ASSURANCE.EXPIRES, expires)
                .set(SUPPLIER_ASSURANCE.CHECKED_BY, by)
                .set(SUPPLIER_ASSURANCE.CHECKED_AT, at)
                .execute();
    }

    Optional<Suppliers.Paper> paper(long supplierId, long assuranceId) {
        return sql.select(SUPPLIER_ASSURANCE.FILE_NAME, SUPPLIER_ASSURANCE.CONTENT)
                .from(SUPPLIER_ASSURANCE)
                .where(SUPPLIER_ASSURANCE
                        .ID
                        .eq(assuranceId)
                        .and(SUPPLIER_ASSURANCE.SUPPLIER_ID.eq(supplierId))
                        .and(SUPPLIER_ASSURANCE.CONTENT.isNotNull()))
                .fetchOptional(row -> new Suppliers.Paper(row.value1(), row.value2()));
    }

    /** True the first time alone. */
    boolean tell(String about, Instant now) {
        return sql.insertInto(PRIVACY_NOTICE)
                        .set(PRIVACY_NOTICE.ABOUT, about)
                        .set(PRIVACY_NOTICE.TOLD_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private List<Supplier> where(Condition condition) {
        return sql.select(SUPPLIER.asterisk())
                .select(
                        SUPPLIER_ASSURANCE.ID,
                        SUPPLIER_ASSURANCE.REFERENCE,
                        SUPPLIER_ASSURANCE.FILE_NAME,
                        SUPPLIER_ASSURANCE.EXPIRES,
                        SUPPLIER_ASSURANCE.CHECKED_BY,
                        SUPPLIER_ASSURANCE.CHECKED_AT)
                .from(SUPPLIER)
                .leftJoin(SUPPLIER_ASSURANCE)
                .on(SUPPLIER_ASSURANCE.ID.eq(select(max(SUPPLIER_ASSURANCE.as("newest").ID))
                        .from(SUPPLIER_ASSURANCE.as("newest"))
                        .where(SUPPLIER_ASSURANCE.as("newest").SUPPLIER_ID.eq(SUPPLIER.ID))))
                .where(condition)
                .orderBy(SUPPLIER.ID)
                .fetch(SupplierStore::supplier);
    }

    private static Supplier supplier(Record row) {
        String way = row.get(SUPPLIER.WAY);
        Supplier.Assurance assurance = row.get(SUPPLIER_ASSURANCE.ID) == null
                ? null
                : new Supplier.Assurance(
                        row.get(SUPPLIER_ASSURANCE.ID),
                        row.get(SUPPLIER_ASSURANCE.REFERENCE),
                        row.get(SUPPLIER_ASSURANCE.FILE_NAME),
                        row.get(SUPPLIER_ASSURANCE.EXPIRES),
                        row.get(SUPPLIER_ASSURANCE.CHECKED_BY),
                        row.get(SUPPLIER_ASSURANCE.CHECKED_AT));
        return new Supplier(
                row.get(SUPPLIER.ID),
                way == null ? null : Way.ofKey(way),
                new Supplier.Facts(
                        row.get(SUPPLIER.NAME),
                        Supplier.Kind.ofKey(row.get(SUPPLIER.KIND)),
                        row.get(SUPPLIER.OWN),
                        row.get(SUPPLIER.PURPOSES),
                        row.get(SUPPLIER.GETS),
                        row.get(SUPPLIER.OWNER_ID)),
                row.get(SUPPLIER.MACHINE),
                row.get(SUPPLIER.CONFIRMED_BY),
                row.get(SUPPLIER.CONFIRMED_AT),
                row.get(SUPPLIER.ENDED_AT),
                assurance);
    }
}

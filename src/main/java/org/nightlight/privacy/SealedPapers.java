package org.nightlight.privacy;

import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.nightlight.seal.SealBroken;
import org.nightlight.seal.SealedBytes;
import org.springframework.stereotype.Component;

/** Keeps what parents hand in as proof encrypted, each paper with a key of its own that goes with it. Needs {@code SYSTEM} clearance. */
@Component
class SealedPapers {
    private final DSLContext sql;
    private final SealedBytes sealed;

    SealedPapers(DSLContext sql, SealedBytes sealed) {
        this.sql = sql;
        this.sealed = sealed;
    }

    /** Belongs into the transaction that keeps the paper. */
    SealedBytes.Sealed seal(byte[] paper) {
        return sealed.seal("paper", paper);
    }

    /**
     * @param address null for a paper that an earlier version left as it came
     * @throws SealBroken when it was changed, or its key is gone
     */
    byte[] open(byte[] bytes, @Nullable String address) {
        return address == null ? bytes : sealed.open(new SealedBytes.Sealed(bytes, address));
    }

    /** Seals one paper of a table that an earlier version left as it came. True when there may be more. */
    <R extends Record> boolean sealOne(
            Table<R> table, TableField<R, Long> id, TableField<R, byte[]> content, TableField<R, String> address) {
        Optional<Record2<Long, byte[]>> plain = sql.select(id, content)
                .from(table)
                .where(content.isNotNull().and(address.isNull()))
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional();
        plain.ifPresent(row -> {
            SealedBytes.Sealed paper = seal(row.value2());
            sql.update(table)
                    .set(content, paper.bytes())
                    .set(address, paper.address())
                    .where(id.eq(row.value1()))
                    .execute();
        });
        return plain.isPresent();
    }
}

package org.nightlight.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.nightlight.seal.FileKeys;
import org.nightlight.seal.SealBroken;
import org.springframework.stereotype.Component;

/** Keeps what parents hand in as proof encrypted, each paper with a key of its own that goes with it. Needs {@code SYSTEM} clearance. */
@Component
class SealedPapers {
    private final DSLContext sql;
    private final FileKeys keys;

    SealedPapers(DSLContext sql, FileKeys keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /** @param address of the key */
    record Sealed(byte[] bytes, String address) {}

    /** Belongs into the transaction that keeps the paper. */
    Sealed seal(byte[] paper) {
        FileKeys.FileKey key = keys.fresh("paper-" + UUID.randomUUID());
        keys.keep(key);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream(paper.length + 4_096);
        try (OutputStream out = key.encrypting(sealed)) {
            out.write(paper);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Sealed(sealed.toByteArray(), key.address());
    }

    /**
     * @param address null for a paper that an earlier version left as it came
     * @throws SealBroken when it was changed, or its key is gone
     */
    byte[] open(byte[] bytes, @Nullable String address) {
        if (address == null) {
            return bytes;
        }
        FileKeys.FileKey key = keys.find(address).orElseThrow(() -> new SealBroken("a paper's key is gone"));
        try (InputStream in = key.decrypting(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException changed) {
            throw new SealBroken("a paper cannot be opened");
        }
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
            Sealed sealed = seal(row.value2());
            sql.update(table)
                    .set(content, sealed.bytes())
                    .set(address, sealed.address())
                    .where(id.eq(row.value1()))
                    .execute();
        });
        return plain.isPresent();
    }
}

package org.nightlight.safety.cybertip;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.AUDIT_LINE;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.seal.Seal;
import org.nightlight.seal.SealBroken;
import org.nightlight.seal.SealedReading;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/** The files on a case's ticket, read in pieces from where they are kept: never whole, never by way of a disk. */
@Component
class CaseFiles {
    private static final int PIECE = 256 * 1024;
    private static final Field<Boolean> VIEWED = field(exists(selectOne()
            .from(AUDIT_LINE)
            .where(AUDIT_LINE.TICKET_ID.eq(ATTACHMENT.TICKET_ID))
            .and(AUDIT_LINE.ACTION.in("attachment-read", "file-shown", "case-file-shown"))
            .and(AUDIT_LINE.DETAIL.eq(inline("attachment:").concat(ATTACHMENT.ID)))));

    private final DSLContext sql;
    private final Database database;
    private final Tickets tickets;

    CaseFiles(DSLContext sql, Database database, Tickets tickets) {
        this.sql = sql;
        this.database = database;
        this.tickets = tickets;
    }

    List<SentFile> of(long ticketId) {
        return sql.select(ATTACHMENT.ID, ATTACHMENT.NAME, ATTACHMENT.SIZE, ATTACHMENT.SHA256, VIEWED)
                .from(ATTACHMENT)
                .where(ATTACHMENT.TICKET_ID.eq(ticketId))
                .orderBy(ATTACHMENT.ID)
                .fetch(row -> new SentFile(
                        row.value1(),
                        row.value2().equals(Seal.MARK)
                                ? tickets.sealedFileName(ticketId, row.value1()).orElse(Seal.MARK)
                                : row.value2(),
                        row.value3(),
                        HexFormat.of().formatHex(row.value4()),
                        row.value5()));
    }

    /** Streams from the beginning; to be read outside any transaction, on any thread, with in sight what is so here. */
    Supplier<InputStream> open(long ticketId, long attachmentId) {
        SealedReading.Carried reading = SealedReading.carried();
        return () -> new Pieces(ticketId, attachmentId, reading);
    }

    /** Whether what lies here is the file that was approved, read once to its end. Only what is sealed needs to be asked. */
    boolean isWhole(long ticketId, SentFile file) {
        if (!database.read(Clearance.SYSTEM, () -> isSealed(ticketId, file.id()))) {
            return true;
        }
        try (InputStream stream = open(ticketId, file.id()).get()) {
            MessageDigest sha256 = Hashes.digest("SHA-256");
            byte[] piece = new byte[PIECE];
            long size = 0;
            for (int count = stream.read(piece); count >= 0; count = stream.read(piece)) {
                sha256.update(piece, 0, count);
                size += count;
            }
            return size == file.size() && Hashes.hex(sha256).equals(file.sha256());
        } catch (IOException | SealBroken shut) {
            return false;
        }
    }

    private boolean isSealed(long ticketId, long attachmentId) {
        return sql.fetchExists(
                ATTACHMENT,
                ATTACHMENT.ID.eq(attachmentId),
                ATTACHMENT.TICKET_ID.eq(ticketId),
                ATTACHMENT.NAME.eq(Seal.MARK),
                ATTACHMENT.SIZE.ne(0L),
                condition("octet_length({0}) = 0", ATTACHMENT.CONTENT));
    }

    private final class Pieces extends InputStream {
        private final long ticketId;
        private final long id;
        private final SealedReading.Carried reading;
        private byte[] piece = {};
        private int next;
        private int read;
        private int number;
        private boolean over;

        Pieces(long ticketId, long id, SealedReading.Carried reading) {
            this.ticketId = ticketId;
            this.id = id;
            this.reading = reading;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (next == piece.length && !over) {
                piece = reading.within(() -> database.read(Clearance.SYSTEM, this::fetch));
                next = 0;
                read += piece.length;
                number++;
                over = piece.length == 0;
            }
            int count = Math.min(length, piece.length - next);
            if (count <= 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(piece, next, into, from, count);
            next += count;
            return count;
        }

        /** The next piece; empty after the last. A sealed file that is not being read gives none: it breaks off. */
        private byte[] fetch() {
            return isSealed(ticketId, id) ? opened() : plain();
        }

        private byte[] opened() {
            Optional<byte[]> found = tickets.sealedFilePiece(ticketId, id, number);
            if (number == 0 && found.isEmpty()) {
                throw new SealBroken("file " + id + " is sealed, and no reading of it is open");
            }
            return found.orElse(new byte[0]);
        }

        private byte[] plain() {
            return sql.select(field(
                            "substring({0} from {1} for {2})",
                            byte[].class, ATTACHMENT.CONTENT, inline(read + 1), inline(PIECE)))
                    .from(ATTACHMENT)
                    .where(ATTACHMENT.ID.eq(id))
                    .fetchSingle()
                    .value1();
        }
    }
}

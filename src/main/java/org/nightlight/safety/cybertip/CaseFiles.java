package org.nightlight.safety.cybertip;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.AUDIT_LINE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;

import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
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

    CaseFiles(DSLContext sql, Database database) {
        this.sql = sql;
        this.database = database;
    }

    List<SentFile> of(long ticketId) {
        return sql.select(ATTACHMENT.ID, ATTACHMENT.NAME, ATTACHMENT.SIZE, ATTACHMENT.SHA256, VIEWED)
                .from(ATTACHMENT)
                .where(ATTACHMENT.TICKET_ID.eq(ticketId))
                .orderBy(ATTACHMENT.ID)
                .fetch(row -> new SentFile(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        HexFormat.of().formatHex(row.value4()),
                        row.value5()));
    }

    /** From the beginning; to be read outside any transaction, on any thread. */
    InputStream open(long attachmentId) {
        return new Pieces(attachmentId);
    }

    private final class Pieces extends InputStream {
        private final long id;
        private byte[] piece = {};
        private int next;
        private int read;
        private boolean over;

        Pieces(long id) {
            this.id = id;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (next == piece.length && !over) {
                piece = database.read(Clearance.SYSTEM, this::fetch);
                next = 0;
                read += piece.length;
                over = piece.length < PIECE;
            }
            int count = Math.min(length, piece.length - next);
            if (count <= 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(piece, next, into, from, count);
            next += count;
            return count;
        }

        private byte[] fetch() {
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

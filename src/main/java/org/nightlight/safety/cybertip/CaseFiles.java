package org.nightlight.safety.cybertip;

import static nightlight.tables.Tables.ATTACHMENT;
import static nightlight.tables.Tables.AUDIT_LINE;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.seal.FilesAway;
import org.nightlight.seal.Seal;
import org.nightlight.seal.SealBroken;
import org.nightlight.ticket.TicketFiles;
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
    private final TicketFiles files;

    CaseFiles(DSLContext sql, Database database, Tickets tickets, TicketFiles files) {
        this.sql = sql;
        this.database = database;
        this.tickets = tickets;
        this.files = files;
    }

    List<SentFile> of(long ticketId) {
        return sql.select(ATTACHMENT.ID, ATTACHMENT.NAME, ATTACHMENT.SIZE, ATTACHMENT.SHA256, VIEWED)
                .from(ATTACHMENT)
                .where(ATTACHMENT.TICKET_ID.eq(ticketId).and(ATTACHMENT.MESSAGE_ID.isNotNull()))
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
        return files.open(ticketId, attachmentId);
    }

    /** Whether what lies here is the file that was approved, read once to its end; throws {@link FilesAway} when that cannot be known now. Only what does not lie in the database in plain needs to be asked. */
    boolean isWhole(long ticketId, SentFile file) {
        if (!database.read(Clearance.SYSTEM, () -> files.isApart(ticketId, file.id()))) {
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
        } catch (FilesAway away) {
            throw away;
        } catch (IOException | SealBroken shut) {
            return false;
        }
    }
}

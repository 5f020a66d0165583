package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.seal.Seal;
import org.nightlight.seal.SealBroken;
import org.nightlight.seal.SealedReading;
import org.springframework.stereotype.Component;

/** Tickets' files: what is known of each, and its bytes in pieces, never whole in memory nor by way of a disk. */
@Component
public class TicketFiles {
    private static final int PIECE = 256 * 1024;
    private static final int START = 64 * 1024;

    private final DSLContext sql;
    private final Database database;
    private final SealedWords sealed;
    private final VirusScanner scanner;

    TicketFiles(DSLContext sql, Database database, SealedWords sealed, VirusScanner scanner) {
        this.sql = sql;
        this.database = database;
        this.sealed = sealed;
        this.scanner = scanner;
    }

    /** Those of a ticket, in the order in which they came. In the caller's transaction, as far as its clearance sees. */
    public List<TicketFile> of(long ticketId) {
        return fetch(ATTACHMENT.TICKET_ID.eq(ticketId));
    }

    /** As {@link #of}, one. */
    public Optional<TicketFile> find(long ticketId, long fileId) {
        return fetch(ATTACHMENT.ID.eq(fileId).and(ATTACHMENT.TICKET_ID.eq(ticketId))).stream()
                .findFirst();
    }

    private List<TicketFile> fetch(Condition which) {
        return sql.select(
                        ATTACHMENT.ID,
                        ATTACHMENT.TICKET_ID,
                        ATTACHMENT.MESSAGE_ID,
                        ATTACHMENT.NAME,
                        ATTACHMENT.TYPE,
                        ATTACHMENT.FOUND,
                        ATTACHMENT.SIZE,
                        ATTACHMENT.SHA256,
                        ATTACHMENT.INLINE_ID,
                        ATTACHMENT.SCAN,
                        ATTACHMENT.VERDICT)
                .from(ATTACHMENT)
                .where(which)
                .orderBy(ATTACHMENT.ID)
                .fetch(row -> new TicketFile(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        name(row.value2(), row.value1(), row.value4()),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        TicketFile.Scan.ofKey(row.value10()),
                        row.value11()));
    }

    private String name(long ticketId, long fileId, String name) {
        return name.equals(Seal.MARK) ? sealed.fileName(ticketId, fileId).orElse(name) : name;
    }

    /** Whether it waits for the virus scanner, and is opened by nobody until that has answered. */
    public boolean waitsForScan(TicketFile file) {
        return scanner.isThere() && file.scan() == TicketFile.Scan.NONE;
    }

    /**
     * Its bytes from the beginning. To be read outside any transaction, on any thread, with in sight what is so here: a sealed
     * file that is not being read throws {@link SealBroken}. Whether the reader may see it is asked before.
     */
    public Supplier<InputStream> open(long ticketId, long fileId) {
        SealedReading.Carried reading = SealedReading.carried();
        return () -> new Pieces(ticketId, fileId, reading);
    }

    /** Its first bytes, by which its kind is known. In the caller's transaction. */
    public byte[] start(long ticketId, long fileId) {
        byte[] first = piece(ticketId, fileId, 0, 0);
        return first.length > START ? Arrays.copyOf(first, START) : first;
    }

    /** Whether it lies under seal. In the caller's transaction. */
    public boolean isSealed(long ticketId, long fileId) {
        return sql.fetchExists(
                ATTACHMENT,
                ATTACHMENT.ID.eq(fileId),
                ATTACHMENT.TICKET_ID.eq(ticketId),
                ATTACHMENT.NAME.eq(Seal.MARK),
                ATTACHMENT.SIZE.ne(0L),
                condition("octet_length({0}) = 0", ATTACHMENT.CONTENT));
    }

    /** The piece after {@code read} bytes in {@code number} pieces; empty after the last. */
    private byte[] piece(long ticketId, long fileId, long read, int number) {
        if (!isSealed(ticketId, fileId)) {
            return sql.select(field(
                            "substring({0} from {1} for {2})",
                            byte[].class, ATTACHMENT.CONTENT, inline((int) read + 1), inline(PIECE)))
                    .from(ATTACHMENT)
                    .where(ATTACHMENT.ID.eq(fileId).and(ATTACHMENT.TICKET_ID.eq(ticketId)))
                    .fetchSingle()
                    .value1();
        }
        Optional<byte[]> found = sealed.file(ticketId, fileId, number);
        if (number == 0 && found.isEmpty()) {
            throw new SealBroken("file " + fileId + " is sealed, and no reading of it is open");
        }
        return found.orElse(new byte[0]);
    }

    private final class Pieces extends InputStream {
        private final long ticketId;
        private final long id;
        private final SealedReading.Carried reading;
        private byte[] piece = {};
        private int next;
        private long read;
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
                piece = reading.within(() -> database.read(Clearance.SYSTEM, () -> piece(ticketId, id, read, number)));
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
    }
}

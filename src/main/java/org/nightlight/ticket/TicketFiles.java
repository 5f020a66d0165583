package org.nightlight.ticket;

import static nightlight.tables.Tables.ATTACHMENT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.nightlight.ticket.SealedWords.FILE_KEY_PLACE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.seal.FileKeys;
import org.nightlight.seal.FileStore;
import org.nightlight.seal.FilesAway;
import org.nightlight.seal.Place;
import org.nightlight.seal.Seal;
import org.nightlight.seal.SealBroken;
import org.nightlight.seal.SealedReading;
import org.nightlight.seal.StoreAway;
import org.springframework.stereotype.Component;

/** Tickets' files: what is known of each, and its bytes in pieces, never whole in memory nor in plain on a disk. */
@Component
public class TicketFiles {
    /** The wake-up after a file was looked at: what it is by its bytes is known, and what the virus scanner says. */
    public static final String LOOKED_AT = "file-looked-at";

    private static final int PIECE = 256 * 1024;
    private static final int START = 64 * 1024;

    private final DSLContext sql;
    private final Database database;
    private final SealedWords sealed;
    private final FileKeys keys;
    private final FileStore store;
    private final VirusScanner scanner;

    TicketFiles(
            DSLContext sql,
            Database database,
            SealedWords sealed,
            FileKeys keys,
            FileStore store,
            VirusScanner scanner) {
        this.sql = sql;
        this.database = database;
        this.sealed = sealed;
        this.keys = keys;
        this.store = store;
        this.scanner = scanner;
    }

    /** Those of a ticket, in the order in which they came. In the caller's transaction, as far as its clearance sees. */
    public List<TicketFile> of(long ticketId) {
        return fetch(ATTACHMENT.TICKET_ID.eq(ticketId).and(ATTACHMENT.MESSAGE_ID.isNotNull()));
    }

    /** As {@link #of(long)}, those of one message. */
    public List<TicketFile> ofMessage(long messageId) {
        return fetch(ATTACHMENT.MESSAGE_ID.eq(messageId));
    }

    /** As {@link #of(long)}, those that somebody has put into their draft; they belong to message 0. */
    public List<TicketFile> ofDraft(long ticketId, long staffId, Drafts.Kind kind) {
        return fetch(Drafts.files(ticketId, staffId, kind));
    }

    /** As {@link #of(long)}, one. */
    public Optional<TicketFile> find(long ticketId, long fileId) {
        return fetch(ATTACHMENT
                        .ID
                        .eq(fileId)
                        .and(ATTACHMENT.TICKET_ID.eq(ticketId))
                        .and(ATTACHMENT.MESSAGE_ID.isNotNull()))
                .stream()
                .findFirst();
    }

    private List<TicketFile> fetch(Condition which) {
        return sql.select(
                        ATTACHMENT.ID,
                        ATTACHMENT.TICKET_ID,
                        coalesce(ATTACHMENT.MESSAGE_ID, 0L),
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

    /** Whether it may leave the desk: nothing harmful was found in it, and where there is a virus scanner, that has said so. */
    public boolean mayLeave(TicketFile file) {
        return switch (file.scan()) {
            case CLEAN -> true;
            case NONE -> !scanner.isThere();
            case INFECTED, FAILED -> false;
        };
    }

    /**
     * Its bytes from the beginning, opened by the first read. To be read outside any transaction, on any thread, with in sight what is
     * so here: a file that is sealed and not being read, or gone from the store, throws {@link SealBroken}, one whose store does not
     * answer {@link FilesAway}. Whether the reader may see it is asked before.
     */
    public Supplier<InputStream> open(long ticketId, long fileId) {
        SealedReading.Carried reading = SealedReading.carried();
        return () -> new Bytes(ticketId, fileId, reading);
    }

    /** Its first bytes, by which its kind is known. As {@link #open}. */
    public byte[] start(long ticketId, long fileId) {
        try (InputStream bytes = open(ticketId, fileId).get()) {
            return bytes.readNBytes(START);
        } catch (IOException broken) {
            throw new SealBroken("file " + fileId + " cannot be opened");
        }
    }

    /** Whether it lies under seal or outside the database, where it may be missing. In the caller's transaction. */
    public boolean isApart(long ticketId, long fileId) {
        return where(ticketId, fileId).isApart();
    }

    /** @param sealed whether its name is */
    private record Where(@Nullable String address, boolean sealed, boolean empty, long size) {
        boolean isApart() {
            return size != 0 && empty && (sealed || address != null);
        }
    }

    private Where where(long ticketId, long fileId) {
        return sql.select(
                        ATTACHMENT.ADDRESS,
                        ATTACHMENT.NAME.eq(Seal.MARK),
                        field("octet_length({0}) = 0", Boolean.class, ATTACHMENT.CONTENT),
                        ATTACHMENT.SIZE)
                .from(ATTACHMENT)
                .where(ATTACHMENT.ID.eq(fileId).and(ATTACHMENT.TICKET_ID.eq(ticketId)))
                .fetchOptional(row -> new Where(row.value1(), row.value2(), row.value3(), row.value4()))
                .orElseThrow(() -> new SealBroken("file " + fileId + " is not here any more"));
    }

    /** A piece, the last of which is empty; or where to go on. */
    private sealed interface Part {
        record Piece(byte[] bytes) implements Part {}

        record Object(FileKeys.FileKey key) implements Part {}
    }

    private Part part(long ticketId, long fileId, long read, int number) {
        Where where = where(ticketId, fileId);
        if (!where.isApart()) {
            return new Part.Piece(sql.select(field(
                            "substring({0} from {1} for {2})",
                            byte[].class, ATTACHMENT.CONTENT, inline((int) read + 1), inline(PIECE)))
                    .from(ATTACHMENT)
                    .where(ATTACHMENT.ID.eq(fileId).and(ATTACHMENT.TICKET_ID.eq(ticketId)))
                    .fetchSingle()
                    .value1());
        }
        String address = where.address();
        if (address != null) {
            return new Part.Object(keys.find(address)
                    .or(() -> keys.read(new Place(ticketId, FILE_KEY_PLACE, fileId), address))
                    .orElseThrow(() -> shut(fileId)));
        }
        Optional<byte[]> found = sealed.file(ticketId, fileId, number);
        if (number == 0 && found.isEmpty()) {
            throw shut(fileId);
        }
        return new Part.Piece(found.orElse(new byte[0]));
    }

    private static SealBroken shut(long fileId) {
        return new SealBroken("file " + fileId + " is sealed, and no reading of it is open");
    }

    private final class Bytes extends InputStream {
        private final long ticketId;
        private final long id;
        private final SealedReading.Carried reading;
        private byte[] piece = {};
        private int next;
        private long read;
        private int number;
        private boolean over;
        private @Nullable InputStream object;

        Bytes(long ticketId, long id, SealedReading.Carried reading) {
            this.ticketId = ticketId;
            this.id = id;
            this.reading = reading;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (next == piece.length && !over && object == null) {
                fetch();
            }
            if (object != null) {
                return object.read(into, from, length);
            }
            int count = Math.min(length, piece.length - next);
            if (count <= 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(piece, next, into, from, count);
            next += count;
            return count;
        }

        private void fetch() throws IOException {
            switch (reading.within(() -> database.read(Clearance.SYSTEM, () -> part(ticketId, id, read, number)))) {
                case Part.Piece(byte[] bytes) -> {
                    piece = bytes;
                    next = 0;
                    read += bytes.length;
                    number++;
                    over = bytes.length == 0;
                }
                case Part.Object(FileKeys.FileKey key) -> {
                    InputStream opened;
                    try {
                        opened = store.open(key.address());
                    } catch (NoSuchFileException gone) {
                        throw new SealBroken("file " + id + " is not in the file store");
                    } catch (StoreAway away) {
                        throw new FilesAway("file " + id + " cannot be fetched now");
                    }
                    object = key.decrypting(opened);
                    object.skipNBytes(read); // it was moved while it was read
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (object != null) {
                object.close();
            }
        }
    }
}

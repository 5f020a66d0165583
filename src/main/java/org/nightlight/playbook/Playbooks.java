package org.nightlight.playbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * The playbooks of this desk: numbered from 1, never changed, the newest one in force. A desk without any begins with the
 * built-in one.
 */
@Component
public class Playbooks implements CurrentPlaybook {
    private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(1);

    private static final int NO_BASE = -1;

    private final PlaybookStore store;
    private final Database database;
    private final Audit audit;
    private final Clock clock;
    private final Map<Integer, PlaybookVersion> read = new ConcurrentHashMap<>();
    private final AtomicLong lookAgainAt = new AtomicLong(System.nanoTime());
    private volatile PlaybookVersion known;

    public Playbooks(DSLContext sql, Database database, Audit audit, Clock clock) {
        this.store = new PlaybookStore(sql);
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        database.write(Clearance.SYSTEM, this::beginWithTheBuiltIn);
        this.known = newest();
    }

    /** The default playbook, from inside the program. */
    public static Playbook builtIn() {
        return BuiltIn.PLAYBOOK;
    }

    /** The default playbook as written. */
    public static String builtInDocument() {
        return BuiltIn.DOCUMENT;
    }

    /** The version in force. Asks the database once a second at most, so another process's is seen that soon. */
    @Override
    public PlaybookVersion current() {
        long now = System.nanoTime();
        long due = lookAgainAt.get();
        if (now - due >= 0 && lookAgainAt.compareAndSet(due, now + LOOK_AGAIN)) {
            learn(newest());
        }
        return known;
    }

    /** Versions only go forward: a slow look at the database must not bring an older one back. */
    private synchronized void learn(PlaybookVersion version) {
        if (version.number() > known.number()) {
            known = version;
        }
    }

    /** The version with this number; {@link IllegalArgumentException} when there is none. */
    public PlaybookVersion version(int number) {
        PlaybookVersion cached = read.get(number);
        if (cached != null) {
            return cached;
        }
        PlaybookVersion version = new PlaybookVersion(number, stored(number, document(number)));
        read.put(number, version);
        return version;
    }

    /** The version with this number as it was written; {@link IllegalArgumentException} when there is none. */
    public String document(int number) {
        return database.read(Clearance.DESK, () -> store.document(number))
                .orElseThrow(() -> new IllegalArgumentException("no playbook version " + number));
    }

    /** All versions, newest first. */
    public List<Publication> publications() {
        return database.read(Clearance.DESK, store::publications);
    }

    /**
     * Checks this document and puts it in force. Going back is publishing an older document anew.
     *
     * @param note why, in the publisher's words
     */
    public Publishing publish(String document, String note, Actor actor) {
        return publish(NO_BASE, document, note, actor);
    }

    /**
     * As {@link #publish(String, String, Actor)}, but only while {@code base} is the version in force.
     *
     * @param base the version that the document was written over
     */
    public Publishing publish(int base, String document, String note, Actor actor) {
        return switch (PlaybookReader.read(document)) {
            case Reading.Faulty(List<Fault> faults) -> new Publishing.Refused(faults);
            case Reading.Sound(Playbook playbook) -> {
                Publishing done =
                        database.write(Clearance.SYSTEM, () -> publishChecked(base, document, playbook, note, actor));
                if (done instanceof Publishing.Published(PlaybookVersion version)) {
                    learn(version);
                }
                yield done;
            }
        };
    }

    private Publishing publishChecked(int base, String document, Playbook playbook, String note, Actor actor) {
        store.lock();
        int newest = store.newest();
        if (store.document(newest).filter(document::equals).isPresent()) {
            return new Publishing.Unchanged(newest);
        }
        if (base != NO_BASE && base != newest) {
            return new Publishing.Overtaken(newest);
        }
        insert(newest + 1, document, note, actor);
        return new Publishing.Published(new PlaybookVersion(newest + 1, playbook));
    }

    private void beginWithTheBuiltIn() {
        store.lock();
        if (store.newest() == 0) {
            insert(1, BuiltIn.DOCUMENT, "The built-in playbook", new Actor.Software("playbook"));
        }
    }

    private void insert(int number, String document, String note, Actor actor) {
        store.insert(
                new Publication(
                        number,
                        sha256(document),
                        note.replace("\0", "").strip(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        actor),
                document);
        audit.record(actor, "playbook-published", "playbook:" + number, "");
    }

    private PlaybookVersion newest() {
        return version(database.read(Clearance.DESK, store::newest));
    }

    /** A stored document was checked when published; a default that is stricter since then does not unmake it. */
    private static Playbook stored(int number, String document) {
        return switch (PlaybookReader.readWithoutFloor(document)) {
            case Reading.Sound(Playbook playbook) -> playbook;
            case Reading.Faulty(List<Fault> faults) ->
                throw new IllegalStateException("playbook version " + number + " cannot be read by this program: "
                        + String.join("; ", faults.stream().map(Fault::sentence).toList()));
        };
    }

    private static String sha256(String document) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

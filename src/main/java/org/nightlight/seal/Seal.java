package org.nightlight.seal;

import com.google.crypto.tink.Aead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * What a child in danger wrote, encrypted with its ticket's own key (AES-256-GCM). Words are put in by whoever takes them
 * out of a plain column in the same transaction; they are read within {@link SealedReading} alone, which has written down
 * who reads before. Needs {@code SAFETY} or {@code SYSTEM} clearance, or {@code GLASS} with a grant that runs: below it
 * nothing is here.
 */
@Component
public class Seal {
    /** Stands in a plain column in place of words that are sealed. */
    public static final String MARK = "Sealed";
    /** Larger content is kept in pieces, so that no process holds it whole in memory. */
    public static final int PIECE = 1 << 20;

    private final SealStore store;
    private final Keyring keyring;

    Seal(DSLContext sql, Keyring keyring) {
        this.store = new SealStore(sql);
        this.keyring = keyring;
    }

    /** Seals the bytes in a place, instead of what was there. */
    public void put(Place place, byte[] plain) {
        put(place, new ByteArrayInputStream(plain));
    }

    /** As {@link #put(Place, byte[])}, a piece at a time. */
    public void put(Place place, InputStream plain) {
        Aead key = keyring.open(store.key(place.ticketId()).orElseGet(() -> newKey(place.ticketId())));
        store.delete(place);
        try {
            byte[] piece = plain.readNBytes(PIECE);
            for (int number = 0; ; number++) {
                byte[] next = piece.length < PIECE ? new byte[0] : plain.readNBytes(PIECE);
                boolean last = next.length == 0;
                store.insert(place, number, key.encrypt(piece, place.binding(number, last)));
                if (last) {
                    return;
                }
                piece = next;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("what was to be sealed could not be read", failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("sealing failed", failed);
        }
    }

    private SealStore.Wrapped newKey(long ticketId) {
        store.insertKey(keyring.newKey(ticketId));
        return store.key(ticketId).orElseThrow(); // another transaction may have been first
    }

    /** The rows of that name which are sealed on the ticket. Tells of no content. */
    public Set<Long> rows(long ticketId, String name) {
        return store.rows(ticketId, name);
    }

    /** The words, within a {@link SealedReading} of this ticket; empty outside of one, or when nothing is sealed there. */
    public Optional<byte[]> read(Place place) {
        return SealedReading.isOpen(place.ticketId()) ? whole(place) : Optional.empty();
    }

    /** As {@link #read(Place)}, one piece of what is too large to be held whole; empty after the last. */
    public Optional<byte[]> read(Place place, int number) {
        int count = SealedReading.isOpen(place.ticketId()) ? store.pieces(place) : 0;
        if (number >= count) {
            return Optional.empty();
        }
        Aead key = keyring.open(store.key(place.ticketId()).orElseThrow());
        return Optional.of(opened(store, key, place, number, number == count - 1));
    }

    /**
     * For work that must not take the mark for the words.
     *
     * @throws SealBroken when something of the ticket is sealed and it is not being read
     */
    public void requireOpen(long ticketId) {
        if (!SealedReading.isOpen(ticketId) && store.key(ticketId).isPresent()) {
            throw new SealBroken("ticket " + ticketId + " is sealed, and no reading of it is open");
        }
    }

    /** As {@link #read(Place)}, all rows of one name. */
    public Map<Long, byte[]> readAll(long ticketId, String name) {
        Map<Long, byte[]> all = new HashMap<>();
        if (SealedReading.isOpen(ticketId)) {
            for (long row : store.rows(ticketId, name)) {
                whole(new Place(ticketId, name, row)).ifPresent(bytes -> all.put(row, bytes));
            }
        }
        return all;
    }

    /**
     * Gives the pieces back to the plain column that they were taken from, and keeps nothing. For the verb alone that takes
     * a wall down, after a person's decision that is audited in the same transaction.
     */
    public void takeBack(Place place, Consumer<byte[]> piece) {
        each(place, piece);
        store.delete(place);
    }

    /** As {@link #takeBack(Place, Consumer)}, at once. */
    public Optional<byte[]> takeBack(Place place) {
        Optional<byte[]> whole = whole(place);
        store.delete(place);
        return whole;
    }

    /** Lets the ticket's key go once nothing is sealed with it any more. */
    public void closeEmpty(long ticketId) {
        if (store.places(ticketId).isEmpty()) {
            store.deleteKey(ticketId);
        }
    }

    /** Removes what is sealed in a place for good. */
    public void forget(Place place) {
        store.delete(place);
    }

    /** What was deleted, to be certified. {@code sha256}: over the ciphertexts by place, row and number, in hex. */
    public record Destroyed(int pieces, String sha256) {}

    /** Deletes all that is sealed of the ticket, and its key: nobody can read it again, from a copy neither. */
    public Destroyed destroy(long ticketId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            int pieces = 0;
            for (Place place : store.places(ticketId)) {
                int count = store.pieces(place);
                for (int number = 0; number < count; number++) {
                    store.piece(place, number).ifPresent(digest::update);
                    pieces++;
                }
                store.delete(place);
            }
            store.deleteKey(ticketId);
            return new Destroyed(pieces, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<byte[]> whole(Place place) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        return each(place, whole::writeBytes) == 0 ? Optional.empty() : Optional.of(whole.toByteArray());
    }

    /** How many pieces there were. */
    private int each(Place place, Consumer<byte[]> consumer) {
        int count = store.pieces(place);
        if (count > 0) {
            Aead key = keyring.open(store.key(place.ticketId()).orElseThrow());
            for (int number = 0; number < count; number++) {
                consumer.accept(opened(store, key, place, number, number == count - 1));
            }
        }
        return count;
    }

    static byte[] opened(SealStore store, Aead key, Place place, int number, boolean last) {
        byte[] sealed = store.piece(place, number)
                .orElseThrow(() -> new SealBroken("piece " + number + " of " + place + " is missing"));
        try {
            return key.decrypt(sealed, place.binding(number, last));
        } catch (GeneralSecurityException changed) {
            throw new SealBroken("piece " + number + " of " + place + " was changed, moved or cut off");
        }
    }
}

package org.nightlight.seal;

import com.google.crypto.tink.Aead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;

/**
 * A new key for the key file. Each step is a transaction of its own, and a rotation that was cut off goes on where it was:
 * first the new key wraps, then each ticket's and file's key is wrapped anew, and only when none needs an older key are those taken
 * out of use. Words themselves are not encrypted anew.
 */
public final class Rotation {
    private static final int BATCH = 100;

    private final SealStore store;
    private final Keyring keyring;
    private final Database database;
    private final Audit audit;

    /** @param keyFile empty for the data folder's own */
    public Rotation(DSLContext sql, Database database, Audit audit, Path data, String keyFile, String kms) {
        this.store = new SealStore(sql);
        this.database = database;
        this.audit = audit;
        this.keyring = new Keyring(store, database, data, keyFile, kms);
    }

    /** What is not in order. */
    public record Fault(String what) {}

    /** Runs to the end, or where it was cut off, from there. */
    public void rotate(Actor by, Consumer<String> told) {
        begin(by, told);
        while (batch(told)) {
            // until none is left
        }
        while (!end(by)) {
            batch(told);
        }
        told.accept("Done. The older keys are out of use. Copy the key file anew.");
    }

    void begin(Actor by, Consumer<String> told) {
        database.write(Clearance.SYSTEM, () -> {
            store.lockAlone();
            if (keyring.older() > 0) {
                told.accept("An earlier rotation was cut off. It goes on.");
                return;
            }
            keyring.turn();
            audit.record(by, "seal-key-made", "seal:" + keyring.primary(), "");
            told.accept("A new key wraps from now on.");
        });
    }

    /** Wraps some tickets' or files' keys anew; false when none was left. */
    boolean batch(Consumer<String> told) {
        return database.write(Clearance.SYSTEM, () -> {
            store.lockShared();
            List<SealStore.Wrapped> some = store.other(keyring.primary(), BATCH);
            some.forEach(key -> store.rewrap(keyring.rewrapped(key)));
            if (!some.isEmpty()) {
                int left = store.countOther(keyring.primary());
                told.accept(
                        (store.countKeys() - left) + " of " + store.countKeys() + " tickets' keys are wrapped anew.");
                return true;
            }
            List<SealStore.WrappedFile> files = store.otherFiles(keyring.primary(), BATCH);
            files.forEach(key -> store.rewrap(keyring.wrapped(key.address(), keyring.opened(key))));
            if (!files.isEmpty()) {
                told.accept(store.countOtherFiles(keyring.primary()) + " files' keys are left.");
            }
            return !files.isEmpty();
        });
    }

    /** Takes the older keys out of use; false when a ticket still needs one. */
    boolean end(Actor by) {
        return database.write(Clearance.SYSTEM, () -> {
            store.lockAlone();
            if (store.countOther(keyring.primary()) > 0 || store.countOtherFiles(keyring.primary()) > 0) {
                return false;
            }
            if (keyring.older() > 0) {
                keyring.disableOlder();
                audit.record(by, "seal-keys-retired", "seal:" + keyring.primary(), "");
            }
            return true;
        });
    }

    /** Opens everything that is sealed and looks whether it is whole; shows nothing of it. */
    public List<Fault> verify(Consumer<String> told) {
        List<Fault> faults = new ArrayList<>();
        int[] tickets = {0};
        int[] places = {0};
        long after = Long.MIN_VALUE;
        for (List<SealStore.Wrapped> some = some(after); !some.isEmpty(); some = some(after)) {
            for (SealStore.Wrapped key : some) {
                tickets[0]++;
                places[0] += database.read(Clearance.SYSTEM, () -> verify(key, faults));
            }
            after = some.getLast().ticketId();
        }
        String file = "";
        for (List<SealStore.WrappedFile> some = files(file); !some.isEmpty(); some = files(file)) {
            some.forEach(key -> verify(key, faults));
            file = some.getLast().address();
        }
        told.accept(tickets[0] + " tickets with " + places[0] + " sealed places looked through.");
        return faults;
    }

    private List<SealStore.Wrapped> some(long after) {
        return database.read(Clearance.SYSTEM, () -> store.keysAfter(after, BATCH));
    }

    private List<SealStore.WrappedFile> files(String after) {
        return database.read(Clearance.SYSTEM, () -> store.filesAfter(after, BATCH));
    }

    private void verify(SealStore.WrappedFile key, List<Fault> faults) {
        try {
            keyring.opened(key);
        } catch (SealBroken broken) {
            faults.add(new Fault(String.valueOf(broken.getMessage())));
        }
    }

    private int verify(SealStore.Wrapped key, List<Fault> faults) {
        List<Place> places = store.places(key.ticketId());
        try {
            Aead opened = keyring.open(key);
            places.forEach(place -> verify(opened, place, faults));
        } catch (SealBroken broken) {
            faults.add(new Fault(String.valueOf(broken.getMessage())));
        }
        return places.size();
    }

    private void verify(Aead key, Place place, List<Fault> faults) {
        int count = store.pieces(place);
        try {
            for (int number = 0; number < count; number++) {
                Seal.opened(store, key, place, number, number == count - 1);
            }
        } catch (SealBroken broken) {
            faults.add(new Fault(String.valueOf(broken.getMessage())));
        }
    }
}

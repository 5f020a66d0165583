package org.nightlight.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The desk's keyset, which wraps each ticket's own key. Made at the first start; afterwards a start without it is refused.
 * Several processes share its file: each looks before it wraps whether another has changed it.
 */
@Component
class Keyring {
    private final SealStore store;
    private final KeyFile file;

    /** The keyset as it was last read, with the file's stamp of then. */
    private record Held(String stamp, KeysetHandle keyset, Aead aead) {}

    private volatile @Nullable Held held;

    @Autowired
    Keyring(
            DSLContext sql,
            Database database,
            @Value("${nightlight.data}") String data,
            @Value("${nightlight.seal.key-file}") String given,
            @Value("${nightlight.seal.kms}") String kms) {
        this(new SealStore(sql), database, Path.of(data), given, kms);
    }

    /**
     * @param given the key file's path; empty for the data folder's own, or where another process of this machine has it
     * @throws IllegalStateException when the key is missing, not this desk's, or can be read by others
     */
    Keyring(SealStore store, Database database, Path data, String given, String kms) {
        this.store = store;
        Path usual = given.isBlank() ? data.resolve("seal.json") : Path.of(given);
        new KeyFile(usual, kms.strip()).findService();
        this.file = database.write(Clearance.SYSTEM, () -> open(usual, !given.isBlank(), kms.strip()));
    }

    /** The first case to be sealed need not wait for the first use of the library. */
    @EventListener
    void on(ApplicationReadyEvent ready) {
        Thread.ofVirtual().name("seal").start(this::primary);
    }

    private KeyFile open(Path usual, boolean chosen, String kms) {
        store.lockAlone();
        Optional<SealStore.Known> known = store.known();
        Stream<Path> elsewhere = chosen ? Stream.empty() : known.map(it -> Path.of(it.path())).stream();
        KeyFile found = Stream.concat(Stream.of(usual), elsewhere)
                .map(path -> new KeyFile(path.toAbsolutePath().normalize(), kms))
                .filter(KeyFile::exists)
                .filter(it ->
                        known.isEmpty() || it.keys().all().contains(known.get().keyId()))
                .findFirst()
                .orElseGet(() -> made(new KeyFile(usual.toAbsolutePath().normalize(), kms), known.isPresent()));
        store.know(new SealStore.Known(found.keys().primary(), found.path().toString()));
        return found;
    }

    private KeyFile made(KeyFile fresh, boolean known) {
        if (known && fresh.exists()) {
            throw new IllegalStateException(
                    "The key file " + fresh.path() + " is not the one with which this desk seals."
                            + " Put the right one there, or name it by NIGHTLIGHT_SEAL_KEY_FILE.");
        }
        if (known || store.countKeys() > 0) {
            throw new IllegalStateException(
                    "The key file " + fresh.path() + " is missing, and this desk has sealed with it."
                            + " Put it back from your copy, or name by NIGHTLIGHT_SEAL_KEY_FILE where it lies; a second machine"
                            + " needs a copy too. Without it nobody can read what is sealed. Do not make a new one.");
        }
        try {
            register();
            fresh.write(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get()));
            return fresh;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A new data key for the ticket. Belongs into the transaction that seals. */
    SealStore.Wrapped newKey(long ticketId) {
        try {
            store.lockShared();
            Held now = current();
            KeysetHandle fresh =
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
            return wrapped(now, ticketId, fresh);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("The ticket's key could not be made.", failed);
        }
    }

    /** @throws SealBroken when no key here opens it */
    Aead open(SealStore.Wrapped key) {
        try {
            return unwrapped(current(), key).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException none) {
            throw new SealBroken("the key of ticket " + key.ticketId() + " cannot be unwrapped with the key file");
        }
    }

    /** The same data key, wrapped by the newest key. */
    SealStore.Wrapped rewrapped(SealStore.Wrapped key) {
        try {
            Held now = current();
            return wrapped(now, key.ticketId(), unwrapped(now, key));
        } catch (GeneralSecurityException none) {
            throw new SealBroken("the key of ticket " + key.ticketId() + " cannot be unwrapped with the key file");
        }
    }

    /** The key of an object outside the database, wrapped. */
    SealStore.WrappedFile wrapped(String address, KeysetHandle key) {
        try {
            Held now = current();
            return new SealStore.WrappedFile(
                    address,
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(
                            key, now.aead(), fileBinding(address), RegistryConfiguration.get()),
                    id(now.keyset()));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("A file's key could not be wrapped.", failed);
        }
    }

    /** @throws SealBroken when no key here opens it */
    KeysetHandle opened(SealStore.WrappedFile key) {
        try {
            StreamingAeadConfig.register();
            return TinkProtoKeysetFormat.parseEncryptedKeyset(
                    key.bytes(), current().aead(), fileBinding(key.address()), RegistryConfiguration.get());
        } catch (GeneralSecurityException none) {
            throw new SealBroken("the key of object " + key.address() + " cannot be unwrapped with the key file");
        }
    }

    private static byte[] fileBinding(String address) {
        return ("nightlight key of object " + address).getBytes(StandardCharsets.UTF_8);
    }

    long primary() {
        return id(current().keyset());
    }

    /** Keys that still open but no longer wrap: a rotation that has not come to its end. */
    int older() {
        KeysetHandle keyset = current().keyset();
        int older = 0;
        for (int i = 0; i < keyset.size(); i++) {
            KeysetHandle.Entry entry = keyset.getAt(i);
            older += !entry.isPrimary() && entry.getStatus() == KeyStatus.ENABLED ? 1 : 0;
        }
        return older;
    }

    /** Wraps with a new key from now on. Needs {@link SealStore#lockAlone}. */
    void turn() {
        try {
            write(KeysetHandle.newBuilder(current().keyset())
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("A new key could not be made.", failed);
        }
    }

    /** Takes all but the newest out of use; they stay in the file. Needs {@link SealStore#lockAlone}. */
    void disableOlder() {
        try {
            KeysetHandle.Builder builder = KeysetHandle.newBuilder(current().keyset());
            for (int i = 0; i < builder.size(); i++) {
                if (!builder.getAt(i).isPrimary()) {
                    builder.getAt(i).setStatus(KeyStatus.DISABLED);
                }
            }
            write(builder.build());
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("The older keys could not be taken out of use.", failed);
        }
    }

    private void write(KeysetHandle keyset) {
        file.write(keyset);
        held = null;
        store.know(new SealStore.Known(id(keyset), file.path().toString()));
    }

    private Held current() {
        String stamp = file.stamp();
        Held now = held;
        if (now == null || !now.stamp().equals(stamp)) {
            file.keys();
            try {
                register();
                KeysetHandle keyset = file.read();
                now = new Held(stamp, keyset, keyset.getPrimitive(RegistryConfiguration.get(), Aead.class));
                held = now;
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException("The key file " + file.path() + " holds no key of use.", broken);
            }
        }
        return now;
    }

    private static SealStore.Wrapped wrapped(Held by, long ticketId, KeysetHandle key) throws GeneralSecurityException {
        byte[] bytes = TinkProtoKeysetFormat.serializeEncryptedKeyset(
                key, by.aead(), binding(ticketId), RegistryConfiguration.get());
        return new SealStore.Wrapped(ticketId, bytes, id(by.keyset()));
    }

    private static KeysetHandle unwrapped(Held by, SealStore.Wrapped key) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(
                key.bytes(), by.aead(), binding(key.ticketId()), RegistryConfiguration.get());
    }

    private static byte[] binding(long ticketId) {
        return ("nightlight key of ticket " + ticketId).getBytes(StandardCharsets.UTF_8);
    }

    private static long id(KeysetHandle keyset) {
        return Integer.toUnsignedLong(keyset.getPrimary().getId());
    }

    private static void register() throws GeneralSecurityException {
        AeadConfig.register();
    }
}

package org.nightlight.seal;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Keys of what lies outside the database, one for each object (Tink's streaming AES-256-GCM, bound to the object's address). Each
 * is wrapped by the key file's key; behind the wall it lies under its ticket's seal instead, so that raising a wall moves a key and
 * no bytes, and an object whose key is gone is gone, from every copy of the store.
 */
@Component
public class FileKeys {
    private final SealStore store;
    private final Keyring keyring;
    private final Seal seal;

    FileKeys(DSLContext sql, Keyring keyring, Seal seal) {
        this.store = new SealStore(sql);
        this.keyring = keyring;
        this.seal = seal;
    }

    /** The key of one object. */
    public static final class FileKey {
        private final String address;
        private final KeysetHandle handle;

        private FileKey(String address, KeysetHandle handle) {
            this.address = address;
            this.handle = handle;
        }

        public String address() {
            return address;
        }

        /** To be closed, else the end is missing. */
        public OutputStream encrypting(OutputStream out) throws IOException {
            try {
                return cipher().newEncryptingStream(out, binding());
            } catch (GeneralSecurityException failed) {
                throw new IllegalStateException("encrypting failed", failed);
            }
        }

        /** Reading throws {@link IOException} where the object was changed, cut off or put under another address. */
        public InputStream decrypting(InputStream in) throws IOException {
            try {
                return cipher().newDecryptingStream(in, binding());
            } catch (GeneralSecurityException failed) {
                throw new IOException("an object of the store cannot be opened", failed);
            }
        }

        private StreamingAead cipher() throws GeneralSecurityException {
            StreamingAeadConfig.register();
            return handle.getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
        }

        private byte[] binding() {
            return ("nightlight object " + address).getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** A new key, not yet kept anywhere. */
    public FileKey fresh(String address) {
        try {
            StreamingAeadConfig.register();
            return new FileKey(
                    address,
                    KeysetHandle.generateNew(
                            PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB, RegistryConfiguration.get()));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("A file's key could not be made.", failed);
        }
    }

    /** Keeps the key. Belongs into the transaction that names its object. */
    public void keep(FileKey key) {
        store.lockShared();
        store.insertFileKey(keyring.wrapped(key.address, key.handle));
    }

    /** In the caller's transaction, as far as its clearance sees; empty behind the wall. */
    public Optional<FileKey> find(String address) {
        return store.fileKey(address).map(key -> new FileKey(address, keyring.opened(key)));
    }

    /** As {@link Seal#read(Place)}: within a reading of the ticket alone. */
    public Optional<FileKey> read(Place place, String address) {
        return seal.read(place).map(bytes -> new FileKey(address, handle(bytes)));
    }

    /** Puts the key under the ticket's seal. */
    public void seal(Place place, String address) {
        find(address).ifPresent(key -> {
            try {
                seal.put(place, TinkProtoKeysetFormat.serializeKeyset(key.handle, InsecureSecretKeyAccess.get()));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
            store.deleteFileKey(address);
        });
    }

    /** Takes it back from there. For the verb alone that takes a wall down. */
    public void release(Place place, String address) {
        seal.takeBack(place).ifPresent(bytes -> keep(new FileKey(address, handle(bytes))));
    }

    /** Without the key nobody reads the object again. */
    public void forget(Collection<String> addresses) {
        addresses.forEach(store::deleteFileKey);
    }

    private static KeysetHandle handle(byte[] bytes) {
        try {
            StreamingAeadConfig.register();
            return TinkProtoKeysetFormat.parseKeyset(bytes, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException broken) {
            throw new SealBroken("a file's key is not whole");
        }
    }
}

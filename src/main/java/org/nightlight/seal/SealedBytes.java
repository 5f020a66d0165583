package org.nightlight.seal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Small things that lie encrypted in their owners' tables, each with a key of its own that goes with it. Needs {@code SYSTEM} clearance. */
@Component
public class SealedBytes {
    private final FileKeys keys;

    SealedBytes(FileKeys keys) {
        this.keys = keys;
    }

    /** @param address of the key */
    public record Sealed(byte[] bytes, String address) {}

    /**
     * Belongs into the transaction that keeps it.
     *
     * @param kind what it is, for the name of its key
     */
    public Sealed seal(String kind, byte[] plain) {
        FileKeys.FileKey key = keys.fresh(kind + "-" + UUID.randomUUID());
        keys.keep(key);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream(plain.length + 4_096);
        try (OutputStream out = key.encrypting(sealed)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Sealed(sealed.toByteArray(), key.address());
    }

    /** @throws SealBroken when it was changed, or its key is gone */
    public byte[] open(Sealed sealed) {
        FileKeys.FileKey key =
                keys.find(sealed.address()).orElseThrow(() -> new SealBroken("the key of something sealed is gone"));
        try (InputStream in = key.decrypting(new ByteArrayInputStream(sealed.bytes()))) {
            return in.readAllBytes();
        } catch (IOException changed) {
            throw new SealBroken("something sealed cannot be opened");
        }
    }

    /** Nobody opens it again. */
    public void forget(String address) {
        keys.forget(List.of(address));
    }
}

package org.nightlight.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that holds the keyset, as Tink's JSON: in plain, for the desk's user alone, or wrapped by a key of a
 * key-management service. It is replaced whole or not at all.
 *
 * @param kms the address of the wrapping key; empty for none
 */
record KeyFile(Path path, String kms) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static final byte[] NAME = "nightlight key file".getBytes(StandardCharsets.UTF_8);

    boolean exists() {
        return Files.exists(path);
    }

    /** What tells one state of the file from another. */
    String stamp() {
        try {
            return Files.getLastModifiedTime(path) + " " + Files.size(path);
        } catch (IOException gone) {
            throw new IllegalStateException(
                    "The key file " + path + " is gone. What is sealed cannot be read until it is put back.", gone);
        }
    }

    /**
     * The numbers of the keys in the file, found without waking Tink, so that a start stays quick.
     *
     * @throws IllegalStateException when others may read it, or it is no key file
     */
    Keys keys() {
        onlyOwnerReads();
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readString(path));
            boolean wrapped = json.has("encryptedKeyset");
            if (wrapped == kms.isEmpty()) {
                throw new IllegalStateException("The key file " + path + (wrapped ? " is" : " is not")
                        + " wrapped by a key-management service, and nightlight.seal.kms"
                        + (wrapped ? " is empty." : " names one."));
            }
            JsonNode info = wrapped ? json.path("keysetInfo") : json;
            Set<Long> all = new HashSet<>();
            info.path(wrapped ? "keyInfo" : "key")
                    .valueStream()
                    .forEach(key -> all.add(key.path("keyId").asLong()));
            long primary = info.path("primaryKeyId").asLong(-1);
            if (!all.contains(primary)) {
                throw broken(null);
            }
            return new Keys(primary, all);
        } catch (JacksonException none) {
            throw broken(none);
        } catch (IOException failed) {
            throw new UncheckedIOException("The key file " + path + " cannot be read.", failed);
        }
    }

    record Keys(long primary, Set<Long> all) {}

    KeysetHandle read() {
        try {
            String json = Files.readString(path);
            return kms.isEmpty()
                    ? TinkJsonProtoKeysetFormat.parseKeyset(
                            json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
                    : TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
                            json, service(), NAME, RegistryConfiguration.get());
        } catch (GeneralSecurityException none) {
            throw broken(none);
        } catch (IOException failed) {
            throw new UncheckedIOException("The key file " + path + " cannot be read.", failed);
        }
    }

    /** The old file stands until the new one is wholly on disk. */
    void write(KeysetHandle keyset) {
        try {
            String json = kms.isEmpty()
                    ? TinkJsonProtoKeysetFormat.serializeKeyset(
                            keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
                    : TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                            keyset, service(), NAME, RegistryConfiguration.get());
            Path folder = path.toAbsolutePath().getParent();
            if (!Files.exists(folder)) {
                Files.createDirectories(folder, FOLDER);
            }
            Path fresh = Files.createTempFile(folder, "seal", ".new", OWNER_ALONE);
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel named = FileChannel.open(folder)) {
                named.force(true);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The key file " + path + " cannot be written.", failed);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("The key-management service did not wrap the key file.", failed);
        }
    }

    /** @throws IllegalStateException when no client for the service is on the class path */
    void findService() {
        if (!kms.isEmpty()) {
            client();
        }
    }

    private KmsClient client() {
        return ServiceLoader.load(KmsClient.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(client -> client.doesSupport(kms))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nightlight.seal.kms names " + kms.replaceAll(":.*", "")
                        + ", and no Tink client for it is on the class path. Add the client, such as tink-awskms or"
                        + " tink-gcpkms, or leave the setting empty to keep the key in its file."));
    }

    private Aead service() throws GeneralSecurityException {
        return client().withDefaultCredentials().getAead(kms);
    }

    private void onlyOwnerReads() {
        try {
            if (Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
                throw new IllegalStateException("The key file " + path
                        + " can be read or written by others. Close it with"
                        + " chmod 600 " + path + " and ask who may have read it; bin/nightlight seal rotate makes a new"
                        + " key.");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The key file " + path + " cannot be looked at.", failed);
        }
    }

    private IllegalStateException broken(@Nullable Exception cause) {
        return new IllegalStateException(
                "The file " + path + " is not a whole key file. Put it back from your copy; do not make a new one.",
                cause);
    }
}

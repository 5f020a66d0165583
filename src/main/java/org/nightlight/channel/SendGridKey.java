package org.nightlight.channel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** By which SendGrid's calls are known: ECDSA with SHA-256 over the timestamp and the body. */
final class SendGridKey {
    private SendGridKey() {}

    /** @param file as SendGrid shows the key: base64 or PEM; blank for none */
    static @Nullable PublicKey read(String setting, String file) {
        if (file.isBlank()) {
            return null;
        }
        try {
            String base64 = Files.readString(Path.of(file.strip()))
                    .replaceAll("-----[A-Z ]+-----", "")
                    .replaceAll("\\s", "");
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException broken) {
            throw new IllegalArgumentException(
                    setting + " must name a file with the public key that SendGrid shows for its signatures.", broken);
        }
    }

    static Check check(PublicKey key, String timestamp) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key);
            signature.update(timestamp.getBytes(StandardCharsets.UTF_8));
            return new Check(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One call, as it is read. */
    static final class Check {
        private final Signature signature;

        private Check(Signature signature) {
            this.signature = signature;
        }

        void update(byte[] bytes, int count) {
            try {
                signature.update(bytes, 0, count);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        boolean holds(String base64) {
            try {
                return signature.verify(Base64.getDecoder().decode(base64));
            } catch (GeneralSecurityException | IllegalArgumentException broken) {
                return false;
            }
        }
    }
}

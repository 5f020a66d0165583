package org.nightlight.channel;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** What the SMTP receiver shows when a sender asks for an encrypted line. */
final class StartTls {
    private StartTls() {}

    /**
     * @param certificateFile PEM, the server's own certificate first
     * @param keyFile PEM, PKCS #8
     * @throws IllegalArgumentException when either is missing or they cannot be read; it names the settings and no content
     */
    static SSLContext of(String certificateFile, String keyFile) {
        if (certificateFile.isBlank()
                || keyFile.isBlank()
                || !Files.isReadable(Path.of(certificateFile))
                || !Files.isReadable(Path.of(keyFile))) {
            throw new IllegalArgumentException(
                    "nightlight.smtp.certificate-file and nightlight.smtp.key-file must both name readable files.");
        }
        try {
            PemSslStoreDetails details = PemSslStoreDetails.forCertificate(
                            Path.of(certificateFile).toUri().toString())
                    .withPrivateKey(Path.of(keyFile).toUri().toString());
            return SslBundle.of(new PemSslStoreBundle(details, null)).createSslContext();
        } catch (RuntimeException broken) {
            throw new IllegalArgumentException(
                    "nightlight.smtp.certificate-file and nightlight.smtp.key-file do not hold a certificate and its key.",
                    broken);
        }
    }
}

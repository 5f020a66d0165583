package org.nightlight.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.seal.SealedBytes;
import org.springframework.stereotype.Component;

/** The secrets by which calls are signed, encrypted under the desk's key file: the desk has to read them, so a hash is of no use. */
@Component
class WebhookSecrets {
    private final SealedBytes sealed;
    private final Database database;

    WebhookSecrets(SealedBytes sealed, Database database) {
        this.sealed = sealed;
        this.database = database;
    }

    /** Belongs into the {@code SYSTEM} transaction that keeps it. */
    SealedBytes.Sealed seal(String secret) {
        return sealed.seal("webhook", secret.getBytes(UTF_8));
    }

    /** In a transaction of its own. */
    String open(SealedBytes.Sealed secret) {
        return new String(database.read(Clearance.SYSTEM, () -> sealed.open(secret)), UTF_8);
    }

    void forget(String key) {
        sealed.forget(key);
    }
}

package org.nightlight.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A key-management service within the test: found on the class path as a real one's client would be. */
public final class StubKms implements KmsClient {
    static final String KEY = "stub-kms://first";
    private static final Map<String, KeysetHandle> KEYS = new ConcurrentHashMap<>();

    @Override
    public boolean doesSupport(String uri) {
        return uri.startsWith("stub-kms://");
    }

    @Override
    public KmsClient withCredentials(@Nullable String path) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }

    @Override
    public Aead getAead(String uri) throws GeneralSecurityException {
        AeadConfig.register();
        KeysetHandle key = KEYS.get(uri);
        if (key == null) {
            key = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
            KEYS.put(uri, key);
        }
        return key.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }
}

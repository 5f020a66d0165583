package org.nightlight.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a receiver knows that a call is the desk's: HMAC-SHA256, in hex, of the timestamp (seconds since 1970), a dot and the body's bytes.
 */
public final class Signature {
    private Signature() {}

    /** The headers that sign a body; where two secrets hold, two signatures with a comma between. */
    public static Map<String, String> headers(String body, Instant now, List<String> secrets) {
        String timestamp = Long.toString(now.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Nightlight-Timestamp", timestamp);
        headers.put(
                "Nightlight-Signature",
                secrets.stream()
                        .map(secret -> of(timestamp + "." + body, secret))
                        .collect(Collectors.joining(",")));
        return headers;
    }

    private static String of(String signed, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.nightlight.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The machine that is called for a page. Each call is signed: {@code Nightlight-Signature} is the HMAC-SHA256, in hex, of the
 * {@code Nightlight-Timestamp} (seconds since 1970), a dot and the body. Redirects are not followed.
 */
final class Webhook implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI address;
    private final byte[] secret;
    private final HttpClient client;

    private Webhook(URI address, byte[] secret) {
        this.address = address;
        this.secret = secret;
        this.client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    /** @throws IllegalArgumentException saying which setting is wrong and why */
    static Webhook at(String address, String secretFile) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("nightlight.webhook.url is no web address.", broken);
        }
        boolean plain = "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
        if (uri.getHost() == null || !"https".equals(uri.getScheme()) && !plain) {
            throw new IllegalArgumentException(
                    "nightlight.webhook.url must be an https address, or http on this machine itself.");
        }
        try {
            byte[] secret = Files.readString(Path.of(secretFile)).strip().getBytes(StandardCharsets.UTF_8);
            if (secret.length < 16) {
                throw new IllegalArgumentException(
                        "The file named by nightlight.webhook.secret-file must hold 16 characters at least.");
            }
            return new Webhook(uri, secret);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "nightlight.webhook.secret-file must name a readable file with the secret.", unreadable);
        }
    }

    /** What came of a call: a reason in plain words, or nothing when it was taken. */
    String call(long id, String body, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Nightlight-Delivery", Long.toString(id))
                .header("Nightlight-Timestamp", timestamp)
                .header("Nightlight-Signature", signature(timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<Void>> asked = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return status / 100 == 2 ? "" : "It answered " + status + ".";
        } catch (ExecutionException broken) {
            return "It could not be reached.";
        } catch (TimeoutException late) {
            asked.cancel(true);
            return "It did not answer within " + PATIENCE.toSeconds() + " seconds.";
        } catch (InterruptedException stopped) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return "The desk stopped.";
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private String signature(String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}

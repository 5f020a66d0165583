package org.nightlight.channel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nightlight.shared.Spoken;
import org.nightlight.webhook.Answer;
import org.nightlight.webhook.Caller;
import org.nightlight.webhook.Signature;

/** The machine that is called for a page, signed as webhooks are. Whoever runs the desk has set its address. */
final class PageMachine implements AutoCloseable {
    private final URI address;
    private final String secret;
    private final Caller caller = Caller.anywhere();

    private PageMachine(URI address, String secret) {
        this.address = address;
        this.secret = secret;
    }

    /** @throws IllegalArgumentException saying which setting is wrong and why */
    static PageMachine at(String address, String secretFile) {
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
            String secret = Files.readString(Path.of(secretFile)).strip();
            if (secret.length() < 16) {
                throw new IllegalArgumentException(
                        "The file named by nightlight.webhook.secret-file must hold 16 characters at least.");
            }
            return new PageMachine(uri, secret);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "nightlight.webhook.secret-file must name a readable file with the secret.", unreadable);
        }
    }

    /** What came of a call: a reason in plain words, or nothing when it was taken. */
    String call(long id, String body, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Nightlight-Delivery", Long.toString(id));
        headers.putAll(Signature.headers(body, now, List.of(secret)));
        Answer answer = caller.post(address, headers, body);
        return answer.taken() ? "" : Spoken.in(Spoken.ENGLISH, answer::reason);
    }

    @Override
    public void close() {
        caller.close();
    }

    private static boolean isLoopback(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}

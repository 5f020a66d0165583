package org.nightlight.channel.imap;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Access tokens of one mailbox, got for its refresh token (RFC 6749, 6) and kept in memory until shortly before they end. A
 * provider may hand out a new refresh token with each: it is written over the old one, since that will end.
 */
final class AccessTokens {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST = 64 * 1024;
    /** Named errors of RFC 6749, 5.2 are told to the operator; anything else that a server says is not. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    private final ImapAccount.Access.OAuth2 access;
    private final Clock clock;
    private @Nullable String token;
    private Instant until = Instant.EPOCH;

    AccessTokens(ImapAccount.Access.OAuth2 access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    /** @throws Refused when there is none to be had, saying why in plain words */
    synchronized String current() throws Refused {
        if (token == null || !clock.instant().isBefore(until)) {
            renew();
        }
        return java.util.Objects.requireNonNull(token);
    }

    /** The server did not take it: the next one is got anew. */
    synchronized void forget() {
        token = null;
    }

    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    private void renew() throws Refused {
        JsonNode answer = ask(form());
        String fresh = answer.path("access_token").asString("");
        if (fresh.isEmpty()) {
            String error = answer.path("error").asString("");
            throw new Refused("The token endpoint gave no access token"
                    + (ERROR.matcher(error).matches() ? ": " + error + "." : "."));
        }
        String next = answer.path("refresh_token").asString("");
        if (!next.isEmpty()) {
            keep(next);
        }
        token = fresh;
        until = clock.instant()
                .plusSeconds(Math.max(0, answer.path("expires_in").asLong(300)))
                .minusSeconds(60);
    }

    private String form() throws Refused {
        List<String> fields = new ArrayList<>();
        field(fields, "grant_type", "refresh_token");
        field(fields, "client_id", access.clientId());
        field(fields, "refresh_token", secret(access.refreshToken()));
        if (access.clientSecret() != null) {
            field(fields, "client_secret", secret(access.clientSecret()));
        }
        if (!access.scope().isEmpty()) {
            field(fields, "scope", access.scope());
        }
        return String.join("&", fields);
    }

    private JsonNode ask(String form) throws Refused {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(access.tokenEndpoint())
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Accept", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            CompletableFuture<HttpResponse<InputStream>> asked =
                    client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body =
                    asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).body()) {
                return JsonMapper.shared().readTree(body.readNBytes(LONGEST));
            } catch (ExecutionException | TimeoutException | IOException broken) {
                throw new Refused("The token endpoint cannot be reached.");
            } catch (JacksonException broken) {
                throw new Refused("The token endpoint did not answer as one does.");
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new Refused("The desk stopped.");
            } finally {
                client.shutdownNow();
            }
        }
    }

    /** In one move, so that a stop in the middle leaves the old or the new, never half of one. */
    private void keep(String refreshToken) throws Refused {
        try {
            if (refreshToken.equals(secret(access.refreshToken()))) {
                return;
            }
            Path folder = access.refreshToken().toAbsolutePath().getParent();
            Path beside = Files.createTempFile(folder, "token", ".new"); // readable by the desk's user alone
            Files.writeString(beside, refreshToken);
            Files.move(beside, access.refreshToken(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException readOnly) {
            throw new Refused("The new refresh token cannot be written to its file; the old one will end.");
        }
    }

    private static String secret(Path file) throws Refused {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new Refused("A file with a secret of this mailbox cannot be read.");
        }
    }

    private static void field(List<String> fields, String name, String value) {
        fields.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}

package org.nightlight.safety.cybertip;

import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.stereotype.Component;

/**
 * The calls of NCMEC's interface. Redirects are not followed, an answer of more than a mebibyte is none, and nothing of what
 * is said on either side is logged. Slow: never inside a transaction.
 */
@Component
class Wire implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PATIENCE_WITH_FILES = Duration.ofMinutes(5);
    private static final int LARGEST_ANSWER = 1024 * 1024;
    private static final String XML = "text/xml; charset=utf-8";

    private final Access access;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    Wire(Access access) {
        this.access = access;
    }

    /** Whether the sign-in is taken. Changes nothing. */
    Answer status(Environment environment) {
        return send(to(environment, "/status").GET(), PATIENCE);
    }

    Answer submit(Environment environment, byte[] report) {
        return xml(environment, "/submit", report);
    }

    Answer upload(Environment environment, String reportId, long size, Supplier<InputStream> file) {
        String boundary = boundary();
        BodyPublisher body = BodyPublishers.concat(
                text(field(boundary, "id", reportId)
                        + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n"),
                size == 0
                        ? BodyPublishers.noBody()
                        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(file), size),
                text("\r\n--" + boundary + "--\r\n"));
        return form(environment, "/upload", boundary, body, PATIENCE_WITH_FILES);
    }

    Answer describe(Environment environment, byte[] fileDetails) {
        return xml(environment, "/fileinfo", fileDetails);
    }

    Answer finish(Environment environment, String reportId) {
        return ofId(environment, "/finish", reportId);
    }

    Answer retract(Environment environment, String reportId) {
        return ofId(environment, "/retract", reportId);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Answer xml(Environment environment, String call, byte[] document) {
        return send(
                to(environment, call).header("Content-Type", XML).POST(BodyPublishers.ofByteArray(document)), PATIENCE);
    }

    private Answer ofId(Environment environment, String call, String reportId) {
        String boundary = boundary();
        return form(
                environment,
                call,
                boundary,
                text(field(boundary, "id", reportId) + "--" + boundary + "--\r\n"),
                PATIENCE);
    }

    private Answer form(Environment environment, String call, String boundary, BodyPublisher body, Duration patience) {
        return send(
                to(environment, call)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(body),
                patience);
    }

    private HttpRequest.Builder to(Environment environment, String call) {
        return HttpRequest.newBuilder(access.address(environment, call))
                .header("Authorization", access.authorization(environment));
    }

    private Answer send(HttpRequest.Builder request, Duration patience) {
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(
                request.timeout(patience).build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            HttpResponse<byte[]> answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Answer.of(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers()
                            .firstValue("Request-ID")
                            .filter(id -> id.matches("[\\w.:-]{1,100}"))
                            .orElse(null));
        } catch (ExecutionException broken) {
            return neverLeft(broken) ? Answer.unreachable() : Answer.none();
        } catch (TimeoutException late) {
            asked.cancel(true);
            return Answer.none();
        } catch (InterruptedException stopped) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return Answer.none();
        }
    }

    /** Whether it failed before a byte of the request can have arrived. */
    private static boolean neverLeft(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }

    private static String field(String boundary, String name, String value) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }

    private static String boundary() {
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return "nightlight-" + HexFormat.of().formatHex(random);
    }
}

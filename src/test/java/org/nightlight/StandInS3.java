package org.nightlight;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A server that speaks as much of S3 as a store needs: objects put, got, deleted and listed, page by page. It checks each request's
 * signature (AWS Signature Version 4), the hash of its body where that is signed, its length and its MD5, as the real one does.
 */
public final class StandInS3 implements AutoCloseable {
    public static final String BUCKET = "desk-files";
    private static final String KEY_ID = "AKIDTEST";
    private static final String SECRET = "a secret of the test's";
    private static final String REGION = "eu-test-1";
    private static final int PAGE = 3;
    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 Credential=" + KEY_ID + "/(\\d{8})/"
            + REGION + "/s3/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

    private record Kept(byte[] bytes, Instant at) {}

    /** By bucket and key. */
    private final Map<String, Kept> objects = new ConcurrentSkipListMap<>();
    /** So many answers to come break off in the middle. */
    public final AtomicInteger torn = new AtomicInteger();

    public final AtomicInteger refused = new AtomicInteger();
    private final Clock clock;
    private final int port = RunningDesk.freePort();
    private HttpServer server;

    public StandInS3(Clock clock) {
        this.clock = clock;
        up();
    }

    public void up() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public void down() {
        server.stop(0);
    }

    /** The desk's settings for it. */
    public Map<String, String> settings() {
        try {
            Path file = Files.writeString(Files.createTempFile("s3", ".keys"), KEY_ID + "\n" + SECRET + "\n");
            return Map.of(
                    "nightlight.s3.endpoint",
                    "http://127.0.0.1:" + port,
                    "nightlight.s3.region",
                    REGION,
                    "nightlight.s3.path-style",
                    "true",
                    "nightlight.s3.credentials-file",
                    file.toString());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    public Map<String, byte[]> all() {
        return objects.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().bytes()));
    }

    /** @param name bucket and key */
    public void keep(String name, byte[] bytes) {
        objects.put(name, new Kept(bytes, clock.instant()));
    }

    public void lose(String name) {
        objects.remove(name);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String length = exchange.getRequestHeaders().getFirst("Content-Length");
            if (!isSigned(exchange, body)) {
                refused.incrementAndGet();
                say(exchange, 403, "<Error><Code>SignatureDoesNotMatch</Code></Error>");
                return;
            }
            if (length != null && Long.parseLong(length) != body.length) {
                say(exchange, 400, "<Error><Code>IncompleteBody</Code></Error>");
                return;
            }
            String name =
                    URLDecoder.decode(exchange.getRequestURI().getRawPath().substring(1), StandardCharsets.UTF_8);
            String query = exchange.getRequestURI().getRawQuery();
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, name, body);
                case "GET" -> {
                    if (query != null && query.contains("list-type=2")) {
                        list(exchange, name, query);
                    } else {
                        get(exchange, name);
                    }
                }
                case "DELETE" -> {
                    objects.remove(name);
                    exchange.sendResponseHeaders(204, -1);
                }
                default -> say(exchange, 405, "<Error><Code>MethodNotAllowed</Code></Error>");
            }
        }
    }

    private void put(HttpExchange exchange, String name, byte[] body) throws IOException {
        String md5 = exchange.getRequestHeaders().getFirst("Content-MD5");
        if (md5 != null && !md5.equals(Base64.getEncoder().encodeToString(digest("MD5", body)))) {
            say(exchange, 400, "<Error><Code>BadDigest</Code></Error>");
            return;
        }
        if (torn.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            say(exchange, 500, "<Error><Code>InternalError</Code></Error>");
            return;
        }
        keep(name, body);
        exchange.getResponseHeaders().set("ETag", '"' + HexFormat.of().formatHex(digest("MD5", body)) + '"');
        exchange.sendResponseHeaders(200, -1);
    }

    private void get(HttpExchange exchange, String name) throws IOException {
        Kept kept = objects.get(name);
        if (kept == null) {
            say(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
            return;
        }
        exchange.sendResponseHeaders(200, kept.bytes().length);
        boolean half = torn.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        exchange.getResponseBody().write(kept.bytes(), 0, half ? kept.bytes().length / 2 : kept.bytes().length);
    }

    private void list(HttpExchange exchange, String bucket, String query) throws IOException {
        Map<String, String> asked = Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        String start = bucket.replaceAll("/$", "") + "/";
        var page = objects.entrySet().stream()
                .filter(it -> it.getKey().startsWith(start + asked.getOrDefault("prefix", "")))
                .filter(it -> it.getKey().compareTo(start + asked.getOrDefault("continuation-token", "")) > 0)
                .limit(PAGE + 1L)
                .toList();
        StringBuilder xml = new StringBuilder("<ListBucketResult>");
        page.stream()
                .limit(PAGE)
                .forEach(it -> xml.append("<Contents><Key>")
                        .append(it.getKey().substring(start.length()))
                        .append("</Key><LastModified>")
                        .append(it.getValue().at().truncatedTo(ChronoUnit.MILLIS))
                        .append("</LastModified><Size>")
                        .append(it.getValue().bytes().length)
                        .append("</Size></Contents>"));
        boolean more = page.size() > PAGE;
        xml.append("<IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            xml.append("<NextContinuationToken>")
                    .append(page.get(PAGE - 1).getKey().substring(start.length()))
                    .append("</NextContinuationToken>");
        }
        say(exchange, 200, xml.append("</ListBucketResult>").toString());
    }

    private static void say(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static boolean isSigned(HttpExchange exchange, byte[] body) {
        var headers = exchange.getRequestHeaders();
        Matcher found = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
        if (!found.matches()) {
            return false;
        }
        String hash = headers.getFirst("X-Amz-Content-Sha256");
        if (hash.matches("[0-9a-f]{64}") && !hash.equals(HexFormat.of().formatHex(digest("SHA-256", body)))) {
            return false;
        }
        String query = exchange.getRequestURI().getRawQuery();
        String canonical = exchange.getRequestMethod() + "\n"
                + exchange.getRequestURI().getRawPath() + "\n"
                + (query == null
                        ? ""
                        : Arrays.stream(query.split("&"))
                                .map(pair -> pair.contains("=") ? pair : pair + "=")
                                .sorted()
                                .collect(Collectors.joining("&")))
                + "\n"
                + Arrays.stream(found.group(2).split(";"))
                        .map(name ->
                                name + ":" + String.join(",", headers.get(name)).strip() + "\n")
                        .collect(Collectors.joining())
                + "\n" + found.group(2) + "\n" + hash;
        String day = found.group(1);
        String signed = "AWS4-HMAC-SHA256\n" + headers.getFirst("X-Amz-Date") + "\n" + day + "/" + REGION
                + "/s3/aws4_request\n"
                + HexFormat.of().formatHex(digest("SHA-256", canonical.getBytes(StandardCharsets.UTF_8)));
        byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {day, REGION, "s3", "aws4_request", signed}) {
            key = hmac(key, step);
        }
        return HexFormat.of().formatHex(key).equals(found.group(3));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        down();
    }
}

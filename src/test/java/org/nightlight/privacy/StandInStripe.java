package org.nightlight.privacy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Speaks the part of Stripe's API that the desk uses: Checkout Sessions, made and asked for, with keys that make one thing of a
 * repeated request, and signed messages. A card typed on its page is put into everything that it says, which Stripe never does.
 */
final class StandInStripe implements AutoCloseable {
    static final String KEY = "sk_test_0123456789abcdef";
    static final String SIGNING = "whsec_0123456789abcdef";

    /** A session as the stand-in holds it. */
    static final class Session {
        final String id;
        final Map<String, String> form;
        volatile String status = "open";
        volatile String paymentStatus = "unpaid";
        volatile String card = "";

        Session(String id, Map<String, String> form) {
            this.id = id;
            this.form = form;
        }

        boolean setup() {
            return "setup".equals(form.get("mode"));
        }
    }

    /** One request that came, whatever was answered. */
    record Asked(String method, String path, String key, String authorization, Map<String, String> form) {}

    final Map<String, Session> sessions = new ConcurrentHashMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Session> byKey = new ConcurrentHashMap<>();
    private final CountDownLatch held = new CountDownLatch(1);
    /** {@code silent}: works, but breaks off without an answer; {@code hold}: does not answer; {@code error}: refuses. */
    volatile String mood = "";

    private final HttpServer server;

    StandInStripe() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/checkout/sessions", this::sessions);
        server.createContext("/c/pay/", this::hostedPage);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void sessions(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String key = header(exchange, "Idempotency-Key");
        Map<String, String> form = form(exchange.getRequestBody().readAllBytes());
        asked.add(new Asked(exchange.getRequestMethod(), path, key, header(exchange, "Authorization"), form));
        if (!header(exchange, "Authorization").equals("Bearer " + KEY)) {
            answer(exchange, 401, "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Invalid API Key\"}}");
        } else if (mood.equals("error")) {
            answer(
                    exchange,
                    400,
                    "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"amount_too_small\",\"message\":\"no\"}}");
        } else if (exchange.getRequestMethod().equals("GET")) {
            Session session = sessions.get(path.substring(path.lastIndexOf('/') + 1));
            answer(
                    exchange,
                    session == null ? 404 : 200,
                    session == null
                            ? "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"resource_missing\"}}"
                            : json(session));
        } else {
            Session session = byKey.computeIfAbsent(key, any -> {
                Session made = new Session("cs_test_" + HexFormat.of().toHexDigits(sessions.size() + 4096), form);
                sessions.put(made.id, made);
                return made;
            });
            if (mood.equals("silent")) {
                exchange.close();
            } else if (mood.equals("hold")) {
                hold();
                exchange.close();
            } else {
                answer(exchange, 200, json(session));
            }
        }
    }

    private void hold() {
        try {
            held.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stripe's own page: what is typed there comes nowhere else. */
    private void hostedPage(HttpExchange exchange) throws IOException {
        Session session = sessions.get(exchange.getRequestURI().getPath().substring("/c/pay/".length()));
        Map<String, String> form = form(exchange.getRequestBody().readAllBytes());
        session.card = form.getOrDefault("card", "");
        session.status = "complete";
        session.paymentStatus = session.setup() ? "no_payment_required" : "paid";
        answer(exchange, 200, "{}");
    }

    /** A signed message about a session, and its header. */
    record Message(String body, String signature) {}

    Message message(String type, Session session, Instant at) {
        return signed(
                "{\"id\":\"evt_%s_%s\",\"object\":\"event\",\"api_version\":\"2020-08-27\",\"type\":\"%s\",\"created\":%d,\"data\":{\"object\":%s}}"
                        .formatted(session.id, type.replace('.', '_'), type, at.getEpochSecond(), json(session)),
                SIGNING,
                at);
    }

    static Message signed(String body, String secret, Instant at) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String digest = HexFormat.of()
                    .formatHex(mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8)));
            return new Message(body, "t=" + at.getEpochSecond() + ",v1=" + digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String json(Session session) {
        List<String> fields = new ArrayList<>();
        fields.add("\"id\":\"" + session.id + "\"");
        fields.add("\"object\":\"checkout.session\"");
        fields.add("\"mode\":\"" + session.form.get("mode") + "\"");
        fields.add("\"status\":\"" + session.status + "\"");
        fields.add("\"payment_status\":\"" + session.paymentStatus + "\"");
        fields.add(
                "\"url\":" + (session.status.equals("open") ? "\"" + url() + "/c/pay/" + session.id + "\"" : "null"));
        fields.add("\"" + (session.setup() ? "setup_intent" : "payment_intent") + "\":"
                + (session.status.equals("complete")
                        ? "\"" + (session.setup() ? "seti_" : "pi_") + session.id.substring(8) + "\""
                        : "null"));
        fields.add("\"metadata\":{\"card\":\"" + session.card + "\"}");
        return "{" + String.join(",", fields) + "}";
    }

    private static Map<String, String> form(byte[] body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Request-Id", "req_standin");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        held.countDown();
        server.stop(0);
    }
}

package org.nightlight.webhook;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program of somebody's that is called: a real HTTP server, which answers as it is told to. */
final class Receiver implements AutoCloseable {
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Function<Call, Integer> answer = call -> 204;
    private volatile Map<String, String> headers = Map.of();
    private volatile byte[] body = new byte[0];

    /** One call, with its body's bytes as they came. */
    record Call(String method, byte[] body, Map<String, String> headers) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }

        String event() {
            return header("Nightlight-Event");
        }

        String type() {
            return header("Nightlight-Event-Type");
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Whether this secret signed it, as docs/webhooks.md has receivers find out. */
        boolean signedBy(String secret) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                mac.update((header("Nightlight-Timestamp") + ".").getBytes(StandardCharsets.UTF_8));
                String right = HexFormat.of().formatHex(mac.doFinal(body));
                return List.of(header("Nightlight-Signature").split(",")).contains(right);
            } catch (java.security.GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                Call call = new Call(
                        exchange.getRequestMethod(),
                        exchange.getRequestBody().readAllBytes(),
                        exchange.getRequestHeaders().entrySet().stream()
                                .collect(java.util.stream.Collectors.toMap(
                                        it -> it.getKey().toLowerCase(java.util.Locale.ROOT),
                                        it -> it.getValue().getFirst())));
                calls.add(call);
                int status = answer.apply(call);
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
                exchange.close();
            });
            server.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    void answers(int status) {
        answer = call -> status;
    }

    void answers(Function<Call, Integer> how) {
        answer = how;
    }

    void with(Map<String, String> more, String text) {
        headers = more;
        body = text.getBytes(StandardCharsets.UTF_8);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Call> calls(EventType type) {
        return calls.stream().filter(call -> call.type().equals(type.key())).toList();
    }

    void forget() {
        calls.clear();
        answers(204);
        with(Map.of(), "");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

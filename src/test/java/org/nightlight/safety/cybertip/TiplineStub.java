package org.nightlight.safety.cybertip;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A CyberTipline on this machine that behaves as its public description says, with faults to be switched on. Under
 * {@code /test} and {@code /production} stand its two systems, each with a sign-in of its own.
 */
public final class TiplineStub implements AutoCloseable {
    public static final String USER = "desk";
    public static final String PASSWORD = "a-secret-of-the-desk";

    /** What happens to a call instead of an orderly answer. */
    enum Fault {
        NONE,
        HANG_BEFORE,
        HANG_AFTER,
        TOO_MANY,
        DOWN,
        BUSY,
        SAVE_FAILED,
        TRUNCATED,
        HUGE,
        BOMB,
        REDIRECT,
        NO_RIGHT,
        WRONG_HASH
    }

    /** A report as it lies there. */
    static final class Report {
        final String id;
        final String system;
        final String xml;
        final Map<String, byte[]> files = new LinkedHashMap<>();
        final Map<String, String> described = new LinkedHashMap<>();
        final Instant openedAt;
        Instant changedAt;
        String state = "open";

        Report(String id, String system, String xml, Instant now) {
            this.id = id;
            this.system = system;
            this.xml = xml;
            this.openedAt = now;
            this.changedAt = now;
        }
    }

    private record Said(int status, String body) {}

    final Map<String, Report> reports = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    String password = PASSWORD;
    String redirectTo = "";
    private final Clock clock;
    private final HttpServer server;
    private final Schema schema;
    private final Map<Integer, Fault> faults = new HashMap<>();
    private final Semaphore hung = new Semaphore(0);
    private volatile Fault always = Fault.NONE;
    private volatile CountDownLatch release = new CountDownLatch(1);

    public TiplineStub(Clock clock) {
        this.clock = clock;
        try {
            schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(TiplineStub.class.getResource("/cybertip/report.xsd"));
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException | SAXException failed) {
            throw new IllegalStateException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The call that comes as the {@code n}th from now on, counted from 0. */
    synchronized void faultAt(int n, Fault fault) {
        faults.put(calls.size() + n, fault);
    }

    void always(Fault fault) {
        always = fault;
    }

    /** Waits until a call hangs. */
    void awaitHung() throws InterruptedException {
        hung.acquire();
    }

    /** Lets what hangs go on. */
    void release() {
        release.countDown();
        release = new CountDownLatch(1);
    }

    synchronized long finished() {
        return reports.values().stream()
                .filter(it -> it.state.equals("finished"))
                .count();
    }

    synchronized Report last() {
        return List.copyOf(reports.values()).getLast();
    }

    @Override
    public void close() {
        release.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        Fault fault;
        int number;
        synchronized (this) {
            number = calls.size();
            calls.add(call.getRequestURI().getPath());
            fault = Objects.requireNonNullElse(faults.remove(number), always);
        }
        CountDownLatch gate = release;
        if (fault == Fault.HANG_BEFORE) {
            hang(gate);
        }
        Said said = switch (fault) {
            case TOO_MANY -> new Said(429, "");
            case DOWN -> new Said(500, "");
            case BUSY -> new Said(503, "");
            case SAVE_FAILED -> code(1100);
            case NO_RIGHT -> code(3100);
            case REDIRECT -> new Said(302, "");
            default -> answer(call, body, fault);
        };
        if (fault == Fault.HANG_AFTER) {
            hang(gate);
        }
        if (fault == Fault.REDIRECT) {
            call.getResponseHeaders().set("Location", redirectTo);
        }
        byte[] bytes = switch (fault) {
            case TRUNCATED -> said.body().substring(0, said.body().length() / 2).getBytes(StandardCharsets.UTF_8);
            case HUGE ->
                said.body().replace("</", " ".repeat(2 * 1024 * 1024) + "</").getBytes(StandardCharsets.UTF_8);
            case BOMB -> bomb(said.body()).getBytes(StandardCharsets.UTF_8);
            default -> said.body().getBytes(StandardCharsets.UTF_8);
        };
        call.getResponseHeaders().set("Request-ID", "req-" + number);
        call.sendResponseHeaders(said.status(), bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    private void hang(CountDownLatch gate) {
        hung.release();
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Said answer(HttpExchange call, byte[] body, Fault fault) {
        String[] path = call.getRequestURI().getPath().split("/");
        String expected =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(call.getRequestHeaders().getFirst("Authorization"))) {
            return code(2000);
        }
        String type = Objects.requireNonNullElse(call.getRequestHeaders().getFirst("Content-Type"), "");
        return switch (path[2]) {
            case "status" -> code(0);
            case "submit" -> type.equals("text/xml; charset=utf-8") ? submit(path[1], body) : code(4000);
            case "fileinfo" -> type.equals("text/xml; charset=utf-8") ? describe(body) : code(4000);
            case "upload", "finish", "retract" ->
                type.startsWith("multipart/form-data; boundary=") ? ofReport(path[2], type, body, fault) : code(4000);
            default -> code(1210);
        };
    }

    private Said submit(String system, byte[] body) {
        int fault = fault(body);
        if (fault != 0) {
            return code(fault);
        }
        String id = Integer.toString(900_001 + reports.size());
        reports.put(id, new Report(id, system, new String(body, StandardCharsets.UTF_8), clock.instant()));
        return new Said(200, response(0, "<reportId>" + id + "</reportId>"));
    }

    private Said describe(byte[] body) {
        int fault = fault(body);
        if (fault != 0) {
            return code(fault);
        }
        String xml = new String(body, StandardCharsets.UTF_8);
        Report report = reports.get(value(xml, "reportId"));
        int closed = closed(report);
        if (closed != 0 || report == null) {
            return code(closed);
        }
        if (!report.files.containsKey(value(xml, "fileId"))) {
            return code(5002);
        }
        report.described.put(value(xml, "fileId"), xml);
        report.changedAt = clock.instant();
        return code(0);
    }

    private Said ofReport(String call, String type, byte[] body, Fault fault) {
        Map<String, byte[]> parts = parts(type.substring(type.indexOf('=') + 1), body);
        Report report = reports.get(new String(parts.getOrDefault("id", new byte[0]), StandardCharsets.UTF_8));
        int closed = closed(report);
        if (closed != 0 || report == null) {
            return code(closed);
        }
        report.changedAt = clock.instant();
        switch (call) {
            case "upload" -> {
                byte[] file = parts.getOrDefault("file", new byte[0]);
                String fileId = "f" + report.id + "-" + (report.files.size() + 1);
                report.files.put(fileId, file);
                String md5 = fault == Fault.WRONG_HASH ? "00".repeat(16) : md5(file);
                return new Said(200, response(0, "<fileId>" + fileId + "</fileId><hash>" + md5 + "</hash>"));
            }
            case "finish" -> {
                report.state = "finished";
                StringBuilder files = new StringBuilder();
                report.files
                        .keySet()
                        .forEach(id -> files.append("<fileId>").append(id).append("</fileId>"));
                return new Said(
                        200,
                        "<?xml version=\"1.0\"?><reportDoneResponse><responseCode>0</responseCode><reportId>"
                                + report.id + "</reportId><files>" + files + "</files></reportDoneResponse>");
            }
            default -> {
                report.state = "retracted";
                return code(0);
            }
        }
    }

    /** 0 while it can be worked on. Unfinished, it is gone 24 hours after opening or an hour after the last change. */
    private int closed(Report report) {
        if (report == null) {
            return 5001;
        }
        Instant day = report.openedAt.plus(Duration.ofHours(24));
        Instant hour = report.changedAt.plus(Duration.ofHours(1));
        if (report.state.equals("open") && clock.instant().isAfter(day.isAfter(hour) ? day : hour)) {
            report.state = "deleted";
        }
        return switch (report.state) {
            case "open" -> 0;
            case "finished" -> 5102;
            case "retracted" -> 5101;
            default -> 5001;
        };
    }

    private int fault(byte[] xml) {
        try {
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
            return 0;
        } catch (SAXParseException wrong) {
            return String.valueOf(wrong.getMessage()).startsWith("cvc-") ? 4100 : 4110;
        } catch (SAXException | IOException broken) {
            return 4110;
        }
    }

    private static Said code(int code) {
        int status = switch (code) {
            case 0 -> 200;
            case 1210, 5001, 5002 -> 404;
            case 2000 -> 401;
            case 3000, 3100, 3300 -> 403;
            case 4100 -> 422;
            case 5101, 5102 -> 409;
            default -> code < 2000 ? 500 : 400;
        };
        return new Said(status, response(code, ""));
    }

    private static String response(int code, String more) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><reportResponse><responseCode>" + code
                + "</responseCode><responseDescription>said for people</responseDescription>" + more
                + "</reportResponse>";
    }

    private static String bomb(String body) {
        return body.replaceFirst(
                        "\\?>",
                        "?><!DOCTYPE reportResponse [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                                + "<!ENTITY c SYSTEM \"file:///etc/hostname\">]>")
                .replace("said for people", "&b;&c;");
    }

    private static Map<String, byte[]> parts(String boundary, byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        Map<String, byte[]> parts = new HashMap<>();
        for (String part : text.split(Pattern.quote("--" + boundary))) {
            int head = part.indexOf("\r\n\r\n");
            Matcher name = Pattern.compile("name=\"(\\w+)\"").matcher(part);
            if (head > 0 && name.find()) {
                parts.put(
                        name.group(1),
                        part.substring(head + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return parts;
    }

    private static String value(String xml, String element) {
        Matcher found = Pattern.compile("<" + element + ">([^<]*)<").matcher(xml);
        return found.find() ? found.group(1) : "";
    }

    static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(Hashes.digest("MD5").digest(bytes));
    }
}

package org.nightlight;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** A browser without a screen: keeps cookies, follows nothing by itself, fills in forms with the token of their page. */
public final class Browser {
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String address;

    public Browser(int port) {
        goTo(port);
    }

    /** Another process of the same desk, or the same after a restart. */
    void goTo(int port) {
        this.address = "http://localhost:" + port;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(), path, headers);
    }

    /** Posts a form as the page at {@code page} would. */
    public HttpResponse<String> post(String page, String path, Map<String, String> fields) {
        String token = Jsoup.parse(get(page).body()).select("input[name=_csrf]").attr("value");
        return postWithout(path, merged(fields, token));
    }

    /** Posts a form with a file in it as the page at {@code page} would. */
    HttpResponse<String> upload(
            String page, String path, Map<String, String> fields, String field, String fileName, String content) {
        String token = Jsoup.parse(get(page).body()).select("input[name=_csrf]").attr("value");
        String body = merged(fields, token).entrySet().stream()
                        .map(it -> "--b\r\nContent-Disposition: form-data; name=\"" + it.getKey() + "\"\r\n\r\n"
                                + it.getValue() + "\r\n")
                        .collect(Collectors.joining())
                + "--b\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/pdf\r\n\r\n" + content + "\r\n--b--\r\n";
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path);
    }

    /** A file of a form. */
    public record Part(String field, String name, String type, byte[] bytes) {}

    /** Posts a form with files in it as the page at {@code page} would; a field may have several values. */
    public HttpResponse<String> upload(String page, String path, Map<String, List<String>> fields, List<Part> files) {
        String token = Jsoup.parse(get(page).body()).select("input[name=_csrf]").attr("value");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Map<String, List<String>> all = new java.util.HashMap<>(fields);
        all.put("_csrf", List.of(token));
        all.forEach((name, values) -> values.forEach(value -> body.writeBytes(
                ("--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8))));
        for (Part file : files) {
            body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"" + file.field() + "\"; filename=\""
                            + file.name() + "\"\r\nContent-Type: " + file.type() + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file.bytes());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())),
                path);
    }

    /** Posts just these fields. */
    HttpResponse<String> postWithout(String path, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(request, path, headers);
    }

    /** Any method; with these fields as a form where it carries any. */
    HttpResponse<String> ask(String method, String path, Map<String, String> fields) {
        if (method.equals("POST")) {
            return postWithout(path, fields, "Accept", "text/html");
        }
        return send(
                HttpRequest.newBuilder().method(method, HttpRequest.BodyPublishers.noBody()),
                path,
                "Accept",
                "text/html");
    }

    public HttpResponse<String> signIn(String email, String password) {
        return post("/desk/sign-in", "/desk/sign-in", Map.of("email", email, "password", password));
    }

    HttpResponse<String> signOut() {
        plant("form", "0123456789abcdef");
        byte[] masked = new byte[32]; // as the desk masks the token: a mask, here of zeros, and the token under it
        System.arraycopy("0123456789abcdef".getBytes(StandardCharsets.UTF_8), 0, masked, 16, 16);
        String token = java.util.Base64.getUrlEncoder().encodeToString(masked);
        return postWithout("/desk/sign-out", Map.of("_csrf", token));
    }

    /** Puts a cookie into this browser, as another site on a sibling domain might. */
    void plant(String name, String value) {
        java.net.HttpCookie cookie = new java.net.HttpCookie(name, value);
        cookie.setPath(name.equals("form") ? "/" : "/desk");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(address), cookie);
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    public HttpResponse<byte[]> getBytes(String path) {
        return send(HttpRequest.newBuilder(), path, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Posts a form without fields as the page at {@code page} would, for an answer that is no text. */
    public HttpResponse<byte[]> postForBytes(String page, String path) {
        String token = Jsoup.parse(get(page).body()).select("input[name=_csrf]").attr("value");
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + encode(token)));
        return send(request, path, HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request, path, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, String path, HttpResponse.BodyHandler<T> reading) {
        try {
            return client.send(request.uri(URI.create(address + path)).build(), reading);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Map<String, String> merged(Map<String, String> fields, String token) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put("_csrf", token);
        return all;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

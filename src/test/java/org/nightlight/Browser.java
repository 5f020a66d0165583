package org.nightlight;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** A browser without a screen: keeps cookies, follows nothing by itself, fills in forms with the token of their page. */
final class Browser {
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String address;

    Browser(int port) {
        goTo(port);
    }

    /** Another process of the same desk, or the same after a restart. */
    void goTo(int port) {
        this.address = "http://localhost:" + port;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(), path, headers);
    }

    /** Posts a form as the page at {@code page} would. */
    HttpResponse<String> post(String page, String path, Map<String, String> fields) {
        String token = Jsoup.parse(get(page).body()).select("input[name=_csrf]").attr("value");
        return postWithout(path, merged(fields, token));
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

    HttpResponse<String> signIn(String email, String password) {
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

    private HttpResponse<String> send(HttpRequest.Builder request, String path, String... headers) {
        try {
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(
                    request.uri(URI.create(address + path)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
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

package org.nightlight.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where the database is and who owns its tables. Read from {@code NIGHTLIGHT_DATABASE_URL}, either as
 * {@code postgres://user:password@host:port/name} or as {@code jdbc:postgresql://host:port/name?user=…&password=…}.
 */
public record DatabaseAddress(String host, int port, String name, String owner, String password) {

    /** @throws IllegalArgumentException with a sentence that says what to write instead; never with the password */
    public static DatabaseAddress parse(String url) {
        try {
            URI uri = new URI(url.strip().replaceFirst("^jdbc:", ""));
            String scheme = String.valueOf(uri.getScheme());
            String path = uri.getPath();
            if (!scheme.matches("postgres(ql)?") || uri.getHost() == null || path == null || path.length() < 2) {
                throw new IllegalArgumentException(EXPECTED);
            }
            Map<String, String> given = query(uri.getRawQuery() == null ? "" : uri.getRawQuery());
            if (uri.getRawUserInfo() != null) {
                String[] user = uri.getRawUserInfo().split(":", 2);
                given.put("user", decode(user[0]));
                given.put("password", user.length > 1 ? decode(user[1]) : "");
            }
            return new DatabaseAddress(
                    uri.getHost(),
                    uri.getPort() < 0 ? 5432 : uri.getPort(),
                    path.substring(1),
                    given.getOrDefault("user", "postgres"),
                    given.getOrDefault("password", ""));
        } catch (java.net.URISyntaxException wrong) {
            throw new IllegalArgumentException(EXPECTED);
        }
    }

    private static final String EXPECTED =
            "NIGHTLIGHT_DATABASE_URL is not understood. Write it as postgres://user:password@host:5432/name";

    private static Map<String, String> query(String raw) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return pairs;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    /** The whole address in one line, as {@link #parse} reads it. Holds the password: for a file of mode 0600 only. */
    public String toUrl() {
        return "postgres://" + owner + ":" + password + "@" + host + ":" + port + "/" + name;
    }

    /** Whether a server answers there now. */
    boolean answers() {
        try (var connection = java.sql.DriverManager.getConnection(jdbcUrl(), owner, password)) {
            return connection.isValid(2);
        } catch (java.sql.SQLException silent) {
            return false;
        }
    }

    /** The name that the running desk signs in with: it owns no table. */
    String appUser() {
        return name + "_app";
    }

    /** Derived from the owner's password, so that every process of this desk knows it and no file need hold it. */
    String appPassword() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("nightlight " + password).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(appUser().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return jdbcUrl();
    }
}

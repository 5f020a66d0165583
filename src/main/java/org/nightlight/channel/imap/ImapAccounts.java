package org.nightlight.channel.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the file in which the operator lists the mailboxes. A word that it does not know stops the start, by name. */
public final class ImapAccounts {
    private static final Set<String> KEYS = Set.of(
            "name", "address", "host", "port", "encryption", "user", "password-file", "oauth2", "folder", "since-days");
    private static final Set<String> OAUTH_KEYS =
            Set.of("token-endpoint", "client-id", "client-secret-file", "refresh-token-file", "scope");
    private static final Map<String, URI> ENDPOINTS = Map.of(
            "google",
            URI.create("https://oauth2.googleapis.com/token"),
            "microsoft",
            URI.create("https://login.microsoftonline.com/common/oauth2/v2.0/token"));
    private static final String MICROSOFT_SCOPE = "https://outlook.office.com/IMAP.AccessAsUser.All offline_access";

    private ImapAccounts() {}

    /**
     * @param file empty for none
     * @throws IllegalArgumentException saying what is wrong and where; never with a secret in it
     */
    public static List<ImapAccount> read(String file) {
        if (file.isBlank()) {
            return List.of();
        }
        try {
            return parse(Files.readString(Path.of(file)));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("nightlight.imap.file must name a readable file.", unreadable);
        }
    }

    static List<ImapAccount> parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object document;
        try {
            document = new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException broken) {
            throw wrong("it is no YAML", broken);
        }
        if (!(document instanceof Map<?, ?> top) || !(top.get("mailboxes") instanceof List<?> entries)) {
            throw wrong("it must have a list named mailboxes", null);
        }
        List<ImapAccount> all = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Object entry : entries) {
            ImapAccount account = account(entry);
            if (!names.add(account.name())) {
                throw wrong("two mailboxes are named " + account.name(), null);
            }
            all.add(account);
        }
        return all;
    }

    private static ImapAccount account(@Nullable Object entry) {
        Map<String, Object> row = mapping(entry, "a mailbox", KEYS);
        String name = text(row, "name", "a mailbox");
        if (!name.matches("[A-Za-z0-9._-]{1,60}")) {
            throw wrong("a name has letters, digits, dots, - and _ only", null);
        }
        ImapAccount.Encryption encryption = encryption(row, name);
        String host = text(row, "host", name);
        if (encryption == ImapAccount.Encryption.NONE && !isLoopback(host)) {
            throw wrong(name + ": encryption none is for a server on this machine alone", null);
        }
        return new ImapAccount(
                name,
                text(row, "address", name),
                host,
                number(row, "port", encryption == ImapAccount.Encryption.TLS ? 993 : 143, name),
                encryption,
                text(row, "user", name),
                access(row, name),
                row.containsKey("folder") ? text(row, "folder", name) : "INBOX",
                number(row, "since-days", 7, name));
    }

    private static ImapAccount.Encryption encryption(Map<String, Object> row, String name) {
        String word = row.containsKey("encryption") ? text(row, "encryption", name) : "tls";
        return switch (word) {
            case "tls" -> ImapAccount.Encryption.TLS;
            case "starttls" -> ImapAccount.Encryption.STARTTLS;
            case "none" -> ImapAccount.Encryption.NONE;
            default -> throw wrong(name + ": encryption is tls, starttls or none", null);
        };
    }

    private static ImapAccount.Access access(Map<String, Object> row, String name) {
        if (row.containsKey("password-file") == row.containsKey("oauth2")) {
            throw wrong(name + ": give either password-file or oauth2", null);
        }
        if (row.containsKey("password-file")) {
            return new ImapAccount.Access.Password(Path.of(text(row, "password-file", name)));
        }
        String where = name + ", oauth2";
        Map<String, Object> oauth = mapping(row.get("oauth2"), where, OAUTH_KEYS);
        String endpoint = text(oauth, "token-endpoint", where);
        URI address = ENDPOINTS.containsKey(endpoint) ? ENDPOINTS.get(endpoint) : address(endpoint, where);
        return new ImapAccount.Access.OAuth2(
                address,
                text(oauth, "client-id", where),
                oauth.containsKey("client-secret-file") ? Path.of(text(oauth, "client-secret-file", where)) : null,
                Path.of(text(oauth, "refresh-token-file", where)),
                oauth.containsKey("scope")
                        ? text(oauth, "scope", where)
                        : endpoint.equals("microsoft") ? MICROSOFT_SCOPE : "");
    }

    private static URI address(String endpoint, String where) {
        try {
            URI address = URI.create(endpoint);
            boolean plain = "http".equals(address.getScheme()) && isLoopback(address.getHost());
            if (address.getHost() != null && ("https".equals(address.getScheme()) || plain)) {
                return address;
            }
        } catch (IllegalArgumentException broken) {
            throw wrong(where + ": token-endpoint is no web address", broken);
        }
        throw wrong(where + ": token-endpoint is google, microsoft, an https address, or http on this machine", null);
    }

    private static Map<String, Object> mapping(@Nullable Object value, String where, Set<String> known) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(where + " must be keys with values", null);
        }
        Map<String, Object> row = new TreeMap<>();
        map.forEach((key, one) -> {
            if (!known.contains(String.valueOf(key))) {
                throw wrong(where + ": " + String.valueOf(key).replaceAll("\\W", "") + " is not known", null);
            }
            if (one != null) {
                row.put(String.valueOf(key), one);
            }
        });
        return row;
    }

    private static String text(Map<String, Object> row, String key, String where) {
        Object value = row.get(key);
        if (value == null || String.valueOf(value).isBlank()) {
            throw wrong(where + ": " + key + " is missing", null);
        }
        return String.valueOf(value).strip();
    }

    private static int number(Map<String, Object> row, String key, int otherwise, String where) {
        Object value = row.getOrDefault(key, otherwise);
        if (value instanceof Integer number && number >= 0 && number < 65_536) {
            return number;
        }
        throw wrong(where + ": " + key + " must be a number", null);
    }

    private static boolean isLoopback(@Nullable String host) {
        try {
            return host != null
                    && InetAddress.getByName(host.toLowerCase(Locale.ROOT)).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static IllegalArgumentException wrong(String what, @Nullable Exception cause) {
        return new IllegalArgumentException("The file named by nightlight.imap.file: " + what + ".", cause);
    }
}

package org.nightlight.safety.cybertip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where the CyberTipline is and how the desk signs in there. There are two hosts and no setting adds another; only a test
 * puts a machine in their place, and that can be this one alone.
 */
@Component
public class Access {
    private static final String SETTING = "nightlight.cybertip.";
    private static final Set<String> HOSTS = Set.of("https://report.cybertip.org", "https://exttest.cybertip.org");

    private final Map<Environment, String> authorizations = new EnumMap<>(Environment.class);
    private final String loopback;

    Access(
            @Value("${nightlight.cybertip.test-credentials-file}") String test,
            @Value("${nightlight.cybertip.production-credentials-file}") String production,
            @Value("${nightlight.cybertip.loopback}") String loopback) {
        read(Environment.TEST, test);
        read(Environment.PRODUCTION, production);
        this.loopback = loopback.isBlank() ? "" : checked(loopback);
    }

    /** Whether the desk has something to sign in with. */
    public boolean ready(Environment environment) {
        return authorizations.containsKey(environment);
    }

    /** The setting that an operator has to fill. */
    public static String setting(Environment environment) {
        return SETTING + environment.key() + "-credentials-file";
    }

    public String host(Environment environment) {
        return Objects.requireNonNull(address(environment, "").getHost());
    }

    URI address(Environment environment, String call) {
        String base = loopback.isEmpty() ? environment.base() : loopback + "/" + environment.key();
        URI address = URI.create(base + call);
        if (loopback.isEmpty() && !HOSTS.contains(address.getScheme() + "://" + address.getHost())) {
            throw new IllegalStateException("no host of the CyberTipline");
        }
        return address;
    }

    String authorization(Environment environment) {
        return Objects.requireNonNull(authorizations.get(environment), "no credentials");
    }

    private void read(Environment environment, String file) {
        if (file.isBlank()) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(Path.of(file)).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (lines.size() != 2 || lines.getFirst().contains(":")) {
                throw new IllegalArgumentException("The file named by " + setting(environment)
                        + " must hold two lines: the user name, without a colon, and the password.");
            }
            authorizations.put(
                    environment,
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString((lines.getFirst() + ":" + lines.getLast())
                                            .getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(setting(environment) + " must name a readable file.", unreadable);
        }
    }

    private static String checked(String address) {
        URI uri = URI.create(address);
        if (!"http".equals(uri.getScheme()) || uri.getUserInfo() != null || !isLoopback(uri.getHost())) {
            throw new IllegalArgumentException(
                    SETTING + "loopback is for tests: it takes http on this machine itself and nothing else.");
        }
        return address.replaceAll("/+$", "");
    }

    private static boolean isLoopback(String host) {
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}

package org.nightlight.webhook;

import static org.nightlight.shared.Spoken.say;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where webhooks may lead: to https at a usual port of a machine in the open Internet. Whoever runs the desk may allow named hosts besides,
 * which then may be anything.
 */
@Component
class Destinations {
    private static final Set<Integer> PORTS = Set.of(-1, 443, 8443);
    private static final int LONGEST = 1_000;

    private final Set<String> allowed;
    private final Caller.Lookup names;

    /** A name that leads where nothing is sent. */
    static final class Inside extends UnknownHostException {
        private static final long serialVersionUID = 1;
    }

    @Autowired
    Destinations(@Value("${nightlight.webhooks.allowed-hosts}") String allowed) {
        this(allowed, InetAddress::getAllByName);
    }

    Destinations(String allowed, Caller.Lookup names) {
        this.allowed = Arrays.stream(allowed.split(","))
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.names = names;
    }

    /** The host's addresses; all of them are open, or it is an allowed host. @throws Inside where one is not */
    InetAddress[] checked(String host) throws UnknownHostException {
        InetAddress[] all = names.all(host);
        if (!isAllowed(host) && !Arrays.stream(all).allMatch(PublicAddress::is)) {
            throw new Inside();
        }
        return all;
    }

    /** Why nothing can be sent there, as a sentence; empty where it can. Looks the name up: not within a transaction. */
    Optional<String> fault(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException broken) {
            return noAddress();
        }
        String host = uri.getHost();
        if (host == null || address.length() > LONGEST) {
            return noAddress();
        }
        boolean inside = isAllowed(host);
        if (!"https".equals(uri.getScheme()) && !(inside && "http".equals(uri.getScheme()))) {
            return noAddress();
        }
        if (uri.getUserInfo() != null || uri.getFragment() != null) {
            return Optional.of(say(
                    "Leave out names, passwords and what follows a #. Calls are signed instead.",
                    "Quita nombres, contraseñas y lo que sigue a un #. Las llamadas van firmadas."));
        }
        if (!inside && !PORTS.contains(uri.getPort())) {
            return Optional.of(say("Use port 443 or 8443.", "Usa el puerto 443 u 8443."));
        }
        try {
            checked(host);
            return Optional.empty();
        } catch (Inside refused) {
            return Optional.of(
                    say(
                            "This name leads into a private network, where nothing is sent. Whoever runs the desk can allow the host.",
                            "Este nombre lleva a una red privada, adonde no se envía nada. Quien administra el servidor puede permitirlo."));
        } catch (UnknownHostException unknown) {
            return Optional.of(say(
                    "The name could not be found. Look whether it is spelt right.",
                    "No se encontró el nombre. Revisa que esté bien escrito."));
        }
    }

    private boolean isAllowed(String host) {
        return allowed.contains(host.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> noAddress() {
        return Optional.of(say(
                "Enter a web address such as https://hooks.example.org/desk.",
                "Escribe una dirección web como https://hooks.example.org/desk."));
    }
}

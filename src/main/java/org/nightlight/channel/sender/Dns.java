package org.nightlight.channel.sender;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Where the desk asks what domains publish about their mail. */
public final class Dns {
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final List<String> servers;

    /** @param servers as {@code host} or {@code host:port}; none for the system's own */
    public Dns(List<String> servers) {
        this.servers = List.copyOf(servers);
    }

    /** @param unanswered whether no server answered, so that nothing is known */
    public record Texts(List<String> texts, boolean unanswered) {}

    /** The TXT records of a name. */
    public Texts texts(String name) {
        try {
            return texts(name, resolver());
        } catch (UnknownHostException nowhere) {
            return new Texts(List.of(), true);
        }
    }

    static Texts texts(String name, Resolver resolver) {
        try {
            Lookup lookup = new Lookup(name, Type.TXT);
            lookup.setResolver(resolver);
            org.xbill.DNS.Record[] answers = lookup.run();
            if (answers == null) {
                int result = lookup.getResult();
                return new Texts(List.of(), result == Lookup.TRY_AGAIN || result == Lookup.UNRECOVERABLE);
            }
            List<String> texts = new ArrayList<>();
            for (org.xbill.DNS.Record answer : answers) {
                if (answer instanceof TXTRecord text) {
                    texts.add(String.join("", text.getStrings()));
                }
            }
            return new Texts(texts, false);
        } catch (TextParseException odd) {
            return new Texts(List.of(), false);
        }
    }

    Resolver resolver() throws UnknownHostException {
        Resolver resolver;
        if (servers.isEmpty()) {
            resolver = new ExtendedResolver();
        } else {
            List<Resolver> each = new ArrayList<>();
            for (String server : servers) {
                int colon = server.indexOf(':') == server.lastIndexOf(':') ? server.indexOf(':') : -1;
                each.add(new SimpleResolver(new InetSocketAddress(
                        InetAddress.getByName(colon < 0 ? server : server.substring(0, colon)),
                        colon < 0 ? 53 : Integer.parseInt(server.substring(colon + 1)))));
            }
            resolver = new ExtendedResolver(each);
        }
        resolver.setTimeout(ANSWER);
        return resolver;
    }
}

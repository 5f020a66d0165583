package org.nightlight.webhook;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Which addresses are of the open Internet: none that leads back into a network of ours, also not wrapped in another one. */
final class PublicAddress {
    private record Range(byte[] start, int bits) {
        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            return Arrays.equals(address, 0, whole, start, 0, whole)
                    && (rest == 0 || (address[whole] ^ start[whole]) >> (8 - rest) == 0);
        }
    }

    /** By the registries of special-purpose addresses (RFC 6890 and what came after), and all multicast and reserved ones. */
    private static final List<Range> CLOSED = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    private static final Range SIX_TO_FOUR = range("2002::/16");
    private static final Range NAT64 = range("64:ff9b::/96");

    /** Of the new ones only global unicast is open, without what is set aside in it: Teredo, documentation and the like. */
    private static final Range GLOBAL = range("2000::/3");

    private static final List<Range> CLOSED_GLOBAL =
            ranges("2001::/23", "2001:db8::/32", "3fff::/20", "2620:4f:8000::/48");

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        return switch (address) {
            case Inet4Address old -> isOpen(old.getAddress());
            case Inet6Address recent -> isOpenSix(recent.getAddress());
            default -> false;
        };
    }

    private static boolean isOpen(byte[] four) {
        return CLOSED.stream().noneMatch(range -> range.holds(four));
    }

    private static boolean isOpenSix(byte[] six) {
        if (NAT64.holds(six)) {
            return isOpen(Arrays.copyOfRange(six, 12, 16));
        }
        if (SIX_TO_FOUR.holds(six)) {
            return isOpen(Arrays.copyOfRange(six, 2, 6));
        }
        return GLOBAL.holds(six) && CLOSED_GLOBAL.stream().noneMatch(range -> range.holds(six));
    }

    private static List<Range> ranges(String... written) {
        return Arrays.stream(written).map(PublicAddress::range).toList();
    }

    private static Range range(String written) {
        int slash = written.indexOf('/');
        return new Range(
                InetAddresses.forString(written.substring(0, slash)).getAddress(),
                Integer.parseInt(written.substring(slash + 1)));
    }
}

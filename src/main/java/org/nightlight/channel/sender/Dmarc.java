package org.nightlight.channel.sender;

import com.google.common.net.InternetDomainName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What of DMARC (RFC 7489) is no question to DNS: whose record counts, what it says, and which domains belong together. */
final class Dmarc {
    private Dmarc() {}

    /**
     * @param policy none, quarantine or reject, for mail from below the organisation's domain too where that has one of its own
     * @param strictDkim whether DKIM must be signed by the very domain; else one of the same organisation does
     */
    record Policy(String policy, String subdomains, boolean strictDkim, boolean strictSpf) {}

    /** The one record that counts; none when there is no DMARC record, or more than one (6.6.3). */
    static Optional<Policy> policy(List<String> texts) {
        List<Map<String, String>> records = texts.stream()
                .filter(text -> text.strip().toLowerCase(Locale.ROOT).matches("v\\s*=\\s*dmarc1\\s*(;.*)?"))
                .map(Dmarc::tags)
                .toList();
        if (records.size() != 1) {
            return Optional.empty();
        }
        Map<String, String> tags = records.getFirst();
        String policy = known(tags.getOrDefault("p", "none"));
        return Optional.of(new Policy(
                policy,
                known(tags.getOrDefault("sp", policy)),
                tags.getOrDefault("adkim", "r").equals("s"),
                tags.getOrDefault("aspf", "r").equals("s")));
    }

    /** The domain that an organisation registered, such as {@code example.co.uk}; the domain itself where none is found. */
    static String organisation(String domain) {
        try {
            InternetDomainName name = InternetDomainName.from(domain);
            if (name.hasPublicSuffix()) {
                return name.isUnderPublicSuffix() ? name.topPrivateDomain().toString() : plain(domain);
            }
        } catch (IllegalArgumentException odd) {
            // Read by its labels, like a name below an end that the list does not know ("*" there).
        }
        String[] labels = plain(domain).split("\\.");
        int from = Math.max(0, labels.length - 2);
        return String.join(".", java.util.Arrays.asList(labels).subList(from, labels.length));
    }

    static boolean aligned(String author, String other, boolean strict) {
        return plain(author).equals(plain(other))
                || !strict && organisation(author).equals(organisation(other));
    }

    static String plain(String domain) {
        String lower = domain.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String known(String policy) {
        return policy.equals("quarantine") || policy.equals("reject") ? policy : "none";
    }

    private static Map<String, String> tags(String record) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : record.split(";")) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                tags.put(
                        tag.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        tag.substring(equals + 1).strip().toLowerCase(Locale.ROOT));
            }
        }
        return tags;
    }
}

package org.nightlight.channel.email;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.sender.Findings;

/**
 * What a mail server of the organisation's own found out about a sender, as it wrote it at the head of the mail (RFC 8601). Such a
 * line counts only when it is the topmost and bears the name of a server that is trusted here: anybody can write one.
 */
public final class AuthenticationResults {
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final Pattern RESULT = Pattern.compile("(?i);\\s*(spf|dkim|dmarc|arc)\\s*=\\s*([a-z]+)\\b");

    /** What the domain wishes stands in a comment, by custom. */
    private static final Pattern POLICY = Pattern.compile("(?i)\\(\\s*p\\s*=\\s*(none|quarantine|reject)\\b");

    private AuthenticationResults() {}

    /**
     * What a trusted server found; empty where none has spoken. Of several DKIM signatures one that holds is enough.
     *
     * @param trusted names of servers, in lower case
     */
    public static Optional<Findings> findings(@Nullable String header, Set<String> trusted) {
        if (header == null || trusted.isEmpty()) {
            return Optional.empty();
        }
        String plain = COMMENT.matcher(header.replaceAll("[\\r\\n]+", " ")).replaceAll(" ");
        int end = plain.indexOf(';');
        String server = end < 0 ? plain : plain.substring(0, end);
        String name = server.strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
        if (!trusted.contains(name)) {
            return Optional.empty();
        }
        Matcher policy = POLICY.matcher(header);
        Map<String, Findings.Result> found = new HashMap<>();
        Matcher results = RESULT.matcher(plain);
        while (results.find()) {
            found.merge(
                    results.group(1).toLowerCase(Locale.ROOT),
                    Findings.Result.ofKey(results.group(2)),
                    (first, next) -> next == Findings.Result.PASS ? next : first);
        }
        return Optional.of(new Findings(
                found.getOrDefault("spf", Findings.Result.NONE),
                found.getOrDefault("dkim", Findings.Result.NONE),
                found.getOrDefault("dmarc", Findings.Result.NONE),
                Findings.Chain.of(found.getOrDefault("arc", Findings.Result.NONE)),
                policy.find() ? policy.group(1).toLowerCase(Locale.ROOT) : "",
                Findings.By.SERVER));
    }
}

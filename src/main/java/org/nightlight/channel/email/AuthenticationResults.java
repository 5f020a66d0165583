package org.nightlight.channel.email;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server of the organisation's own found out about a sender, as it wrote it at the head of the mail (RFC 8601). Such a
 * line counts only when it is the topmost and bears the name of a server that is trusted here: anybody can write one.
 */
public final class AuthenticationResults {
    private static final Pattern FAILED = Pattern.compile("(?i);\\s*dmarc\\s*=\\s*(?:fail|permerror)\\b");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");

    private AuthenticationResults() {}

    /** @param trusted names of servers, in lower case */
    public static boolean doubt(@Nullable String header, Set<String> trusted) {
        if (header == null || trusted.isEmpty()) {
            return false;
        }
        String plain = COMMENT.matcher(header.replaceAll("[\\r\\n]+", " ")).replaceAll(" ");
        int end = plain.indexOf(';');
        String server = end < 0 ? plain : plain.substring(0, end);
        String name = server.strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
        return trusted.contains(name) && FAILED.matcher(plain).find();
    }
}

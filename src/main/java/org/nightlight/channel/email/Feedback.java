package org.nightlight.channel.email;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox provider's report that somebody called a mail of ours unwanted (RFC 5965).
 *
 * @param type such as {@code abuse} or {@code not-spam}
 * @param recipient who complained, where the report says so
 * @param originalMessageId Message-ID of our mail, with angle brackets
 */
public record Feedback(
        String type, @Nullable String recipient, @Nullable String originalMessageId) {
    private static final Pattern TYPE = Pattern.compile("(?im)^Feedback-Type:\\s{0,10}([\\w-]{1,40})");
    private static final Pattern RECIPIENT = Pattern.compile(
            "(?im)^Original-Rcpt-To:\\s{0,10}<?(?:rfc822;\\s{0,5})?([^\\s<>]{1,320}@[^\\s<>]{1,255})>?");

    static Feedback of(String text, List<String> returned) {
        Matcher type = TYPE.matcher(text);
        Matcher recipient = RECIPIENT.matcher(text);
        return new Feedback(
                type.find() ? type.group(1).toLowerCase(java.util.Locale.ROOT) : "other",
                recipient.find() ? recipient.group(1) : null,
                returned.isEmpty() ? null : returned.getFirst());
    }
}

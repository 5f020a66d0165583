package org.nightlight.shared;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to, kept in lower case so that equal mailboxes are equal values. The local part is
 * folded too: every provider that our customers use treats it so, and two tickets for one parent would be worse.
 */
public record EmailAddress(String value) implements Comparable<EmailAddress> {
    private static final Pattern SHAPE =
            Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\\\p{Cntrl}]{1,64}@[^\\s@<>,;:\"()\\[\\]\\\\\\p{Cntrl}]{1,253}");

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** The address in {@code text}, or empty when it is none. */
    public static Optional<EmailAddress> parse(String text) {
        String folded = text.strip().toLowerCase(Locale.ROOT);
        return SHAPE.matcher(folded).matches() ? Optional.of(new EmailAddress(folded)) : Optional.empty();
    }

    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public int compareTo(EmailAddress other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

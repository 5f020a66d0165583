package org.nightlight.customer;

import java.util.Locale;
import java.util.Optional;
import org.nightlight.shared.EmailAddress;

/**
 * A way to reach a customer; it belongs to one customer at most.
 *
 * @param value an e-mail address in lower case, or a phone number as digits with a leading {@code +} where one was given
 * @param proven whether its owner has shown that it is theirs
 */
public record CustomerAddress(Kind kind, String value, boolean proven) {
    /** How a customer is reached. */
    public enum Kind {
        EMAIL,
        PHONE;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An address that nobody has proven yet. */
    public static CustomerAddress of(EmailAddress address) {
        return new CustomerAddress(Kind.EMAIL, address.value(), false);
    }

    /** A phone number as written by a person, without its spaces and brackets; empty when it has too few or many digits. */
    public static Optional<CustomerAddress> ofPhone(String written) {
        String digits = written.replaceAll("\\D", "");
        String plus = written.strip().startsWith("+") ? "+" : "";
        return digits.length() < 5 || digits.length() > 15
                ? Optional.empty()
                : Optional.of(new CustomerAddress(Kind.PHONE, plus + digits, false));
    }
}

package org.nightlight.staff;

import static org.nightlight.shared.Spoken.say;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are kept: bcrypt, its name beside each hash so that a later one can be told from it. */
public final class Passwords {
    /** 2^10 rounds: about 50 ms on the machines of 2026. */
    public static final int STRENGTH = 10;

    private static final int SHORTEST = 12;
    /** bcrypt looks at no more. */
    private static final int MOST_BYTES = 72;

    private Passwords() {}

    /** @param strength the binary logarithm of the rounds, 4 to 31 */
    public static PasswordEncoder encoder(int strength) {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(strength)));
    }

    /** Why a password will not do, as a sentence; empty when it will. Length is what counts, not kinds of characters. */
    static Optional<String> weakness(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of(say(
                            "Choose a password of at least %d characters.",
                            "Elige una contraseña de al menos %d caracteres.")
                    .formatted(SHORTEST));
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of(say(
                            "Choose a password of at most %d characters.",
                            "Elige una contraseña de %d caracteres como máximo.")
                    .formatted(MOST_BYTES));
        }
        return Optional.empty();
    }
}

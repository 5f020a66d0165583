package org.nightlight.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.nightlight.shared.EmailAddress;

/** Addresses that are one mailbox, and secrets that go to one. */
final class Mailbox {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Mailbox() {}

    /** Equal for the ways of writing one mailbox: what stands behind a plus, and dots in a Gmail address, do not count. */
    static String of(EmailAddress address) {
        String local = address.value().substring(0, address.value().lastIndexOf('@'));
        String domain = address.domain().equals("googlemail.com") ? "gmail.com" : address.domain();
        String plain = local.replaceFirst("(?<=.)\\+.*", "");
        return (domain.equals("gmail.com") ? plain.replace(".", "") : plain) + "@" + domain;
    }

    static byte[] hash(EmailAddress address) {
        return sha256(address.value());
    }

    /** A link's secret: 256 random bits, of which the hash alone is kept. */
    static String secret() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

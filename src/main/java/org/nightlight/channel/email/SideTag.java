package org.nightlight.channel.email;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the subjects of a side conversation end with, {@code [S12-3f9a0c1b22]}: many a supplier's program answers under the subject alone.
 * Signed with the instance's secret, so that nobody makes up another's; whoever answers must write from the right address besides.
 */
public final class SideTag {
    private static final Pattern TAG = Pattern.compile("(?i)\\[S([1-9]\\d{0,17})-([0-9a-f]{10})]");

    private final SecretKeySpec key;

    /** @param secret at least 16 bytes, this instance's own */
    public SideTag(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("the instance secret is too short");
        }
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    public String of(long sideId) {
        return "[S" + sideId + "-" + mac(sideId) + "]";
    }

    /** Whose tag a subject bears; empty where it bears none of this instance's. */
    public Optional<Long> side(String subject) {
        Matcher tag = TAG.matcher(subject);
        while (tag.find()) {
            long sideId = Long.parseLong(tag.group(1));
            byte[] said = tag.group(2).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(said, mac(sideId).getBytes(StandardCharsets.US_ASCII))) {
                return Optional.of(sideId);
            }
        }
        return Optional.empty();
    }

    /** A subject without any such tag. */
    public static String without(String subject) {
        return TAG.matcher(subject).replaceAll("").strip();
    }

    private String mac(long sideId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] full = mac.doFinal(("side-conversation:" + sideId).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(full, 0, 5);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}

package org.nightlight.channel.email;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.nightlight.shared.EmailAddress;

/**
 * The envelope sender of each mail of ours, {@code bounces+17.mac@domain}: a report that comes back names the mail, whatever else
 * it says or leaves out. Signed with the instance's secret, so that nobody makes up a report about somebody else's mail.
 */
public final class ReturnPath {
    private static final Pattern TAG = Pattern.compile("([1-9]\\d{0,17})\\.([0-9a-f]{24})");

    private final SecretKeySpec key;
    private final String local;
    private final String domain;

    /**
     * @param secret at least 16 bytes, this instance's own
     * @param base the mailbox to which reports come; its mail server must deliver {@code local+anything} there
     */
    public ReturnPath(byte[] secret, EmailAddress base) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("the instance secret is too short");
        }
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.local = base.value().substring(0, base.value().lastIndexOf('@'));
        this.domain = base.domain();
    }

    public EmailAddress of(long mail) {
        return new EmailAddress(local + "+" + mail + "." + mac(mail) + "@" + domain);
    }

    /** Which mail the address was made for; empty when this instance did not make it. */
    public Optional<Long> mail(EmailAddress address) {
        String value = address.value();
        if (!address.domain().equals(domain) || !value.startsWith(local + "+")) {
            return Optional.empty();
        }
        Matcher tag = TAG.matcher(value.substring(local.length() + 1, value.lastIndexOf('@')));
        if (!tag.matches()) {
            return Optional.empty();
        }
        long mail = Long.parseLong(tag.group(1));
        boolean ours = MessageDigest.isEqual(
                tag.group(2).getBytes(StandardCharsets.US_ASCII), mac(mail).getBytes(StandardCharsets.US_ASCII));
        return ours ? Optional.of(mail) : Optional.empty();
    }

    private String mac(long mail) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            // The words before the number keep this apart from whatever else the secret signs.
            byte[] full = mac.doFinal(("return-path:" + mail).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(full, 0, 12);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}

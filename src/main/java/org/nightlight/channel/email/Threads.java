package org.nightlight.channel.email;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens by which an answer finds its ticket. Each mail that we send has a Message-ID {@code <t.random.mac@domain>},
 * signed with this instance's secret, so that a copy of the desk or another desk of this make never matches. Who may
 * thread is not decided here.
 */
public final class Threads {
    private static final Pattern TOKEN = Pattern.compile("<t\\.([0-9a-f]{32})\\.([0-9a-f]{32})@[^<>\\s@]{1,253}>");
    private static final Pattern TICKET = Pattern.compile("\\[#(\\d{1,15})]");

    private final SecretKeySpec key;
    private final String domain;
    private final RandomGenerator random;

    /**
     * @param secret at least 16 bytes, this instance's own
     * @param domain what stands after the {@code @} of our Message-IDs
     */
    public Threads(byte[] secret, String domain) {
        this(secret, domain, new SecureRandom());
    }

    Threads(byte[] secret, String domain, RandomGenerator random) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("the instance secret is too short");
        }
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.domain = domain.toLowerCase(Locale.ROOT);
        this.random = random;
    }

    /** A new Message-ID, with angle brackets. Which ticket it belongs to is for the caller to store. */
    public String newMessageId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        return "<t." + nonce + "." + mac(nonce) + "@" + domain + ">";
    }

    /** Whether this instance made the Message-ID, whatever its case: some systems fold it. */
    public boolean isOurs(String messageId) {
        Matcher token = TOKEN.matcher(messageId.toLowerCase(Locale.ROOT));
        return token.matches()
                && MessageDigest.isEqual(
                        token.group(2).getBytes(StandardCharsets.US_ASCII),
                        mac(token.group(1)).getBytes(StandardCharsets.US_ASCII));
    }

    /** Our own ids that the mail answers, nearest first: In-Reply-To, then References from the newest back. */
    public List<String> ours(ParsedMail mail) {
        List<String> ours = new ArrayList<>();
        for (String id : answered(mail)) {
            if (isOurs(id)) {
                ours.add(id.toLowerCase(Locale.ROOT));
            }
        }
        return ours;
    }

    /** Every id that the mail answers or refers to, nearest first, each once. */
    public static List<String> answered(ParsedMail mail) {
        List<String> ids = new ArrayList<>();
        String replied = mail.inReplyTo();
        if (replied != null) {
            ids.add(replied);
        }
        for (String id : mail.references().reversed()) {
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** The ticket number of {@code [#1042]} in a subject; a hint only, for anybody can write it. */
    public static OptionalLong ticketNumber(String subject) {
        Matcher ticket = TICKET.matcher(subject);
        return ticket.find() ? OptionalLong.of(Long.parseLong(ticket.group(1))) : OptionalLong.empty();
    }

    private String mac(String nonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] full = mac.doFinal(nonce.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(full, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}

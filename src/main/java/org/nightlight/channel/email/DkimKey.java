package org.nightlight.channel.email;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Locale;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;
import org.nightlight.shared.EmailAddress;

/** Signs outgoing mail in a domain's name (DKIM, RFC 6376), so that receivers see that nobody made it up or changed it. */
public final class DkimKey {
    /** Signed once more than they stand there, From above all, so that nobody can add a second one (RFC 6376, 8.15). */
    private static final String SIGNED =
            "from:from:subject:subject:date:to:to:cc:message-id:in-reply-to:references:mime-version:content-type:"
                    + "content-transfer-encoding:auto-submitted";

    private final String domain;
    private final String selector;
    private final RSAPrivateCrtKey key;

    private DkimKey(String domain, String selector, RSAPrivateCrtKey key) {
        this.domain = domain;
        this.selector = selector;
        this.key = key;
    }

    /**
     * @param file an RSA key of 1024 bits at least, PKCS #8 in PEM ({@code BEGIN PRIVATE KEY})
     * @throws IllegalArgumentException saying which setting is wrong
     */
    public static DkimKey read(String domain, String selector, Path file) {
        String name = "[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?";
        String of = domain.strip().toLowerCase(Locale.ROOT);
        String by = selector.strip().toLowerCase(Locale.ROOT);
        if (!of.matches(name) || !by.matches(name)) {
            throw new IllegalArgumentException("nightlight.dkim.domain and nightlight.dkim.selector must be names.");
        }
        try {
            String base64 = Files.readString(file)
                    .replaceAll("-----(?:BEGIN|END) PRIVATE KEY-----", "")
                    .replaceAll("\\s", "");
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
            if (!(key instanceof RSAPrivateCrtKey rsa) || rsa.getModulus().bitLength() < 1024) {
                throw new IllegalArgumentException("nightlight.dkim.key-file holds too short a key.");
            }
            return new DkimKey(of, by, rsa);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException broken) {
            throw new IllegalArgumentException(
                    "nightlight.dkim.key-file must name a file with an RSA key in PKCS #8 (BEGIN PRIVATE KEY).",
                    broken);
        }
    }

    public String domain() {
        return domain;
    }

    /** The name at which receivers look for the key. */
    public String publishedAt() {
        return selector + "._domainkey." + domain;
    }

    /** The record that is to stand there. */
    public String published() {
        try {
            byte[] open = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                    .getEncoded();
            return "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(open);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether mail from this address may be signed with the key: a signature of another domain helps nobody. */
    public boolean signsFor(EmailAddress from) {
        return from.domain().equals(domain) || from.domain().endsWith("." + domain);
    }

    /** The same mail with a signature before it. */
    public byte[] signed(byte[] mail) {
        try {
            String header = new DKIMSigner(
                            "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=" + selector + "; h=" + SIGNED
                                    + "; bh=; b=;",
                            key)
                    .sign(new ByteArrayInputStream(mail));
            ByteArrayOutputStream signed = new ByteArrayOutputStream(mail.length + header.length() + 2);
            signed.writeBytes((header.strip() + "\r\n").getBytes(StandardCharsets.US_ASCII));
            signed.writeBytes(mail);
            return signed.toByteArray();
        } catch (IOException | FailException failed) {
            throw new IllegalStateException("the mail could not be signed", failed);
        }
    }
}

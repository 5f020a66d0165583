package org.nightlight.channel.sender;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Seals mails as servers on their way do (RFC 8617), with canonical forms of its own, so that both sides cannot err alike. */
public final class SealedChain {
    private final KeyPair key;
    private final String selector;

    public SealedChain(int bits, String selector) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            this.key = generator.generateKeyPair();
            this.selector = selector;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What these domains publish. */
    public SealedChain published(StandInDns dns, String... domains) {
        String all = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
        int half = Math.min(200, all.length());
        for (String domain : domains) {
            dns.text(selector + "._domainkey." + domain, all.substring(0, half), all.substring(half));
        }
        return this;
    }

    /** One more set at the head of the mail. */
    public String seal(String mail, int instance, String domain, String found, String cv) {
        int split = mail.indexOf("\r\n\r\n");
        List<String> head = fields(mail.substring(0, split));
        String results = "ARC-Authentication-Results: i=" + instance + "; " + found;
        String message = "ARC-Message-Signature: i=" + instance + "; a=rsa-sha256; c=relaxed/relaxed;\r\n d=" + domain
                + "; s=" + selector + "; h=From:To:Subject;\r\n\tbh=" + hash(relaxedBody(mail.substring(split + 4)))
                + ";\r\n b=";
        StringBuilder signed = new StringBuilder();
        for (String name : List.of("From", "To", "Subject")) {
            head.stream()
                    .filter(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .reduce((first, next) -> next)
                    .ifPresent(field -> signed.append(relaxed(field)).append("\r\n"));
        }
        message += folded(sign(signed.append(relaxed(message)).toString()));
        String seal = "ARC-Seal: i=" + instance + "; a=rsa-sha256; t=1764000000; cv=" + cv + "; d=" + domain + "; s="
                + selector + ";\r\n b=";
        StringBuilder sealed = new StringBuilder();
        for (int i = 1; i < instance; i++) {
            for (String name : List.of("ARC-Authentication-Results", "ARC-Message-Signature", "ARC-Seal")) {
                int of = i;
                head.stream()
                        .filter(field -> field.matches("(?is)" + name + ":\\s*i=" + of + ";.*"))
                        .findFirst()
                        .ifPresent(field -> sealed.append(relaxed(field)).append("\r\n"));
            }
        }
        sealed.append(relaxed(results)).append("\r\n").append(relaxed(message)).append("\r\n");
        seal += folded(sign(sealed.append(relaxed(seal)).toString()));
        return seal + "\r\n" + message + "\r\n" + results + "\r\n" + mail;
    }

    /** The mail with a DKIM signature of its author's domain. */
    public String signed(String mail, String domain) {
        int split = mail.indexOf("\r\n\r\n");
        String signature = "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=" + selector
                + "; h=From;\r\n bh=" + hash(relaxedBody(mail.substring(split + 4))) + "; b=";
        String from = fields(mail.substring(0, split)).stream()
                .filter(field -> field.startsWith("From:"))
                .findFirst()
                .orElseThrow();
        return signature + folded(sign(relaxed(from) + "\r\n" + relaxed(signature))) + "\r\n" + mail;
    }

    private static List<String> fields(String head) {
        List<String> fields = new ArrayList<>();
        for (String line : head.split("\r\n")) {
            if (line.startsWith(" ") || line.startsWith("\t")) {
                fields.add(fields.removeLast() + "\r\n" + line);
            } else {
                fields.add(line);
            }
        }
        return fields;
    }

    private static String relaxed(String field) {
        int colon = field.indexOf(':');
        return field.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":"
                + field.substring(colon + 1).replaceAll("\\s+", " ").strip();
    }

    private static String relaxedBody(String body) {
        String lines = body.lines()
                .map(line -> line.replaceAll("[ \t]+", " ").stripTrailing())
                .collect(Collectors.joining("\r\n"));
        String end = lines.replaceAll("(\r\n)+$", "");
        return end.isEmpty() ? "" : end + "\r\n";
    }

    private static String folded(String text) {
        return text.replaceAll("(.{70})", "$1\r\n ");
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(text.getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

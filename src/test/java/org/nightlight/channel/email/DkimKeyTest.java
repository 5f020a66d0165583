package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nightlight.shared.EmailAddress;

/** Checked by a reading of RFC 6376 that shares nothing with the library that signs. */
class DkimKeyTest {
    private static final EmailAddress FROM = new EmailAddress("help@desk.example");

    @Test
    void aSignedMailHoldsAndAChangedOneDoesNot(@TempDir Path folder) throws Exception {
        KeyPair keys = keys();
        DkimKey key = DkimKey.read("Desk.example", "s1", pem(folder, keys));
        String signed = new String(key.signed(mail()), StandardCharsets.US_ASCII);
        assertThat(signed).startsWith("DKIM-Signature:").endsWith(new String(mail(), StandardCharsets.US_ASCII));
        assertThat(holds(signed, keys)).isTrue();
        assertThat(holds(signed.replace("Refund", "Refunds"), keys)).isFalse();
        assertThat(holds(signed.replace("Hello Ann", "Hello Bob"), keys)).isFalse();
        assertThat(holds(signed.replace("From: ", "From: boss@desk.example\r\nFrom: "), keys))
                .isFalse();
        assertThat(holds(signed, keys())).isFalse();
    }

    @Test
    void itSignsForItsOwnDomainAlone(@TempDir Path folder) throws Exception {
        DkimKey key = DkimKey.read("desk.example", "s1", pem(folder, keys()));
        assertThat(key.signsFor(FROM)).isTrue();
        assertThat(key.signsFor(new EmailAddress("help@eu.desk.example"))).isTrue();
        assertThat(key.signsFor(new EmailAddress("help@notdesk.example"))).isFalse();
    }

    @Test
    void aFileThatHoldsNoKeyStopsTheStart(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("k.pem"), "nothing");
        assertThatThrownBy(() -> DkimKey.read("desk.example", "s1", file)).hasMessageContaining("dkim.key-file");
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        return rsa.generateKeyPair();
    }

    private static Path pem(Path folder, KeyPair keys) throws Exception {
        return Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private static byte[] mail() {
        return MailComposer.compose(new OutgoingMail(
                FROM,
                "Zoë",
                List.of(new EmailAddress("ann@home.example")),
                List.of(),
                "Re: [#7] Refund",
                "<t.1@desk.example>",
                "<a@home.example>",
                List.of("<a@home.example>", "<a-rather-long-reference-that-makes-the-line-fold@home.example>"),
                Instant.parse("2026-11-16T10:00:00Z"),
                "Hello Ann,  \n\n.a line with a dot\nbye\n\n\n",
                null,
                false,
                "desk-1"));
    }

    private static boolean holds(String mail, KeyPair keys) throws Exception {
        int end = mail.indexOf("\r\n\r\n");
        List<String> fields = new ArrayList<>(List.of(mail.substring(0, end + 2).split("\r\n(?![ \t])")));
        String own = fields.removeFirst();
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag :
                own.substring(own.indexOf(':') + 1).replaceAll("\r\n", "").split(";")) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                tags.put(
                        tag.substring(0, equals).strip(),
                        tag.substring(equals + 1).replaceAll("\\s", ""));
            }
        }
        String body = mail.substring(end + 4)
                .replaceAll("[ \t]+\r\n", "\r\n")
                .replaceAll("[ \t]+", " ")
                .replaceAll("(\r\n)*$", "");
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest((body.isEmpty() ? "" : body + "\r\n").getBytes(StandardCharsets.US_ASCII));
        if (!Base64.getEncoder().encodeToString(hash).equals(tags.get("bh"))) {
            return false;
        }
        StringBuilder hashed = new StringBuilder();
        List<String> left = new ArrayList<>(fields);
        for (String name : tags.get("h").split(":")) {
            for (int i = left.size() - 1; i >= 0; i--) {
                if (left.get(i).toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    hashed.append(relaxed(left.remove(i))).append("\r\n");
                    break;
                }
            }
        }
        hashed.append(relaxed(own.replaceAll("([;:]\\s*b=)[^;]*", "$1")));
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(keys.getPublic());
        check.update(hashed.toString().getBytes(StandardCharsets.US_ASCII));
        return check.verify(Base64.getDecoder().decode(tags.get("b")));
    }

    private static String relaxed(String field) {
        int colon = field.indexOf(':');
        return field.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":"
                + field.substring(colon + 1)
                        .replaceAll("\r\n", "")
                        .replaceAll("[ \t]+", " ")
                        .strip();
    }
}

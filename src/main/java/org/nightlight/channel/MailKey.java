package org.nightlight.channel;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * By what a mail is known when it is delivered a second time: its id, sender, subject, date and body. Hops on the way add
 * headers, so the whole cannot serve; the id alone cannot either, since two different mails may carry the same.
 */
record MailKey(String value) {
    private static final Set<String> KEYS = Set.of("message-id", "from", "subject", "date");
    private static final int LONGEST_HEADER = 256 * 1024;

    static MailKey of(Path raw) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(raw))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(header(bytes));
            byte[] buffer = new byte[16_384];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return new MailKey("email:" + HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The header fields that count, with their continuation lines; what is not header belongs to the body. */
    private static byte[] header(InputStream bytes) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        boolean counts = false;
        int total = 0;
        for (byte[] line = line(bytes); line.length > 0 && total < LONGEST_HEADER; line = line(bytes)) {
            total += line.length;
            String text = new String(line, StandardCharsets.ISO_8859_1);
            if (text.isBlank()) {
                break;
            }
            if (text.charAt(0) != ' ' && text.charAt(0) != '\t') {
                int colon = text.indexOf(':');
                counts = colon < 0
                        || KEYS.contains(text.substring(0, colon).strip().toLowerCase(Locale.ROOT));
            }
            if (counts) {
                kept.writeBytes(text.strip().getBytes(StandardCharsets.ISO_8859_1));
                kept.write('\n');
            }
        }
        return kept.toByteArray();
    }

    private static byte[] line(InputStream bytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = bytes.read(); b >= 0 && line.size() < LONGEST_HEADER; b = bytes.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}

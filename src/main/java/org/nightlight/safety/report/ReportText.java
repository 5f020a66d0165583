package org.nightlight.safety.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What a report says, under its fixed headings. {@code words}: lines that are a sender's own, to be shown only when asked for. */
public record ReportText(List<Section> sections) {

    public record Section(String heading, boolean words, List<String> lines) {}

    /** SHA-256 of all that it says, in hex. */
    public String hash() {
        StringBuilder all = new StringBuilder();
        for (Section section : sections) {
            all.append(section.heading()).append('\u0000');
            section.lines().forEach(line -> all.append(line).append('\u0001'));
        }
        return sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

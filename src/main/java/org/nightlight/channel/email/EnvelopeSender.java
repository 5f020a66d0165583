package org.nightlight.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nightlight.shared.EmailAddress;

/**
 * The sender of a mail that came without an envelope: the server that delivered it wrote it down as {@code Return-Path} (RFC
 * 5321, 4.4). Where it did not, the mail's own sender stands in, so that a person finds the mail again.
 */
public final class EnvelopeSender {
    private static final int LONGEST = 256 * 1024;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()]{1,64}@[^\\s<>,;:\"()]{1,255}");

    private EnvelopeSender() {}

    /** @return the address, or nothing when there is none or it cannot be read */
    public static String of(Path raw) throws IOException {
        String returnPath = "";
        String from = "";
        try (BufferedReader in = new BufferedReader(Files.newBufferedReader(raw, StandardCharsets.ISO_8859_1))) {
            int read = 0;
            String field = "";
            for (String line = in.readLine(); line != null && !line.isBlank() && read < LONGEST; line = in.readLine()) {
                read += line.length();
                boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
                field = goesOn
                        ? field
                        : line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
                if (field.equals("return-path") && returnPath.isEmpty()) {
                    returnPath = address(line);
                } else if (field.equals("from") && from.isEmpty()) {
                    from = address(line);
                }
            }
        }
        return returnPath.isEmpty() ? from : returnPath;
    }

    private static String address(String line) {
        Matcher matcher = ADDRESS.matcher(line.substring(line.indexOf(':') + 1));
        return matcher.find() && EmailAddress.parse(matcher.group()).isPresent() ? matcher.group() : "";
    }
}

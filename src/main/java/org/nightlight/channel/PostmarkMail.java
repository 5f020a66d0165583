package org.nightlight.channel;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.EnvelopeSender;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mail that Postmark has taken in for the organisation and hands on by HTTP, raw (its setting "Include raw email content in
 * JSON payload"). It shows a user and a password, as in the address that it was given. One is read at a time, since its raw
 * mail comes as one JSON string.
 */
@Component
public class PostmarkMail {
    /** JSON holds the mail and, again, each attachment of it in base64. */
    private static final int TIMES_THE_MAIL = 4;

    private static final int SHORTEST_SECRET = 16;

    private final Intake intake;
    private final Path folder;
    private final long longestMail;
    private final JsonFactory json;
    private final byte @Nullable [] secret;

    PostmarkMail(
            Intake intake,
            @Value("${nightlight.postmark.secret-file}") String secretFile,
            @Value("${nightlight.data}") String data,
            @Value("${nightlight.smtp.max-bytes}") int maxBytes) {
        this.intake = intake;
        this.folder = Path.of(data).resolve("receiving");
        this.longestMail = maxBytes;
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(maxBytes)
                        .build())
                .build();
        this.secret = secretFile.isBlank() ? null : secret(secretFile);
    }

    /** What became of a call. */
    public enum Answer {
        /** The mail is stored. */
        TAKEN,
        /** No way in, or not with this secret; both look alike. */
        REFUSED,
        /** No raw mail is in it. */
        BROKEN,
        TOO_LARGE
    }

    /**
     * @param authorization the header of that name (RFC 7617)
     * @throws IOException when the mail could not be read or stored; Postmark will try again
     */
    public Answer take(String authorization, InputStream body) throws IOException {
        if (secret == null || !isKnown(authorization)) {
            return Answer.REFUSED;
        }
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "arriving-", ".eml");
        try {
            return taken(body, file);
        } catch (JacksonException broken) {
            return broken instanceof tools.jackson.core.exc.StreamConstraintsException
                    ? Answer.TOO_LARGE
                    : Answer.BROKEN;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private synchronized Answer taken(InputStream body, Path file) throws IOException {
        String recipient = "";
        boolean raw = false;
        try (JsonParser parser = json.createParser(
                ObjectReadContext.empty(), new BufferedInputStream(new Limited(body, longestMail * TIMES_THE_MAIL)))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Answer.BROKEN;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && name.equals("OriginalRecipient")) {
                    recipient = parser.getString();
                } else if (value == JsonToken.VALUE_STRING && name.equals("RawEmail")) {
                    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                        raw = parser.getString(out) > 0;
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (!raw) {
            return Answer.BROKEN;
        }
        store(file, recipient);
        return Answer.TAKEN;
    }

    private void store(Path file, String recipient) throws IOException {
        Map<String, Object> envelope = new LinkedHashMap<>();
        String from = EnvelopeSender.of(file);
        if (!from.isEmpty()) {
            envelope.put("from", from);
        }
        envelope.put("to", recipient.isEmpty() ? List.of() : List.of(recipient));
        envelope.put("by", "postmark");
        intake.acceptMail(
                MailKey.of(file).value(),
                JsonMapper.shared().writeValueAsString(envelope).replace("\\u0000", ""),
                Files.size(file),
                sha256(file),
                file);
    }

    private boolean isKnown(String authorization) {
        byte[] said;
        try {
            said = authorization.regionMatches(true, 0, "Basic ", 0, 6)
                    ? Base64.getDecoder().decode(authorization.substring(6).strip())
                    : new byte[0];
        } catch (IllegalArgumentException none) {
            said = new byte[0];
        }
        return MessageDigest.isEqual(said, secret);
    }

    private static byte[] secret(String file) {
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (secret.length() < SHORTEST_SECRET || secret.indexOf(':') < 1) {
                throw new IllegalArgumentException("The file named by nightlight.postmark.secret-file must hold"
                        + " user:password, " + SHORTEST_SECRET + " characters at least.");
            }
            return secret.getBytes(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "nightlight.postmark.secret-file must name a readable file with user:password.", unreadable);
        }
    }

    private static byte[] sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Ends a body that has no end. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            return --left < 0 ? -1 : super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = super.read(bytes, from, (int) Math.min(left, count));
            left -= Math.max(0, read);
            return read;
        }
    }
}

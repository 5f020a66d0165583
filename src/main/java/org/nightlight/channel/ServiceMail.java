package org.nightlight.channel;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.EnvelopeSender;
import org.nightlight.channel.email.SmtpSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mail that a service has taken in for the organisation and hands on by HTTP, raw: Postmark (its setting "Include raw email
 * content in JSON payload") and SendGrid's Inbound Parse (its setting "POST the raw, full MIME message"). Each shows a user and a
 * password, as in the address that it was given; that signs nothing, so the address must be https. SendGrid signs besides where it was
 * told to (a security policy with signature, see
 * https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/securing-your-parse-webhooks). Of Postmark's one is read at a time,
 * since its raw mail comes as one JSON string.
 */
@Component
public class ServiceMail {
    /** JSON holds the mail and, again, each attachment of it in base64. */
    private static final int TIMES_THE_MAIL = 4;

    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_FIELD = 64 * 1024;
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name\\s*=\\s*\"?([a-z_]{1,40})\"?");

    private final Intake intake;
    private final ServiceLines lines;
    private final Path folder;
    private final long longestMail;
    private final JsonFactory json;
    private final byte @Nullable [] postmark;
    private final byte @Nullable [] sendGrid;
    private final @Nullable PublicKey sendGridKey;

    ServiceMail(
            Intake intake,
            ServiceLines lines,
            @Value("${nightlight.postmark.secret-file}") String postmarkFile,
            @Value("${nightlight.sendgrid.inbound-secret-file}") String sendGridFile,
            @Value("${nightlight.sendgrid.inbound-key-file}") String sendGridKeyFile,
            @Value("${nightlight.data}") String data,
            @Value("${nightlight.smtp.max-bytes}") int maxBytes) {
        this.intake = intake;
        this.lines = lines;
        this.folder = Path.of(data).resolve("receiving");
        this.longestMail = maxBytes;
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(maxBytes)
                        .build())
                .build();
        this.postmark = secret("nightlight.postmark.secret-file", postmarkFile);
        this.sendGrid = secret("nightlight.sendgrid.inbound-secret-file", sendGridFile);
        this.sendGridKey = SendGridKey.read("nightlight.sendgrid.inbound-key-file", sendGridKeyFile);
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
     * @throws IOException when the mail could not be read or stored; the service will try again
     */
    public Answer postmark(String authorization, InputStream body) throws IOException {
        return isKnown(authorization, postmark)
                ? received(ServiceLines.POSTMARK, file -> fromJson(body, file))
                : Answer.REFUSED;
    }

    /** Of a call by SendGrid. @param contentType a form with its boundary */
    public record Call(String authorization, String timestamp, String signature, String contentType) {}

    /** As {@link #postmark}: with the secret, the signature, or both, as the settings say. */
    public Answer sendGrid(Call call, InputStream body) throws IOException {
        PublicKey key = sendGridKey;
        if (sendGrid == null && key == null
                || sendGrid != null && !isKnown(call.authorization(), sendGrid)
                || key != null && call.signature().isEmpty()) {
            return Answer.REFUSED;
        }
        return key == null
                ? received(ServiceLines.SENDGRID, file -> fromForm(call.contentType(), body, file))
                : received(ServiceLines.SENDGRID, file -> fromSigned(key, call, body, file));
    }

    /** What is signed is the whole body, so it is read before a word of it is believed. */
    private Answer fromSigned(PublicKey key, Call call, InputStream body, Path file) throws IOException, MimeException {
        Path form = Files.createTempFile(folder, "arriving-", ".form");
        try {
            SendGridKey.Check check = SendGridKey.check(key, call.timestamp());
            try (OutputStream out = Files.newOutputStream(form)) {
                InputStream limited = new Limited(body, longestMail + longestMail / 8);
                byte[] piece = new byte[64 * 1024];
                for (int read = limited.read(piece); read >= 0; read = limited.read(piece)) {
                    check.update(piece, read);
                    out.write(piece, 0, read);
                }
            }
            if (!check.holds(call.signature())) {
                return Answer.REFUSED;
            }
            try (InputStream signed = Files.newInputStream(form)) {
                return fromForm(call.contentType(), signed, file);
            }
        } finally {
            Files.deleteIfExists(form);
        }
    }

    private interface Reading {
        Answer into(Path file) throws IOException, MimeException;
    }

    private Answer received(String service, Reading reading) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "arriving-", ".eml");
        try {
            Answer answer = reading.into(file);
            if (answer == Answer.TAKEN) {
                lines.taken(service, null);
            }
            return answer;
        } catch (StreamConstraintsException tooLong) {
            return Answer.TOO_LARGE;
        } catch (JacksonException | MimeException broken) {
            return Answer.BROKEN;
        } catch (IOException failed) {
            lines.failed(service, failed);
            throw failed;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private synchronized Answer fromJson(InputStream body, Path file) throws IOException {
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
        store(file, "", recipient.isEmpty() ? List.of() : List.of(recipient), "", Map.of());
        return Answer.TAKEN;
    }

    /** The form's parts as they come; the mail goes to the file piece by piece. */
    private Answer fromForm(String contentType, InputStream body, Path file) throws IOException, MimeException {
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return Answer.BROKEN;
        }
        MimeTokenStream parts = new MimeTokenStream(
                new MimeConfig.Builder().setMaxLineLen(-1).setMaxContentLen(-1).build());
        parts.parseHeadless(new BufferedInputStream(new Limited(body, longestMail + longestMail / 8)), contentType);
        parts.setRecursionMode(RecursionMode.M_NO_RECURSE);
        String name = "";
        String peer = "";
        JsonNode envelope = JsonMapper.shared().createObjectNode();
        boolean raw = false;
        for (EntityState state = parts.getState(); state != EntityState.T_END_OF_STREAM; state = parts.next()) {
            if (state == EntityState.T_START_HEADER) {
                name = "";
            } else if (state == EntityState.T_FIELD
                    && parts.getField().getName().equalsIgnoreCase("Content-Disposition")) {
                Matcher named = NAME.matcher(parts.getField().getBody());
                name = named.find() ? named.group(1) : "";
            } else if (state == EntityState.T_BODY) {
                switch (name) {
                    case "email" -> {
                        if (!copied(parts.getInputStream(), file)) {
                            return Answer.TOO_LARGE;
                        }
                        raw = true;
                    }
                    case "envelope" -> envelope = JsonMapper.shared().readTree(text(parts.getInputStream()));
                    case "sender_ip" -> peer = text(parts.getInputStream()).strip();
                    default -> {
                        // What else it found out, the desk finds out by itself.
                    }
                }
            }
        }
        if (!raw || Files.size(file) == 0) {
            return Answer.BROKEN;
        }
        List<String> to = new ArrayList<>();
        envelope.path("to").forEach(one -> to.add(one.asString("")));
        store(file, envelope.path("from").asString(""), to, peer, Map.of());
        return Answer.TAKEN;
    }

    private boolean copied(InputStream in, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            new Limited(in, longestMail).transferTo(out);
            return in.read() < 0;
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8);
    }

    /**
     * Stores a mail that a service has taken in. Of one over the limit the beginning is kept, to be screened and listed.
     *
     * @param sender of {@code MAIL FROM}; empty where it is not known
     * @param more for the envelope
     */
    void store(Path file, String sender, List<String> to, String peer, Map<String, ?> more) throws IOException {
        Map<String, Object> envelope = new LinkedHashMap<>();
        String from = sender.isEmpty() ? EnvelopeSender.of(file) : sender;
        if (!from.isEmpty()) {
            envelope.put("from", from);
        }
        envelope.put("to", to);
        envelope.put("peer", peer);
        envelope.putAll(more);
        String key = MailKey.of(file).value();
        long size = Files.size(file);
        byte[] hash = sha256(file);
        if (size > longestMail) {
            envelope.put("oversize", true);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(SmtpSettings.STUB);
            }
        }
        intake.acceptMail(
                key, JsonMapper.shared().writeValueAsString(envelope).replace("\\u0000", ""), size, hash, file);
    }

    private static boolean isKnown(String authorization, byte @Nullable [] secret) {
        byte[] said;
        try {
            said = authorization.regionMatches(true, 0, "Basic ", 0, 6)
                    ? Base64.getDecoder().decode(authorization.substring(6).strip())
                    : new byte[0];
        } catch (IllegalArgumentException none) {
            said = new byte[0];
        }
        return secret != null && MessageDigest.isEqual(said, secret);
    }

    private static byte @Nullable [] secret(String setting, String file) {
        if (file.isBlank()) {
            return null;
        }
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (secret.length() >= SHORTEST_SECRET && secret.indexOf(':') > 0) {
                return secret.getBytes(StandardCharsets.UTF_8);
            }
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(setting + " must name a readable file with user:password.", unreadable);
        }
        throw new IllegalArgumentException("The file named by " + setting + " must hold user:password, "
                + SHORTEST_SECRET + " characters at least.");
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

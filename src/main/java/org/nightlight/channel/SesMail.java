package org.nightlight.channel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.seal.Buckets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Amazon SES tells by SNS: mail that it took in, raw in the message or lying in a bucket, and what became of mail that went out
 * by it. What it found out about a sender counts as a server's of our own, since the message is signed (contents:
 * https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html).
 */
@Component
public class SesMail {
    private static final int LARGEST = 1 << 20; // SNS's own limit is 256 KiB
    private static final List<String> CHECKS = List.of("spf", "dkim", "dmarc");

    private final Sns sns;
    private final ServiceMail services;
    private final ServiceLines lines;
    private final SesEvents events;
    private final Buckets buckets;
    private final String bucket;
    private final Path folder;

    SesMail(
            Sns sns,
            ServiceMail services,
            ServiceLines lines,
            SesEvents events,
            Buckets buckets,
            @Value("${nightlight.ses.bucket}") String bucket,
            @Value("${nightlight.data}") String data) {
        this.sns = sns;
        this.services = services;
        this.lines = lines;
        this.events = events;
        this.buckets = buckets;
        this.bucket = bucket.strip();
        this.folder = Path.of(data).resolve("receiving");
    }

    /** @throws IOException when something could not be fetched or stored now; SNS will try again */
    public ServiceMail.Answer heard(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            return ServiceMail.Answer.TOO_LARGE;
        }
        try {
            return heard(bytes);
        } catch (IOException failed) {
            lines.failed(ServiceLines.SES, failed);
            throw failed;
        }
    }

    private ServiceMail.Answer heard(byte[] body) throws IOException {
        Optional<Sns.Heard> heard = sns.heard(body);
        if (heard.isEmpty()) {
            return ServiceMail.Answer.REFUSED;
        }
        switch (heard.get().type()) {
            case "SubscriptionConfirmation" -> {
                sns.confirm(heard.get());
                return ServiceMail.Answer.TAKEN;
            }
            case "Notification" -> {
                try {
                    return told(
                            heard.get().id(),
                            JsonMapper.shared().readTree(heard.get().text()));
                } catch (JacksonException other) {
                    return ServiceMail.Answer.TAKEN; // such as the greeting with which SES tries a new topic
                }
            }
            default -> {
                return ServiceMail.Answer.TAKEN; // that a subscription has ended
            }
        }
    }

    private ServiceMail.Answer told(String messageId, JsonNode told) throws IOException {
        if (!told.path("notificationType").asString("").equals("Received")) {
            events.hear(messageId, told);
            return ServiceMail.Answer.TAKEN;
        }
        JsonNode action = told.path("receipt").path("action");
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "arriving-", ".eml");
        try {
            if (told.path("content").isString()) {
                Files.write(file, content(told.path("content").asString(""), action));
            } else if (action.path("type").asString("").equals("S3")) {
                fetch(action, file);
            }
            if (Files.size(file) == 0) {
                return ServiceMail.Answer.BROKEN;
            }
            services.store(file, told.path("mail").path("source").asString(""), to(told), "", found(told));
        } finally {
            Files.deleteIfExists(file);
        }
        lines.taken(ServiceLines.SES, since(told));
        return ServiceMail.Answer.TAKEN;
    }

    /** In base64 where the rule says so; a mail begins with a field, whose colon is no digit of base64. */
    private static byte[] content(String content, JsonNode action) {
        boolean said = action.path("encoding").asString("").equalsIgnoreCase("base64");
        if (said || !content.substring(0, Math.min(content.length(), 1_000)).contains(":")) {
            try {
                return Base64.getMimeDecoder().decode(content);
            } catch (IllegalArgumentException plain) {
                // As it stands, then.
            }
        }
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private void fetch(JsonNode action, Path file) throws IOException {
        if (bucket.isEmpty() || !action.path("bucketName").asString("").equals(bucket)) {
            throw new ServiceLines.NotTaken("Mail lies in a bucket that nightlight.ses.bucket does not name.");
        }
        try (InputStream mail = buckets.open(bucket, action.path("objectKey").asString(""))) {
            Files.copy(mail, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Whom the rules matched: not all to whom the mail went are ours. */
    private static List<String> to(JsonNode told) {
        List<String> to = new ArrayList<>();
        told.path("receipt").path("recipients").forEach(one -> to.add(one.asString("")));
        return to;
    }

    /** For the envelope, in the words of RFC 8601. */
    private static Map<String, Object> found(JsonNode told) {
        JsonNode receipt = told.path("receipt");
        Map<String, Object> found = new LinkedHashMap<>();
        for (String check : CHECKS) {
            found.put(
                    check,
                    switch (receipt.path(check + "Verdict").path("status").asString("")) {
                        case "PASS" -> "pass";
                        case "FAIL" -> "fail";
                        case "PROCESSING_FAILED" -> "temperror";
                        default -> "none"; // GRAY: no record, or none that decides
                    });
        }
        found.put("policy", receipt.path("dmarcPolicy").asString(""));
        found.put("spam", isFailed(receipt, "spamVerdict"));
        found.put("virus", isFailed(receipt, "virusVerdict"));
        return Map.of("found", found);
    }

    private static boolean isFailed(JsonNode receipt, String verdict) {
        return receipt.path(verdict).path("status").asString("").equals("FAIL");
    }

    private static @Nullable Instant since(JsonNode told) {
        try {
            return Instant.parse(told.path("mail").path("timestamp").asString(""));
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}

package org.nightlight.channel.email;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.nightlight.shared.EmailAddress;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first hop by SendGrid's API ({@code POST /v3/mail/send}). The same Message-ID goes with each attempt. Links and openings are
 * never tracked: whoever reads may be a child. Redirects are not followed. Thread safe.
 */
public final class SendGrid implements AutoCloseable {
    /** The mail's id comes back with each event, by this name. */
    public static final String MAIL_ID = "nightlight_mail";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Bytes in a millisecond that a line carries at least: a mail with files takes its time. */
    private static final int SLOWEST = 100;

    private static final List<String> HEADERS = List.of(
            "Message-ID",
            "In-Reply-To",
            "References",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "X-Nightlight-Instance");

    private final URI address;
    private final String key;
    private final HttpClient client;

    private SendGrid(URI address, String key) {
        this.address = address;
        this.key = key;
        this.client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * @param api such as {@code https://api.sendgrid.com}; http on this machine alone
     * @throws IllegalArgumentException saying which setting is wrong
     */
    public static SendGrid at(String api, String key) {
        URI uri = URI.create(api.strip().replaceAll("/+$", "") + "/v3/mail/send");
        boolean here = "http".equals(uri.getScheme())
                && ("127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost()));
        if (uri.getHost() == null || !"https".equals(uri.getScheme()) && !here) {
            throw new IllegalArgumentException(
                    "nightlight.sendgrid.api must be an https address, or http on this machine itself.");
        }
        if (!key.matches("[\\x21-\\x7E]{8,200}")) {
            throw new IllegalArgumentException("The file named by nightlight.sendgrid.key-file must hold an API key.");
        }
        return new SendGrid(uri, key);
    }

    /** Hands one mail over. Never throws for what the network or SendGrid does. */
    public Relay.Outcome send(List<EmailAddress> recipients, byte[] mail) {
        String body;
        try {
            body = JsonMapper.shared().writeValueAsString(json(recipients, mail));
        } catch (MessagingException | IOException unfit) {
            return refused(false, "unfit", "No mail can be made of this message.");
        }
        Duration patience = PATIENCE.plusMillis(body.length() / SLOWEST);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<Void>> asked = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            // The client's own patience ends with the headers, this one with the answer.
            return outcome(asked.get(patience.toMillis() + 1_000, TimeUnit.MILLISECONDS)
                    .statusCode());
        } catch (ExecutionException broken) {
            return broken.getCause() instanceof ConnectException
                            || broken.getCause() instanceof HttpConnectTimeoutException
                    ? refused(true, "unreachable", "SendGrid cannot be reached.")
                    : new Relay.Outcome.Unknown(RelayReasons.noAnswer());
        } catch (TimeoutException late) {
            asked.cancel(true);
            return new Relay.Outcome.Unknown(RelayReasons.noAnswer());
        } catch (InterruptedException stopped) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return new Relay.Outcome.Unknown(RelayReasons.noAnswer());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static Relay.Outcome outcome(int status) {
        if (status / 100 == 2) {
            return new Relay.Outcome.Taken("SendGrid answered " + status, List.of());
        }
        return switch (status) {
            case 401, 403 -> refused(true, "sign_in", "SendGrid does not take the desk's API key.");
            case 429 -> refused(true, "rate_limited", "SendGrid takes no more messages just now.");
            case 413 -> refused(false, "message_too_large", "The message is too large for SendGrid.");
            case 408 -> refused(true, "try_later", "SendGrid asks to try again later.");
            default ->
                status >= 500 || status / 100 == 3
                        ? refused(true, "try_later", "SendGrid has a fault (" + status + ").")
                        : refused(false, "refused", "SendGrid refuses the message (" + status + ").");
        };
    }

    private static Relay.Outcome refused(boolean temporary, String code, String sentence) {
        return new Relay.Outcome.Refused(temporary, new Relay.Reason(code, sentence, ""));
    }

    private static Map<String, Object> json(List<EmailAddress> recipients, byte[] mail)
            throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail));
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = message.getHeader(name, " ");
            if (value != null) {
                headers.put(name, jakarta.mail.internet.MimeUtility.unfold(value));
            }
        }
        InternetAddress from = (InternetAddress) message.getFrom()[0];
        Map<String, Object> sender = new LinkedHashMap<>(Map.of("email", from.getAddress()));
        if (from.getPersonal() != null) {
            sender.put("name", from.getPersonal());
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "personalizations",
                List.of(Map.of(
                        "to",
                        recipients.stream()
                                .map(to -> Map.of("email", to.value()))
                                .toList())));
        json.put("from", sender);
        json.put("subject", message.getSubject());
        json.put("headers", headers);
        json.put("custom_args", Map.of(MAIL_ID, headers.getOrDefault("Message-ID", "")));
        List<Map<String, String>> content = new ArrayList<>();
        List<Map<String, String>> files = new ArrayList<>();
        walk(message, content, files);
        json.put("content", content);
        if (!files.isEmpty()) {
            json.put("attachments", files);
        }
        Map<String, Boolean> off = Map.of("enable", false);
        json.put(
                "tracking_settings",
                Map.of(
                        "click_tracking",
                        Map.of("enable", false, "enable_text", false),
                        "open_tracking",
                        off,
                        "subscription_tracking",
                        off));
        return json;
    }

    private static void walk(Part part, List<Map<String, String>> content, List<Map<String, String>> files)
            throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                walk(each, content, files);
            }
            return;
        }
        boolean attached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || part.getFileName() != null;
        if (!attached && part.isMimeType("text/*") && part.getContent() instanceof String text) {
            content.add(Map.of("type", part.isMimeType("text/html") ? "text/html" : "text/plain", "value", text));
            return;
        }
        String name = part.getFileName();
        files.add(Map.of(
                "filename",
                name == null ? "attachment" : name,
                "type",
                part.getContentType().replaceFirst("(?s);.*", "").strip(),
                "content",
                Base64.getEncoder().encodeToString(part.getInputStream().readAllBytes())));
    }
}

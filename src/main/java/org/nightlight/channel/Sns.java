package org.nightlight.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Messages of Amazon SNS to an HTTP address. Each must be of a topic that the settings name, and be signed with a certificate that
 * lies with SNS itself in the topic's region (versions 1 and 2, see
 * https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html). A message played again is the same message.
 */
@Component
class Sns {
    private static final Pattern HOST = Pattern.compile("sns\\.([a-z]{2}(?:-[a-z]+)+-\\d)\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern TOPIC =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_.-]{1,256}");
    private static final List<String> NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int CERTIFICATES = 20;

    private final Set<String> topics;
    private final @Nullable URI loopback;
    private final Clock clock;
    private final Map<URI, X509Certificate> certificates = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, X509Certificate> eldest) {
            return size() > CERTIFICATES;
        }
    };

    Sns(
            Clock clock,
            @Value("${nightlight.ses.topics}") List<String> topics,
            @Value("${nightlight.ses.loopback}") String loopback) {
        this.clock = clock;
        this.topics =
                topics.stream().map(String::strip).filter(it -> !it.isEmpty()).collect(Collectors.toSet());
        this.topics.forEach(topic -> {
            if (!TOPIC.matcher(topic).matches()) {
                throw new IllegalArgumentException("nightlight.ses.topics must be ARNs of SNS topics, such as"
                        + " arn:aws:sns:eu-west-1:123456789012:mail.");
            }
        });
        this.loopback = loopback.isBlank() ? null : here(loopback.strip());
    }

    private static URI here(String address) {
        try {
            URI uri = URI.create(address);
            if ("http".equals(uri.getScheme())
                    && uri.getHost() != null
                    && InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
                return uri;
            }
        } catch (IllegalArgumentException | UnknownHostException broken) {
            // Said below.
        }
        throw new IllegalArgumentException("nightlight.ses.loopback must be an http address on this machine itself.");
    }

    /** @param type such as {@code Notification} */
    record Heard(String type, String id, String text, String subscribeUrl) {}

    /**
     * Empty when it is not one of our topics that speaks, or nothing readable.
     *
     * @throws IOException when the certificate cannot be fetched now
     */
    Optional<Heard> heard(byte[] body) throws IOException {
        JsonNode message;
        try {
            message = JsonMapper.shared().readTree(body);
        } catch (JacksonException broken) {
            return Optional.empty();
        }
        String topic = text(message, "TopicArn");
        Matcher arn = TOPIC.matcher(topic);
        if (!topics.contains(topic) || !arn.matches()) {
            return Optional.empty();
        }
        Optional<URI> source = ofSns(text(message, "SigningCertURL"), arn.group(1))
                .filter(uri -> uri.getPath() != null && uri.getPath().matches("/[A-Za-z0-9_.-]+\\.pem"));
        if (source.isEmpty() || !isSigned(message, certificate(source.get()))) {
            return Optional.empty();
        }
        return Optional.of(new Heard(
                text(message, "Type"),
                text(message, "MessageId"),
                text(message, "Message"),
                ofSns(text(message, "SubscribeURL"), arn.group(1))
                        .map(URI::toString)
                        .orElse("")));
    }

    /** Says yes to SNS, which then sends what comes to the topic. A second yes does nothing. */
    void confirm(Heard heard) throws IOException {
        if (!heard.subscribeUrl().isEmpty()) {
            fetched(URI.create(heard.subscribeUrl()));
        }
    }

    /** An address of SNS itself in this region. */
    private static Optional<URI> ofSns(String address, String region) {
        try {
            URI uri = URI.create(address);
            Matcher host = HOST.matcher(String.valueOf(uri.getHost()));
            boolean plain = uri.getRawUserInfo() == null && (uri.getPort() == -1 || uri.getPort() == 443);
            return "https".equals(uri.getScheme())
                            && plain
                            && host.matches()
                            && host.group(1).equals(region)
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static boolean isSigned(JsonNode message, X509Certificate certificate) {
        String algorithm = switch (text(message, "SignatureVersion")) {
            case "1" -> "SHA1withRSA";
            case "2" -> "SHA256withRSA";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            return false;
        }
        List<String> names = text(message, "Type").equals("Notification") ? NOTIFICATION : CONFIRMATION;
        StringBuilder signed = new StringBuilder();
        names.stream()
                .filter(name -> message.path(name).isString())
                .forEach(name -> signed.append(name)
                        .append('\n')
                        .append(text(message, name))
                        .append('\n'));
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(certificate.getPublicKey());
            check.update(signed.toString().getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(text(message, "Signature")));
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            return false;
        }
    }

    private synchronized X509Certificate certificate(URI source) throws IOException {
        X509Certificate known = certificates.get(source);
        Instant now = clock.instant();
        if (known != null && !now.isAfter(known.getNotAfter().toInstant())) {
            return known;
        }
        try {
            X509Certificate fetched = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(fetched(source)));
            fetched.checkValidity(Date.from(now));
            certificates.put(source, fetched);
            return fetched;
        } catch (GeneralSecurityException broken) {
            throw new ServiceLines.NotTaken("The certificate of SNS is none, or not valid now.");
        }
    }

    /** Over TLS, from that very host and no other. */
    private byte[] fetched(URI source) throws IOException {
        URI from = loopback == null
                ? source
                : loopback.resolve(
                        source.getRawPath() + (source.getRawQuery() == null ? "" : "?" + source.getRawQuery()));
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<InputStream> answer = client.send(
                    HttpRequest.newBuilder(from).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream bytes = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new ServiceLines.NotTaken("SNS answers " + answer.statusCode() + ".");
                }
                return bytes.readNBytes(LARGEST_ANSWER);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped");
        }
    }

    private static String text(JsonNode message, String name) {
        return message.path(name).asString("");
    }
}

package org.nightlight.channel;

import static nightlight.tables.Tables.DELIVERY_EVENT;
import static nightlight.tables.Tables.OUTBOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nightlight.RunningDesk.eventually;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jooq.DSLContext;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.StandInS3;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.Supplier;
import org.nightlight.privacy.Suppliers;
import org.nightlight.privacy.Way;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Channel;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import tools.jackson.databind.json.JsonMapper;

/** Mail and reports from services that sign what they say: Amazon SES by SNS, and SendGrid's Inbound Parse. */
class MailFromServicesTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:mail";
    private static final String CERTIFICATE = "https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem";
    private static final String BUCKET = "mail-taken-in";
    private static final String PASSWORD = "correct horse battery";
    private static final List<String> ASKED = Collections.synchronizedList(new ArrayList<>());
    private static final StandInS3 S3 = new StandInS3(Clock.systemUTC());
    private static KeyPair amazon;
    private static KeyPair sendGrid;
    private static HttpServer sns;
    private static RunningDesk desk;
    private static Browser admin;
    private static Actor.Staff ada;

    @BeforeAll
    static void start() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        amazon = rsa.generateKeyPair();
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        curve.initialize(256);
        sendGrid = curve.generateKeyPair();
        byte[] certificate = certificate();
        sns = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sns.createContext("/", exchange -> {
            ASKED.add(exchange.getRequestURI().toString());
            byte[] answer = exchange.getRequestURI().getPath().endsWith(".pem") ? certificate : new byte[] {'x'};
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        sns.start();
        Path key = Files.createTempFile("sendgrid", ".key");
        Files.writeString(
                key, Base64.getEncoder().encodeToString(sendGrid.getPublic().getEncoded()));
        Map<String, String> settings = new HashMap<>(S3.settings());
        settings.put("nightlight.ses.topics", TOPIC);
        settings.put("nightlight.ses.bucket", BUCKET);
        settings.put(
                "nightlight.ses.loopback",
                "http://127.0.0.1:" + sns.getAddress().getPort());
        settings.put("nightlight.sendgrid.inbound-key-file", key.toString());
        desk = RunningDesk.start(settings);
        ada = new Actor.Staff(desk.bean(Staff.class)
                .create("Ada Brook", "ada@desk.example", Set.of(Role.ADMIN), PASSWORD, new Actor.Software("test"))
                .orThrow()
                .id());
        admin = new Browser(desk.port);
        admin.signIn("ada@desk.example", PASSWORD);
    }

    @AfterAll
    static void stop() {
        desk.close();
        sns.stop(0);
        S3.close();
    }

    private static byte[] certificate() throws Exception {
        X500Principal name = new X500Principal("CN=sns.amazonaws.com");
        Instant now = Instant.now();
        byte[] der = new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(9))),
                        name,
                        amazon.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(amazon.getPrivate()))
                .getEncoded();
        return ("-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void mailThatSesTookInIsTakenFromATopicOfOursAloneAndASecondTimeIsNothing() throws Exception {
        Map<String, String> told = told(received("Pewter jug", "UTF-8", Map.of()), "2");
        assertThat(post(changed(told, "Signature", "AAAA"))).isEqualTo(404);
        assertThat(post(changed(told, "Message", told.get("Message").replace("jug", "mug"))))
                .isEqualTo(404);
        assertThat(post(changed(told, "TopicArn", TOPIC + "2"))).isEqualTo(404);
        for (String elsewhere : List.of(
                "https://sns.eu-west-1.amazonaws.com.evil.example/a.pem",
                "http://sns.eu-west-1.amazonaws.com/a.pem",
                "https://sns.us-east-1.amazonaws.com/a.pem",
                "https://evil.example@sns.eu-west-1.amazonaws.com/a.pem",
                "https://sns.eu-west-1.amazonaws.com:8443/a.pem",
                "https://evil.example/sns.eu-west-1.amazonaws.com/a.pem")) {
            assertThat(post(changed(told, "SigningCertURL", elsewhere)))
                    .as(elsewhere)
                    .isEqualTo(404);
        }
        assertThat(ASKED).noneMatch(it -> it.equals("/a.pem"));
        assertThat(search("pewter")).isEmpty();

        assertThat(post(told)).isEqualTo(200);
        assertThat(post(told)).isEqualTo(200);
        assertThat(found("pewter").channel()).isEqualTo(Channel.EMAIL);
        assertThat(post(told(received("Brass jug", "BASE64", Map.of()), "1"))).isEqualTo(200);
        found("brass");
        assertThat(search("pewter")).hasSize(1);
        assertThat(ASKED.stream().filter(it -> it.endsWith("-1.pem")))
                .as("kept")
                .hasSize(1);
        assertThat(post(told("{\"greeting\": 1}", "2"))).isEqualTo(200);
        assertThat(post(told("Successfully validated SNS topic", "2"))).isEqualTo(200);
    }

    @Test
    void aSubscriptionOfOurTopicIsConfirmedAndNoOther() throws Exception {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("Type", "SubscriptionConfirmation");
        asked.put("Message", "You have chosen to subscribe.");
        asked.put("MessageId", "m-1");
        asked.put("SubscribeURL", "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t1");
        asked.put("Timestamp", "2026-11-16T15:00:00.000Z");
        asked.put("Token", "t1");
        asked.put("TopicArn", TOPIC);
        assertThat(post(changed(signed(asked, "2"), "Token", "t2"))).isEqualTo(404);
        assertThat(ASKED).noneMatch(it -> it.contains("ConfirmSubscription"));
        assertThat(post(signed(asked, "2"))).isEqualTo(200);
        assertThat(ASKED).contains("/?Action=ConfirmSubscription&Token=t1");
        Map<String, String> elsewhere = changed(asked, "SubscribeURL", "https://evil.example/?Action=Confirm2");
        assertThat(post(signed(elsewhere, "2"))).isEqualTo(200);
        assertThat(ASKED).noneMatch(it -> it.contains("Confirm2"));
    }

    @Test
    void b15_whatSesFoundOutOfASenderCountsAndItsWarningsAreShown() throws Exception {
        post(told(received("Denied kettle", "UTF-8", Map.of("dmarc", "FAIL", "spf", "FAIL", "virus", "FAIL")), "2"));
        Ticket denied = found("kettle");
        assertThat(seen(denied))
                .containsExactly(
                        new Senders.Seen(Senders.Verdict.DENIED, "fail", "pass", "fail", "none", "", false, true));
        assertThat(admin.get("/desk/tickets/" + denied.id()).body()).contains("found a virus in it");
        post(told(received("Proven kettle", "UTF-8", Map.of("spam", "FAIL")), "2"));
        Ticket proven = found("proven");
        assertThat(seen(proven)).extracting(Senders.Seen::verdict).containsExactly(Senders.Verdict.VOUCHED);
        assertThat(admin.get("/desk/tickets/" + proven.id()).body()).contains("holds it for spam");
    }

    @Test
    void mailInABucketIsFetchedWaitsWhileTheBucketIsAwayAndThePageTells() throws Exception {
        S3.keep(BUCKET + "/in/1", raw("Marble egg").getBytes(StandardCharsets.UTF_8));
        String action = "{\"type\":\"S3\",\"bucketName\":\"" + BUCKET + "\",\"objectKey\":\"in/1\"}";
        Map<String, String> told = told(inBucket(action), "2");
        S3.down();
        assertThat(post(told)).as("SNS tries again").isGreaterThanOrEqualTo(500);
        assertThat(page()).contains("Mail is not being taken", "The S3 service does not answer");
        S3.up();
        assertThat(post(told)).isEqualTo(200);
        found("marble");
        assertThat(page()).contains("Amazon SES Mail is taken", "after the service had it");
        assertThat(post(told(inBucket(action.replace(BUCKET, "another")), "2"))).isGreaterThanOrEqualTo(500);
        assertThat(page()).contains("nightlight.ses.bucket does not name");
        assertThat(post(told(inBucket(action.replace("in/1", "in/2")), "2")))
                .as("not there yet")
                .isGreaterThanOrEqualTo(500);
        assertThat(post(told)).isEqualTo(200);
    }

    @Test
    void whatSesTellsOfMailThatWentOutCountsOnce() throws Exception {
        post(told(received("Velvet rope", "UTF-8", Map.of()), "2"));
        Ticket ticket = found("velvet");
        Database database = desk.bean(Database.class);
        DSLContext sql = desk.bean(DSLContext.class);
        Outbox.Sending sending = database.write(
                Clearance.DESK, () -> desk.bean(Outbox.class).reply(ticket, ada, "Ada Brook", "It left us today."));
        long message = ((Outbox.Sending.Queued) sending).message().id();
        var sent = eventually(
                () -> database.read(
                        Clearance.SYSTEM,
                        () -> sql.selectFrom(OUTBOUND)
                                .where(OUTBOUND.MESSAGE_ID.eq(message))
                                .fetchSingle()),
                row -> row.getState().equals("sent"));
        String mail = "\"mail\":{\"messageId\":\"0102\",\"headers\":[{\"name\":\"Message-ID\",\"value\":\""
                + sent.getMailId() + "\"}]}";
        String delivered =
                "{\"eventType\":\"Delivery\"," + mail + ",\"delivery\":{\"recipients\":[\"gus@g.example\"]}}";
        Map<String, String> told = told(delivered, "2");
        assertThat(post(told)).isEqualTo(200);
        assertThat(post(told)).isEqualTo(200);
        String bounced = "{\"notificationType\":\"Bounce\"," + mail
                + ",\"bounce\":{\"feedbackId\":\"f1\",\"bounceType\":\"Permanent\",\"bouncedRecipients\":"
                + "[{\"emailAddress\":\"gus@g.example\",\"status\":\"5.1.1\"}]}}";
        assertThat(post(told(bounced, "2"))).isEqualTo(200);
        assertThat(post(told(bounced, "2"))).as("published twice").isEqualTo(200);
        assertThat(database.read(
                        Clearance.SYSTEM,
                        () -> sql.selectFrom(DELIVERY_EVENT)
                                .where(DELIVERY_EVENT.OUTBOUND_ID.eq(sent.getId()))
                                .orderBy(DELIVERY_EVENT.ID)
                                .fetch(DELIVERY_EVENT.KIND)))
                .containsExactly("delivered", "bounced");
        assertThat(database.read(
                        Clearance.SYSTEM, () -> desk.bean(Suppressions.class).holds(new EmailAddress("gus@g.example"))))
                .isTrue();
    }

    @Test
    void aCallOfSendGridMustBeSigned() throws Exception {
        String form = "--outer\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\n" + raw("Willow flute")
                + "\r\n--outer--\r\n";
        assertThat(sendGrid(form, "")).isEqualTo(404);
        assertThat(sendGrid(form, sign(form + " "))).isEqualTo(404);
        assertThat(search("willow")).isEmpty();
        assertThat(sendGrid(form, sign(form))).isEqualTo(200);
        found("willow");
    }

    @Test
    void c13_whoTakesMailInStandsInTheRegister() {
        assertThat(desk.bean(Database.class)
                        .read(Clearance.SYSTEM, () -> desk.bean(Suppliers.class).all()))
                .filteredOn(it -> it.way() == Way.INBOUND)
                .extracting(Supplier::machine)
                .containsExactly("SendGrid, Amazon SES");
    }

    @Test
    void aTestsStandInForSnsIsOnThisMachineOnly() {
        assertThatThrownBy(() -> new Sns(Clock.systemUTC(), List.of(TOPIC), "http://sns.example"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sns(Clock.systemUTC(), List.of("mail"), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String raw(String subject) {
        return "From: Gus <gus@g.example>\r\nTo: support@storytailor.com\r\nMessage-ID: <" + subject.hashCode()
                + "@g.example>\r\nSubject: " + subject + "\r\n\r\nPlease help with the " + subject + " – it broke.\r\n";
    }

    private static String received(String subject, String encoding, Map<String, String> verdicts) {
        byte[] raw = raw(subject).getBytes(StandardCharsets.UTF_8);
        boolean base64 = encoding.equals("BASE64");
        String action = "{\"type\":\"SNS\",\"topicArn\":\"" + TOPIC + "\",\"encoding\":\"" + encoding + "\"}";
        return notification(
                action,
                verdicts,
                base64 ? Base64.getEncoder().encodeToString(raw) : new String(raw, StandardCharsets.UTF_8));
    }

    private static String inBucket(String action) {
        return notification(action, Map.of(), null);
    }

    private static String notification(String action, Map<String, String> verdicts, String content) {
        JsonMapper json = JsonMapper.shared();
        Map<String, Object> receipt = new TreeMap<>();
        for (String check : List.of("spf", "dkim", "dmarc", "spam", "virus")) {
            receipt.put(check + "Verdict", Map.of("status", verdicts.getOrDefault(check, "PASS")));
        }
        if (verdicts.containsKey("dmarc")) {
            receipt.put("dmarcPolicy", "reject");
        }
        receipt.put("recipients", List.of("support@storytailor.com"));
        receipt.put("action", json.readTree(action));
        Map<String, Object> all = new TreeMap<>(Map.of(
                "notificationType",
                "Received",
                "receipt",
                receipt,
                "mail",
                Map.of(
                        "source",
                        "gus@g.example",
                        "timestamp",
                        Instant.now().minusSeconds(7).toString())));
        if (content != null) {
            all.put("content", content);
        }
        return json.writeValueAsString(all);
    }

    private static Map<String, String> told(String message, String version) throws GeneralSecurityException {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("Type", "Notification");
        told.put("Message", message);
        told.put("MessageId", java.util.UUID.randomUUID().toString());
        told.put("Subject", "Amazon SES Email Receipt Notification");
        told.put("Timestamp", "2026-11-16T15:00:00.000Z");
        told.put("TopicArn", TOPIC);
        return signed(told, version);
    }

    private static Map<String, String> signed(Map<String, String> told, String version)
            throws GeneralSecurityException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(told)
                .forEach((name, value) ->
                        text.append(name).append('\n').append(value).append('\n'));
        Signature signature = Signature.getInstance(version.equals("1") ? "SHA1withRSA" : "SHA256withRSA");
        signature.initSign(amazon.getPrivate());
        signature.update(text.toString().getBytes(StandardCharsets.UTF_8));
        Map<String, String> signed = new LinkedHashMap<>(told);
        signed.put("SignatureVersion", version);
        signed.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        signed.put("SigningCertURL", CERTIFICATE);
        return signed;
    }

    private static Map<String, String> changed(Map<String, String> told, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(told);
        changed.put(name, value);
        return changed;
    }

    private static int post(Map<String, String> told) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(desk.url("/hooks/ses")))
                .header("Content-Type", "text/plain; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(told))));
    }

    private static int sendGrid(String form, String signature) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(desk.url("/hooks/sendgrid-mail")))
                .header("Content-Type", "multipart/form-data; boundary=outer")
                .header("X-Twilio-Email-Event-Webhook-Timestamp", "1789000001")
                .header("X-Twilio-Email-Event-Webhook-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static String sign(String body) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(sendGrid.getPrivate());
        signature.update(("1789000001" + body).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    private static String page() {
        return Jsoup.parse(admin.get("/desk/admin/mailboxes").body()).text();
    }

    private static Ticket found(String word) {
        return eventually(() -> search(word), list -> list.size() == 1).getFirst();
    }

    private static List<Ticket> search(String word) {
        return desk.bean(Database.class)
                .read(Clearance.DESK, () -> desk.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 5));
    }

    private static List<Senders.Seen> seen(Ticket ticket) {
        return desk.bean(Database.class)
                .read(
                        Clearance.DESK,
                        () -> List.copyOf(
                                desk.bean(Senders.class).of(ticket.id()).values()));
    }
}

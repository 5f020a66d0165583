package org.nightlight.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.channel.sender.SealedChain;
import org.nightlight.channel.sender.StandInDns;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.Proofs;
import org.nightlight.shared.Actor;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import tools.jackson.databind.json.JsonMapper;

/** The doors by which mail comes in, and what the desk believes of its senders. */
class WaysInTest {
    private static final String SECRET = "postmark:a long word of theirs";
    private static final StandInDns DNS = new StandInDns();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static RunningDesk desk;

    @BeforeAll
    static void start() throws Exception {
        DNS.text("strict.example", "v=spf1 ip4:192.0.2.0/24 -all").text("_dmarc.strict.example", "v=DMARC1; p=reject");
        Path folder = Files.createTempDirectory("ways");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        char[] password = "changeit".toCharArray();
        try (InputStream in = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(in, password);
        }
        String alias = keys.aliases().nextElement();
        Path certificate = pem(folder, "CERTIFICATE", keys.getCertificate(alias).getEncoded());
        Path key = pem(folder, "PRIVATE KEY", keys.getKey(alias, password).getEncoded());
        desk = RunningDesk.start(Map.of(
                "nightlight.dns.servers",
                DNS.address(),
                "nightlight.mail.trusted-servers",
                "mx.storytailor.example",
                "nightlight.mail.trusted-sealers",
                "School.example",
                "nightlight.smtp.certificate-file",
                certificate.toString(),
                "nightlight.smtp.key-file",
                key.toString(),
                "nightlight.sendgrid.inbound-secret-file",
                Files.writeString(folder.resolve("sendgrid"), SECRET.replace("postmark", "sendgrid"))
                        .toString(),
                "nightlight.postmark.secret-file",
                Files.writeString(folder.resolve("postmark"), SECRET + "\n").toString()));
    }

    @AfterAll
    static void stop() {
        desk.close();
        DNS.close();
    }

    @Test
    void theReceiverOffersStartTlsBySettingsAndTellsItsLimit() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", desk.smtpPort)) {
            socket.getOutputStream().write("EHLO tester.example\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(said).contains("250-STARTTLS").contains("250 SIZE 67108864");
        }
    }

    @Test
    void whatOurDomainPublishesIsSaidInPlainWordsAndWhatToPublish() {
        DNS.text("storytailor.com", "v=spf1 +all");
        desk.bean(Staff.class)
                .create(
                        "Ada Brook",
                        "ada@desk.example",
                        Set.of(Role.ADMIN),
                        "correct horse battery",
                        new Actor.Software("test"))
                .orThrow();
        Browser ada = new Browser(desk.port);
        ada.signIn("ada@desk.example", "correct horse battery");
        String page = "/desk/admin/sending";
        assertThat(ada.get(page).body()).contains("Ask DNS now", "storytailor.com");
        assertThat(ada.post(page, page + "/checks", Map.of()).body())
                .contains("It lets every machine in the world send in our name", "v=spf1 -all")
                .contains("_dmarc.storytailor.com", "p=quarantine");
    }

    @Test
    void b15_aMailThatItsDomainDeniesGoesOnInNoTicketAndIsAnsweredNothingPersonal() {
        take("ann@strict.example", "192.0.2.7", "<a1@strict.example>", "", "Violet teapot");
        Ticket first = found("teapot");
        assertThat(seen(first)).extracting(Senders.Seen::verdict).containsExactly(Senders.Verdict.VOUCHED);

        take(
                "ann@strict.example",
                "198.51.100.3",
                "<a2@strict.example>",
                "In-Reply-To: <a1@strict.example>\r\n",
                "Amber ladle");
        Ticket second = found("ladle");
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(seen(second)).extracting(Senders.Seen::verdict).containsExactly(Senders.Verdict.DENIED);
        assertThat(doubtful(first)).isFalse();
        assertThat(doubtful(second)).isTrue();

        take("ann@strict.example", "192.0.2.8", "<a3@strict.example>", "In-Reply-To: <a1@strict.example>\r\n", "More");
        RunningDesk.eventually(() -> seen(first), all -> all.size() == 2);
    }

    @Test
    void whatATrustedServerFoundCountsAndOnlyIts() {
        take(
                "bo@strict.example",
                "198.51.100.3",
                "<b1@strict.example>",
                "Authentication-Results: mx.storytailor.example; spf=pass; dkim=pass; arc=pass; dmarc=pass\r\n",
                "Copper whistle");
        assertThat(seen(found("whistle")))
                .containsExactly(
                        new Senders.Seen(Senders.Verdict.VOUCHED, "pass", "pass", "pass", "pass", "", false, true));
        take(
                "bo@strict.example",
                "198.51.100.3",
                "<b2@strict.example>",
                "Authentication-Results: mx.evil.example; dmarc=pass\r\n",
                "Silver thimble");
        assertThat(seen(found("thimble"))).extracting(Senders.Seen::verdict).containsExactly(Senders.Verdict.DENIED);
    }

    @Test
    void b15_aChainOfSealsIsShownAndOnlyATrustedSealersPutsADeniedMailAside() {
        SealedChain chain = new SealedChain(2_048, "k1").published(DNS, "school.example", "list.example");
        String found = "mx.%s; spf=pass; dmarc=pass header.from=strict.example";
        for (String domain : List.of("list.example", "school.example")) {
            boolean trusted = domain.equals("school.example");
            String subject = trusted ? "Teal hourglass" : "Teal sundial";
            String raw = raw("", "From: Flo <flo@strict.example>\r\n", "<f" + trusted + "@strict.example>", subject);
            store("x@" + domain, "198.51.100.9", chain.seal(raw, 1, domain, found.formatted(domain), "none"));
            Ticket ticket = found(trusted ? "hourglass" : "sundial");
            assertThat(seen(ticket))
                    .containsExactly(new Senders.Seen(
                            trusted ? Senders.Verdict.UNPROVEN : Senders.Verdict.DENIED,
                            "none",
                            "none",
                            "fail",
                            "pass",
                            domain,
                            trusted,
                            false));
            assertThat(doubtful(ticket)).isEqualTo(!trusted);
        }
    }

    @Test
    void b16_theSenderIsTheAddressInFromNeitherItsNameNorReplyTo() {
        take(
                "cy@c.example",
                "127.0.0.1",
                "<c1@c.example>",
                "Reply-To: other@c.example\r\n",
                "Golden spoon",
                "From: \"ann@strict.example\" <cy@c.example>\r\n");
        Ticket ticket = found("spoon");
        assertThat(requester("cy@c.example")).isEqualTo(ticket.requesterId());
        assertThat(requester("other@c.example")).isZero();
    }

    @Test
    void b08_ourOwnMailComeBackOpensNothing() {
        long before = ignored();
        take("support@storytailor.com", "127.0.0.1", "<d1@storytailor.com>", "", "Round mirror");
        take("dee@d.example", "127.0.0.1", "<d2@d.example>", "X-Nightlight-Instance: another\r\n", "Square mirror");
        RunningDesk.eventually(WaysInTest::ignored, count -> count == before + 2);
        assertThat(search("mirror")).isEmpty();
    }

    @Test
    void postmarkHandsOnRawMailWithItsSecretAndIsToldOnceItIsStored() throws Exception {
        String raw = "From: Eve <eve@e.example>\r\nTo: support@storytailor.com\r\nMessage-ID: <e1@e.example>\r\n"
                + "Subject: Pearl button\r\n\r\nA pearl button – lost.\r\n";
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "FromName",
                        "Eve",
                        "OriginalRecipient",
                        "support@storytailor.com",
                        "Attachments",
                        List.of(Map.of("Content", "aGVsbG8=")),
                        "RawEmail",
                        raw));
        assertThat(post(body, "postmark:some other word")).isEqualTo(404);
        assertThat(post("{\"FromName\":\"Eve\"}", SECRET)).isEqualTo(422);
        assertThat(post("{\"RawEmail\":\"From", SECRET)).isEqualTo(422);
        assertThat(post(body, SECRET)).isEqualTo(200);
        assertThat(post(body, SECRET)).as("told again").isEqualTo(200);
        assertThat(found("pearl").requesterId()).isEqualTo(requester("eve@e.example"));
        assertThat(search("pearl")).hasSize(1);
    }

    @Test
    void sendGridHandsOnRawMailAsAFormWithItsSecret() throws Exception {
        String raw =
                "From: Fay <fay@strict.example>\r\nTo: support@storytailor.com\r\nMessage-ID: <f1@strict.example>\r\n"
                        + "Content-Type: multipart/mixed; boundary=inner\r\nSubject: Ivory comb\r\n\r\n--inner\r\n\r\nAn ivory comb.\r\n"
                        + "--inner--\r\n";
        String form = part("to", "support@storytailor.com") + part("sender_ip", "192.0.2.9")
                + part("envelope", "{\"to\":[\"support@storytailor.com\"],\"from\":\"fay@strict.example\"}")
                + part("email", raw) + "--outer--\r\n";
        String type = "multipart/form-data; boundary=outer";
        String secret = SECRET.replace("postmark", "sendgrid");
        assertThat(send("/hooks/sendgrid-mail", type, form, SECRET)).isEqualTo(404);
        assertThat(send("/hooks/sendgrid-mail", "text/plain", form, secret)).isEqualTo(422);
        assertThat(send("/hooks/sendgrid-mail", type, part("to", "x") + "--outer--\r\n", secret))
                .isEqualTo(422);
        assertThat(send("/hooks/sendgrid-mail", type, form, secret)).isEqualTo(200);
        assertThat(seen(found("ivory")))
                .as("by the machine that SendGrid had it from")
                .extracting(Senders.Seen::verdict)
                .containsExactly(Senders.Verdict.VOUCHED);
    }

    private static String part(String name, String value) {
        return "--outer\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static int post(String body, String secret) throws Exception {
        return send("/hooks/postmark", "application/json", body, secret);
    }

    private static int send(String path, String type, String body, String secret) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String authorization =
                    "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
            return client.send(
                            HttpRequest.newBuilder(URI.create(desk.url(path)))
                                    .header("Content-Type", type)
                                    .header("Authorization", authorization)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void take(String from, String peer, String id, String more, String subject) {
        take(from, peer, id, more, subject, "From: " + from + "\r\n");
    }

    /** As the receiver stores what a machine elsewhere has sent. */
    private static void take(String from, String peer, String id, String more, String subject, String author) {
        store(from, peer, raw(more, author, id, subject));
    }

    private static String raw(String more, String author, String id, String subject) {
        return more + author + "To: support@storytailor.com\r\nMessage-ID: " + id + "\r\nSubject: " + subject
                + "\r\n\r\nPlease help with it.\r\n";
    }

    private static void store(String from, String peer, String raw) {
        try {
            byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
            Path file = Files.write(Files.createTempFile("ways", ".eml"), bytes);
            desk.bean(Intake.class)
                    .acceptMail(
                            "test:" + COUNT.incrementAndGet(),
                            JsonMapper.shared()
                                    .writeValueAsString(Map.of("from", from, "peer", peer, "oversize", false)),
                            bytes.length,
                            HexFormat.of().parseHex("00".repeat(32)),
                            file);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Ticket found(String word) {
        return RunningDesk.eventually(() -> search(word), list -> list.size() == 1)
                .getFirst();
    }

    private static List<Ticket> search(String word) {
        return read(() -> desk.bean(TicketSearch.class).find(word, Long.MAX_VALUE, 5));
    }

    private static List<Senders.Seen> seen(Ticket ticket) {
        return read(() -> List.copyOf(desk.bean(Senders.class).of(ticket.id()).values()));
    }

    private static boolean doubtful(Ticket ticket) {
        return read(() -> desk.bean(Proofs.class).isDoubtful(ticket.id()));
    }

    private static long requester(String address) {
        return read(() -> desk.bean(Customers.class)
                .findByAddress(new EmailAddress(address))
                .map(org.nightlight.customer.Customer::id)
                .orElse(0L));
    }

    private static long ignored() {
        return desk.bean(Database.class)
                .read(
                        Clearance.SYSTEM,
                        () -> desk.bean(org.jooq.DSLContext.class)
                                .fetchSingle("select count(*) as n from inbound where state = 'ignored'")
                                .get("n", Long.class));
    }

    private static <T> T read(java.util.function.Supplier<T> work) {
        return desk.bean(Database.class).read(Clearance.DESK, work);
    }

    private static Path pem(Path folder, String kind, byte[] bytes) throws IOException {
        return Files.writeString(
                folder.resolve(kind.replace(' ', '-') + ".pem"),
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(bytes)
                        + "\n-----END " + kind + "-----\n");
    }
}

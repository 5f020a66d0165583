package org.nightlight.channel.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.apache.james.jdkim.DKIMSigner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.channel.sender.Findings.Result;
import org.nightlight.channel.sender.Findings.Verdict;

/** SPF, DKIM and DMARC against a DNS server on this machine. */
class SenderCheckTest {
    private static final StandInDns DNS = new StandInDns();
    private static final KeyPair KEY = key();
    private static final String MAIL =
            "From: Ann <ann@%s>\r\nTo: support@storytailor.com\r\nSubject: Lamp\r\n\r\nMy lamp.\r\n";
    private final SenderCheck check = new SenderCheck(new Dns(List.of(DNS.address())), Set.of());

    @AfterAll
    static void stop() {
        DNS.close();
    }

    @Test
    void b15_aDomainVouchesByTheMachineThatSentOrByItsSignatureAndDeniesWhatHasNeither() throws Exception {
        domain("one.example", "v=DMARC1; p=reject");
        Findings bySpf = check("192.0.2.7", "bounce@one.example", "one.example", mail("one.example"));
        assertThat(bySpf.spf()).isEqualTo(Result.PASS);
        assertThat(bySpf.verdict()).isEqualTo(Verdict.VOUCHED);

        Findings byDkim = check("198.51.100.9", "list@other.example", "one.example", signed("one.example"));
        assertThat(byDkim.dkim()).isEqualTo(Result.PASS);
        assertThat(byDkim.verdict()).isEqualTo(Verdict.VOUCHED);

        Findings forged = check("198.51.100.9", "bounce@one.example", "one.example", mail("one.example"));
        assertThat(forged.spf()).isEqualTo(Result.FAIL);
        assertThat(forged.dmarc()).isEqualTo(Result.FAIL);
        assertThat(forged.verdict()).isEqualTo(Verdict.DENIED);

        String changed = signed("one.example").replace("My lamp.", "My purse.");
        Findings tampered = check("198.51.100.9", "bounce@one.example", "one.example", changed);
        assertThat(tampered.dkim()).isEqualTo(Result.FAIL);
        assertThat(tampered.isDoubtful()).isTrue();

        domain("attacker.example", "v=DMARC1; p=reject");
        Findings foreign = check("192.0.2.7", "x@attacker.example", "one.example", signed("attacker.example"));
        assertThat(foreign.spf()).as("of another domain").isEqualTo(Result.PASS);
        assertThat(foreign.verdict()).isEqualTo(Verdict.DENIED);

        Findings below = check("198.51.100.9", "a@mail.one.example", "mail.one.example", mail("mail.one.example"));
        assertThat(below.verdict()).as("by the organisation's record").isEqualTo(Verdict.DENIED);
        assertThat(check("192.0.2.7", "a@one.example", "one.example", "From: b@two.example\r\n" + mail("one.example"))
                        .isDoubtful())
                .as("two senders")
                .isTrue();
    }

    @Test
    void whatIsNotKnownSpeaksAgainstNobody() throws Exception {
        domain("three.example", "v=DMARC1; p=none");
        Findings soft = check("198.51.100.9", "a@three.example", "three.example", mail("three.example"));
        assertThat(soft.isDoubtful()).isTrue();
        assertThat(soft.verdict()).as("the domain wishes nothing").isEqualTo(Verdict.UNPROVEN);

        int before = DNS.asked();
        assertThat(check("10.1.2.3", "a@one.example", "one.example", mail("one.example")))
                .as("over a machine of the house")
                .isEqualTo(Findings.NOTHING);
        assertThat(check(null, "", "one.example", mail("one.example"))).isEqualTo(Findings.NOTHING);
        assertThat(DNS.asked()).isEqualTo(before);

        assertThat(check("198.51.100.9", "a@nobody.example", "nobody.example", mail("nobody.example"))
                        .verdict())
                .isEqualTo(Verdict.UNPROVEN);

        try (StandInDns silent = new StandInDns()) {
            silent.fallSilent();
            long began = System.nanoTime();
            Findings late = new SenderCheck(new Dns(List.of(silent.address())), Set.of())
                    .check(new SenderCheck.Asked(null, "", "quiet.example", raw(signed("quiet.example"))));
            assertThat(late.dmarc()).isEqualTo(Result.TEMPERROR);
            assertThat(late.isDoubtful()).isFalse();
            assertThat(System.nanoTime() - began).isLessThan(30_000_000_000L);
        }
    }

    @Test
    void domainsBelongTogetherByThePublicSuffixList() {
        assertThat(Dmarc.organisation("a.b.example.co.uk")).isEqualTo("example.co.uk");
        assertThat(Dmarc.aligned("a.example.org", "mail.example.org.", false)).isTrue();
        assertThat(Dmarc.aligned("a.example.org", "example.org", true)).isFalse();
        assertThat(Dmarc.aligned("school.co.uk", "other.co.uk", false)).isFalse();
        assertThat(Dmarc.policy(List.of("v=spf1 -all", "V=DMARC1;p=Reject; sp=none"))
                        .orElseThrow())
                .isEqualTo(new Dmarc.Policy("reject", "none", false, false));
        assertThat(Dmarc.policy(List.of("v=DMARC1; p=none", "v=DMARC1; p=reject")))
                .isEmpty();
    }

    @Test
    void b15_aSignedMailOfASubjectAloneIsItsDomains() throws Exception {
        domain("empty.example", "v=DMARC1; p=reject");
        SealedChain signer = new SealedChain(2_048, "k2").published(DNS, "empty.example");
        for (String body : List.of("", "\r\n\r\n", " \t\r\n", "x")) {
            String mail =
                    signer.signed("From: Ann <ann@empty.example>\r\nSubject: Lamp\r\n\r\n" + body, "empty.example");
            Findings found = check("198.51.100.9", "list@other.example", "empty.example", mail);
            assertThat(found.verdict()).as("[" + body + "]").isEqualTo(Verdict.VOUCHED);
        }
    }

    private Findings check(String peer, String from, String author, String mail) throws Exception {
        return check.check(new SenderCheck.Asked(peer, from, author, raw(mail)));
    }

    private static SenderCheck.Raw raw(String mail) {
        return () -> new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void domain(String domain, String dmarc) {
        String key = Base64.getEncoder().encodeToString(KEY.getPublic().getEncoded());
        DNS.text(domain, "v=spf1 ip4:192.0.2.0/24 -all")
                .text("_dmarc." + domain, dmarc)
                .text("k1._domainkey." + domain, "v=DKIM1; k=rsa; p=" + key.substring(0, 200), key.substring(200));
    }

    private static String mail(String domain) {
        return MAIL.formatted(domain);
    }

    private static String signed(String domain) throws Exception {
        String mail = mail(domain);
        String field = new DKIMSigner(
                        "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=k1; h=from:to:subject; bh=; b=;",
                        KEY.getPrivate())
                .sign(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
        return field + "\r\n" + mail;
    }

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

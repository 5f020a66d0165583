package org.nightlight.channel.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nightlight.channel.sender.Findings.Chain;
import org.nightlight.channel.sender.Findings.Result;
import org.nightlight.channel.sender.Findings.Verdict;

/** Chains that are sealed here, against a DNS server on this machine. */
class ArcTest {
    private static final StandInDns DNS = new StandInDns();
    private static final SealedChain SEALER =
            new SealedChain(1_024, "k1").published(DNS, "school.example", "list.example", "last.example");
    private static final String VOUCHED = "mx.school.example; spf=pass; dmarc=pass header.from=strict.example";
    private static final String MAIL =
            "Received: from a\r\nFrom: Ann <ann@strict.example>\r\nTo: support@storytailor.com\r\n"
                    + "Subject: My \r\n lamp\r\n\r\nMy  lamp is  dark. \r\n\r\nAnn\r\n\r\n\r\n";
    private final SenderCheck trusting =
            new SenderCheck(new Dns(List.of(DNS.address())), Set.of("school.example", "list.example", "last.example"));

    @AfterAll
    static void stop() {
        DNS.close();
    }

    @Test
    void b15_aChainThatHoldsIsToldWithWhoSealedItLast() {
        assertThat(chain(MAIL)).isEqualTo(Chain.of(Result.NONE));
        assertThat(chain(sealed(1)).sealer()).isEqualTo("school.example");
        assertThat(chain(sealed(3))).isEqualTo(new Chain(Result.PASS, "last.example", false));
        assertThat(chain(sealed(3).replace("\r\n", "\n")).result())
                .as("kept with bare line ends")
                .isEqualTo(Result.PASS);
        String refolded = sealed(2).replace("Subject: My \r\n lamp", "SUBJECT:  My lamp ");
        assertThat(chain("Received: from b\r\n" + refolded).result())
                .as("only white space changed")
                .isEqualTo(Result.PASS);
        String empty = MAIL.substring(0, MAIL.indexOf("\r\n\r\n") + 4);
        assertThat(chain(SEALER.seal(empty, 1, "school.example", VOUCHED, "none"))
                        .result())
                .as("a subject alone")
                .isEqualTo(Result.PASS);
        assertThat(chain(sealed(50)).result()).isEqualTo(Result.PASS);
    }

    @Test
    void whatWasAlteredAfterSealingFails() {
        String mail = sealed(3);
        assertFails(mail.replace("is  dark", "is  gone"));
        assertFails(mail.replace("Subject: My", "Subject: Your"));
        assertFails(mail.replace("Ann <ann@", "Ann <eve@"));
        assertFails("From: eve@other.example\r\n" + mail.replace("From: Ann", "X-From: Ann"));
        assertThat(VOUCHED).contains("spf=pass");
        assertFails(mail.replaceFirst("i=1; mx.school.example; spf=pass", "i=1; mx.school.example; spf=fail"));
        assertFails(mail.replaceFirst("(ARC-Message-Signature: i=1; a=rsa-sha256;)", "$1 x=9999999999;"));
        assertFails(mail.replaceFirst("(ARC-Seal: i=2;[^;]*;) t=1764000000", "$1 t=1764000001"));
        assertFails(mail.replace("cv=none", "cv=pass"));
    }

    @Test
    void aChainWithAGapADoubleOrTooManySetsFails() {
        String mail = sealed(3);
        assertFails(mail.replaceAll("(?s)ARC-Seal: i=2;.*?\r\n(?=\\S)", ""));
        assertFails(mail.replaceAll("(?s)ARC-Authentication-Results: i=1;.*?\r\n(?=\\S)", ""));
        assertFails(mail.replaceAll("(?s)ARC-[A-Za-z-]+: i=2;.*?\r\n(?=\\S)", ""));
        assertFails(mail.replaceAll("(?s)ARC-[A-Za-z-]+: i=1;.*?\r\n(?=\\S)", ""));
        assertFails(mail.replaceFirst("(?s)(ARC-Authentication-Results: i=2;.*?\r\n)(?=\\S)", "$1$1"));
        assertFails("ARC-Authentication-Results: i=4; x.example; none\r\n" + mail);
        assertFails("ARC-Seal: i=0; a=rsa-sha256\r\n" + mail);
        assertFails("ARC-Seal: i=99999999999999\r\n" + mail);
        assertFails("ARC-Seal:\r\n" + MAIL);
        assertFails(SEALER.seal(sealed(50), 51, "last.example", "last.example; arc=pass", "pass"));
    }

    @Test
    void aServerThatFoundTheChainBrokenIsBelievedAndAFirstThatClaimsAChainIsNot() {
        String broken = sealed(1).replace("is  dark", "is  gone");
        assertFails(SEALER.seal(broken, 2, "list.example", "list.example; arc=fail", "fail"));
        assertFails(SEALER.seal(
                SEALER.seal(broken, 2, "list.example", "x; arc=fail", "fail"), 3, "last.example", "x", "pass"));
        assertFails(SEALER.seal(MAIL, 1, "school.example", VOUCHED, "pass"));
        assertFails(SEALER.seal(MAIL, 1, "school.example", VOUCHED, "none; h=from"));
    }

    @Test
    void whoseKeyIsUnknownOrWeakDoesNotHold() {
        assertFails(SEALER.seal(MAIL, 1, "nokey.example", VOUCHED, "none"));
        assertFails(new SealedChain(2_048, "k1").seal(MAIL, 1, "school.example", VOUCHED, "none"));
        SealedChain weak = new SealedChain(768, "weak").published(DNS, "school.example");
        assertFails(weak.seal(MAIL, 1, "school.example", VOUCHED, "none"));
        SealedChain usual = new SealedChain(2_048, "usual").published(DNS, "school.example");
        assertThat(chain(usual.seal(MAIL, 1, "school.example", VOUCHED, "none")).result())
                .isEqualTo(Result.PASS);
        assertFails(sealed(1).replace("a=rsa-sha256", "a=rsa-sha1"));
        assertFails(sealed(1).replace("a=rsa-sha256", "a=ed25519-sha256"));
    }

    @Test
    void whenDnsIsSilentNothingIsKnownSoon() throws Exception {
        try (StandInDns silent = new StandInDns()) {
            silent.fallSilent();
            SenderCheck check = new SenderCheck(new Dns(List.of(silent.address())), Set.of());
            long began = System.nanoTime();
            Findings found = check.check(new SenderCheck.Asked(null, "", "strict.example", raw(sealed(3))));
            assertThat(found.arc()).isEqualTo(Chain.of(Result.TEMPERROR));
            assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
        }
    }

    @Test
    void b15_aPassAloneChangesNothingAndTrustedSealersPutAFailureAside() throws Exception {
        DNS.text("strict.example", "v=spf1 ip4:192.0.2.0/24 -all").text("_dmarc.strict.example", "v=DMARC1; p=reject");
        Findings plain = check(new SenderCheck(new Dns(List.of(DNS.address())), Set.of("school.example")), sealed(3));
        assertThat(plain.arc().result()).isEqualTo(Result.PASS);
        assertThat(plain.dmarc()).isEqualTo(Result.FAIL);
        assertThat(plain.isDoubtful()).as("two of three are not trusted").isTrue();
        assertThat(plain.verdict()).isEqualTo(Verdict.DENIED);

        Findings believed = check(trusting, sealed(3));
        assertThat(believed.arc()).isEqualTo(new Chain(Result.PASS, "last.example", true));
        assertThat(believed.dmarc()).isEqualTo(Result.FAIL);
        assertThat(believed.isDoubtful()).isFalse();
        assertThat(believed.verdict()).as("put aside, not proven").isEqualTo(Verdict.UNPROVEN);

        assertThat(check(trusting, sealed(3).replace("is  dark", "is  gone")).isDoubtful())
                .isTrue();
        String foundFailed = SEALER.seal(
                MAIL, 1, "school.example", "mx.school.example; dmarc=fail header.from=strict.example", "none");
        assertThat(check(trusting, foundFailed).arc().result()).isEqualTo(Result.PASS);
        assertThat(check(trusting, foundFailed).isDoubtful()).isTrue();
        Findings two =
                check(trusting, SEALER.seal("From: b@b.example\r\n" + MAIL, 1, "school.example", VOUCHED, "none"));
        assertThat(two.isDoubtful()).as("two senders").isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mx.a.example; spf=pass; dmarc=pass header.from=strict.example | true",
                "mx.a.example; dmarc = PASS (p=reject) header.from=Strict.Example; spf=fail | true",
                "mx.a.example; dmarc=pass header.from=strict.example.evil.example | false",
                "mx.a.example; dmarc=pass | false",
                "mx.a.example; dmarc=fail header.from=strict.example | false",
                "mx.a.example; dmarc=passed header.from=strict.example | false",
                "mx.a.example; dmarc=fail; dmarc=pass header.from=strict.example | false",
                "mx.a.example; spf=pass smtp.mailfrom=`\"; dmarc=pass header.from=strict.example; \"`@evil.example | false",
                "mx.a.example; spf=pass smtp.mailfrom=\"; dmarc=pass header.from=strict.example; \"@evil.example | false",
                "mx.a.example; spf=pass (; dmarc=pass header.from=strict.example ; ) | false",
                "mx.a.example; spf=pass (a (b) ; dmarc=pass header.from=strict.example ; ) | false",
            })
    void onlyWhatTheFirstServerItselfSaidOfThisDomainCounts(String results, boolean vouched) {
        assertThat(SenderCheck.vouchedAtFirst(results, "strict.example")).isEqualTo(vouched);
    }

    @Test
    void noChainHoweverBrokenCrashesOrHangs() {
        Random random = new Random(8_617);
        String mail = sealed(2);
        int head = mail.indexOf("Received:");
        for (int round = 0; round < 200; round++) {
            StringBuilder broken = new StringBuilder(mail);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(head);
                switch (random.nextInt(4)) {
                    case 0 -> broken.setCharAt(at, (char) random.nextInt(256));
                    case 1 ->
                        broken.insert(
                                at,
                                List.of(";", "=", "i=1;", "\r\n", "\"", "(", "b=", "\u00e9")
                                        .get(random.nextInt(8)));
                    case 2 -> broken.delete(at, Math.min(head, at + random.nextInt(40)));
                    default -> broken.insert(at, broken.substring(at, Math.min(head, at + random.nextInt(200))));
                }
            }
            long began = System.nanoTime();
            chain(broken.toString());
            assertThat(System.nanoTime() - began).as("round " + round).isLessThan(2_000_000_000L);
        }
        assertFails("ARC-Seal: i=1; x=" + "a".repeat(300_000) + "\r\n" + sealed(1));
        assertFails(sealed(1).replace("h=From:To", "h=" + "Received:".repeat(20_000) + "From:To"));
    }

    private static String sealed(int sets) {
        List<String> domains = List.of("school.example", "list.example", "last.example");
        String mail = MAIL;
        for (int i = 1; i <= sets; i++) {
            String domain = domains.get(Math.min(i, 3) - 1);
            mail = SEALER.seal(mail, i, domain, i == 1 ? VOUCHED : domain + "; arc=pass", i == 1 ? "none" : "pass");
        }
        return mail;
    }

    private void assertFails(String mail) {
        assertThat(chain(mail)).isEqualTo(Chain.of(Result.FAIL));
    }

    /** Where the sending machine is not known, as over IMAP. */
    private Chain chain(String mail) {
        try {
            return new SenderCheck(new Dns(List.of(DNS.address())), Set.of())
                    .check(new SenderCheck.Asked(null, "", "strict.example", raw(mail)))
                    .arc();
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static Findings check(SenderCheck check, String mail) throws Exception {
        return check.check(new SenderCheck.Asked("198.51.100.3", "b@list.example", "strict.example", raw(mail)));
    }

    private static SenderCheck.Raw raw(String mail) {
        return () -> new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1));
    }
}

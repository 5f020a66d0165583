package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nightlight.channel.sender.Findings;

class AuthenticationResultsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mx.desk.example; spf=pass smtp.mailfrom=a.example; dmarc=fail header.from=a.example | true",
                "MX.desk.example 1; dkim=none; dmarc = fail (p=reject) header.from=a.example | true",
                "mx.desk.example (the front door); dmarc=permerror | true",
                "mx.desk.example; dmarc=pass header.from=a.example | false",
                "mx.desk.example; dkim=fail; spf=fail | false",
                "mx.desk.example; spf=pass (dmarc=fail was seen elsewhere); dmarc=pass | false",
                "other.example; dmarc=fail header.from=a.example | false",
                "mx.desk.example.other.example; dmarc=fail | false",
                "; dmarc=fail | false"
            })
    void onlyATrustedServersWordCounts(String header, boolean doubt) {
        assertThat(AuthenticationResults.findings(header, Set.of("mx.desk.example"))
                        .filter(Findings::isDoubtful)
                        .isPresent())
                .isEqualTo(doubt);
        assertThat(AuthenticationResults.findings(header, Set.of())).isEmpty();
        assertThat(AuthenticationResults.findings(null, Set.of("mx.desk.example")))
                .isEmpty();
    }

    @Test
    void whatTheServerFoundIsTakenWordByWord() {
        Findings found = AuthenticationResults.findings(
                        "mx.desk.example; spf=softfail; dkim=fail header.d=a.example; dkim=pass header.d=b.example; arc=pass;"
                                + " dmarc=fail (p=none dis=none) header.from=c.example",
                        Set.of("mx.desk.example"))
                .orElseThrow();
        assertThat(found.spf()).isEqualTo(Findings.Result.SOFTFAIL);
        assertThat(found.dkim()).isEqualTo(Findings.Result.PASS);
        assertThat(found.arc().result()).isEqualTo(Findings.Result.PASS);
        assertThat(found.verdict()).as("the domain wishes nothing").isEqualTo(Findings.Verdict.UNPROVEN);
        assertThat(found.isDoubtful()).isTrue();
    }
}

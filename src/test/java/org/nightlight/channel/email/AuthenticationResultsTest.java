package org.nightlight.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertThat(AuthenticationResults.doubt(header, Set.of("mx.desk.example")))
                .isEqualTo(doubt);
        assertThat(AuthenticationResults.doubt(header, Set.of())).isFalse();
        assertThat(AuthenticationResults.doubt(null, Set.of("mx.desk.example"))).isFalse();
    }
}

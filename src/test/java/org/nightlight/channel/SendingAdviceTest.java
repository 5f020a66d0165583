package org.nightlight.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.channel.SendingAdvice.Standing;
import org.nightlight.channel.sender.Dns;
import org.nightlight.channel.sender.StandInDns;

/** What the desk says of records that a domain really publishes, by a DNS server on this machine. */
class SendingAdviceTest {
    private static final StandInDns SERVER = new StandInDns()
            .text("good.example", "google-site-verification=x")
            .text("open.example", "v=spf1 mx +all")
            .text("soft.example", "v=spf1 include:other.example")
            .text("_dmarc.good.example", "v=DMARC1; p=reject; rua=mailto:d@good.example")
            .text("_dmarc.open.example", "v=DMARC1; p=none")
            .text("s1._domainkey.good.example", "v=DKIM1; k=rsa; ", "p=AAAA BBBB");
    private static final Dns DNS = new Dns(List.of(SERVER.address()));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void whatIsMissingIsProposedWithNameAndValue() {
        SendingAdvice.Advice spf = SendingAdvice.spf("good.example", DNS.texts("good.example"), "include:sendgrid.net");
        assertThat(spf.standing()).isEqualTo(Standing.WRONG);
        assertThat(spf.name()).isEqualTo("good.example");
        assertThat(spf.value()).isEqualTo("v=spf1 include:sendgrid.net -all");
        SendingAdvice.Advice dmarc = SendingAdvice.dmarc("soft.example", DNS.texts("_dmarc.soft.example"));
        assertThat(dmarc.name()).isEqualTo("_dmarc.soft.example");
        assertThat(dmarc.value()).startsWith("v=DMARC1; p=quarantine");
    }

    @Test
    void whatLetsEverybodySendIsWrongAndWhatForgetsItsSenderIsWeak() {
        SendingAdvice.Advice open = SendingAdvice.spf("open.example", DNS.texts("open.example"), "");
        assertThat(open.standing()).isEqualTo(Standing.WRONG);
        assertThat(open.value()).isEqualTo("v=spf1 mx -all");
        SendingAdvice.Advice soft =
                SendingAdvice.spf("soft.example", DNS.texts("soft.example"), "include:sendgrid.net");
        assertThat(soft.standing()).isEqualTo(Standing.WEAK);
        assertThat(soft.sentence()).contains("include:sendgrid.net");
        assertThat(SendingAdvice.spf("two.example", texts("v=spf1 -all", "v=spf1 mx -all"), "")
                        .standing())
                .isEqualTo(Standing.WRONG);
        assertThat(SendingAdvice.spf("fine.example", texts("v=spf1 include:sendgrid.net ~all"), "include:sendgrid.net")
                        .standing())
                .isEqualTo(Standing.GOOD);
    }

    @Test
    void aKeyThatIsNotOursLooksForgedAndOursInPiecesIsOurs() {
        Dns.Texts published = DNS.texts("s1._domainkey.good.example");
        assertThat(SendingAdvice.dkim("s1._domainkey.good.example", "v=DKIM1; k=rsa; p=AAAABBBB", published)
                        .standing())
                .isEqualTo(Standing.GOOD);
        SendingAdvice.Advice other =
                SendingAdvice.dkim("s1._domainkey.good.example", "v=DKIM1; k=rsa; p=CCCC", published);
        assertThat(other.standing()).isEqualTo(Standing.WRONG);
        assertThat(other.value()).isEqualTo("v=DKIM1; k=rsa; p=CCCC");
        assertThat(SendingAdvice.dkim(null, "", texts()).standing()).isEqualTo(Standing.WEAK);
    }

    @Test
    void dmarcThatOnlyReportsIsWeakAndSilenceIsNotKnown() {
        assertThat(SendingAdvice.dmarc("good.example", DNS.texts("_dmarc.good.example"))
                        .standing())
                .isEqualTo(Standing.GOOD);
        assertThat(SendingAdvice.dmarc("open.example", DNS.texts("_dmarc.open.example"))
                        .standing())
                .isEqualTo(Standing.WEAK);
        try (StandInDns silent = new StandInDns()) {
            silent.fallSilent();
            assertThat(SendingAdvice.dmarc("x.example", new Dns(List.of(silent.address())).texts("_dmarc.x.example"))
                            .standing())
                    .isEqualTo(Standing.UNKNOWN);
        }
    }

    private static Dns.Texts texts(String... records) {
        return new Dns.Texts(List.of(records), false);
    }
}

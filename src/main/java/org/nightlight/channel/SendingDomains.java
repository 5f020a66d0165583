package org.nightlight.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.nightlight.channel.email.DkimKey;
import org.nightlight.channel.sender.Dns;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.shared.EmailAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The domains that our mail is sent from, and what they publish about it. */
@Component
public class SendingDomains {
    private final CurrentPlaybook playbooks;
    private final OwnMail own;
    private final Dns dns;
    private final String sender;

    SendingDomains(
            CurrentPlaybook playbooks,
            OwnMail own,
            Dns dns,
            @Value("${nightlight.relay.host}") String relay,
            @Value("${nightlight.sendgrid.key-file}") String sendGrid) {
        this.playbooks = playbooks;
        this.own = own;
        this.dns = dns;
        this.sender =
                !sendGrid.isBlank() ? "include:sendgrid.net" : relay.matches(".*[a-z].*\\..*") ? "a:" + relay : "";
    }

    /** What one domain publishes. */
    public record Domain(String name, List<SendingAdvice.Advice> advice) {}

    public List<String> names() {
        Playbook.Addresses ours = playbooks.current().playbook().addresses();
        return Stream.concat(Stream.of(ours.support()), ours.aliases().stream())
                .map(EmailAddress::domain)
                .distinct()
                .toList();
    }

    /** Asks DNS, which may take some seconds. */
    public List<Domain> look() {
        List<Domain> domains = new ArrayList<>();
        for (String name : names()) {
            domains.add(new Domain(
                    name,
                    List.of(
                            SendingAdvice.spf(name, dns.texts(name), sender),
                            own.signature()
                                    .filter(key -> key.domain().equals(name) || name.endsWith("." + key.domain()))
                                    .map(this::dkim)
                                    .orElseGet(() -> SendingAdvice.dkim(null, "", new Dns.Texts(List.of(), false))),
                            SendingAdvice.dmarc(name, dns.texts("_dmarc." + name)))));
        }
        return domains;
    }

    private SendingAdvice.Advice dkim(DkimKey key) {
        return SendingAdvice.dkim(key.publishedAt(), key.published(), dns.texts(key.publishedAt()));
    }
}

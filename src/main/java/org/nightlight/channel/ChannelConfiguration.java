package org.nightlight.channel;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nightlight.channel.imap.ImapAccount;
import org.nightlight.channel.imap.ImapAccounts;
import org.nightlight.channel.sender.Dns;
import org.nightlight.privacy.UsedWay;
import org.nightlight.privacy.Way;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Parts of this room that know nothing of the house. */
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {
    @Bean
    Dns dns(@Value("${nightlight.dns.servers}") List<String> servers) {
        return new Dns(servers.stream()
                .map(String::strip)
                .filter(server -> !server.isEmpty())
                .toList());
    }

    /** Whoever takes mail in for the desk, by name. */
    @Bean
    UsedWay mailServices(
            @Value("${nightlight.postmark.secret-file}") String postmark,
            @Value("${nightlight.sendgrid.inbound-secret-file}") String sendGrid,
            @Value("${nightlight.sendgrid.inbound-key-file}") String sendGridKey,
            @Value("${nightlight.ses.topics}") List<String> topics) {
        return new UsedWay(
                Way.INBOUND, String.join(", ", ServiceLines.names(postmark, sendGrid + sendGridKey, topics)));
    }

    @Bean
    UsedWay mailHosts(@Value("${nightlight.imap.file}") String file) {
        return new UsedWay(
                Way.MAILBOXES, elsewhere(ImapAccounts.read(file).stream().map(ImapAccount::host)));
    }

    /** Those that the settings name; the machine's own are as much part of it as its network is. */
    @Bean
    UsedWay nameServers(@Value("${nightlight.dns.servers}") List<String> servers) {
        return new UsedWay(Way.NAMES, elsewhere(servers.stream().map(String::strip)));
    }

    private static String elsewhere(Stream<String> hosts) {
        return hosts.filter(host -> !host.isEmpty() && !host.startsWith("127.") && !host.startsWith("localhost"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}

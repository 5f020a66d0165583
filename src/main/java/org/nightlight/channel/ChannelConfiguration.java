package org.nightlight.channel;

import java.util.List;
import org.nightlight.channel.sender.Dns;
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
}

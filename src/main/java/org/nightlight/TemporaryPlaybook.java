package org.nightlight;

import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.PlaybookVersion;
import org.nightlight.playbook.Playbooks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TemporaryPlaybook {
    @Bean
    CurrentPlaybook currentPlaybook() {
        return () -> new PlaybookVersion(1, Playbooks.builtIn());
    }
}

package org.nightlight.safety;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SafetyConfiguration {
    @Bean
    Screening screening() {
        return Screening.core();
    }
}

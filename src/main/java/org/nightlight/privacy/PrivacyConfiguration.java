package org.nightlight.privacy;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {
    /** A desk whose notices lack something does not start. */
    @Bean
    Notices notices() {
        return Notices.shipped();
    }

    /** Likewise with the script of calls. */
    @Bean
    CallScript callScript() {
        return CallScript.shipped();
    }
}

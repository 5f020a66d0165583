package org.nightlight.staff;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;

@Configuration(proxyBeanMethods = false)
class StaffConfiguration {
    @Bean
    PasswordEncoder passwordEncoder() {
        return Passwords.encoder(Passwords.STRENGTH);
    }
}

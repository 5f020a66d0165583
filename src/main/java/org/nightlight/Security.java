package org.nightlight;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nightlight.staff.Sessions;
import org.nightlight.staff.SignIn;
import org.nightlight.staff.Staff;
import org.nightlight.staff.Tokens;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** The walls of the web: who comes in by which door, and what a browser is told never to do. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Security {
    /** No script, style or picture but our own, no page of ours inside another's, no form sent elsewhere. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Health and metrics: on the management port only, which listens where nobody but the operator reaches it. */
    @Bean
    @Order(1)
    SecurityFilterChain managementDoor(HttpSecurity http) {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Machines: each request says who it acts for, so there is no session to ride on and no form to forge. */
    @Bean
    @Order(2)
    SecurityFilterChain apiDoor(HttpSecurity http, Tokens tokens, SignIn signIn) {
        return common(http.securityMatcher("/api/**"))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new ApiSignIn(tokens, signIn), AuthorizationFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, why) -> ApiRefusals.notAuthenticated(response))
                        .accessDeniedHandler((request, response, why) -> ApiRefusals.forbidden(response)))
                .build();
    }

    /** People: the desk and the customers' pages. */
    @Bean
    @Order(3)
    SecurityFilterChain pagesDoor(HttpSecurity http, Sessions sessions, Staff staff, CsrfTokenRepository csrf) {
        DeskDoor door = new DeskDoor(staff);
        return common(http)
                .securityContext(context -> context.securityContextRepository(new SessionContexts(sessions)))
                .csrf(forms -> forms.csrfTokenRepository(csrf)
                        .ignoringRequestMatchers(
                                contactForm(),
                                parentsPage(),
                                familyPage(),
                                parentsNotice(),
                                proof(),
                                cardProvider(),
                                mailEvents(),
                                postmark(),
                                sendGridMail(),
                                ses()))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(door).accessDeniedHandler(door))
                .build();
    }

    /**
     * Sent in nobody's name, so another site gains nothing by forging it; but a child whose browser lost the cookie while
     * they wrote must not lose what they wrote.
     */
    private static PathPatternRequestMatcher contactForm() {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/contact/{*below}");
    }

    /** Another site would have to know the link's secret, and whoever knows that needs no forgery. */
    private static PathPatternRequestMatcher parentsPage() {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/my/consent/{token}/*");
    }

    private static PathPatternRequestMatcher familyPage() {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/my/family/{token}/{*below}");
    }

    private static PathPatternRequestMatcher proof() {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/my/proofs/{token}/confirmation");
    }

    private static PathPatternRequestMatcher parentsNotice() {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/my/notices/{token}/refusal");
    }

    /** A machine without our cookie; its signature is checked before a word is believed. */
    private static PathPatternRequestMatcher cardProvider() {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/hooks/stripe");
    }

    /** As the card provider. */
    private static PathPatternRequestMatcher mailEvents() {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/hooks/sendgrid-events");
    }

    /** A machine without our cookie, which shows a secret. */
    private static PathPatternRequestMatcher postmark() {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/hooks/postmark");
    }

    /** As Postmark. */
    private static PathPatternRequestMatcher sendGridMail() {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/hooks/sendgrid-mail");
    }

    /** A machine without our cookie; its signature is checked before a word is believed. */
    private static PathPatternRequestMatcher ses() {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/hooks/ses");
    }

    /** In a cookie, so that a stranger who looks at the contact form costs the database no session. */
    @Bean
    CsrfTokenRepository csrfTokenRepository() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("form");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).sameSite("Lax").path("/"));
        return tokens;
    }

    /** Two requests of one session at once write its attributes without tripping over each other. */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsOnPostgres() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** When a session was last used is written once a minute: else every look at a page would cost a commit to disk. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsSeldomWritten() {
        return sessions -> sessions.setUpdateSessionQuery("""
                update %TABLE_NAME% s
                set session_id = n.session_id, last_access_time = n.last_access_time,
                    max_inactive_interval = n.max_inactive_interval, expiry_time = n.expiry_time,
                    principal_name = n.principal_name
                from (values (?, ?::bigint, ?::int, ?::bigint, ?))
                  n (session_id, last_access_time, max_inactive_interval, expiry_time, principal_name)
                where s.primary_id = ?
                  and (n.last_access_time - s.last_access_time >= 60000 or n.session_id <> s.session_id
                       or n.principal_name is distinct from s.principal_name
                       or n.max_inactive_interval <> s.max_inactive_interval)""");
    }

    /** Each filter of these doors would be timed by itself, which nobody reads and every request pays for. */
    @Bean
    SecurityObservationSettings filtersUntimed() {
        return SecurityObservationSettings.noObservations();
    }

    private static HttpSecurity common(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                jakarta.servlet.DispatcherType.ERROR,
                                jakarta.servlet.DispatcherType.ASYNC,
                                jakarta.servlet.DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .access(Security::decide))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .httpStrictTransportSecurity(
                                https -> https.includeSubDomains(false).maxAgeInSeconds(31_536_000)));
    }

    private static AuthorizationDecision decide(
            Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext context) {
        HttpMethod method = HttpMethod.valueOf(context.getRequest().getMethod());
        return new AuthorizationDecision(Routes.of(method, context.getRequest().getRequestURI())
                .filter(route -> route.open() || who.get() instanceof SignedIn signed && route.admits(signed.member()))
                .isPresent());
    }
}

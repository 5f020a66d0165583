package org.nightlight;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.SignIn;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Tokens;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who a program acts for, by its {@code Authorization} header: {@code Bearer TOKEN}, {@code Basic base64(email/token:TOKEN)}
 * as Zendesk's clients send it, or {@code Basic base64(email:password)}. Nothing is kept from one request to the next.
 */
final class ApiSignIn extends OncePerRequestFilter {
    private static final String TOKEN_USER = "/token";

    private final Tokens tokens;
    private final SignIn signIn;

    ApiSignIn(Tokens tokens, SignIn signIn) {
        this.tokens = tokens;
        this.signIn = signIn;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        switch (answer(header, request.getRemoteAddr())) {
            case Answer.Member(StaffMember member) -> {
                SecurityContextHolder.setContext(new SecurityContextImpl(new SignedIn(member)));
                chain.doFilter(request, response);
            }
            case Answer.Nobody() -> ApiRefusals.notAuthenticated(response);
            case Answer.TooMany(Duration left) -> ApiRefusals.tooMany(response, left);
        }
    }

    private sealed interface Answer {
        record Member(StaffMember member) implements Answer {}

        record Nobody() implements Answer {}

        record TooMany(Duration left) implements Answer {}
    }

    private Answer answer(String header, String peer) {
        int space = header.indexOf(' ');
        String scheme = space < 0 ? header : header.substring(0, space);
        String value = space < 0 ? "" : header.substring(space + 1).strip();
        if (scheme.equalsIgnoreCase("Bearer")) {
            return of(tokens.authenticate(value));
        }
        return scheme.equalsIgnoreCase("Basic") ? basic(value, peer) : new Answer.Nobody();
    }

    private Answer basic(String value, String peer) {
        String pair = decode(value);
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return new Answer.Nobody();
        }
        String user = pair.substring(0, colon);
        String secret = pair.substring(colon + 1);
        if (user.endsWith(TOKEN_USER)) {
            Optional<EmailAddress> email = EmailAddress.parse(user.substring(0, user.length() - TOKEN_USER.length()));
            return of(tokens.authenticate(secret)
                    .filter(member -> email.filter(member.email()::equals).isPresent()));
        }
        return switch (signIn.attempt(user, secret, peer)) {
            case SignIn.Result.Known known -> new Answer.Member(known.member());
            case SignIn.Result.Wrong wrong -> new Answer.Nobody();
            case SignIn.Result.Wait wait -> new Answer.TooMany(wait.left());
        };
    }

    private static Answer of(Optional<StaffMember> member) {
        return member.<Answer>map(Answer.Member::new).orElseGet(Answer.Nobody::new);
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}

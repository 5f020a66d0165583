package org.nightlight.portal;

import static org.nightlight.shared.Spoken.say;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.nightlight.shared.EmailAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** What may be wrong with a wish for a link by mail. It says nothing of whether anybody has the address. */
@Component
class LinkWish {
    private final PeerLimit limit;

    LinkWish(Clock clock) {
        this.limit = new PeerLimit(clock);
    }

    /** Messages by field, with the status set; empty when the wish can be taken. */
    Map<String, String> faults(String email, HttpServletRequest request, HttpServletResponse response) {
        if (EmailAddress.parse(email).isEmpty()) {
            response.setStatus(422);
            return Map.of(
                    "email",
                    say(
                            "Write an e-mail address like name@example.org.",
                            "Escriba una dirección de correo, como name@example.org."));
        }
        if (!limit.admits(request.getRemoteAddr())) {
            response.setStatus(429);
            response.setHeader(HttpHeaders.RETRY_AFTER, "60");
            return Map.of(
                    "email",
                    say("Wait a minute, then press the button again.", "Espere un minuto y pulse el botón otra vez."));
        }
        return Map.of();
    }
}

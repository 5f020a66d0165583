package org.nightlight.portal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.nightlight.privacy.ConsentCards;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** What Stripe tells by itself. Anybody can call here; only what Stripe signed is read, and nothing of it is kept but numbers. */
@Controller
class CardEventsController {
    private static final int LARGEST = 512 * 1024;

    private final ConsentCards cards;

    CardEventsController(ConsentCards cards) {
        this.cards = cards;
    }

    @PostMapping("/hooks/stripe")
    ResponseEntity<Void> hear(
            InputStream body, @RequestHeader(name = "Stripe-Signature", defaultValue = "") String signature)
            throws IOException {
        byte[] message = body.readNBytes(LARGEST + 1);
        boolean taken = message.length <= LARGEST
                && !signature.isEmpty()
                && cards.heard(new String(message, StandardCharsets.UTF_8), signature);
        return taken
                ? ResponseEntity.noContent().build()
                : ResponseEntity.badRequest().build();
    }
}

package org.nightlight.portal;

import java.io.IOException;
import java.io.InputStream;
import org.nightlight.channel.SendGridEvents;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** What SendGrid tells of mail that the desk sent. Anybody can call here; only what SendGrid signed is read. */
@Controller
class MailEventsController {
    private static final int LARGEST = 4 * 1024 * 1024;

    private final SendGridEvents events;

    MailEventsController(SendGridEvents events) {
        this.events = events;
    }

    @PostMapping("/hooks/sendgrid-events")
    ResponseEntity<Void> hear(
            InputStream body,
            @RequestHeader(name = "X-Twilio-Email-Event-Webhook-Timestamp", defaultValue = "") String timestamp,
            @RequestHeader(name = "X-Twilio-Email-Event-Webhook-Signature", defaultValue = "") String signature)
            throws IOException {
        byte[] message = body.readNBytes(LARGEST + 1);
        boolean taken =
                message.length <= LARGEST && !signature.isEmpty() && events.heard(message, timestamp, signature);
        return taken
                ? ResponseEntity.noContent().build()
                : ResponseEntity.badRequest().build();
    }
}

package org.nightlight.channel;

import java.security.PublicKey;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.SendGrid;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.EmailAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What SendGrid tells of mail on its way (its Event Webhook, which must be signed: ECDSA over the timestamp and the body, see
 * https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features). Each event
 * counts once, by its own id, so that a message played again does nothing.
 */
@Component
public class SendGridEvents {
    private static final String STATUS = "[245]\\.\\d{1,3}\\.\\d{1,3}";

    private final Deliveries deliveries;
    private final DeliveryStore store;
    private final Database database;
    private final Clock clock;
    private final @Nullable PublicKey key;

    SendGridEvents(
            Deliveries deliveries,
            DeliveryStore store,
            Database database,
            Clock clock,
            @Value("${nightlight.sendgrid.event-key-file}") String keyFile) {
        this.deliveries = deliveries;
        this.store = store;
        this.database = database;
        this.clock = clock;
        this.key = SendGridKey.read("nightlight.sendgrid.event-key-file", keyFile);
    }

    /** False when it is not SendGrid that speaks, or it says nothing that can be read; then nothing was changed. */
    public boolean heard(byte[] body, String timestamp, String signature) {
        if (!isSigned(body, timestamp, signature)) {
            return false;
        }
        JsonNode events;
        try {
            events = JsonMapper.shared().readTree(body);
        } catch (JacksonException broken) {
            return false;
        }
        if (!events.isArray()) {
            return false;
        }
        database.write(Clearance.SYSTEM, () -> events.forEach(this::hear));
        return true;
    }

    private boolean isSigned(byte[] body, String timestamp, String signature) {
        if (key == null) {
            return false;
        }
        SendGridKey.Check check = SendGridKey.check(key, timestamp);
        check.update(body, body.length);
        return check.holds(signature);
    }

    private void hear(JsonNode event) {
        String id = event.path("sg_event_id").asString("");
        DeliveryEvent.Kind kind = kind(event);
        if (kind == null || id.isEmpty() || id.length() > 200) {
            return;
        }
        String mailId =
                event.path(SendGrid.MAIL_ID).asString(event.path("smtp-id").asString(""));
        String status = event.path("status").asString("");
        store.left(mailId)
                .ifPresent(mail -> deliveries.heard(
                        mail,
                        "sendgrid:" + id,
                        new DeliveryEvent(kind, status.matches(STATUS) ? status : "", clock.instant()),
                        Optional.of(event.path("email").asString(""))
                                .flatMap(EmailAddress::parse)
                                .orElse(null)));
    }

    /** Null for what says nothing of the delivery, such as an opening. */
    private static DeliveryEvent.@Nullable Kind kind(JsonNode event) {
        return switch (event.path("event").asString("")) {
            case "delivered" -> DeliveryEvent.Kind.DELIVERED;
            case "deferred" -> DeliveryEvent.Kind.DEFERRED;
            // A block is a refusal that may pass; SendGrid itself goes on sending to such an address.
            case "bounce" ->
                event.path("type").asString("").equals("blocked")
                        ? DeliveryEvent.Kind.RETURNED
                        : DeliveryEvent.Kind.BOUNCED;
            case "dropped" ->
                switch (event.path("reason").asString("")) {
                    case "Bounced Address", "Invalid" -> DeliveryEvent.Kind.BOUNCED;
                    default -> DeliveryEvent.Kind.RETURNED;
                };
            case "spamreport" -> DeliveryEvent.Kind.COMPLAINT;
            default -> null;
        };
    }
}

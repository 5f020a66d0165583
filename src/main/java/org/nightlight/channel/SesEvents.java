package org.nightlight.channel;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.EmailAddress;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What became of mail that went out by SES, from its notifications or its event publishing, with the original headers (see
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html). Each counts once.
 */
@Component
class SesEvents {
    private static final String STATUS = "[245]\\.\\d{1,3}\\.\\d{1,3}";

    private final Deliveries deliveries;
    private final DeliveryStore store;
    private final Database database;
    private final Clock clock;

    SesEvents(Deliveries deliveries, DeliveryStore store, Database database, Clock clock) {
        this.deliveries = deliveries;
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    /** @param messageId of the SNS message that tells it */
    void hear(String messageId, JsonNode told) {
        String type =
                told.path("eventType").asString(told.path("notificationType").asString(""));
        JsonNode about = told.path(Character.toLowerCase(type.isEmpty() ? ' ' : type.charAt(0))
                + (type.isEmpty() ? "" : type.substring(1)));
        DeliveryEvent.Kind kind = kind(type, about);
        if (kind == null) {
            return;
        }
        String once = "ses:" + about.path("feedbackId").asString(messageId);
        database.write(
                Clearance.SYSTEM,
                () -> store.left(mailId(told.path("mail"))).ifPresent(mail -> {
                    JsonNode recipients = recipients(kind, about);
                    if (recipients.isEmpty()) {
                        hear(mail, once, kind, "", null);
                    }
                    for (int i = 0; i < recipients.size(); i++) {
                        JsonNode recipient = recipients.get(i);
                        hear(
                                mail,
                                once + ":" + i,
                                kind,
                                recipient.path("status").asString(""),
                                recipient.isString()
                                        ? recipient.asString("")
                                        : recipient.path("emailAddress").asString(""));
                    }
                }));
    }

    private void hear(
            DeliveryStore.Left mail, String once, DeliveryEvent.Kind kind, String status, @Nullable String address) {
        deliveries.heard(
                mail,
                once,
                new DeliveryEvent(kind, status.matches(STATUS) ? status : "", clock.instant()),
                Optional.ofNullable(address).flatMap(EmailAddress::parse).orElse(null));
    }

    /** Null for what says nothing of the delivery, such as an opening. */
    private static DeliveryEvent.@Nullable Kind kind(String type, JsonNode about) {
        return switch (type) {
            case "Delivery" -> DeliveryEvent.Kind.DELIVERED;
            case "DeliveryDelay" -> DeliveryEvent.Kind.DEFERRED;
            case "Bounce" ->
                about.path("bounceType").asString("").equals("Permanent")
                        ? DeliveryEvent.Kind.BOUNCED
                        : DeliveryEvent.Kind.RETURNED;
            case "Reject" -> DeliveryEvent.Kind.RETURNED;
            case "Complaint" ->
                about.path("complaintFeedbackType").asString("").equals("not-spam")
                        ? null
                        : DeliveryEvent.Kind.COMPLAINT;
            default -> null;
        };
    }

    private static JsonNode recipients(DeliveryEvent.Kind kind, JsonNode about) {
        return switch (kind) {
            case DELIVERED -> about.path("recipients");
            case DEFERRED -> about.path("delayedRecipients");
            case BOUNCED, RETURNED -> about.path("bouncedRecipients");
            case COMPLAINT -> about.path("complainedRecipients");
            case DOUBTED -> throw new IllegalArgumentException("that is the desk's own finding");
        };
    }

    /** As the desk gave it: SES sends each mail under an id of its own. */
    private static String mailId(JsonNode mail) {
        for (JsonNode header : mail.path("headers")) {
            if (header.path("name").asString("").equalsIgnoreCase("Message-ID")) {
                return header.path("value").asString("");
            }
        }
        return mail.path("commonHeaders").path("messageId").asString("");
    }
}

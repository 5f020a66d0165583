package org.nightlight.webhook;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A signed call to a webhook. */
@Component
class WebhookCalls implements AutoCloseable {
    private final WebhookSecrets secrets;
    private final Caller caller;
    private final Clock clock;

    WebhookCalls(Destinations destinations, WebhookSecrets secrets, Clock clock) {
        this.secrets = secrets;
        this.caller = Caller.within(destinations);
        this.clock = clock;
    }

    /** Not within a transaction. */
    Answer post(URI address, WebhookStore.Signing signing, UUID event, String type, String body) {
        Instant now = clock.instant();
        List<String> keys = new ArrayList<>();
        keys.add(secrets.open(signing.now()));
        if (signing.before() != null && signing.until() != null && now.isBefore(signing.until())) {
            keys.add(secrets.open(signing.before()));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Nightlight-Event", event.toString());
        headers.put("Nightlight-Event-Type", type);
        headers.putAll(Signature.headers(body, now, keys));
        return caller.post(address, headers, body);
    }

    @Override
    public void close() {
        caller.close();
    }
}

package org.nightlight.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One webhook: {@code GET /desk/admin/webhooks/{id}}, and a new one: {@code GET /desk/admin/webhooks/new}.
 *
 * @param line null for a new one
 * @param secret shown this once; null else
 * @param bothSignUntil until when the secret of before signs too; null where there is none
 * @param answer what a test was answered; null where none was sent
 */
public record WebhookPage(
        Chrome chrome,
        WebhooksPage.@Nullable Line line,
        Form form,
        @Nullable String secret,
        @Nullable When bothSignUntil,
        @Nullable Tested answer,
        Map<String, String> faults) {

    /** @param version that whoever changes it saw */
    public record Form(int version, String name, String address, List<Choice> events) {}

    /** @param text the beginning of what was answered */
    public record Tested(boolean taken, String outcome, String text) {}

    public String action() {
        return line == null ? "/desk/admin/webhooks" : line.path();
    }
}

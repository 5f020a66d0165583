package org.nightlight.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.desk.Specimens.Specimen;

/** Webhooks, tokens and jobs in every state that they can be in. */
final class WebhookSpecimens {
    private static final When EARLIER = new When("10:02", "Friday 20 November 2026, 10:02 EST", "2026-11-20T15:02:00Z");
    private static final String LONG =
            "https://hooks.a-very-long-name-of-a-company.example/services/T0000000000/B0000000000/wallboard-of-the-third-floor";

    private WebhookSpecimens() {}

    static Map<String, Specimen> all(Chrome chrome) {
        Map<String, Specimen> all = new LinkedHashMap<>();
        WebhooksPage.Line good = line(3, "Wallboard", "https://hooks.example/desk", true, false, "Taken", 0, 0, 0);
        WebhooksPage.Line bad = line(4, "Chat of the night shift", LONG, false, true, "It answered 410.", 12, 3, 2);
        all.put(
                "webhooks",
                new Specimen(
                        "desk/adminWebhooks",
                        new WebhooksPage(
                                chrome,
                                List.of(good, bad),
                                List.of(line(9, "Old board", LONG, false, false, "", 0, 0, 0)),
                                Map.of())));
        all.put(
                "webhooks-empty",
                new Specimen("desk/adminWebhooks", new WebhooksPage(chrome, List.of(), List.of(), Map.of())));
        all.put("webhook", new Specimen("desk/adminWebhook", page(chrome, bad, null, Map.of())));
        all.put(
                "webhook-secret",
                new Specimen(
                        "desk/adminWebhook",
                        page(chrome, good, "Kq3vX8nD2mR5tY7wZ1bC4fH6jL9pS0aE-gU_iOxVqM", Map.of())));
        all.put(
                "webhook-new",
                new Specimen(
                        "desk/adminWebhook",
                        page(
                                chrome,
                                null,
                                null,
                                Map.of(
                                        "name",
                                        "Give it a name of up to 60 letters.",
                                        "address",
                                        "The name could not be found. Look whether it is spelt right.",
                                        "events",
                                        "Choose at least one thing to be told of."))));
        all.put(
                "deliveries",
                new Specimen(
                        "desk/adminDeliveries",
                        new DeliveriesPage(
                                chrome,
                                bad,
                                List.of(
                                        row("taken", "good", 1, "", null, true),
                                        row("given up", "due", 14, "It answered 503.", null, true),
                                        row("is tried again", "", 3, "The name could not be found.", EARLIER, true),
                                        row("on its way", "", 1, "", null, false)),
                                "/desk/admin/webhooks/4/deliveries",
                                "/desk/admin/webhooks/4/deliveries?before=1_6f1c0a52-9b0e-4d0f-8f8e-0c7a3a1f9d2e")));
        all.put(
                "deliveries-empty",
                new Specimen(
                        "desk/adminDeliveries",
                        new DeliveriesPage(chrome, good, List.of(), "/desk/admin/webhooks/3/deliveries", null)));
        all.put(
                "tokens",
                new Specimen(
                        "desk/adminTokens",
                        new AdminTokensPage(
                                chrome,
                                List.of(
                                        new AdminTokensPage.Row(
                                                3,
                                                "Ada Brook",
                                                "nightly export",
                                                List.of("Administrator", "Agent"),
                                                true,
                                                EARLIER,
                                                EARLIER),
                                        new AdminTokensPage.Row(
                                                4, "Kim Fern", "wallboard", List.of("Agent"), false, EARLIER, null)))));
        all.put("tokens-empty", new Specimen("desk/adminTokens", new AdminTokensPage(chrome, List.of())));
        all.put(
                "jobs",
                new Specimen(
                        "desk/adminJobs",
                        new JobsPage(
                                chrome,
                                List.of(
                                        new JobsPage.Line(
                                                "mail",
                                                "Mail to customers",
                                                "Waits for the mail server and is tried again with growing pauses.",
                                                "more than 1000",
                                                EARLIER,
                                                "12",
                                                "3",
                                                "/desk/admin/sending",
                                                "How our mail is sent"),
                                        new JobsPage.Line(
                                                "files",
                                                "Files on their way to the file store",
                                                "They lie in the database until the store has taken them.",
                                                "",
                                                null,
                                                "",
                                                "",
                                                null,
                                                "")),
                                List.of(new JobsPage.Failed(
                                        "#1042", "/desk/tickets/1042", "The mailbox does not exist.")))));
        return all;
    }

    private static WebhooksPage.Line line(
            long id,
            String name,
            String address,
            boolean active,
            boolean gone,
            String outcome,
            int waiting,
            int failing,
            int dead) {
        return new WebhooksPage.Line(
                id,
                name,
                address,
                List.of("A ticket came in", "A promised time was missed"),
                active,
                gone,
                EARLIER,
                active,
                outcome,
                waiting,
                failing,
                dead);
    }

    private static WebhookPage page(
            Chrome chrome, WebhooksPage.@Nullable Line line, @Nullable String secret, Map<String, String> faults) {
        return new WebhookPage(
                chrome,
                line,
                new WebhookPage.Form(
                        line == null ? 0 : 2,
                        line == null ? "" : line.name(),
                        line == null ? "https://hoks.example" : line.address(),
                        List.of(
                                new Choice("ticket.created", "A ticket came in", line != null),
                                new Choice("ticket.sla_breached", "A promised time was missed", false))),
                secret,
                secret == null ? null : EARLIER,
                line == null || secret != null
                        ? null
                        : new WebhookPage.Tested(false, "It answered 410.", "<h1>Gone</h1> " + "x".repeat(200)),
                faults);
    }

    /** Each an event of its own. */
    private static DeliveriesPage.Row row(
            String state, String cls, int attempts, String reason, @Nullable When next, boolean idle) {
        return new DeliveriesPage.Row(
                "6f1c0a52-9b0e-4d0f-8f8e-0c7a3a1f9d" + String.format("%02d", attempts + state.length()),
                EARLIER,
                "Its state changed",
                "#1042",
                "/desk/tickets/1042",
                state,
                cls,
                attempts,
                reason,
                next,
                idle);
    }
}

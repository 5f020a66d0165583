package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import java.util.UUID;
import org.nightlight.database.Database;
import org.nightlight.webhook.Delivery;
import org.nightlight.webhook.Fault;
import org.nightlight.webhook.Webhook;
import org.nightlight.webhook.Webhooks;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What became of what a webhook was told, and telling it again. */
@Controller
class DeliveriesController {
    private static final String HERE = "/desk/admin/webhooks";
    private static final int PAGE = 50;

    private final Database database;
    private final Frame frame;
    private final Webhooks webhooks;

    DeliveriesController(Database database, Frame frame, Webhooks webhooks) {
        this.database = database;
        this.frame = frame;
        this.webhooks = webhooks;
    }

    /** Whoever opens it has looked: should more calls end unheard, administrators are told again. */
    @GetMapping(HERE + "/{id}/deliveries")
    ModelAndView deliveries(@PathVariable long id, @RequestParam(defaultValue = "") String before, Visit visit) {
        Webhook webhook = found(id);
        return frame.recordedPage(visit, Chrome.Place.WEBHOOKS, "desk/adminDeliveries", chrome -> {
            webhooks.looked(id);
            List<Delivery> some = Delivery.Spot.read(before)
                    .map(spot -> webhooks.before(id, spot, PAGE))
                    .orElseGet(() -> webhooks.latest(id, PAGE));
            Words words = frame.words();
            return new DeliveriesPage(
                    chrome,
                    WebhooksController.line(webhook, webhooks.counts().getOrDefault(id, Webhook.Counts.NONE), words),
                    some.stream().map(one -> row(one, webhook.active(), words)).toList(),
                    before.isEmpty() ? null : HERE + "/" + id + "/deliveries",
                    some.size() < PAGE
                            ? null
                            : HERE + "/" + id + "/deliveries?before="
                                    + some.getLast().spot());
        });
    }

    @PostMapping(HERE + "/{id}/deliveries/{event}/replays")
    ModelAndView replay(@PathVariable long id, @PathVariable UUID event, Visit visit) {
        found(id);
        boolean replayed = webhooks.replay(visit.actor(), visit.clearance(), id, event);
        return replayed(visit, id, replayed ? 1 : 0);
    }

    @PostMapping(HERE + "/{id}/replays")
    ModelAndView replayDead(@PathVariable long id, Visit visit) {
        found(id);
        return replayed(visit, id, webhooks.replayDead(visit.actor(), visit.clearance(), id));
    }

    private static ModelAndView replayed(Visit visit, long id, int count) {
        return visit.then(
                HERE + "/" + id + "/deliveries", count == 0 ? Said.WEBHOOK_NOT_REPLAYED : Said.WEBHOOK_REPLAYED, count);
    }

    private Webhook found(long id) {
        return database.look(() -> webhooks.find(id))
                .filter(webhook -> webhook.removed() == null)
                .orElseThrow(NotHere::new);
    }

    private static DeliveriesPage.Row row(Delivery one, boolean active, Words words) {
        boolean waits = one.state() == Delivery.State.QUEUED;
        return new DeliveriesPage.Row(
                one.event().toString(),
                words.when(one.created()),
                one.type().label(),
                Words.number(one.ticketId()),
                "/desk/tickets/" + one.ticketId(),
                state(one),
                switch (one.state()) {
                    case SENT -> "good";
                    case DEAD -> "due";
                    case QUEUED, SENDING -> "";
                },
                one.attempts(),
                one.tried() == null || one.fault() == Fault.NONE
                        ? ""
                        : one.fault().words(one.status()),
                waits && active ? words.when(one.next()) : null,
                one.state() != Delivery.State.SENDING);
    }

    private static String state(Delivery one) {
        return switch (one.state()) {
            case QUEUED -> one.attempts() == 0 ? say("waits", "espera") : say("is tried again", "se reintenta");
            case SENDING -> say("on its way", "en camino");
            case SENT -> say("taken", "recibido");
            case DEAD -> say("given up", "sin más intentos");
        };
    }
}

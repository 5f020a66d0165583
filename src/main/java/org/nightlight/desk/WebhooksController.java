package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.database.Database;
import org.nightlight.shared.Outcome;
import org.nightlight.webhook.Answer;
import org.nightlight.webhook.EventType;
import org.nightlight.webhook.Fault;
import org.nightlight.webhook.Webhook;
import org.nightlight.webhook.Webhooks;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The desk's webhooks, kept by admins. */
@Controller
class WebhooksController {
    private static final String HERE = "/desk/admin/webhooks";

    private final Database database;
    private final Frame frame;
    private final Webhooks webhooks;

    WebhooksController(Database database, Frame frame, Webhooks webhooks) {
        this.database = database;
        this.frame = frame;
        this.webhooks = webhooks;
    }

    /** The form, field for field. */
    record Sent(
            @Nullable String version,
            @Nullable String name,
            @Nullable String address,
            @Nullable List<String> events) {
        static Sent of(Webhook webhook) {
            return new Sent(
                    Integer.toString(webhook.version()),
                    webhook.name(),
                    webhook.address(),
                    webhook.events().stream().map(EventType::key).toList());
        }

        int seen() {
            return plain(version).matches("\\d{1,9}") ? Integer.parseInt(plain(version)) : 0;
        }

        Webhook.Facts facts() {
            return new Webhook.Facts(
                    plain(name),
                    plain(address),
                    Arrays.stream(EventType.values())
                            .filter(type -> chosen().contains(type.key()))
                            .toList());
        }

        WebhookPage.Form form() {
            return new WebhookPage.Form(
                    seen(),
                    plain(name),
                    plain(address),
                    Arrays.stream(EventType.values())
                            .map(type -> new Choice(type.key(), type.label(), chosen().contains(type.key())))
                            .toList());
        }

        private List<String> chosen() {
            return events == null ? List.of() : events;
        }

        private static String plain(@Nullable String typed) {
            return typed == null ? "" : typed.strip();
        }
    }

    @GetMapping(HERE)
    ModelAndView show(Visit visit) {
        return list(visit, Map.of());
    }

    @GetMapping(HERE + "/new")
    ModelAndView begin(Visit visit) {
        return page(visit, null, new Sent(null, null, null, null), null, null, Map.of());
    }

    @PostMapping(HERE)
    ModelAndView make(@ModelAttribute Sent sent, Visit visit) {
        return switch (webhooks.make(visit.actor(), sent.facts())) {
            case Outcome.Done<Webhook.Fresh>(Webhook.Fresh fresh) -> page(visit, fresh);
            case Outcome.Refused<Webhook.Fresh>(String field, String reason) ->
                visit.answer(422, page(visit, null, sent, null, null, Map.of(field, reason)));
        };
    }

    @GetMapping(HERE + "/{id}")
    ModelAndView one(@PathVariable long id, Visit visit) {
        Webhook webhook = found(id);
        return page(visit, webhook, Sent.of(webhook), null, null, Map.of());
    }

    @PostMapping(HERE + "/{id}")
    ModelAndView change(@PathVariable long id, @ModelAttribute Sent sent, Visit visit) {
        Webhook webhook = found(id);
        return switch (webhooks.change(visit.actor(), id, sent.seen(), sent.facts())) {
            case Outcome.Done<Webhook> done -> visit.then(HERE + "/" + id, Said.WEBHOOK_CHANGED);
            case Outcome.Refused<Webhook>(String field, String reason) ->
                visit.answer(422, page(visit, webhook, sent, null, null, Map.of(field, reason)));
        };
    }

    @PostMapping(HERE + "/{id}/switch")
    ModelAndView turn(@PathVariable long id, @RequestParam(defaultValue = "false") boolean on, Visit visit) {
        found(id);
        webhooks.turn(visit.actor(), id, on);
        return visit.then(HERE, on ? Said.WEBHOOK_ON : Said.WEBHOOK_OFF);
    }

    @PostMapping(HERE + "/{id}/secrets")
    ModelAndView rotate(@PathVariable long id, Visit visit) {
        found(id);
        return page(visit, webhooks.rotate(visit.actor(), id));
    }

    @PostMapping(HERE + "/{id}/tests")
    ModelAndView test(@PathVariable long id, Visit visit) {
        Webhook webhook = found(id);
        Answer answer = webhooks.test(visit.actor(), id);
        return page(
                visit,
                webhook,
                Sent.of(webhook),
                null,
                new WebhookPage.Tested(answer.taken(), outcome(answer), answer.text()),
                Map.of());
    }

    @PostMapping(HERE + "/{id}/removal")
    ModelAndView remove(@PathVariable long id, Visit visit) {
        found(id);
        webhooks.remove(visit.actor(), id);
        return visit.then(HERE, Said.WEBHOOK_REMOVED);
    }

    @PostMapping(HERE + "/{id}/return")
    ModelAndView bringBack(@PathVariable long id, Visit visit) {
        if (database.look(() -> webhooks.find(id)).isEmpty()) {
            throw new NotHere();
        }
        return switch (webhooks.bringBack(visit.actor(), id)) {
            case Outcome.Done<Webhook> done -> visit.then(HERE, Said.WEBHOOK_RETURNED);
            case Outcome.Refused<Webhook>(String field, String reason) ->
                visit.answer(422, list(visit, Map.of("webhook-" + id, reason)));
        };
    }

    private Webhook found(long id) {
        return database.look(() -> webhooks.find(id))
                .filter(webhook -> webhook.removed() == null)
                .orElseThrow(NotHere::new);
    }

    private ModelAndView list(Visit visit, Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.WEBHOOKS, "desk/adminWebhooks", chrome -> {
            Words words = frame.words();
            Map<Long, Webhook.Counts> counts = webhooks.counts();
            return new WebhooksPage(
                    chrome,
                    webhooks.standing().stream()
                            .map(one -> line(one, counts.getOrDefault(one.id(), Webhook.Counts.NONE), words))
                            .toList(),
                    webhooks.removed().stream()
                            .map(one -> line(one, Webhook.Counts.NONE, words))
                            .toList(),
                    faults);
        });
    }

    private Webhook.Counts counts(long id) {
        return webhooks.counts().getOrDefault(id, Webhook.Counts.NONE);
    }

    private ModelAndView page(Visit visit, Webhook.Fresh fresh) {
        return page(visit, fresh.webhook(), Sent.of(fresh.webhook()), fresh.secret(), null, Map.of());
    }

    private ModelAndView page(
            Visit visit,
            @Nullable Webhook webhook,
            Sent sent,
            @Nullable String secret,
            WebhookPage.@Nullable Tested answer,
            Map<String, String> faults) {
        return frame.page(visit, Chrome.Place.WEBHOOKS, "desk/adminWebhook", chrome -> {
            Words words = frame.words();
            return new WebhookPage(
                    chrome,
                    webhook == null ? null : line(webhook, counts(webhook.id()), words),
                    sent.form(),
                    secret,
                    webhook == null
                                    || webhook.oldSecretUntil() == null
                                    || !webhook.oldSecretUntil().isAfter(frame.now())
                            ? null
                            : words.when(webhook.oldSecretUntil()),
                    answer,
                    faults);
        });
    }

    static WebhooksPage.Line line(Webhook webhook, Webhook.Counts counts, Words words) {
        Webhook.Last last = webhook.last();
        return new WebhooksPage.Line(
                webhook.id(),
                webhook.name(),
                webhook.address(),
                webhook.events().stream().map(EventType::label).toList(),
                webhook.active(),
                webhook.gone(),
                last == null ? null : words.when(last.at()),
                last != null && last.fault() == Fault.NONE,
                last == null ? "" : last.fault().words(last.status()),
                counts.waiting(),
                counts.failing(),
                counts.dead());
    }

    private static String outcome(Answer answer) {
        return answer.taken()
                ? say("It took the test and answered %d.", "Recibió la prueba y respondió %d.")
                        .formatted(answer.status())
                : answer.reason();
    }
}

package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import org.nightlight.channel.Mailboxes;
import org.nightlight.channel.ServiceLines;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** How the mailboxes are doing into which the desk looks. */
@Controller
class MailboxesController {
    private final Frame frame;
    private final Mailboxes mailboxes;
    private final ServiceLines services;

    MailboxesController(Frame frame, Mailboxes mailboxes, ServiceLines services) {
        this.frame = frame;
        this.mailboxes = mailboxes;
        this.services = services;
    }

    @GetMapping("/desk/admin/mailboxes")
    ModelAndView show(Visit visit) {
        return frame.page(
                visit,
                Chrome.Place.MAILBOXES,
                "desk/adminMailboxes",
                chrome -> new AdminMailboxesPage(
                        chrome,
                        mailboxes.health().stream().map(this::row).toList(),
                        services.health().stream().map(this::service).toList()));
    }

    private AdminMailboxesPage.Service service(ServiceLines.Health health) {
        Words words = frame.words();
        Duration lag = health.lag();
        boolean works = health.failure().isEmpty();
        return new AdminMailboxesPage.Service(
                health.name(),
                works
                        ? health.takenAt() == null
                                ? say("Nothing has come yet", "Todavía no llegó nada")
                                : say("Mail is taken", "El correo llega")
                        : say("Mail is not being taken", "El correo no está llegando"),
                health.alarming(),
                health.takenAt() == null ? null : words.when(health.takenAt()),
                lag == null
                        ? ""
                        : lag.toSeconds() < 120 ? Math.max(0, lag.toSeconds()) + " s" : lag.toMinutes() + " min",
                health.failure(),
                works || health.failedAt() == null ? null : words.when(health.failedAt()));
    }

    private AdminMailboxesPage.Row row(Mailboxes.Health health) {
        Words words = frame.words();
        return new AdminMailboxesPage.Row(
                health.name(),
                health.address(),
                health.where(),
                switch (health.state()) {
                    case GOOD -> say("It is read", "Se lee");
                    case TROUBLED ->
                        health.failure().isEmpty()
                                ? say("Not looked into yet", "Todavía no se miró")
                                : say("The last look failed", "La última lectura falló");
                    case BEHIND -> say("It is not being read", "No se está leyendo");
                },
                health.state() == Mailboxes.State.BEHIND,
                health.lookedAt() == null ? null : words.when(health.lookedAt()),
                health.waiting(),
                health.waitingSince() == null ? null : words.when(health.waitingSince()),
                health.failure(),
                health.failedAt() == null ? null : words.when(health.failedAt()));
    }
}

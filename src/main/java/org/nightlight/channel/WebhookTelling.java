package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import org.nightlight.privacy.Outgoing;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.webhook.WebhookUnheard;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells all admins that a webhook needs them. */
@Component
class WebhookTelling {
    private final StaffMail mail;
    private final Staff staff;
    private final String url;

    WebhookTelling(
            StaffMail mail,
            Staff staff,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.mail = mail;
        this.staff = staff;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    @EventListener
    void on(WebhookUnheard webhook) {
        mail.tell(
                Outgoing.Purpose.NOTICE,
                staff.withRole(Role.ADMIN),
                () -> new StaffMail.Words(
                        say("A webhook needs you: ", "Un webhook te necesita: ") + webhook.name(),
                        (webhook.gone()
                                        ? say(
                                                "Its machine answered that it is gone for good, and the desk switched the webhook off. What"
                                                        + " waits is kept: it goes on its way when you switch it on again.",
                                                "Su máquina respondió que ya no existe, y la mesa de ayuda desactivó el webhook. Lo que espera"
                                                        + " se guarda: sale cuando lo actives otra vez.")
                                        : say(
                                                "For a day it did not take what it was told, and the desk has stopped trying the oldest of it."
                                                        + " The webhook stays on. See why, and send again what it missed. You are not told"
                                                        + " again until somebody has looked.",
                                                "Durante un día no recibió lo que se le avisaba, y la mesa de ayuda dejó de intentar lo más"
                                                        + " antiguo. El webhook sigue activo. Mira por qué y reenvía lo que le falta. No se te"
                                                        + " avisa otra vez hasta que alguien haya mirado."))
                                + "\n\n" + url + "/desk/admin/webhooks/" + webhook.webhookId() + "/deliveries"));
    }
}

package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.Locale;
import java.util.Set;
import org.nightlight.channel.Outbox;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.Staff;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Sends a member of staff the link by which they choose a password. */
@Component
class InvitationMail {
    private final Outbox outbox;
    private final Frame frame;
    private final String url;
    private final boolean relayed;

    InvitationMail(
            Outbox outbox,
            Frame frame,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port,
            @Value("${nightlight.relay.host}") String relay,
            @Value("${nightlight.sendgrid.key-file}") String sendGrid) {
        this.outbox = outbox;
        this.frame = frame;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
        this.relayed = !relay.isBlank() || !sendGrid.isBlank();
    }

    /** Whether there is a way for mail to go; without one a link must not wait around in a queue. */
    boolean goes() {
        return relayed || outbox.keepsForDemo();
    }

    String link(Staff.Invitation made) {
        return url + "/desk/invitations/" + made.secret();
    }

    /** Belongs into the transaction that makes the link. */
    void send(Staff.Invitation made) {
        if (goes()) {
            String brand = frame.playbook().brand().name();
            Locale theirs = Spoken.ofKey(made.member().language());
            outbox.tellStaff(
                    Outgoing.Purpose.NOTICE,
                    null,
                    Set.of(made.member().email()),
                    Spoken.in(
                            theirs,
                            () -> say("Your access to the %s desk", "Tu acceso a la mesa de ayuda de %s")
                                    .formatted(brand)),
                    Spoken.in(theirs, () -> text(made, brand)));
        }
    }

    private String text(Staff.Invitation made, String brand) {
        return say("""
                        Hello %s,

                        choose your password for the %s desk here:

                        %s

                        The link works once and for %d days. If you did not expect it, leave it alone and tell whoever runs the desk.
                        """, """
                        Hola, %s:

                        elige aquí tu contraseña para la mesa de ayuda de %s:

                        %s

                        El enlace sirve una vez y durante %d días. Si no lo esperabas, no lo uses y avisa a quien administra la mesa de ayuda.
                        """).formatted(made.member().name(), brand, link(made), Staff.INVITATION.toDays());
    }
}

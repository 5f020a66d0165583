package org.nightlight.desk;

import java.util.Set;
import org.nightlight.channel.Outbox;
import org.nightlight.privacy.Outgoing;
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
            outbox.tellStaff(
                    Outgoing.Purpose.NOTICE,
                    null,
                    Set.of(made.member().email()),
                    "Your access to the " + brand + " desk",
                    "Hello " + made.member().name() + ",\n\nchoose your password for the " + brand + " desk here:\n\n"
                            + link(made) + "\n\nThe link works once and for " + Staff.INVITATION.toDays()
                            + " days. If you did not expect it, leave it alone and tell whoever runs the desk.\n");
        }
    }
}

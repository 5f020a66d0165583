package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.util.List;
import org.nightlight.channel.StaffMail;
import org.nightlight.privacy.Outgoing;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells somebody that a lead or an admin has set them away, or present again: they are given tickets accordingly. */
@Component
class AttendanceMail {
    private final StaffMail mail;
    private final Frame frame;
    private final String url;

    AttendanceMail(
            StaffMail mail,
            Frame frame,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.mail = mail;
        this.frame = frame;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    /** Belongs into the transaction of the change. What somebody said of themselves they know. */
    void changed(StaffMember before, StaffMember after, StaffMember by) {
        boolean away = after.attendance().isAway(frame.now());
        if (by.id() == after.id() || away == before.attendance().isAway(frame.now())) {
            return;
        }
        mail.tell(
                Outgoing.Purpose.NOTICE,
                List.of(after),
                () -> new StaffMail.Words(
                        away
                                ? say("You are set to be away", "Figuras como ausente")
                                : say("You are set to be present", "Figuras como presente"),
                        what(after, away, by) + "\n\n"
                                + say("You can change it on your own page:", "Puedes cambiarlo en tu propia página:")
                                + "\n\n" + url + "/desk/account"));
    }

    private String what(StaffMember after, boolean away, StaffMember by) {
        if (!away) {
            return say(
                            "%s has set you to be present. The desk gives you tickets again, where a team of yours has it do so.",
                            "%s te puso como presente. La mesa de ayuda vuelve a darte tickets, si un equipo tuyo los reparte así.")
                    .formatted(by.name());
        }
        Instant back = after.attendance().backAt();
        return say(
                        "%s has set you to be away%s. Until then the desk gives you no tickets.",
                        "%s te puso como ausente%s. Mientras tanto la mesa de ayuda no te da tickets.")
                .formatted(
                        by.name(),
                        back == null
                                ? ""
                                : say(" until ", " hasta ")
                                        + frame.words().when(back).text());
    }
}

package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.util.List;
import org.nightlight.privacy.Outgoing;
import org.nightlight.safety.GlassMoved;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells all safety officers, by mail, that an administrator asks to read a case or was let in. It names no case. */
@Component
class GlassTelling {
    private final StaffMail mail;
    private final Staff staff;
    private final String url;

    GlassTelling(
            StaffMail mail,
            Staff staff,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.mail = mail;
        this.staff = staff;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    @EventListener
    void on(GlassMoved event) {
        List<StaffMember> officers = others(Role.SAFETY_OFFICER, event);
        mail.tell(
                Outgoing.Purpose.ALERT,
                officers.isEmpty() ? others(Role.LEGAL, event) : officers,
                () -> event.granted()
                        ? note(
                                say("An administrator was let in", "Se dio acceso a alguien de administración"),
                                say(
                                        "An administrator was let in to read something that is closed to them, for a short time.",
                                        "Se dio acceso por poco tiempo a alguien de administración para leer algo que le está"
                                                + " cerrado."))
                        : note(
                                say("An administrator asks to be let in", "Alguien de administración pide acceso"),
                                say(
                                        "An administrator asks to read something that is closed to them. Look at why, and decide.",
                                        "Alguien de administración pide leer algo que le está cerrado. Mira por qué y decide.")));
    }

    private StaffMail.Words note(String subject, String text) {
        return new StaffMail.Words(
                subject,
                text + "\n\n" + url + "/desk/break-glass\n\n"
                        + say("Do not forward this mail.", "No reenvíes este correo."));
    }

    private List<StaffMember> others(Role role, GlassMoved event) {
        return staff.withRole(role).stream()
                .filter(member -> !event.keptOut().contains(member.id()))
                .toList();
    }
}

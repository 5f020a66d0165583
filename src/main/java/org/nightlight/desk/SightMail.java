package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.nightlight.channel.StaffMail;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Tells all who see safety cases when an account comes to see them too, or can be entered anew: whoever runs the desk could
 * otherwise join them unnoticed, and go round break-glass.
 */
@Component
class SightMail {
    private final StaffMail mail;
    private final Staff staff;
    private final String url;

    SightMail(
            StaffMail mail,
            Staff staff,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.mail = mail;
        this.staff = staff;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    /** Belongs into the transaction of the change. @param before as the account was, or as it is where it is new */
    void changed(StaffMember before, StaffMember after, StaffMember by) {
        boolean sees = after.clearance().seesCases();
        if (sees && !before.clearance().seesCases()) {
            tell(
                    after,
                    before.email(),
                    by,
                    () -> say("%s can now see safety cases.", "%s ahora puede ver casos de protección."));
        } else if (sees && !before.email().equals(after.email())) {
            tell(
                    after,
                    before.email(),
                    by,
                    () -> say("%s has another mail address now.", "%s tiene ahora otra dirección de correo."));
        }
    }

    /** Belongs into the transaction that makes the account or the link to it. */
    void opened(StaffMember member, StaffMember by) {
        if (member.clearance().seesCases()) {
            tell(
                    member,
                    member.email(),
                    by,
                    () -> say(
                            "%s has a new link to choose a password.",
                            "%s tiene un enlace nuevo para elegir una contraseña."));
        }
    }

    private void tell(StaffMember about, EmailAddress before, StaffMember by, Supplier<String> what) {
        Map<EmailAddress, Locale> all = new HashMap<>();
        all.put(before, Spoken.ofKey(about.language()));
        Stream.of(Role.SAFETY_OFFICER, Role.LEGAL)
                .flatMap(role -> staff.withRole(role).stream())
                .forEach(member -> all.put(member.email(), Spoken.ofKey(member.language())));
        mail.tell(
                Outgoing.Purpose.NOTICE,
                all,
                () -> new StaffMail.Words(
                        say("Who sees safety cases has changed", "Cambió quién ve casos de protección"),
                        what.get().formatted(about.name()) + " "
                                + say("%s did this.", "Lo hizo %s.").formatted(by.name()) + "\n\n"
                                + say(
                                        "If you did not expect it, ask them now, and another admin if "
                                                + "they do not answer:",
                                        "Si no lo esperabas, pregúntale ahora, y a otra persona de "
                                                + "administración si no responde:")
                                + "\n\n" + url + "/desk/account"));
    }
}

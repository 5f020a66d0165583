package org.nightlight.desk;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.nightlight.channel.Outbox;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.EmailAddress;
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
    private final Outbox outbox;
    private final Staff staff;
    private final String url;

    SightMail(
            Outbox outbox,
            Staff staff,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.outbox = outbox;
        this.staff = staff;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    /** Belongs into the transaction of the change. @param before as the account was, or as it is where it is new */
    void changed(StaffMember before, StaffMember after, StaffMember by) {
        boolean sees = after.clearance().seesCases();
        if (sees && !before.clearance().seesCases()) {
            tell(after, before.email(), by, "can now see safety cases");
        } else if (sees && !before.email().equals(after.email())) {
            tell(after, before.email(), by, "has another mail address now");
        }
    }

    /** Belongs into the transaction that makes the account or the link to it. */
    void opened(StaffMember member, StaffMember by) {
        if (member.clearance().seesCases()) {
            tell(member, member.email(), by, "has a new link to choose a password");
        }
    }

    private void tell(StaffMember about, EmailAddress before, StaffMember by, String what) {
        Set<EmailAddress> all = new HashSet<>(Set.of(before));
        Stream.of(Role.SAFETY_OFFICER, Role.LEGAL)
                .flatMap(role -> staff.withRole(role).stream())
                .map(StaffMember::email)
                .forEach(all::add);
        outbox.tellStaff(
                Outgoing.Purpose.NOTICE,
                null,
                all,
                "Who sees safety cases has changed",
                about.name() + " " + what + ". " + by.name()
                        + " did this.\n\nIf you did not expect it, ask them now, and"
                        + " another admin if they do not answer:\n\n" + url + "/desk/account");
    }
}

package org.nightlight.channel;

import java.util.Set;
import java.util.stream.Collectors;
import org.nightlight.privacy.Outgoing;
import org.nightlight.safety.GlassMoved;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells all safety officers, by mail, that an administrator asks to read a case or was let in. It names no case. */
@Component
class GlassTelling {
    private final Outbox outbox;
    private final Staff staff;
    private final String url;

    GlassTelling(
            Outbox outbox,
            Staff staff,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.outbox = outbox;
        this.staff = staff;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    @EventListener
    void on(GlassMoved event) {
        Set<EmailAddress> officers = addresses(Role.SAFETY_OFFICER, event);
        outbox.tellStaff(
                Outgoing.Purpose.ALERT,
                null,
                officers.isEmpty() ? addresses(Role.LEGAL, event) : officers,
                event.granted() ? "An administrator was let in" : "An administrator asks to be let in",
                (event.granted()
                                ? "An administrator was let in to read something that is closed to them, for a short time."
                                : "An administrator asks to read something that is closed to them. Look at why, and decide.")
                        + "\n\n" + url + "/desk/break-glass\n\nDo not forward this mail.");
    }

    private Set<EmailAddress> addresses(Role role, GlassMoved event) {
        return staff.withRole(role).stream()
                .filter(member -> !event.keptOut().contains(member.id()))
                .map(StaffMember::email)
                .collect(Collectors.toSet());
    }
}

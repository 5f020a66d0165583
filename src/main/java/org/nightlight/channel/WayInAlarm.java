package org.nightlight.channel;

import java.util.Set;
import java.util.stream.Collectors;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells admins and the Safety Team's shared address that mail does not come in as it should: a child may have written. */
@Component
class WayInAlarm {
    private final Outbox outbox;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final String url;

    WayInAlarm(
            Outbox outbox,
            Staff staff,
            CurrentPlaybook playbooks,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.outbox = outbox;
        this.staff = staff;
        this.playbooks = playbooks;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    /** Belongs into the transaction that notes that it was told. */
    void tell(String subject, String text) {
        String whole = text + "\n\n" + url + "/desk/admin/mailboxes";
        Set<EmailAddress> admins =
                staff.withRole(Role.ADMIN).stream().map(StaffMember::email).collect(Collectors.toSet());
        if (!admins.isEmpty()) {
            outbox.tellStaff(Outgoing.Purpose.NOTICE, null, admins, subject, whole);
        }
        outbox.tellStaff(
                Outgoing.Purpose.ALERT,
                null,
                Set.of(playbooks.current().playbook().addresses().safetyAlerts()),
                subject,
                whole);
    }
}

package org.nightlight.channel;

import java.util.Map;
import java.util.function.Supplier;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.privacy.Outgoing;
import org.nightlight.shared.Spoken;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells admins and the Safety Team's shared address that mail does not come in as it should: a child may have written. */
@Component
class WayInAlarm {
    private final StaffMail mail;
    private final Staff staff;
    private final CurrentPlaybook playbooks;
    private final String url;

    WayInAlarm(
            StaffMail mail,
            Staff staff,
            CurrentPlaybook playbooks,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.mail = mail;
        this.staff = staff;
        this.playbooks = playbooks;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    /** Belongs into the transaction that notes that it was told. The shared address is written to in English. */
    void tell(Supplier<StaffMail.Words> words) {
        Supplier<StaffMail.Words> whole = () -> {
            StaffMail.Words said = words.get();
            return new StaffMail.Words(said.subject(), said.text() + "\n\n" + url + "/desk/admin/mailboxes");
        };
        mail.tell(Outgoing.Purpose.NOTICE, staff.withRole(Role.ADMIN), whole);
        mail.tell(
                Outgoing.Purpose.ALERT,
                Map.of(playbooks.current().playbook().addresses().safetyAlerts(), Spoken.ENGLISH),
                whole);
    }
}

package org.nightlight.channel;

import java.util.Set;
import java.util.stream.Collectors;
import org.nightlight.privacy.Outgoing;
import org.nightlight.seal.FileStoreAway;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells all admins, once for each outage, that the file store takes nothing. */
@Component
class StoreTelling {
    private final Outbox outbox;
    private final Staff staff;

    StoreTelling(Outbox outbox, Staff staff) {
        this.outbox = outbox;
        this.staff = staff;
    }

    @EventListener
    void on(FileStoreAway away) {
        Set<EmailAddress> admins =
                staff.withRole(Role.ADMIN).stream().map(StaffMember::email).collect(Collectors.toSet());
        if (!admins.isEmpty()) {
            outbox.tellStaff(
                    Outgoing.Purpose.NOTICE,
                    null,
                    admins,
                    "The file store takes no files",
                    "For some minutes the desk could put no file into its file store. Nothing is lost: new files wait in the"
                            + " database, and go there once it works again. Files that lie there may not open meanwhile. Please"
                            + " see to it." + (away.why().isEmpty() ? "" : "\n\n" + away.why()));
        }
    }
}

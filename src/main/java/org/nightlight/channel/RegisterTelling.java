package org.nightlight.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.nightlight.privacy.Outgoing;
import org.nightlight.privacy.Warning;
import org.nightlight.privacy.Warnings;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells all admins, by mail and once, what the registers need: an assurance that ends or is missing, a yearly duty that is
 * due. Of several processes one tells. A desk without admins has nobody to tell yet.
 */
@Component
class RegisterTelling {
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final Warnings warnings;
    private final StaffMail mail;
    private final Staff staff;
    private final Database database;
    private final Clock clock;
    private final String url;
    private final Worker worker = new Worker("registers", Duration.ofSeconds(2), this::look);
    private Instant lookAt = Instant.EPOCH;

    RegisterTelling(
            Warnings warnings,
            StaffMail mail,
            Staff staff,
            Database database,
            Clock clock,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.port}") int port) {
        this.warnings = warnings;
        this.mail = mail;
        this.staff = staff;
        this.database = database;
        this.clock = clock;
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl.replaceAll("/+$", "");
    }

    private boolean look() {
        Instant now = clock.instant();
        if (!now.isBefore(lookAt)) {
            lookAt = now.plus(BETWEEN_LOOKS);
            tell();
        }
        return false;
    }

    /** What nobody was told of yet. */
    void tell() {
        database.write(Clearance.SYSTEM, () -> {
            List<StaffMember> admins = staff.withRole(Role.ADMIN);
            if (!admins.isEmpty()) {
                warnings.untold()
                        .forEach(it -> mail.tell(Outgoing.Purpose.NOTICE, admins, () -> {
                            Warning.Words words = it.words().get();
                            return new StaffMail.Words(words.subject(), words.text() + "\n\n" + url + it.address());
                        }));
            }
        });
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }
}

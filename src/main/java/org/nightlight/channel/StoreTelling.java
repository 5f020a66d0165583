package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import org.nightlight.privacy.Outgoing;
import org.nightlight.seal.FileStoreAway;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells all admins, once for each outage, that the file store takes nothing. */
@Component
class StoreTelling {
    private final StaffMail mail;
    private final Staff staff;

    StoreTelling(StaffMail mail, Staff staff) {
        this.mail = mail;
        this.staff = staff;
    }

    @EventListener
    void on(FileStoreAway away) {
        mail.tell(
                Outgoing.Purpose.NOTICE,
                staff.withRole(Role.ADMIN),
                () -> new StaffMail.Words(
                        say("The file store takes no files", "El almacén de archivos no recibe archivos"),
                        say(
                                        "For some minutes the desk could put no file into its file store. "
                                                + "Nothing is lost: new files wait in the database, and go there "
                                                + "once it works again. Files that lie there may not open "
                                                + "meanwhile. Please see to it.",
                                        "Desde hace unos minutos la mesa de ayuda no puede poner archivos "
                                                + "en su almacén. No se pierde nada: los archivos nuevos esperan en "
                                                + "la base de datos y van allí cuando funcione otra vez. Mientras "
                                                + "tanto, puede que los que ya están allí no se abran. Ocúpate, por "
                                                + "favor.")
                                + (away.why().isEmpty() ? "" : "\n\n" + away.why())));
    }
}

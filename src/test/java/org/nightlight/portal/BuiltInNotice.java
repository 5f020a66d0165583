package org.nightlight.portal;

import java.util.List;
import org.nightlight.playbook.Notice;
import org.nightlight.playbook.Playbooks;
import org.nightlight.privacy.DigitalAges;
import org.nightlight.privacy.Supplier;
import org.nightlight.privacy.Way;

/** The online notice of the shipped playbook, with a relay and a translator as recipients. */
final class BuiltInNotice {
    private BuiltInNotice() {}

    static Notice of() {
        return Playbooks.builtIn().notice();
    }

    static NoticePage page(PortalChrome chrome) {
        return NoticeController.page(
                chrome,
                of(),
                List.of(
                        supplier(1, Way.MAIL, "Our own mail server", Supplier.Kind.INTERNAL_OPERATIONS, true),
                        supplier(2, null, "A translator", Supplier.Kind.THIRD_PARTY, false)),
                DigitalAges.shipped());
    }

    private static Supplier supplier(
            long id, @org.jspecify.annotations.Nullable Way way, String name, Supplier.Kind kind, boolean own) {
        return new Supplier(
                id,
                way,
                new Supplier.Facts(name, kind, own, "Does something for us.", "What it needs for that.", null),
                "",
                null,
                null,
                null,
                null);
    }
}

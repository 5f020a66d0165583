package org.nightlight.privacy;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What admins are told by mail about the registers, each matter once. */
@Component
public class Warnings {
    private final Suppliers suppliers;
    private final Compliance compliance;
    private final SupplierStore store;
    private final Clock clock;

    Warnings(Suppliers suppliers, Compliance compliance, SupplierStore store, Clock clock) {
        this.suppliers = suppliers;
        this.compliance = compliance;
        this.store = store;
        this.clock = clock;
    }

    /** Those that nobody was told of before, written down as told: belongs into the transaction that tells them. */
    public List<Warning> untold() {
        return Stream.concat(suppliers.warnings().stream(), compliance.warnings().stream())
                .filter(warning -> store.tell(warning.about(), clock.instant()))
                .toList();
    }
}

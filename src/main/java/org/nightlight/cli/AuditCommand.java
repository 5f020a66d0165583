package org.nightlight.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The record of who did what. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "Checks the record of who did what.")
final class AuditCommand {
    @Spec
    @Nullable
    CommandSpec spec;

    @Command(
            mixinStandardHelpOptions = true,
            description = "Finds every line that was changed, removed or put in; exit code 1 if any.")
    int verify(@Mixin DeskAccess access) {
        var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        return access.with(rooms -> {
            List<Audit.Fault> faults = rooms.connections().database().read(Clearance.SYSTEM, rooms.audit()::faults);
            faults.forEach(
                    fault -> out.println("chain " + fault.chain() + ", line " + fault.seq() + ": " + fault.what()));
            out.println(faults.isEmpty() ? "The record is whole." : faults.size() + " faults.");
            return faults.isEmpty() ? 0 : 1;
        });
    }
}

package org.nightlight.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nightlight.seal.Rotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The key that seals what a child in danger wrote. */
@Command(name = "seal", mixinStandardHelpOptions = true, description = "Looks after the key of sealed words.")
final class SealCommand {
    @Spec
    @Nullable
    CommandSpec spec;

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Makes a new key and wraps every ticket's key with it, while the desk runs. Cut off, it goes on where it was.",
                "Older keys stay in the file and are out of use at the end. Copy the key file to its safe place afterwards."
            })
    int rotate(@Mixin DeskAccess access) {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        return access.with(rooms -> {
            rooms.rotation().rotate(DeskAccess.COMMAND_LINE, line -> {
                out.println(line);
                out.flush();
            });
            return 0;
        });
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Opens all that is sealed and shows nothing of it; exit code 1 if something is not whole.")
    int verify(@Mixin DeskAccess access) {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        return access.with(rooms -> {
            List<Rotation.Fault> faults = rooms.rotation().verify(out::println);
            faults.forEach(fault -> out.println(fault.what()));
            out.println(faults.isEmpty() ? "All that is sealed is whole." : faults.size() + " faults.");
            return faults.isEmpty() ? 0 : 1;
        });
    }
}

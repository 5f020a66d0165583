package org.nightlight.cli;

import org.jspecify.annotations.Nullable;
import org.nightlight.shared.EmailAddress;
import org.nightlight.shared.Outcome;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keys for programs that speak to the API in a person's name. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes API tokens.",
        footer = {"", "Example:", "  nightlight token create --email sam@example.org --name \"nightly export\""})
final class TokenCommand {
    @Spec
    @Nullable
    CommandSpec spec;

    @Command(mixinStandardHelpOptions = true, description = "Prints a new token, once; only its hash is kept.")
    int create(
            @Mixin DeskAccess access,
            @Option(names = "--email", required = true, description = "the member of staff in whose name it acts")
                    String email,
            @Option(names = "--name", required = true, description = "what it is for") String name) {
        var line = java.util.Objects.requireNonNull(spec).commandLine();
        return access.with(rooms -> {
            StaffMember member = EmailAddress.parse(email)
                    .flatMap(rooms.staff()::findByEmail)
                    .orElse(null);
            if (member == null) {
                line.getErr().println("No member of staff has the address " + email + ".");
                return 1;
            }
            return switch (rooms.tokens().create(member.id(), name)) {
                case Outcome.Done<Tokens.Fresh>(Tokens.Fresh fresh) -> {
                    line.getOut().println(fresh.secret());
                    yield 0;
                }
                case Outcome.Refused<Tokens.Fresh>(String field, String reason) -> {
                    line.getErr().println(reason);
                    yield 1;
                }
            };
        });
    }
}

package org.nightlight.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Fault;
import org.nightlight.playbook.PlaybookReader;
import org.nightlight.playbook.Playbooks;
import org.nightlight.playbook.Publishing;
import org.nightlight.playbook.Reading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The desk's rules as a file. */
@Command(
        name = "playbook",
        mixinStandardHelpOptions = true,
        description = "Exports, checks or publishes the desk's rules.",
        footer = {
            "",
            "Examples:",
            "  nightlight playbook export playbook.yaml",
            "  nightlight playbook check playbook.yaml",
            "  nightlight playbook publish playbook.yaml --note \"Closed on 26 November\""
        })
final class PlaybookCommand {
    @Spec
    @Nullable
    CommandSpec spec;

    @Command(
            mixinStandardHelpOptions = true,
            description = "Writes the rules that hold, or those built in, to a file or to the screen.")
    int export(
            @Mixin DeskAccess access,
            @Option(names = "--built-in", description = "the rules inside the program; needs no database")
                    boolean builtIn,
            @Parameters(arity = "0..1", paramLabel = "FILE") @Nullable Path file)
            throws IOException {
        if (builtIn) {
            write(file, Playbooks.builtInDocument());
            return 0;
        }
        return access.with(rooms -> {
            try {
                write(
                        file,
                        rooms.playbooks().document(rooms.playbooks().current().number()));
                return 0;
            } catch (IOException failed) {
                throw new IllegalStateException("Cannot write " + file + ": " + failed.getMessage());
            }
        });
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Names every mistake with line and column. Needs no database.")
    int check(@Parameters(paramLabel = "FILE") Path file) throws IOException {
        return switch (PlaybookReader.read(Files.readString(file))) {
            case Reading.Sound sound -> {
                out().println(file + " is in order.");
                yield 0;
            }
            case Reading.Faulty(List<Fault> faults) -> tell(faults);
        };
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes the file the rules that hold from now on, for every process.")
    int publish(
            @Mixin DeskAccess access,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--note", defaultValue = "", description = "why, for the list of versions") String note)
            throws IOException {
        String document = Files.readString(file);
        return access.with(rooms -> switch (rooms.playbooks().publish(document, note, DeskAccess.COMMAND_LINE)) {
            case Publishing.Published(var version) -> {
                out().println("Published as version " + version.number() + ".");
                yield 0;
            }
            case Publishing.Unchanged(int number) -> {
                out().println("Nothing to do: these are the rules of version " + number + " already.");
                yield 0;
            }
            case Publishing.Refused(List<Fault> faults) -> tell(faults);
            case Publishing.Overtaken(int newest) -> {
                out().println("Nothing was published: version " + newest + " came between.");
                yield 1;
            }
        });
    }

    private int tell(List<Fault> faults) {
        faults.forEach(fault -> out().println(fault.sentence()));
        out().println(
                        faults.size() == 1
                                ? "One mistake. Nothing was published."
                                : faults.size() + " mistakes. Nothing was published.");
        return 1;
    }

    private void write(@Nullable Path file, String document) throws IOException {
        if (file == null) {
            out().print(document);
            out().flush();
        } else {
            Files.writeString(file, document);
        }
    }

    private PrintWriter out() {
        return java.util.Objects.requireNonNull(spec).commandLine().getOut();
    }
}

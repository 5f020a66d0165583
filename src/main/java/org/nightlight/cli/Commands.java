package org.nightlight.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Map;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line, but for {@code run}, which starts the desk itself. */
@Command(
        name = "nightlight",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        description = "A customer-service desk that can be trusted with children.",
        footer = {
            "",
            "  nightlight run [--port 8080] [--smtp-port 2525] [--data DIR] [--demo]   starts the desk",
            "",
            "Settings: nightlight-defaults.properties lists all; NIGHTLIGHT_SMTP_PORT and the like override."
        },
        subcommands = {
            Explain.class,
            PlaybookCommand.class,
            TokenCommand.class,
            AuditCommand.class,
            SafetyCommand.class,
            SealCommand.class,
            ReadDocuments.class
        })
public final class Commands implements Runnable {
    private final CommandLine line;

    private Commands() {
        this.line = new CommandLine(this);
    }

    /**
     * Runs a command and says how it ended: 0 well, 1 when what was asked about is not in order, 2 for a mistake in the call.
     *
     * @param settings the desk's settings by key, as read from the environment
     */
    public static int run(Map<String, String> settings, String... arguments) {
        // Answers are for programs to read: what libraries log must not stand among them.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        Commands commands = new Commands();
        DeskAccess.settings = settings;
        return commands.line
                .setExecutionExceptionHandler((failed, line, parsed) -> {
                    line.getErr().println(failed.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public void run() {
        line.usage(System.out);
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"Nightlight " + (version == null ? "(built from source)" : version)};
        }
    }
}

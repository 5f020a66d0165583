package org.nightlight.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Playbooks;
import org.nightlight.safety.Screening;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the desk's own code on given input and answers line by line, in the input's order. Needs no running desk. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Shows what the desk decides, and why: one JSON line in, one out.",
        footer = {
            "",
            "Examples:",
            "  echo '{\"id\":1,\"text\":\"my card was charged twice\"}' | nightlight explain screen",
            "  nightlight explain triage tickets.jsonl",
            "  ls mails/*.eml | nightlight explain mail",
            "  echo '{\"id\":1,\"text\":\"call Ann at 555-123-4567\"}' | nightlight explain privacy",
            "",
            "privacy answers {\"id\",\"spans\":[{\"start\",\"end\",\"type\"}],\"redacted\"}. Types: name, address, email, username,",
            "phone, government-id, identifier (of a device or connection), media (names of photo, video and sound files),",
            "location, biometric, date-of-birth, age, school, url, card. Spans count UTF-16 units."
        })
final class Explain implements Runnable {
    @Parameters(index = "0", description = "screen, calendar, sla, mail, triage or privacy")
    What what = What.screen;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "lines to read; standard input if left out")
    @Nullable
    Path file;

    /** Lower case, as typed on the command line. */
    enum What {
        screen(() -> new ExplainScreen(Screening.core())),
        calendar(ExplainCalendar::new),
        sla(() -> new ExplainSla(Playbooks.builtIn())),
        mail(ExplainMail::new),
        triage(ExplainTriage::new),
        privacy(ExplainPrivacy::new);

        private final Supplier<UnaryOperator<String>> explainer;

        What(Supplier<UnaryOperator<String>> explainer) {
            this.explainer = explainer;
        }
    }

    @Override
    public void run() {
        UnaryOperator<String> explainer = what.explainer.get();
        Path given = file;
        try (BufferedReader lines = given == null
                        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        : Files.newBufferedReader(given);
                PrintStream out =
                        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    out.println(explainer.apply(line));
                    if (!lines.ready()) {
                        out.flush(); // somebody may be waiting for this answer before the next question
                    }
                }
            }
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "Cannot read " + (given == null ? "standard input" : given) + ": " + failed.getMessage());
        }
    }
}

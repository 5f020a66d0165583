package org.nightlight.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Answer;
import org.nightlight.playbook.AnswerLint;
import org.nightlight.playbook.Fault;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.PlaybookReader;
import org.nightlight.playbook.Reading;
import org.nightlight.playbook.ReadingGrade;
import org.nightlight.safety.Evaluation;
import org.nightlight.safety.Lessons;
import org.nightlight.safety.Screening;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/** Trains and measures what reads messages for a child in danger, and checks what is answered. Needs no running desk. */
@Command(
        name = "safety",
        mixinStandardHelpOptions = true,
        description = "Trains and measures what reads messages for a child in danger; checks answers to one.")
final class SafetyCommand {
    @Spec
    @Nullable
    CommandSpec spec;

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Trains the head of the language model from the built-in labelled lines and writes it to FILE.",
                "The same lines on the same kind of processor give the same file to the last bit. Takes some minutes."
            })
    void train(@Parameters(paramLabel = "FILE", description = "where the head is written") Path file)
            throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter told = line.getErr();
        Path making = file.resolveSibling(file.getFileName() + ".making");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(making))) {
            Lessons.train(
                    progress -> {
                        told.println(progress);
                        told.flush();
                    },
                    out);
        }
        Files.move(making, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        line.getOut().println("written to " + file);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Measures the built-in screening on labelled lines: what is found by type, level and kind, false alarms, worst misses.",
                "A line: {\"text\",\"level\":\"S0\"..\"S4\",\"types\":[\"SUIC\",…],\"kind\"?,\"lang\"?}. S2 and above count as alarms."
            })
    void evaluate(
            @Parameters(paramLabel = "FILE", description = "labelled lines") Path file,
            @Option(names = "--misses", defaultValue = "20", description = "how many misses are shown, gravest first")
                    int misses)
            throws IOException {
        List<Lessons.Labelled> lines = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            try {
                if (!line.isBlank()) {
                    lines.add(Lessons.Labelled.parse(line));
                }
            } catch (IllegalArgumentException | JacksonException wrong) {
                throw new IOException("line " + number + " of " + file + ": " + wrong.getMessage());
            }
        }
        PrintWriter out = out();
        Screening screening = Screening.core();
        out.println(screening.engine());
        out.print(Evaluation.of(screening, lines).table(misses));
        out.flush();
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Checks words that are meant for a child: everything that must be changed, and how hard they are to read.",
                "FILE is a playbook (.yaml, its approved answers are checked) or the plain text of one answer."
            })
    int lint(
            @Parameters(paramLabel = "FILE", description = "a playbook or a text") Path file,
            @Option(names = "--language", defaultValue = "en", description = "of a plain text: en or es")
                    String language)
            throws IOException {
        if (!Answer.LANGUAGES.contains(language)) {
            throw new IOException("The language is en or es.");
        }
        String text = Files.readString(file);
        List<String> faults = file.toString().matches(".*\\.ya?ml") ? lintPlaybook(text) : lintText(text, language);
        faults.forEach(out()::println);
        out().println(faults.isEmpty() ? file + " is fit for a child." : faults.size() + " to change.");
        return faults.isEmpty() ? 0 : 1;
    }

    private List<String> lintText(String text, String language) {
        out().println(ReadingGrade.said(text, language));
        return AnswerLint.faults(text, language);
    }

    private List<String> lintPlaybook(String document) {
        return switch (PlaybookReader.read(document)) {
            case Reading.Sound(Playbook playbook) -> {
                playbook.safety()
                        .answers()
                        .values()
                        .forEach(answer -> answer.texts()
                                .forEach((language, text) -> out().println(answer.key() + " " + language + ": "
                                        + ReadingGrade.said(text, language))));
                yield List.of();
            }
            case Reading.Faulty(List<Fault> faults) ->
                faults.stream().map(Fault::sentence).toList();
        };
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}

package org.nightlight;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Nightlight as a process of its own, on the classes under test. */
public final class Program {
    private Program() {}

    /** How a process ended. */
    public record Ended(int code, String out, String err) {
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Runs the command line to its end, at most two minutes. */
    public static Ended run(Map<String, String> environment, String input, String... words) {
        List<String> command = new ArrayList<>(List.of(
                java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add("org.nightlight.Nightlight");
        command.addAll(List.of(words));
        try {
            Path out = Files.createTempFile("program", ".out");
            Path err = Files.createTempFile("program", ".err");
            Path in = Files.writeString(Files.createTempFile("program", ".in"), input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end after two minutes: " + String.join(" ", words));
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** A checkout whose {@code target/nightlight.jar} is the classes under test, so that its scripts have nothing to build. */
    static Path checkout(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        try (var scripts = Files.list(Path.of("bin"))) {
            for (Path script : scripts.toList()) {
                Files.copy(
                        script,
                        folder.resolve("bin").resolve(script.getFileName().toString()),
                        COPY);
            }
        }
        for (String source : List.of("src/main", "src/build", "target")) {
            Files.createDirectories(folder.resolve(source));
        }
        Files.createFile(folder.resolve("pom.xml"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.nightlight.Nightlight");
        StringBuilder classPath = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            classPath.append(Path.of(entry).toUri()).append(' ');
        }
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath.toString());
        new JarOutputStream(Files.newOutputStream(folder.resolve("target/nightlight.jar")), manifest).close();
        return folder;
    }

    private static final java.nio.file.CopyOption COPY = java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}

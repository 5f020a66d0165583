package org.nightlight.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Reads the words of documents that strangers sent, in a process of its own (Apache Tika): it has {@value #MEMORY} of memory and is
 * killed when it takes too long. It is started for the first file and ends when none came for a minute.
 */
@Component
public class DocumentReader implements DisposableBean {
    /** In bytes. */
    public static final long LONGEST_FILE = 20L << 20;

    /** In characters: some 17,000 words. */
    public static final int LONGEST_TEXT = 100_000;

    /** For one file, and the start of the process. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String MEMORY = "-Xmx256m";
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final int PIECE = 64 * 1024;
    private static final Executor NOW = Runnable::run;

    private @Nullable Line line;
    private long asked;

    /**
     * @param name as its sender called it: it helps to tell kinds apart whose first bytes are the same
     * @param bytes of the whole file; read to their end unless they are too many, and not closed
     * @throws IOException when {@code bytes} cannot be read, or no process can be started
     */
    public synchronized DocumentText read(String name, InputStream bytes) throws IOException {
        asked++;
        Line line = line();
        AtomicBoolean late = new AtomicBoolean();
        var watch = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    line.end();
                },
                CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, NOW));
        try {
            return line.ask(name, bytes);
        } catch (Line.Gone gone) {
            destroy();
            return new DocumentText.Unread(late.get() ? DocumentText.Why.SLOW : DocumentText.Why.BROKEN);
        } catch (IOException | RuntimeException failed) {
            destroy(); // it waits for the rest of a file that does not come
            throw failed;
        } finally {
            watch.cancel(false);
            endWhenIdle(asked);
        }
    }

    private Line line() throws IOException {
        if (line == null || !line.isThere()) {
            line = new Line();
        }
        return line;
    }

    private void endWhenIdle(long number) {
        CompletableFuture.delayedExecutor(IDLE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    synchronized (this) {
                        if (asked == number) {
                            destroy();
                        }
                    }
                });
    }

    @Override
    public synchronized void destroy() {
        if (line != null) {
            line.end();
            line = null;
        }
    }

    /** The process and the two pipes to it. */
    private static final class Line {
        /** The process ended before it answered. */
        static final class Gone extends IOException {
            private static final long serialVersionUID = 1;

            Gone(IOException cause) {
                super(cause);
            }
        }

        private final Process process;
        private final DataOutputStream out;
        private final DataInputStream in;
        private volatile boolean ended;

        Line() throws IOException {
            ProcessBuilder builder = new ProcessBuilder(command())
                    .redirectError(ProcessBuilder.Redirect.DISCARD); // it may quote what it reads
            builder.environment().clear(); // secrets may stand there
            process = builder.start();
            out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), PIECE));
            in = new DataInputStream(new BufferedInputStream(process.getInputStream(), PIECE));
        }

        /** As this process was started: from a jar, unpacked or not, or from classes. */
        private static List<String> command() {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    MEMORY,
                    "-Xss512k",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Djava.awt.headless=true"));
            String started = System.getProperty("sun.java.command", "").split(" ")[0];
            if (started.endsWith("nightlight.jar") && new File(started).isFile()) {
                command.addAll(List.of("-jar", started));
            } else {
                command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.nightlight.Nightlight"));
            }
            command.add("read-documents");
            return command;
        }

        boolean isThere() {
            return !ended && process.isAlive();
        }

        DocumentText ask(String name, InputStream bytes) throws IOException {
            try {
                out.writeUTF(name.substring(0, Math.min(name.length(), 1_000)));
            } catch (IOException ended) {
                throw new Gone(ended);
            }
            byte[] piece = new byte[PIECE];
            long length = 0;
            for (int read = bytes.read(piece); read >= 0; read = bytes.read(piece)) {
                length += read;
                if (length > LONGEST_FILE) {
                    end(); // it waits for the rest
                    return new DocumentText.Unread(DocumentText.Why.LONG);
                }
                send(piece, read);
            }
            send(piece, 0);
            return answer();
        }

        private void send(byte[] piece, int length) throws Gone {
            try {
                if (length > 0) {
                    out.writeInt(length);
                    out.write(piece, 0, length);
                } else {
                    out.writeInt(0);
                    out.flush();
                }
            } catch (IOException ended) {
                throw new Gone(ended);
            }
        }

        private DocumentText answer() throws Gone {
            try {
                int first = in.readUnsignedByte();
                if (first >= DocumentProcess.Mark.values().length) {
                    throw new EOFException(
                            "its last words: it ran out of memory"); // which the machine under it prints there
                }
                DocumentProcess.Mark mark = DocumentProcess.Mark.values()[first];
                String text = new String(in.readNBytes(in.readInt()), UTF_8);
                return switch (mark) {
                    case WORDS -> new DocumentText.Words(text, true);
                    case BEGINNING -> new DocumentText.Words(text, false);
                    case NO_WORDS -> new DocumentText.NoWords();
                    case LOCKED -> new DocumentText.Unread(DocumentText.Why.LOCKED);
                    case BROKEN -> new DocumentText.Unread(DocumentText.Why.BROKEN);
                };
            } catch (IOException ended) {
                throw new Gone(ended);
            }
        }

        void end() {
            ended = true;
            process.destroyForcibly();
            try {
                in.close();
                out.close();
            } catch (IOException closed) {
                // there is nobody at the other end
            }
        }
    }
}

package org.nightlight.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that misbehaves at one step, and otherwise takes everything. */
final class BadServer implements AutoCloseable {
    private static final String SILENCE = "silence";
    private static final String HANG_UP = "hang up";

    private final ServerSocket listening;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    BadServer() throws IOException {
        listening = new ServerSocket(0);
        Thread.ofVirtual().start(this::serve);
    }

    /** The step is how a line begins: {@code RCPT}, {@code DATA}, or the final {@code .} */
    BadServer answering(String step, String answer) {
        answers.put(step, answer);
        return this;
    }

    BadServer silentAt(String step) {
        return answering(step, SILENCE);
    }

    BadServer hangingUpAt(String step) {
        return answering(step, HANG_UP);
    }

    int port() {
        return listening.getLocalPort();
    }

    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                converse(socket);
            } catch (IOException closed) {
                continue;
            }
        }
    }

    private void converse(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        say(socket, "220 bad.example");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (data && !line.equals(".")) {
                continue;
            }
            heard.add(line);
            String answer = answer(line);
            if (answer.equals(HANG_UP)) {
                return;
            }
            if (!answer.equals(SILENCE)) {
                say(socket, answer);
            }
            data = answer.startsWith("354");
        }
    }

    private String answer(String line) {
        for (Map.Entry<String, String> own : answers.entrySet()) {
            if (line.startsWith(own.getKey())) {
                return own.getValue();
            }
        }
        return switch (line.split(" ")[0]) {
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            case "." -> "250 taken 4711";
            default -> "250 fine";
        };
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

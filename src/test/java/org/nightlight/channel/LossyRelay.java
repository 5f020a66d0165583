package org.nightlight.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a mail server. It hands every line on, but for the answer to the end of some mails: there the line breaks. */
final class LossyRelay implements AutoCloseable {
    private final ServerSocket listening;
    private final Map<String, Integer> losing = new ConcurrentHashMap<>();
    private volatile int target;

    LossyRelay() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return listening.getLocalPort();
    }

    void handsTo(int port) {
        target = port;
    }

    /** Of so many next mails to this address the server's answer is lost, though it took them. */
    void lose(String recipient, int mails) {
        losing.put(recipient, mails);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void serve() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> converse(client));
            } catch (IOException closed) {
                // Ends with the socket.
            }
        }
    }

    private void converse(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            BufferedReader said = lines(client);
            BufferedReader answers = lines(server);
            String recipient = "";
            boolean data = false;
            answer(answers, client);
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                say(server, line);
                if (data && !line.equals(".")) {
                    continue;
                }
                if (line.startsWith("RCPT TO:<")) {
                    recipient = line.substring(9, line.indexOf('>'));
                }
                if (data && losing.computeIfPresent(recipient, (any, left) -> left == 0 ? null : left - 1) != null) {
                    answers.readLine();
                    return;
                }
                data = answer(answers, client).startsWith("354");
            }
        } catch (IOException broken) {
            // One of the two is gone.
        }
    }

    private static String answer(BufferedReader from, Socket to) throws IOException {
        String line = from.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            say(to, line);
            line = from.readLine();
        }
        if (line == null) {
            throw new IOException("no answer");
        }
        say(to, line);
        return line;
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}

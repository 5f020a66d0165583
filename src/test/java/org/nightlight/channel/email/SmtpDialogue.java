package org.nightlight.channel.email;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that says to an SMTP server exactly what a test wants, well-behaved or not. */
final class SmtpDialogue implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    SmtpDialogue(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Greets, says HELO and names the envelope; the server must agree to all of it. */
    static SmtpDialogue withEnvelope(int port, String from, String... recipients) throws IOException {
        SmtpDialogue dialogue = new SmtpDialogue(port);
        dialogue.answer();
        dialogue.say("EHLO tester.example");
        dialogue.say("MAIL FROM:<" + from + ">");
        for (String recipient : recipients) {
            dialogue.say("RCPT TO:<" + recipient + ">");
        }
        return dialogue;
    }

    /** Sends a line and gives the answer, continuation lines joined by LF. */
    String say(String line) throws IOException {
        send(line + "\r\n");
        return answer();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** DATA, the mail as given, the final dot; the last answer. */
    String data(String mail) throws IOException {
        say("DATA");
        send(mail);
        return say("\r\n.");
    }

    /** Whether an answer lies ready to be read, without waiting for one. */
    boolean hasAnswer() throws IOException {
        return in.available() > 0;
    }

    String answer() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = line(); ; line = line()) {
            all.append(line);
            if (line.length() < 4 || line.charAt(3) != '-') {
                return all.toString();
            }
            all.append('\n');
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

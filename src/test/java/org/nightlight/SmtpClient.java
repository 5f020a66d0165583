package org.nightlight;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Hands over any bytes whatever as a mail, which a mail library would first put right. */
public final class SmtpClient {
    private SmtpClient() {}

    /**
     * @return the desk's last answer, such as {@code 250 2.0.0 Accepted}, or the answer by which it refused the envelope
     * @throws IOException when the line breaks before that: then nobody knows, and a mail program sends again
     */
    public static String deliver(int port, String from, String to, byte[] raw) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
            socket.setSoTimeout(60_000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            answer(in);
            for (String line :
                    new String[] {"EHLO sender.example", "MAIL FROM:<" + from + ">", "RCPT TO:<" + to + ">", "DATA"}) {
                out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                String answer = answer(in);
                if (answer.charAt(0) > '3') {
                    return answer;
                }
            }
            out.write(stuffed(raw));
            out.write("\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return answer(in);
        }
    }

    private static byte[] stuffed(byte[] raw) {
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(raw.length + 64);
        for (int i = 0; i < raw.length; i++) {
            boolean lineStart = i == 0 || i > 1 && raw[i - 1] == '\n' && raw[i - 2] == '\r';
            if (lineStart && raw[i] == '.') {
                stuffed.write('.');
            }
            stuffed.write(raw[i]);
        }
        return stuffed.toByteArray();
    }

    private static String answer(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line;
            }
        }
        throw new EOFException("the line broke before an answer");
    }
}

package org.nightlight.ticket;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Speaks clamd's protocol on a port of this machine. It can go away and come back. */
public final class StandInClamd implements AutoCloseable {
    /** The harmless file that every scanner knows (eicar.org), put together here so that none stumbles over this source. */
    public static final byte[] EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
            .getBytes(StandardCharsets.US_ASCII);

    private final int limit;
    private int port;
    private @Nullable ServerSocket server;
    private volatile long scanned;

    /** @param limit the longest stream that it takes, in bytes */
    public StandInClamd(int limit) {
        this.limit = limit;
        comeBack();
        goAway();
    }

    public String address() {
        return "tcp://127.0.0.1:" + port;
    }

    /** How many streams it was given to their ends. */
    public long scanned() {
        return scanned;
    }

    public void comeBack() {
        if (server != null && !server.isClosed()) {
            return;
        }
        try {
            ServerSocket fresh = new ServerSocket();
            fresh.setReuseAddress(true);
            fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = fresh.getLocalPort();
            server = fresh;
            Thread.ofVirtual().start(() -> serve(fresh));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    public void goAway() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void serve(ServerSocket on) {
        while (!on.isClosed()) {
            try {
                Socket one = on.accept();
                if (on.isClosed()) {
                    one.close(); // came as the daemon went
                } else {
                    Thread.ofVirtual().start(() -> answer(one));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            StringBuilder command = new StringBuilder();
            for (int c = in.read(); c > 0; c = in.read()) {
                command.append((char) c);
            }
            String said = command.toString().equals("zPING") ? "PONG" : stream(in);
            out.write((said + "\0").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            // the other side went away
        }
    }

    private String stream(DataInputStream in) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            if (all.length() + length > limit) {
                return "INSTREAM size limit exceeded. ERROR";
            }
            all.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        }
        scanned++;
        return all.indexOf(new String(EICAR, StandardCharsets.ISO_8859_1)) >= 0
                ? "stream: Eicar-Test-Signature FOUND"
                : "stream: OK";
    }

    @Override
    public void close() {
        goAway();
    }
}

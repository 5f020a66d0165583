package org.nightlight.ticket;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * ClamAV's daemon, spoken to as clamd(8) says: {@code INSTREAM} with chunks, each after its length in four bytes, and a length
 * of none at the end. It is on this machine or behind a socket of this machine alone, since files go to it as they are.
 */
@Component
class VirusScanner {
    private static final int CHUNK = 64 * 1024;
    /** The longest answer: a name of a signature. */
    private static final int ANSWER = 512;
    /** Longer than a scan takes by clamd's own default limits (120 s). */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final @Nullable SocketAddress address;
    private final Duration patience;

    @org.springframework.beans.factory.annotation.Autowired
    VirusScanner(@Value("${nightlight.clamav.address}") String address) {
        this(address, PATIENCE);
    }

    /**
     * @param address {@code unix:/path} or {@code tcp://host:port} on this machine; empty for none
     * @throws IllegalArgumentException saying what is wrong with it
     */
    VirusScanner(String address, Duration patience) {
        this.address = address.isBlank() ? null : parsed(address.strip());
        this.patience = patience;
    }

    /** What came of a file. */
    sealed interface Answer {
        record Clean() implements Answer {}

        /** @param signature the scanner's name for it */
        record Infected(String signature) implements Answer {}

        /** It answered, and will not say more the next time. */
        record CannotLook() implements Answer {}

        /** It did not answer: to be asked again. */
        record Away() implements Answer {}
    }

    boolean isThere() {
        return address != null;
    }

    /** @param bytes closed by the caller; what it throws is passed on */
    Answer scan(InputStream bytes) throws IOException {
        try (Line line = new Line()) {
            line.send("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[CHUNK];
            boolean open = true;
            for (int read = bytes.readNBytes(chunk, 0, CHUNK);
                    open && read > 0;
                    read = bytes.readNBytes(chunk, 0, CHUNK)) {
                open = line.offer(ByteBuffer.allocate(4 + read)
                        .putInt(read)
                        .put(chunk, 0, read)
                        .array());
            }
            return answer(open && line.offer(new byte[4]) ? line.receive() : line.last());
        } catch (Unreachable away) {
            return new Answer.Away();
        }
    }

    private Answer answer(String said) {
        String words = said.replaceFirst("^stream: ", "").strip();
        if (words.equals("OK")) {
            return new Answer.Clean();
        }
        if (words.endsWith(" FOUND")) {
            String signature = words.substring(0, words.length() - 6).replaceAll("[^\\w.:/-]", " ");
            return new Answer.Infected(signature.substring(0, Math.min(signature.length(), 100)));
        }
        // A file that is over its limits or brings it down would be asked for again and again.
        return words.endsWith("ERROR") || isAwake() ? new Answer.CannotLook() : new Answer.Away();
    }

    private boolean isAwake() {
        try (Line line = new Line()) {
            line.send("zPING\0".getBytes(StandardCharsets.US_ASCII));
            return line.receive().equals("PONG");
        } catch (Unreachable away) {
            return false;
        }
    }

    private static SocketAddress parsed(String address) {
        if (address.startsWith("unix:/")) {
            return UnixDomainSocketAddress.of(address.substring(5));
        }
        try {
            URI uri = URI.create(address);
            if ("tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
                InetAddress host = InetAddress.getByName(uri.getHost());
                if (host.isLoopbackAddress()) {
                    return new InetSocketAddress(host, uri.getPort());
                }
            }
        } catch (IllegalArgumentException | UnknownHostException none) {
            // said below
        }
        throw new IllegalArgumentException(
                "nightlight.clamav.address must be unix:/path/of/clamd.sock, or tcp://127.0.0.1:3310"
                        + " with an address of this machine: files go there unencrypted.");
    }

    /** The daemon is not there, or broke off. */
    private static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        Unreachable(IOException cause) {
            super(cause);
        }
    }

    /** A connection that is cut when it takes too long. */
    private final class Line implements AutoCloseable {
        private static final Executor NOW = Runnable::run;

        private final SocketChannel channel;
        private final CompletableFuture<Void> end;

        Line() throws Unreachable {
            SocketAddress to = java.util.Objects.requireNonNull(address);
            try {
                channel = to instanceof UnixDomainSocketAddress
                        ? SocketChannel.open(StandardProtocolFamily.UNIX)
                        : SocketChannel.open();
            } catch (IOException none) {
                throw new Unreachable(none);
            }
            end = CompletableFuture.runAsync(
                    this::cut, CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS, NOW));
            try {
                channel.connect(to);
            } catch (IOException none) {
                close();
                throw new Unreachable(none);
            }
        }

        void send(byte[] bytes) throws Unreachable {
            try {
                write(bytes);
            } catch (IOException broken) {
                throw new Unreachable(broken);
            }
        }

        /** False when the daemon takes no more: it may have said why. */
        boolean offer(byte[] bytes) {
            try {
                write(bytes);
                return true;
            } catch (IOException broken) {
                return false;
            }
        }

        private void write(byte[] bytes) throws IOException {
            ByteBuffer out = ByteBuffer.wrap(bytes);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /** What it says up to a zero byte or the end. */
        String receive() throws Unreachable {
            try {
                ByteBuffer in = ByteBuffer.allocate(ANSWER);
                while (in.hasRemaining() && channel.read(in) >= 0) {
                    if (in.position() > 0 && in.get(in.position() - 1) == 0) {
                        in.position(in.position() - 1);
                        break;
                    }
                }
                return new String(in.array(), 0, in.position(), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                throw new Unreachable(broken);
            }
        }

        /** As {@link #receive}; nothing where that was lost with the connection. */
        String last() {
            try {
                return receive();
            } catch (Unreachable lost) {
                return "";
            }
        }

        private void cut() {
            try {
                channel.close();
            } catch (IOException closed) {
                // it is gone either way
            }
        }

        @Override
        public void close() {
            end.cancel(false);
            cut();
        }
    }
}

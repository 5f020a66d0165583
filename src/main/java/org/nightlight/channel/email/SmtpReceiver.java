package org.nightlight.channel.email;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/**
 * Receives mail over SMTP. A mail streams to a file, is handed to the {@link Acceptor}, and only then is the sender told
 * 250; a process killed before that has promised nothing, and the sender tries again. A line with a bare LF, an overlong
 * line, NUL and eight-bit bytes pass through untouched; only CR LF dot CR LF ends a mail, so none can be smuggled in
 * another.
 */
public final class SmtpReceiver implements AutoCloseable {
    private final SmtpSettings settings;
    private final Predicate<String> takes;
    private final Acceptor acceptor;
    private @Nullable SMTPServer server;

    /** @param takes whether an address of {@code RCPT TO} is ours; others are told 550 */
    public SmtpReceiver(SmtpSettings settings, Predicate<String> takes, Acceptor acceptor) {
        this.settings = settings;
        this.takes = takes;
        this.acceptor = acceptor;
    }

    /** @throws UncheckedIOException when the address is unknown or the folder cannot be made */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        clearFolder();
        SMTPServer starting = server();
        SmtpCommands.install(starting.getCommandHandler(), settings);
        starting.start();
        server = starting;
    }

    /** The port listened on, also where the settings said any. */
    public synchronized int port() {
        if (server == null) {
            throw new IllegalStateException("The receiver is not started");
        }
        return server.getPortAllocated();
    }

    /** Takes no new connection and closes the open ones; a mail not yet answered 250 is sent again by its sender. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    private SMTPServer server() {
        SMTPServer.Builder builder = SMTPServer.port(settings.port())
                .bindAddress(address(settings.host()))
                .hostName(settings.greeting())
                .softwareName("Nightlight")
                .messageHandlerFactory(context -> new SmtpDelivery(settings, takes, acceptor, context))
                .sessionHandler(new Nameless())
                .insertReceivedHeaders(false)
                .maxMessageSize(settings.sizeLimit())
                .maxRecipients(settings.recipients())
                .maxConnections(settings.connections())
                .connectionTimeoutMs((int) settings.silence().toMillis())
                .executorService(Executors.newVirtualThreadPerTaskExecutor());
        SSLContext tls = settings.startTls();
        if (tls != null) {
            builder.enableTLS().startTlsSocketFactory(socket -> tlsSocket(tls, socket));
        }
        return builder.build();
    }

    /** With the platform's own choice of protocols and ciphers; the library would allow every old one. */
    private static SSLSocket tlsSocket(SSLContext context, Socket socket) throws IOException {
        String peer = socket.getInetAddress().getHostAddress();
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, peer, socket.getPort(), true);
        tls.setUseClientMode(false);
        return tls;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a killed process left here was never promised to anybody. Files young enough to be arriving stay: another
     * process may share the folder. Age is told by the folder's own clock.
     */
    private void clearFolder() {
        try {
            Files.createDirectories(settings.folder());
            Path now = Files.createTempFile(settings.folder(), SmtpDelivery.PREFIX, ".now");
            Instant oldest = Files.getLastModifiedTime(now).toInstant().minus(settings.longest());
            Files.delete(now);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(settings.folder(), SmtpDelivery.PREFIX + "*")) {
                for (Path file : left) {
                    deleteOlder(file, oldest);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteOlder(Path file, Instant oldest) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // The other process was done with it first
        }
    }

    /** The library puts the peer's address into the thread's name, and so into every line logged; it does not belong there. */
    private static final class Nameless implements SessionHandler {
        @Override
        public SessionAcceptance accept(Session session) {
            Thread.currentThread().setName("smtp-in");
            return SessionAcceptance.success();
        }

        @Override
        public void onSessionEnd(Session session) {}
    }
}

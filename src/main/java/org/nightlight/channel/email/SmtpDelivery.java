package org.nightlight.channel.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.Session;

/** One mail on its way in, from MAIL to the end of its data. */
final class SmtpDelivery implements MessageHandler {
    static final String PREFIX = "arriving-";

    /** A mail that runs on past so many times the limit is no mail; the line is dropped. */
    private static final int ENDLESS = 4;

    private static final Logger log = LoggerFactory.getLogger(SmtpDelivery.class);

    private final SmtpSettings settings;
    private final Predicate<String> takes;
    private final Acceptor acceptor;
    private final MessageContext context;
    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    SmtpDelivery(SmtpSettings settings, Predicate<String> takes, Acceptor acceptor, MessageContext context) {
        this.settings = settings;
        this.takes = takes;
        this.acceptor = acceptor;
        this.context = context;
    }

    @Override
    public void from(String from) {
        sender = StorableText.line(from, 320);
    }

    @Override
    public void recipient(String recipient) throws RejectException {
        boolean ours;
        try {
            ours = takes.test(recipient);
        } catch (RuntimeException e) {
            log.warn("A recipient could not be checked: {}", e.getClass().getSimpleName());
            throw new RejectException(451, "4.3.0 The address cannot be checked now, try again later");
        }
        if (!ours) {
            throw new RejectException(550, "5.1.1 No such mailbox here");
        }
        recipients.add(StorableText.line(recipient, 320));
    }

    @Override
    public String data(InputStream data) throws RejectException, IOException {
        Path file = temporaryFile();
        try {
            Arrived arrived = write(firstLineUnstuffed(data), file);
            accept(arrived, file);
            if (arrived.oversize) {
                throw rejected(552, "5.3.4 The message is larger than this desk takes");
            }
            return "2.0.0 Accepted";
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void done() {}

    private Path temporaryFile() throws RejectException {
        try {
            return Files.createTempFile(settings.folder(), PREFIX, ".eml");
        } catch (IOException e) {
            log.error("The folder for arriving mail cannot be written");
            throw rejected(452, "4.3.1 No room to store the message, try again later");
        }
    }

    private record Arrived(String sha256, long size, boolean oversize) {}

    private Arrived write(InputStream data, Path file) throws IOException, RejectException {
        MessageDigest digest = RawSource.sha256();
        long started = System.nanoTime();
        long size = 0;
        byte[] buffer = new byte[16 * 1024];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = data.read(buffer, 0, buffer.length);
                    count >= 0;
                    count = data.read(buffer, 0, buffer.length)) {
                digest.update(buffer, 0, count);
                if (size + count <= settings.sizeLimit()) {
                    out.write(buffer, 0, count);
                }
                size += count;
                boolean endless = size > (long) settings.sizeLimit() * ENDLESS;
                if (endless || System.nanoTime() - started > settings.longest().toNanos()) {
                    throw new DropConnectionException(421, "4.4.2 The message does not come to an end");
                }
            }
        }
        boolean oversize = size > settings.sizeLimit();
        if (oversize) {
            truncate(file);
        }
        return new Arrived(HexFormat.of().formatHex(digest.digest()), size, oversize);
    }

    private void accept(Arrived arrived, Path file) throws RejectException {
        String peer =
                ((InetSocketAddress) context.getRemoteAddress()).getAddress().getHostAddress();
        try {
            acceptor.accept(
                    new AcceptedMail(sender, recipients, peer, file, arrived.sha256, arrived.size, arrived.oversize));
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            log.warn(
                    "A mail could not be stored; its sender was told to try again: {}",
                    e.getClass().getName());
            throw rejected(451, "4.3.0 The message cannot be stored now, try again later");
        }
    }

    /** The library forgets to end the transaction after a refusal; the next mail on the line would be refused too. */
    private RejectException rejected(int code, String message) {
        if (context instanceof Session session) {
            session.resetMailTransaction();
        }
        return new RejectException(code, message);
    }

    /** The library takes no stuffed dot off the very first line. */
    private static InputStream firstLineUnstuffed(InputStream data) throws IOException {
        PushbackInputStream in = new PushbackInputStream(data, 1);
        int first = in.read();
        if (first >= 0 && first != '.') {
            in.unread(first);
        }
        return in;
    }

    private static void truncate(Path file) throws IOException {
        try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.truncate(SmtpSettings.STUB);
        }
    }
}

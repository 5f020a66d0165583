package org.nightlight.channel.imap;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The line to one mailbox. It only reads: the folder is opened with EXAMINE, so that nothing is marked, moved or deleted. A
 * mail comes piece by piece and is never whole in memory.
 */
public final class ImapLine implements AutoCloseable {
    private static final int CONNECT_MILLIS = 15_000;
    private static final int SILENCE_MILLIS = 60_000;
    private static final int PIECE = 512 * 1024;
    private static final int TOLD_MILLIS = 250;
    private static final int AGAIN_MILLIS = 2_000;

    private final ImapAccount account;
    private final @Nullable AccessTokens tokens;
    private @Nullable IMAPStore store;
    private volatile @Nullable IMAPFolder folder;
    /** Whether the server told of new mail since the folder was last looked into. */
    private volatile boolean told;

    public ImapLine(ImapAccount account, Clock clock) {
        this.account = account;
        this.tokens =
                account.access() instanceof ImapAccount.Access.OAuth2 oauth ? new AccessTokens(oauth, clock) : null;
    }

    /** Why a mailbox could not be looked into, in plain words that name nobody. */
    public static final class Broken extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean lineLost;

        Broken(String reason, @Nullable Throwable cause, boolean lineLost) {
            super(reason, cause);
            this.lineLost = lineLost;
        }

        /** Whether the connection is gone; else the server answered, and said no. */
        public boolean isLineLost() {
            return lineLost;
        }
    }

    /**
     * A mail in the folder.
     *
     * @param size as the server says, in bytes; -1 when it does not
     * @param arrived when the server took it; null when it does not say
     */
    public record Lying(long uid, long size, @Nullable Instant arrived, Message message) {}

    /** Connects unless that is done; the folder's UIDVALIDITY (RFC 9051, 2.3.1.1). */
    public long open() throws Broken {
        IMAPFolder open = folder;
        try {
            if (open == null || !open.isOpen()) {
                close();
                open = connect();
            }
            return open.getUIDValidity();
        } catch (MessagingException failed) {
            throw broken(failed);
        }
    }

    /** What lies there with a higher number than {@code uid}, lowest first. */
    public List<Lying> after(long uid) throws Broken {
        IMAPFolder open = opened();
        told = false;
        try {
            Message[] messages = open.getMessagesByUID(uid + 1, UIDFolder.LASTUID);
            FetchProfile wanted = new FetchProfile();
            wanted.add(UIDFolder.FetchProfileItem.UID);
            wanted.add(FetchProfile.Item.SIZE);
            wanted.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
            open.fetch(messages, wanted);
            List<Lying> lying = new ArrayList<>();
            for (Message message : messages) {
                long number = message == null ? -1 : open.getUID(message);
                if (message != null && number > uid) { // n:* always names the last one, even below n
                    var at = message.getReceivedDate();
                    lying.add(new Lying(number, message.getSize(), at == null ? null : at.toInstant(), message));
                }
            }
            lying.sort(Comparator.comparingLong(Lying::uid));
            return lying;
        } catch (MessagingException failed) {
            throw broken(failed);
        }
    }

    /** Writes a mail's bytes as the server keeps them. What {@code out} throws is passed on as it is. */
    public void copy(Lying mail, OutputStream out) throws Broken, IOException {
        try {
            mail.message().writeTo(out);
        } catch (MessagingException failed) {
            throw broken(failed);
        }
    }

    /**
     * Waits until the server tells of something new (IDLE, RFC 2177), until {@link #nudge} or, where the server cannot tell,
     * for {@code longest}.
     */
    public void await(Duration longest) throws Broken, InterruptedException {
        IMAPFolder open = opened();
        try {
            if (!java.util.Objects.requireNonNull(store).hasCapability("IDLE")) {
                Thread.sleep(longest);
                return;
            }
            if (told) {
                return;
            }
            // No virtual thread: to interrupt one that talks to the server would shut the line
            Thread breaker = Thread.ofPlatform().daemon().name("mailbox-idle").start(() -> endIdle(longest));
            try {
                open.idle(true);
            } finally {
                breaker.interrupt();
            }
        } catch (MessagingException failed) {
            throw broken(failed);
        }
    }

    /** When the time is over, or when the server told of a mail just before IDLE began, which IDLE would not tell again. */
    private void endIdle(Duration longest) {
        long until = System.nanoTime() + longest.toNanos();
        try {
            while (!told && System.nanoTime() < until) {
                Thread.sleep(TOLD_MILLIS);
            }
            while (true) {
                nudge(); // perhaps before IDLE has begun, hence again
                Thread.sleep(AGAIN_MILLIS);
            }
        } catch (InterruptedException ended) {
            // IDLE ended first.
        }
    }

    /** Ends the waiting of another thread: any command does (see {@link IMAPFolder#idle}). A dead line is shut. */
    public void nudge() {
        IMAPFolder open = folder;
        try {
            if (open != null) {
                open.doCommand(protocol -> {
                    protocol.noop();
                    return null;
                });
            }
        } catch (MessagingException | RuntimeException dead) {
            close();
        }
    }

    @Override
    public void close() {
        folder = null;
        IMAPStore open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException | RuntimeException gone) {
                // It is closed either way.
            }
        }
    }

    private IMAPFolder opened() throws Broken {
        IMAPFolder open = folder;
        if (open == null) {
            throw new Broken("The line to the mail server broke.", null, true);
        }
        return open;
    }

    private IMAPFolder connect() throws MessagingException, Broken {
        boolean tls = account.encryption() == ImapAccount.Encryption.TLS;
        IMAPStore opening = (IMAPStore) Session.getInstance(properties(tls)).getStore(tls ? "imaps" : "imap");
        store = opening;
        opening.connect(account.host(), account.port(), account.user(), secret());
        Folder found = opening.getFolder(account.folder());
        found.addMessageCountListener(new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
                told = true;
            }
        });
        found.open(Folder.READ_ONLY);
        folder = (IMAPFolder) found;
        return (IMAPFolder) found;
    }

    private String secret() throws Broken {
        try {
            return switch (account.access()) {
                case ImapAccount.Access.Password password ->
                    Files.readString(password.file()).strip();
                case ImapAccount.Access.OAuth2 oauth ->
                    java.util.Objects.requireNonNull(tokens).current();
            };
        } catch (IOException unreadable) {
            throw new Broken("The file with this mailbox's password cannot be read.", unreadable, true);
        } catch (AccessTokens.Refused refused) {
            throw new Broken(String.valueOf(refused.getMessage()), refused, true);
        }
    }

    private Properties properties(boolean tls) {
        String prefix = tls ? "mail.imaps." : "mail.imap.";
        Properties properties = new Properties();
        properties.put(prefix + "connectiontimeout", Integer.toString(CONNECT_MILLIS));
        properties.put(prefix + "timeout", Integer.toString(SILENCE_MILLIS));
        properties.put(prefix + "writetimeout", Integer.toString(SILENCE_MILLIS));
        properties.put(prefix + "partialfetch", "true");
        properties.put(prefix + "fetchsize", Integer.toString(PIECE));
        properties.put(prefix + "peek", "true");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (account.encryption() == ImapAccount.Encryption.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        if (tokens != null) {
            properties.put(prefix + "auth.mechanisms", "XOAUTH2");
        }
        return properties;
    }

    private Broken broken(MessagingException failed) {
        IMAPFolder open = folder;
        boolean lost = open == null || !open.isOpen();
        if (failed instanceof AuthenticationFailedException && tokens != null) {
            tokens.forget();
        }
        return new Broken(reason(failed), failed, lost);
    }

    private String reason(MessagingException failed) {
        return switch (failed) {
            case AuthenticationFailedException refused -> "The mail server refuses this user.";
            case MailConnectException unreachable -> "The mail server cannot be reached.";
            case FolderNotFoundException missing -> "The folder is not there.";
            default ->
                "The mail server broke off (%s)."
                        .formatted(failed.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        };
    }
}

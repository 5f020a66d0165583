package org.nightlight.channel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.email.EnvelopeSender;
import org.nightlight.channel.email.SmtpSettings;
import org.nightlight.channel.imap.ImapAccount;
import org.nightlight.channel.imap.ImapLine;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the mail of one mailbox. Each mail is stored in the transaction that moves the place in the mailbox on, so that a
 * death anywhere loses none and doubles none. The mailbox is only read: what lies there stays.
 */
final class MailboxFetch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxFetch.class);
    /** So long a process that says nothing keeps a mailbox from the others. */
    private static final Duration HOLD = Duration.ofSeconds(60);
    /** So long IDLE is believed before the folder is looked into all the same. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(25);
    /** After a failure, so long until the next try. */
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** Numbers were given anew: what came so long before the last good look was seen then, and may be erased since. */
    private static final Duration OVERLAP = Duration.ofDays(30);
    /** A mail that the server does not hand out, or on which the line breaks, so often is passed over and listed. */
    private static final int REFUSALS = 3;

    private static final int BREAKS = 10;

    private final ImapAccount account;
    private final ImapLine line;
    private final MailboxStore store;
    private final Intake intake;
    private final Database database;
    private final Clock clock;
    private final Path folder;
    private final long sizeLimit;
    private final String holder = UUID.randomUUID().toString();
    private final Worker worker;
    private volatile boolean closed;
    private boolean holds;

    MailboxFetch(
            ImapAccount account,
            MailboxStore store,
            Intake intake,
            Database database,
            Clock clock,
            Path folder,
            long sizeLimit) {
        this.account = account;
        this.line = new ImapLine(account, clock);
        this.store = store;
        this.intake = intake;
        this.database = database;
        this.clock = clock;
        this.folder = folder;
        this.sizeLimit = sizeLimit;
        this.worker = new Worker("mailbox-" + account.name(), PAUSE, this::step);
    }

    void start() {
        Instant now = clock.instant();
        database.write(
                Clearance.SYSTEM,
                () -> store.add(account.name(), now, now.minus(Duration.ofDays(account.sinceDays()))));
        worker.start();
    }

    @Override
    public void close() {
        closed = true;
        line.nudge();
        worker.close();
        line.close();
        if (holds) {
            database.write(Clearance.SYSTEM, () -> store.release(account.name(), holder));
        }
    }

    /** Another process holds the mailbox now. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private boolean step() {
        Instant now = clock.instant();
        holds = database.write(Clearance.SYSTEM, () -> store.hold(account.name(), holder, now, now.plus(HOLD)));
        if (!holds) {
            line.close();
            return false;
        }
        try {
            takeAll();
            if (!closed) {
                line.await(BETWEEN_LOOKS);
            }
            return true;
        } catch (ImapLine.Broken broken) {
            if (!closed) {
                report(String.valueOf(broken.getMessage()));
            }
        } catch (Overtaken overtaken) {
            LOG.info("mailbox {}: another process has taken over", account.name());
        } catch (IOException full) {
            report("The desk's folder for arriving mail cannot be written.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.warn("mailbox {}: {}", account.name(), Worker.cause(failed));
            report("The desk failed to store a mail (" + failed.getClass().getSimpleName() + ").");
        }
        line.close();
        return false;
    }

    private void takeAll() throws ImapLine.Broken, IOException {
        long validity = line.open();
        MailboxStore.Row row = database.read(Clearance.SYSTEM, () -> store.find(account.name()));
        if (row.uidValidity() == null || row.uidValidity() != validity) {
            row = restarted(row, validity);
        }
        Instant oldest = row.oldest();
        List<ImapLine.Lying> all = line.after(row.lastUid());
        List<ImapLine.Lying> fresh =
                all.stream().filter(mail -> !isBefore(mail, oldest)).toList();
        for (int i = 0; i < fresh.size() && !closed; i++) {
            Place next =
                    new Place(fresh.get(i).uid(), fresh.size() - i - 1, i + 1 < fresh.size() ? fresh.get(i + 1) : null);
            take(fresh.get(i), next);
        }
        if (!closed) {
            database.write(Clearance.SYSTEM, () -> {
                if (!all.isEmpty()) {
                    advance(new Place(all.getLast().uid(), 0, null));
                }
                store.looked(account.name(), holder, clock.instant());
            });
        }
    }

    private MailboxStore.Row restarted(MailboxStore.Row row, long validity) {
        Instant oldest = row.lookedAt() == null ? row.oldest() : row.lookedAt().minus(OVERLAP);
        return database.write(Clearance.SYSTEM, () -> {
            if (!store.restart(account.name(), holder, validity, oldest)) {
                throw new Overtaken();
            }
            return store.find(account.name());
        });
    }

    private static boolean isBefore(ImapLine.Lying mail, Instant oldest) {
        return mail.arrived() != null && mail.arrived().isBefore(oldest);
    }

    /** Where the desk stands after a mail: its number, how many wait behind it, and the first of those. */
    private record Place(long uid, int waiting, ImapLine.@Nullable Lying next) {}

    private void advance(Place place) {
        Instant since = place.next() == null ? null : place.next().arrived();
        Instant until = clock.instant().plus(HOLD);
        if (!store.advance(account.name(), holder, place.uid(), place.waiting(), since, until)) {
            throw new Overtaken();
        }
    }

    private void take(ImapLine.Lying mail, Place next) throws ImapLine.Broken, IOException {
        Path file = Files.createTempFile(folder, "arriving-", ".eml");
        try {
            MessageDigest digest = sha256();
            long cap = mail.size() > sizeLimit ? SmtpSettings.STUB : sizeLimit;
            Capped out = new Capped(Files.newOutputStream(file), cap);
            try (out;
                    OutputStream digested = new DigestOutputStream(out, digest)) {
                line.copy(mail, digested);
            } catch (ImapLine.Broken broken) {
                passOver(mail, next, broken);
                return;
            } catch (Capped.Full full) {
                // Its beginning is kept, as of any mail over the limit.
            }
            if (out.full) {
                cut(file);
            }
            store(file, digest.digest(), envelope(file, out.full, false), next);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A mail that cannot be fetched holds up the others for a while, and not for ever: then it is listed for a person. */
    private void passOver(ImapLine.Lying mail, Place next, ImapLine.Broken broken) throws ImapLine.Broken, IOException {
        int times = database.write(Clearance.SYSTEM, () -> store.failedOn(account.name(), holder, mail.uid()));
        if (closed || times < (broken.isLineLost() ? BREAKS : REFUSALS)) {
            throw broken;
        }
        Path note = Files.createTempFile(folder, "arriving-", ".eml");
        try {
            byte[] text = ("Message-ID: <" + account.name() + "." + line.open() + "." + mail.uid()
                            + "@unfetched.invalid>\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            Files.write(note, text);
            store(note, Intake.sha256(text), envelope(note, false, true), next);
        } finally {
            Files.deleteIfExists(note);
        }
    }

    /** The mail and the place in the mailbox: both or neither. */
    private void store(Path file, byte[] sha256, String envelope, Place next) throws IOException {
        String key = MailKey.of(file).value();
        long size = Files.size(file);
        database.write(Clearance.SYSTEM, () -> {
            intake.acceptMail(key, envelope, size, sha256, file);
            advance(next);
        });
    }

    private String envelope(Path file, boolean oversize, boolean unfetched) throws IOException {
        Map<String, Object> envelope = new LinkedHashMap<>();
        String from = EnvelopeSender.of(file);
        if (!from.isEmpty()) {
            envelope.put("from", from);
        }
        envelope.put("to", List.of(account.address()));
        envelope.put("mailbox", account.name());
        envelope.put("oversize", oversize);
        envelope.put("unfetched", unfetched);
        return JsonMapper.shared().writeValueAsString(envelope).replace("\\u0000", "");
    }

    private static void cut(Path file) throws IOException {
        try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.truncate(SmtpSettings.STUB);
        }
    }

    private void report(String reason) {
        LOG.warn("mailbox {}: {}", account.name(), reason);
        database.write(Clearance.SYSTEM, () -> store.failed(account.name(), reason, clock.instant()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Lets bytes through up to the limit, and keeps the mailbox held while a long mail comes. */
    private final class Capped extends OutputStream {
        private final OutputStream out;
        private long left;
        private boolean full;
        private Instant heldAt = clock.instant();

        Capped(OutputStream out, long cap) {
            this.out = out;
            this.left = cap;
        }

        private static final class Full extends IOException {
            private static final long serialVersionUID = 1;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            int fits = (int) Math.min(left, count);
            out.write(bytes, from, fits);
            left -= fits;
            if (fits < count) {
                full = true;
                throw new Full();
            }
            Instant now = clock.instant();
            if (now.isAfter(heldAt.plus(HOLD.dividedBy(4)))) {
                heldAt = now;
                if (!database.write(Clearance.SYSTEM, () -> store.hold(account.name(), holder, now, now.plus(HOLD)))) {
                    throw new Overtaken();
                }
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}

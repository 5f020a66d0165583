package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.channel.imap.ImapAccount;
import org.nightlight.channel.imap.ImapAccounts;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Worker;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The mailboxes that the desk looks into, how each is doing, and the alarm when one falls behind: a child may have written
 * there. Admins and the Safety Team's shared address are told once, and once more when it fell behind again.
 */
@Component
public class Mailboxes {
    /** Without a look that went through for so long, or with a mail that waits longer, a mailbox is behind. */
    private static final Duration UNSEEN = Duration.ofMinutes(5);

    private static final Duration WAITING = Duration.ofMinutes(10);

    private final List<ImapAccount> accounts;
    private final List<MailboxFetch> fetches;
    private final MailboxStore store;
    private final WayInAlarm alarm;
    private final Database database;
    private final Clock clock;
    private final Path folder;
    private final Worker watch = new Worker("mailbox-watch", Duration.ofSeconds(5), this::watch);

    Mailboxes(
            MailboxStore store,
            Intake intake,
            WayInAlarm alarm,
            Database database,
            Clock clock,
            @Value("${nightlight.imap.file}") String file,
            @Value("${nightlight.data}") String data,
            @Value("${nightlight.smtp.max-bytes}") int maxBytes) {
        this.store = store;
        this.alarm = alarm;
        this.database = database;
        this.clock = clock;
        this.folder = Path.of(data).resolve("receiving");
        this.accounts = ImapAccounts.read(file);
        this.fetches = accounts.stream()
                .map(account -> new MailboxFetch(account, store, intake, database, clock, folder, maxBytes))
                .toList();
    }

    /** How a mailbox is doing. */
    public enum State {
        /** Looked into within the last minutes, nothing waits. */
        GOOD,
        /** The last look failed, or none has gone through yet; too short a time ago to alarm anybody. */
        TROUBLED,
        /** People were alarmed, or are about to be. */
        BEHIND
    }

    /**
     * A mailbox and how it is doing.
     *
     * @param where server and folder
     * @param lookedAt when a look last went through to the end; null before the first
     * @param waiting mails seen there and not taken yet
     * @param waitingSince when the server took the oldest of them
     * @param failure why the last look failed, in plain words; empty when it did not
     */
    public record Health(
            String name,
            String address,
            String where,
            State state,
            @Nullable Instant lookedAt,
            int waiting,
            @Nullable Instant waitingSince,
            String failure,
            @Nullable Instant failedAt) {}

    /** All of them in the operator's order. */
    public List<Health> health() {
        Map<String, MailboxStore.Row> rows =
                store.all().stream().collect(Collectors.toMap(MailboxStore.Row::name, Function.identity()));
        Instant now = clock.instant();
        return accounts.stream()
                .map(account -> health(account, rows.get(account.name()), now))
                .toList();
    }

    private static Health health(ImapAccount account, MailboxStore.@Nullable Row row, Instant now) {
        String where = account.host() + ", " + account.folder();
        if (row == null) {
            return new Health(account.name(), account.address(), where, State.TROUBLED, null, 0, null, "", null);
        }
        return new Health(
                account.name(),
                account.address(),
                where,
                state(row, now),
                row.lookedAt(),
                row.waiting(),
                row.waitingSince(),
                row.failure(),
                row.failedAt());
    }

    private static State state(MailboxStore.Row row, Instant now) {
        Instant looked = row.lookedAt() == null ? row.watchedSince() : row.lookedAt();
        Instant waiting = row.waitingSince();
        boolean waitsLong = waiting != null
                && later(waiting, row.watchedSince()).plus(WAITING).isBefore(now);
        if (looked.plus(UNSEEN).isBefore(now) || waitsLong) {
            return State.BEHIND;
        }
        return row.lookedAt() == null || !row.failure().isEmpty() ? State.TROUBLED : State.GOOD;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean watch() {
        for (Health health : database.read(Clearance.SYSTEM, this::health)) {
            if (health.state() == State.BEHIND) {
                database.write(Clearance.SYSTEM, () -> alarm(health));
            } else if (health.state() == State.GOOD) {
                database.write(Clearance.SYSTEM, () -> store.well(health.name()));
            }
        }
        return false;
    }

    private void alarm(Health health) {
        if (!store.tell(health.name(), clock.instant())) {
            return;
        }
        alarm.tell(() -> words(health));
    }

    private static StaffMail.Words words(Health health) {
        return new StaffMail.Words(
                say("Mail in the mailbox %s is not being read", "El correo del buzón %s no se está leyendo")
                        .formatted(health.name()),
                say(
                                        "The desk has not come through the mailbox %s for some minutes. "
                                                + "Somebody may be waiting there, a child in danger too. Please "
                                                + "have a look at the mailbox itself, and see to it that the desk "
                                                + "can read it again.",
                                        "Desde hace unos minutos la mesa de ayuda no logra leer el buzón "
                                                + "%s. Puede que alguien espere allí, también un niño o niña en "
                                                + "peligro. Mira el buzón directamente y haz que la mesa de ayuda "
                                                + "pueda leerlo otra vez, por favor.")
                                .formatted(health.name())
                        + (health.failure().isEmpty() ? "" : "\n\n" + health.failure()));
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        if (fetches.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
        fetches.forEach(MailboxFetch::start);
        watch.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        if (!fetches.isEmpty()) {
            fetches.forEach(MailboxFetch::close);
            watch.close();
        }
    }
}

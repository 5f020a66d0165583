package org.nightlight.channel;

import static org.nightlight.shared.Spoken.say;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.channel.email.MailParser;
import org.nightlight.channel.email.MailReading;
import org.nightlight.channel.email.ParsedMail;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Message;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;

/**
 * Reads a stored mail once more, to show what the reader decides and why. Nothing is filed or changed by it. A mail is there
 * only for who may see its message on its ticket as it was written: not from behind the wall, whoever asks; not where a
 * child's words are masked; and not after its writer was forgotten, for then it is gone.
 */
@Component
public class Replay {
    /** A larger one is not replayed: it would be held in memory whole. */
    private static final int LONGEST = 10 * 1024 * 1024;

    private final Database database;
    private final InboundStore store;
    private final Tickets tickets;
    private final Audit audit;

    Replay(Database database, InboundStore store, Tickets tickets, Audit audit) {
        this.database = database;
        this.store = store;
        this.tickets = tickets;
        this.audit = audit;
    }

    /**
     * A mail as it is kept.
     *
     * @param ticketId what it became; null when it could not be read
     * @param size in bytes
     */
    public record Kept(
            long id, @Nullable Long ticketId, @Nullable Long messageId, Instant receivedAt, long size) {
        public boolean isTooLarge() {
            return size > LONGEST;
        }
    }

    /**
     * What the reader makes of it today.
     *
     * @param folded what stands below the own words: history, signature, disclaimer
     * @param other further readable text, which is screened and not shown on the ticket
     */
    public record Read(Kept kept, List<Fact> facts, List<Part> parts, String own, String folded, String other) {}

    /** One decision, in plain words. */
    public record Fact(String about, String found) {}

    public record Part(String name, String type, long size, boolean inline) {}

    /** Up to {@code limit} kept mails older than {@code before}, newest first. Begins its own transactions. */
    public List<Kept> latest(Clearance viewer, long before, int limit) {
        List<Kept> kept = database.read(Clearance.SYSTEM, () -> store.keptMails(before, limit));
        return database.read(viewer, () -> kept.stream().filter(this::isShown).toList());
    }

    /**
     * Reads one of them again; that somebody did is recorded before. Empty when there is none such for this viewer. Begins its
     * own transactions.
     */
    public Optional<Read> read(long id, Clearance viewer, Actor by) {
        Optional<Kept> kept = database.read(
                        Clearance.SYSTEM,
                        () -> store.keptMails(id + 1, 1).stream()
                                .filter(mail -> mail.id() == id && !mail.isTooLarge())
                                .findFirst())
                .filter(mail -> database.read(viewer, () -> isShown(mail)));
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        database.write(Clearance.SYSTEM, () -> audit.record(by, "mail-replayed", "inbound:" + id, ""));
        byte[] raw = database.read(Clearance.SYSTEM, () -> raw(id));
        Read read = read(kept.get(), raw);
        // A wall may have gone up meanwhile.
        return database.read(viewer, () -> isShown(kept.get())) ? Optional.of(read) : Optional.empty();
    }

    private boolean isShown(Kept mail) {
        if (mail.messageId() == null || mail.ticketId() == null) {
            return store.unreadable(mail.id() + 1, 1).stream()
                    .anyMatch(row -> row.id() == mail.id() && !row.ticketed());
        }
        Optional<Ticket> ticket = tickets.find(mail.ticketId());
        Optional<Message> message = tickets.message(mail.messageId());
        return ticket.isPresent()
                && !ticket.get().walled()
                && message.isPresent()
                && !message.get().masked();
    }

    private byte[] raw(long id) {
        try (InputStream raw = store.raw(store.find(id).orElseThrow())) {
            return raw.readNBytes(LONGEST);
        } catch (IOException failed) {
            throw new UncheckedIOException("a stored message could not be read", failed);
        }
    }

    private static Read read(Kept kept, byte[] raw) {
        return switch (MailParser.parse(raw)) {
            case MailReading.Read(ParsedMail mail) ->
                new Read(
                        kept,
                        MailExplained.facts(mail),
                        mail.parts().stream()
                                .map(part -> new Part(part.name(), part.type(), part.size(), part.inline()))
                                .toList(),
                        mail.replyText(),
                        mail.quotedText(),
                        mail.otherText());
            case MailReading.Unreadable unreadable ->
                new Read(
                        kept,
                        List.of(new Fact(say("Reading", "Lectura"), MailRepairs.said(unreadable.reason()))),
                        List.of(),
                        "",
                        "",
                        unreadable.rawText());
        };
    }
}

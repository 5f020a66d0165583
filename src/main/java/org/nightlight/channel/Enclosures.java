package org.nightlight.channel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.nightlight.channel.email.OutgoingMail;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.privacy.Enclosure;
import org.nightlight.seal.SealBroken;
import org.nightlight.ticket.FoundType;
import org.nightlight.ticket.TicketFile;
import org.nightlight.ticket.TicketFiles;
import org.springframework.stereotype.Component;

/** Files that go with a reply: looked into before it is judged, and fetched when it leaves. Both outside any transaction. */
@Component
public class Enclosures {
    /** By their bytes these are no more than a wrapping, so that the name tells more. */
    private static final Set<String> VAGUE =
            Set.of("application/octet-stream", "application/zip", "text/plain", "application/x-tika-ooxml");

    private final Database database;
    private final TicketFiles files;

    Enclosures(Database database, TicketFiles files) {
        this.database = database;
        this.files = files;
    }

    /**
     * What was seen of the files of a reply.
     *
     * @param ids of the very files that are to go with it
     */
    public record Seen(List<Long> ids, List<Enclosure> files) {
        public static final Seen NOTHING = new Seen(List.of(), List.of());
    }

    /** Why a mail's files cannot go with it, in a sentence. */
    static final class NotReady extends Exception {
        private static final long serialVersionUID = 1;

        NotReady(String sentence) {
            super(sentence);
        }
    }

    /** @param chosen a draft's files; one that cannot be opened counts as not looked into */
    public Seen seen(List<TicketFile> chosen) {
        return new Seen(
                chosen.stream().map(TicketFile::id).toList(),
                chosen.stream().map(this::enclosure).toList());
    }

    /** As {@link #seen}, those of a reply that waits. */
    List<Enclosure> ofMessage(long messageId) {
        return seen(database.read(Clearance.SYSTEM, () -> files.ofMessage(messageId)))
                .files();
    }

    private Enclosure enclosure(TicketFile file) {
        try {
            return Enclosure.of(file.name(), read(file), bytes(file));
        } catch (SealBroken | IOException shut) {
            return Enclosure.shut(file.name());
        }
    }

    /** As what it is read: by its bytes, and of several kinds of text as which its sender says. */
    private static String read(TicketFile file) {
        String found = file.found();
        if (found == null) {
            return file.type();
        }
        boolean vague = found.equals(FoundType.UNKNOWN)
                || found.equals("text/plain") && file.type().startsWith("text/");
        return vague ? file.type() : found;
    }

    /**
     * The files of a mail that leaves now, whole.
     *
     * @param count how many were queued with it
     * @throws NotReady when one is missing, may not leave, or not yet
     * @throws org.nightlight.seal.FilesAway when the store does not answer just now
     */
    List<OutgoingMail.File> of(long messageId, int count) throws NotReady {
        List<TicketFile> all = database.read(Clearance.SYSTEM, () -> files.ofMessage(messageId));
        if (all.size() != count) {
            throw new NotReady("A file of this message is not here any more, so it was not sent.");
        }
        List<OutgoingMail.File> read = new ArrayList<>();
        for (TicketFile file : all) {
            if (!files.mayLeave(file)) {
                throw new NotReady(
                        "The virus scanner has not found a file of this message harmless, so it was not sent.");
            }
            try {
                read.add(new OutgoingMail.File(file.name(), type(file), bytes(file)));
            } catch (IOException broken) {
                throw new NotReady("A file of this message cannot be read, so it was not sent.");
            }
        }
        return read;
    }

    private byte[] bytes(TicketFile file) throws IOException {
        try (InputStream stream = files.open(file.ticketId(), file.id()).get()) {
            return stream.readAllBytes();
        }
    }

    /** As what its recipient is told that it is. */
    private static String type(TicketFile file) {
        String found = file.found();
        return found == null || VAGUE.contains(found) ? file.type() : found;
    }
}

package org.nightlight.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Screening;
import org.nightlight.safety.Verdict;
import org.nightlight.seal.SealBroken;
import org.nightlight.ticket.DocumentReader;
import org.nightlight.ticket.DocumentText;
import org.nightlight.ticket.FileWords;
import org.nightlight.ticket.TicketFiles;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reads the words of files after they came in: screening reads what a stranger's document says, and puts its ticket behind the wall
 * where a child may be in danger; then search finds it.
 */
@Component
class FileReading {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final FileWords words;
    private final TicketFiles files;
    private final DocumentReader reader;
    private final Screening screening;
    private final Cases cases;
    private final Database database;
    private final Wakeups wakeups;
    private final Worker worker = new Worker("file-words", LOOK, this::readOne);

    FileReading(
            FileWords words,
            TicketFiles files,
            DocumentReader reader,
            Screening screening,
            Cases cases,
            Database database,
            Wakeups wakeups) {
        this.words = words;
        this.files = files;
        this.reader = reader;
        this.screening = screening;
        this.cases = cases;
        this.database = database;
        this.wakeups = wakeups;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        wakeups.listen(word -> {
            if (word.equals(TicketFiles.LOOKED_AT)) {
                worker.wake();
            }
        });
        worker.start();
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        worker.close();
    }

    /** One file. True when there may be more at once. */
    private boolean readOne() {
        Optional<FileWords.Waiting> claimed = database.write(Clearance.SYSTEM, words::claim);
        claimed.ifPresent(this::read);
        return claimed.isPresent();
    }

    private void read(FileWords.Waiting file) {
        try (InputStream bytes = files.open(file.ticketId(), file.fileId()).get()) {
            keep(file, reader.read(file.name(), bytes));
        } catch (SealBroken shut) {
            // its store does not answer, or a wall rose: taken up again after the lease, if it still waits
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void keep(FileWords.Waiting file, DocumentText text) {
        Optional<Verdict> verdict = file.unjudged() && text instanceof DocumentText.Words(String found, boolean _)
                ? Optional.of(screening.screenDocument(found))
                : Optional.empty();
        database.write(Clearance.SYSTEM, () -> {
            verdict.ifPresent(said -> cases.judgedFile(file.ticketId(), file.messageId(), said));
            words.keep(file, text);
        });
    }
}

package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureJournalTest {
    private static final Instant DAY = Instant.parse("2026-11-16T15:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aLineThatACrashCutOffIsLeftOutAndThoseAfterItAreRead() throws IOException {
        ErasureJournal journal = new ErasureJournal(folder.toString());
        assertThat(journal.lines()).isEmpty();
        ErasureJournal.Line one =
                new ErasureJournal.Line(1, DAY, List.of(new ErasureJournal.Person(7, DAY.minusSeconds(60))));
        ErasureJournal.Line three = new ErasureJournal.Line(3, DAY.plusSeconds(60), List.of());
        journal.append(one);
        Files.writeString(
                folder.resolve("erasures.jsonl"), "{\"erasure\":2,\"people\":[{\"id\":8}", StandardOpenOption.APPEND);
        journal.append(three);
        assertThat(journal.lines()).containsExactly(one, three);
    }
}

package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.privacy.PersonalData;
import org.nightlight.privacy.Scope;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.seal.Rotation;
import org.nightlight.seal.SealBroken;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.TicketFiles;
import org.nightlight.ticket.Walls;
import org.nightlight.ticket.Work;

/** Files leave the database for a folder of encrypted objects, and come back from there whole or not at all. */
class FileStoreTest {
    private static final String MARK = "quokkafile";
    private static final SafetyTeam TEAM = new SafetyTeam(Map.of());
    private static final LettersWithFiles LETTERS = new LettersWithFiles(TEAM);

    @AfterAll
    static void stop() {
        TEAM.close();
    }

    @Test
    void bytesAreKeptEncryptedOutsideTheDatabaseForTheDesksUserAloneAndComeBackWhole() throws IOException {
        byte[] bytes = bytes(3 << 20);
        long ticket = LETTERS.with("list.pdf", "application/pdf", bytes);
        Path object = object(ticket);
        assertThat(TEAM.rows("select octet_length(content)::text from attachment where ticket_id = " + ticket))
                .containsExactly("0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(object)))
                .isEqualTo("rw-------");
        byte[] kept = Files.readAllBytes(object);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(MARK);
        assertThat(object.getFileName().toString())
                .as("its name is no hash of the content")
                .isNotEqualTo(TEAM.rows("select encode(sha256, 'hex') from attachment where ticket_id = " + ticket)
                        .getFirst());
        assertThat(served(ticket)).isEqualTo(bytes);

        try (RunningDesk other = TEAM.desk.another()) {
            assertThat(read(other, ticket))
                    .as("a second process of this machine")
                    .isEqualTo(bytes);
        }

        kept[kept.length / 2] ^= 1;
        Files.write(object, kept);
        assertThatThrownBy(() -> read(TEAM.desk, ticket)).as("changed").isInstanceOf(UncheckedIOException.class);
        kept[100] ^= 1;
        Files.write(object, kept);
        Browser sam = TEAM.desk.browser("sam@desk.example");
        String link = LettersWithFiles.link(sam, ticket, fileOf(ticket));
        assertThat(sam.get(link).body()).contains("This file is not where the desk keeps its files");
        Files.delete(object);
        assertThat(sam.get(link).statusCode()).isEqualTo(403);
    }

    @Test
    void aWallTakesTheKeyUnderItsSealAndGivesItBack() throws IOException {
        byte[] bytes = bytes(2000);
        long ticket = LETTERS.with("note.pdf", "application/pdf", bytes);
        Path object = object(ticket);
        byte[] kept = Files.readAllBytes(object);
        Actor.Staff mina = new Actor.Staff(TEAM.mina.id());
        TEAM.database.write(Clearance.SYSTEM, () -> TEAM.desk.bean(Cases.class).raise(ticket, Level.S2, mina));
        assertThat(TEAM.rows("select address from file_key where address = '" + object.getFileName() + "'"))
                .isEmpty();
        assertThat(Files.readAllBytes(object)).as("no byte is moved").isEqualTo(kept);
        assertThatThrownBy(() -> read(TEAM.desk, ticket)).isInstanceOf(SealBroken.class);
        assertThat(TEAM.desk
                        .bean(SealedReading.class)
                        .open(Clearance.SAFETY, mina, ticket, "test", () -> read(TEAM.desk, ticket)))
                .isEqualTo(bytes);
        TEAM.database.write(
                Clearance.SYSTEM,
                () -> TEAM.desk
                        .bean(Walls.class)
                        .open(ticket, new Work.Place("general", "", "customer-service", 1, 1), mina));
        assertThat(served(ticket)).isEqualTo(bytes);
    }

    @Test
    void anErasureTakesKeyAndObjectAndOrphansGoAfterADay() throws IOException {
        long ticket = LETTERS.with("note.pdf", "application/pdf", bytes(2000));
        Path object = object(ticket);
        Path orphan = object.resolveSibling(object.getFileName().toString().substring(0, 2) + "0".repeat(62));
        Files.copy(object, orphan);
        Scope scope = Scope.ofTickets(Set.of(ticket));
        TEAM.database.write(Clearance.SYSTEM, () -> conversations().unname(scope, List.of()));
        assertThat(object).doesNotExist();
        assertThat(TEAM.rows("select address from file_key where address = '" + object.getFileName() + "'"))
                .isEmpty();
        Files.setLastModifiedTime(orphan, java.nio.file.attribute.FileTime.from(TEAM.clock.instant()));
        TEAM.clock.turn(Duration.ofHours(2));
        Path kept = object(LETTERS.with("note.pdf", "application/pdf", bytes(2000)));
        assertThat(orphan).as("one that a process may be about to name").exists();
        TEAM.clock.turn(Duration.ofHours(25));
        LETTERS.with("note.pdf", "application/pdf", bytes(2000));
        RunningDesk.eventually(() -> Files.exists(orphan), there -> !there);
        assertThat(kept).exists();
    }

    @Test
    void aNewKeyWrapsTheFilesKeysAnew() throws IOException {
        byte[] bytes = bytes(2000);
        long ticket = LETTERS.with("note.pdf", "application/pdf", bytes);
        object(ticket);
        String path = TEAM.rows("select path from seal_keyset").getFirst();
        Rotation rotation = new Rotation(
                TEAM.desk.bean(DSLContext.class),
                TEAM.database,
                TEAM.desk.bean(Audit.class),
                Path.of(path).getParent(),
                path,
                "");
        rotation.rotate(new Actor.Software("test"), line -> {});
        assertThat(TEAM.rows("select 1 from file_key where key_id <> (select key_id from seal_keyset)"))
                .isEmpty();
        assertThat(rotation.verify(line -> {})).isEmpty();
        assertThat(read(TEAM.desk, ticket)).isEqualTo(bytes);
    }

    private static PersonalData conversations() {
        return TEAM.desk.context().getBeansOfType(PersonalData.class).values().stream()
                .filter(it -> it.tables().contains("attachment"))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        byte[] mark = MARK.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(bytes, 0, 100, (byte) 'a');
        System.arraycopy(mark, 0, bytes, 10, mark.length);
        return bytes;
    }

    /** Where the ticket's only file lies, once it was moved. */
    private static Path object(long ticket) throws IOException {
        List<String> address = RunningDesk.eventually(
                () -> TEAM.rows("select address from attachment where address is not null and ticket_id = " + ticket),
                found -> found.size() == 1);
        try (Stream<Path> all =
                Files.walk(Path.of(TEAM.rows("select path from file_folder").getFirst()))) {
            return all.filter(path -> path.endsWith(address.getFirst()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long fileOf(long ticket) {
        return Long.parseLong(TEAM.rows("select id::text from attachment where ticket_id = " + ticket)
                .getFirst());
    }

    private static byte[] served(long ticket) {
        Browser sam = TEAM.desk.browser("sam@desk.example");
        String page = "/desk/tickets/" + ticket;
        String link = LettersWithFiles.link(sam, ticket, fileOf(ticket));
        return link.isEmpty()
                ? sam.postForBytes(page, page + "/attachments/" + fileOf(ticket) + "/views")
                        .body()
                : sam.getBytes(link).body();
    }

    private static byte[] read(RunningDesk desk, long ticket) {
        try (InputStream bytes =
                desk.bean(TicketFiles.class).open(ticket, fileOf(ticket)).get()) {
            return bytes.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

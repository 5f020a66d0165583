package org.nightlight.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nightlight.StandInS3;
import org.nightlight.TurnedClock;

/** What a place of objects promises holds for a folder and for a bucket behind the S3 API alike. */
class FileStoresTest {
    private static final String ONE = "a".repeat(64);
    private static final String OTHER = "b".repeat(64);
    private static final int LARGE = 48 << 20;
    private static final TurnedClock CLOCK = new TurnedClock(Instant.parse("2026-11-16T15:00:00Z"));
    private static final SealRoom ROOM = new SealRoom();
    private static final StandInS3 S3 = new StandInS3(CLOCK);

    @AfterAll
    static void stop() {
        ROOM.close();
        S3.close();
    }

    private enum Kind {
        FOLDER {
            @Override
            FileStore store() {
                return folder("");
            }

            @Override
            void tamper(FileStore store, String address) throws IOException {
                Path file =
                        data().resolve("files").resolve(address.substring(0, 2)).resolve(address);
                Files.write(file, changed(Files.readAllBytes(file)));
            }
        },
        BUCKET {
            @Override
            FileStore store() {
                return bucket(folder(StandInS3.BUCKET));
            }

            @Override
            void tamper(FileStore store, String address) {
                String name = StandInS3.BUCKET + "/desk-1/" + address;
                S3.keep(name, changed(S3.all().get(name)));
            }
        };

        abstract FileStore store();

        abstract void tamper(FileStore store, String address) throws IOException;
    }

    private static Path data() {
        return ROOM.data;
    }

    private static byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        return changed;
    }

    private static FolderStore folder(String bucket) {
        ROOM.tamper("delete from file_folder");
        return new FolderStore(ROOM.desk.sql(), ROOM.desk.database(), CLOCK, data().toString(), "", bucket);
    }

    private static Buckets buckets(Map<String, String> settings) {
        return new Buckets(
                settings.get("nightlight.s3.endpoint"),
                settings.get("nightlight.s3.region"),
                true,
                settings.get("nightlight.s3.credentials-file"),
                data().toString());
    }

    private static BucketStore bucket(FolderStore before) {
        return new BucketStore(buckets(S3.settings()), StandInS3.BUCKET, "desk-1", before, CLOCK);
    }

    @ParameterizedTest
    @EnumSource
    void anObjectIsPutGotReplacedAndDeletedAndAMissingOneIsSaidToBe(Kind kind) throws IOException {
        FileStore store = kind.store();
        assertThat(store.isThere()).isEqualTo(true);
        put(store, ONE, new byte[] {1, 2, 3});
        assertThat(got(store, ONE)).containsExactly(1, 2, 3);
        put(store, ONE, new byte[0]);
        assertThat(got(store, ONE)).isEmpty();
        assertThatThrownBy(() -> store.open(OTHER)).isInstanceOf(NoSuchFileException.class);
        store.delete(ONE);
        store.delete(ONE);
        assertThatThrownBy(() -> store.open(ONE)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store.open("../" + ONE.substring(3))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatBreaksOffWhileItIsWrittenIsNotThere(Kind kind) throws IOException {
        FileStore store = kind.store();
        store.delete(ONE);
        assertThatThrownBy(() -> store.put(ONE, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("broken off");
                }))
                .hasMessage("broken off");
        assertThatThrownBy(() -> store.open(ONE)).isInstanceOf(NoSuchFileException.class);
        assertThat(left("new-", "object-")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aLargeFileGoesThroughInPiecesAndAChangedByteIsNoticed(Kind kind) throws IOException {
        FileStore store = kind.store();
        FileKeys.FileKey key = new FileKeys(ROOM.desk.sql(), ROOM.keyring(), ROOM.seal()).fresh(ONE);
        byte[] piece = new byte[1 << 16];
        new Random(3).nextBytes(piece);
        store.put(ONE, out -> {
            try (var encrypting = key.encrypting(out)) {
                for (int i = 0; i < LARGE / piece.length; i++) {
                    encrypting.write(piece);
                }
            }
        });
        long size = 0;
        try (InputStream in = key.decrypting(store.open(ONE))) {
            byte[] read = in.readNBytes(piece.length);
            while (read.length > 0) {
                assertThat(Arrays.equals(read, piece)).isTrue();
                size += read.length;
                read = in.readNBytes(piece.length);
            }
        }
        assertThat(size).isEqualTo(LARGE);
        kind.tamper(store, ONE);
        assertThatThrownBy(() -> key.decrypting(store.open(ONE)).transferTo(java.io.OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
        store.delete(ONE);
    }

    @ParameterizedTest
    @EnumSource
    void allThatWerePutBeforeATimeAreTold(Kind kind) throws IOException {
        FileStore store = kind.store();
        Set<String> old = new HashSet<>();
        for (int i = 10; i < 18; i++) {
            String address = Integer.toString(i).repeat(32);
            put(store, address, new byte[] {1});
            old.add(address);
        }
        Instant between = CLOCK.instant().plusSeconds(60);
        CLOCK.turn(Duration.ofMinutes(2));
        put(store, OTHER, new byte[] {1});
        List<String> told = new ArrayList<>();
        store.each(between, told::addAll);
        assertThat(told).containsExactlyInAnyOrderElementsOf(old);
        for (String address : told) {
            store.delete(address);
        }
        store.delete(OTHER);
    }

    @Test
    void whatBreaksOffOnItsWayIsTriedAgainAndNeverHalf() throws IOException {
        FileStore store = Kind.BUCKET.store();
        byte[] bytes = new byte[300_000];
        new Random(5).nextBytes(bytes);
        S3.torn.set(1);
        put(store, ONE, bytes);
        assertThat(S3.torn).hasValue(0);
        S3.torn.set(1);
        assertThat(got(store, ONE)).isEqualTo(bytes);
        S3.torn.set(50);
        assertThatThrownBy(() -> store.open(ONE)).isInstanceOf(StoreAway.class);
        S3.torn.set(0);
        store.delete(ONE);
    }

    @Test
    void aServiceThatIsAwayIsNotTakenForAMissingObjectAndWorksOnceItIsBack() throws IOException {
        FileStore store = Kind.BUCKET.store();
        put(store, ONE, new byte[] {7});
        S3.down();
        assertThatThrownBy(() -> store.open(ONE))
                .isInstanceOf(StoreAway.class)
                .hasMessage("The S3 service does not answer, or no access key is known.");
        assertThatThrownBy(() -> put(store, OTHER, new byte[] {8})).isInstanceOf(StoreAway.class);
        S3.up();
        assertThat(got(store, ONE)).containsExactly(7);
        assertThatThrownBy(() -> store.open(OTHER)).isInstanceOf(NoSuchFileException.class);
        store.delete(ONE);
    }

    @Test
    void aWrongKeyIsRefusedAndSaidPlainly() throws IOException {
        Path wrong = Files.writeString(Files.createTempFile("s3", ".keys"), "AKIDTEST\nanother\n");
        Buckets stranger = new Buckets(
                S3.settings().get("nightlight.s3.endpoint"), "eu-test-1", true, wrong.toString(), data().toString());
        assertThatThrownBy(() -> stranger.open(StandInS3.BUCKET, ONE))
                .isInstanceOf(StoreAway.class)
                .hasMessage("The S3 service refuses the desk (403, SignatureDoesNotMatch).");
        assertThatThrownBy(() -> new Buckets("http://s3.example", "eu-test-1", true, "", data().toString()))
                .hasMessageContaining("https");
        Path empty = Files.createTempFile("s3", ".keys");
        assertThatThrownBy(() -> new Buckets("", "eu-test-1", true, empty.toString(), data().toString()).open())
                .hasMessageContaining("two lines");
    }

    @Test
    void whatLiesInAFolderOfBeforeIsReadThereAndCarriedOverAndAnotherDesksObjectsAreNobodysBusiness()
            throws IOException {
        FolderStore before = folder("");
        put(before, ONE, new byte[] {4, 2});
        FolderStore beside =
                new FolderStore(ROOM.desk.sql(), ROOM.desk.database(), CLOCK, data().toString(), "", StandInS3.BUCKET);
        S3.keep(StandInS3.BUCKET + "/desk-2/" + OTHER, new byte[] {9});
        FileStore store = bucket(beside);
        assertThat(got(store, ONE)).containsExactly(4, 2);
        CLOCK.turn(Duration.ofMinutes(1));
        store.settle();
        assertThat(got(store, ONE)).containsExactly(4, 2);
        assertThat(S3.all()).containsKey(StandInS3.BUCKET + "/desk-1/" + ONE);
        assertThatThrownBy(() -> beside.open(ONE)).isInstanceOf(NoSuchFileException.class);
        List<String> told = new ArrayList<>();
        store.each(CLOCK.instant().plusSeconds(1), told::addAll);
        assertThat(told).containsExactly(ONE);

        FolderStore unaware = new FolderStore(ROOM.desk.sql(), ROOM.desk.database(), CLOCK, data().toString(), "", "");
        assertThat(unaware.isThere())
                .as("a process that was not told of the bucket puts no file where the others miss it")
                .isFalse();
        store.delete(ONE);
        S3.lose(StandInS3.BUCKET + "/desk-2/" + OTHER);
    }

    private static List<Path> left(String... starts) throws IOException {
        try (Stream<Path> all = Files.walk(data())) {
            return all.filter(path -> Arrays.stream(starts)
                            .anyMatch(start -> path.getFileName().toString().startsWith(start)))
                    .toList();
        }
    }

    private static void put(FileStore store, String address, byte[] bytes) throws IOException {
        store.put(address, out -> out.write(bytes));
    }

    private static byte[] got(FileStore store, String address) throws IOException {
        try (InputStream in = store.open(address)) {
            return in.readAllBytes();
        }
    }
}

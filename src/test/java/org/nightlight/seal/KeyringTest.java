package org.nightlight.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The key file: made once, for its owner alone, and never silently another; several processes share it. */
class KeyringTest {
    @AutoClose
    private final SealRoom room = new SealRoom();

    private final List<String> told = new ArrayList<>();

    @Test
    void theFirstStartMakesTheFileForItsOwnerAlone() throws IOException {
        room.keyring();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(room.keyFile)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(room.keyFile)).contains("primaryKeyId", "AesGcmKey");
        String made = Files.readString(room.keyFile);
        room.keyring();
        assertThat(Files.readString(room.keyFile)).isEqualTo(made);
    }

    @Test
    void aFileThatOthersCanReadStopsTheStart() throws IOException {
        room.keyring();
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
            Files.setPosixFilePermissions(room.keyFile, PosixFilePermissions.fromString(mode));
            assertThatThrownBy(room::keyring)
                    .as(mode)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("chmod 600");
        }
    }

    @Test
    void aMissingFileStopsTheStartAndSaysWhatToDo() throws IOException {
        long ticket = room.sealed(room.seal(), "he hurts me");
        Path away = room.data.resolve("away");
        Files.move(room.keyFile, away);
        assertThatThrownBy(room::keyring)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is missing")
                .hasMessageContaining("Put it back from your copy");
        assertThat(room.keyFile).doesNotExist();
        Files.move(away, room.keyFile);
        assertThat(room.read(room.seal(), new Place(ticket, "message", 1))).isEqualTo("he hurts me");
    }

    @Test
    void anotherKeyStopsTheStart() throws IOException {
        room.sealed(room.seal(), "he hurts me");
        try (SealRoom other = new SealRoom()) {
            other.keyring();
            Files.copy(other.keyFile, room.keyFile, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(room::keyring)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not the one with which this desk seals");
    }

    @Test
    void aCutFileStopsTheStartAndIsLeftAsItIs() throws IOException {
        room.keyring();
        String whole = Files.readString(room.keyFile).strip();
        for (int length : new int[] {0, 1, whole.length() / 2, whole.length() - 1}) {
            Files.writeString(room.keyFile, whole.substring(0, length));
            assertThatThrownBy(room::keyring)
                    .as(length + " characters")
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not a whole key file");
            assertThat(Files.readString(room.keyFile)).hasSize(length);
        }
    }

    @Test
    void aServiceWithoutItsClientStopsTheStart() {
        assertThatThrownBy(() -> room.keyring(room.data, "", "aws-kms://arn:aws:kms:us-east-1:1:key/2"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no Tink client")
                .hasMessageNotContaining("arn");
    }

    @Test
    void aServiceWrapsTheKeyFileThroughItsClientOnTheClassPath() throws IOException {
        Seal seal = new Seal(room.desk.sql(), room.keyring(room.data, "", StubKms.KEY));
        long ticket = room.sealed(seal, "he hurts me");
        assertThat(Files.readString(room.keyFile)).contains("encryptedKeyset").doesNotContain("keyData");
        Seal neighbour = new Seal(room.desk.sql(), room.keyring(room.data, "", StubKms.KEY));
        assertThat(room.read(neighbour, new Place(ticket, "message", 1))).isEqualTo("he hurts me");
        assertThatThrownBy(room::keyring)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nightlight.seal.kms is empty");
        Keyring other = room.keyring(room.data, "", "stub-kms://second");
        assertThatThrownBy(other::primary)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not a whole key file");
    }

    @Test
    void aSecondProcessFindsTheFileByItselfOnTheSameMachineAndByItsSettingElsewhere() {
        long ticket = room.sealed(room.seal(), "he hurts me");
        Place place = new Place(ticket, "message", 1);
        Seal neighbour = new Seal(room.desk.sql(), room.keyring(SealRoom.temporary(), "", ""));
        assertThat(room.read(neighbour, place)).isEqualTo("he hurts me");
        Seal named = new Seal(room.desk.sql(), room.keyring(SealRoom.temporary(), room.keyFile.toString(), ""));
        assertThat(room.read(named, place)).isEqualTo("he hurts me");
    }

    @Test
    void aRotationWrapsEveryKeyAnewAndTakesTheOldOneOutOfUse() throws IOException {
        Seal seal = room.seal();
        List<Long> tickets = java.util.stream.IntStream.range(0, 230)
                .mapToObj(n -> room.sealed(seal, "words " + n))
                .toList();
        long before = room.keyring().primary();
        room.rotation().rotate(SealRoom.READER, told::add);
        assertThat(told)
                .contains("A new key wraps from now on.", "100 of 230 tickets' keys are wrapped anew.")
                .last()
                .asString()
                .startsWith("Done.");
        Keyring now = room.keyring();
        assertThat(now.primary()).isNotEqualTo(before);
        assertThat(now.older()).isZero();
        assertThat(Files.readString(room.keyFile)).contains("DISABLED", Long.toString(before));
        for (int n = 0; n < tickets.size(); n++) {
            assertThat(room.read(seal, new Place(tickets.get(n), "message", 1))).isEqualTo("words " + n);
        }
        assertThat(room.rotation().verify(told::add)).isEmpty();
        assertThat(told).last().isEqualTo("230 tickets with 230 sealed places looked through.");
    }

    @Test
    void aRotationThatIsKilledBetweenAnyTwoStepsGoesOnWhereItWas() {
        Seal seal = room.seal();
        long ticket = room.sealed(seal, "words");
        for (int n = 0; n < 110; n++) {
            room.sealed(seal, "more");
        }
        room.rotation().begin(SealRoom.READER, told::add);
        long made = room.keyring().primary();
        room.rotation().begin(SealRoom.READER, told::add);
        assertThat(room.keyring().primary()).as("no second key is made").isEqualTo(made);
        assertThat(told).last().asString().contains("goes on");
        assertThat(room.rotation().batch(told::add)).isTrue();
        assertThat(room.rotation().end(SealRoom.READER))
                .as("a key is still in use")
                .isFalse();
        assertThat(room.read(seal, new Place(ticket, "message", 1))).isEqualTo("words");
        room.rotation().rotate(SealRoom.READER, told::add);
        assertThat(room.keyring().primary()).isEqualTo(made);
        assertThat(room.keyring().older()).isZero();
        assertThat(room.rotation().verify(line -> {})).isEmpty();
        assertThat(room.read(seal, new Place(ticket, "message", 1))).isEqualTo("words");
    }

    @Test
    void aProcessThatRunsAllTheWhileSealsWithTheNewKey() {
        Seal running = room.seal();
        room.sealed(running, "before");
        room.rotation().rotate(SealRoom.READER, told::add);
        long ticket = room.sealed(running, "after");
        long by = room.write(() -> new SealStore(room.desk.sql()).key(ticket).orElseThrow())
                .keyId();
        assertThat(by).isEqualTo(room.keyring().primary());
        assertThat(room.read(room.seal(), new Place(ticket, "message", 1))).isEqualTo("after");
    }
}

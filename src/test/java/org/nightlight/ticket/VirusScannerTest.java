package org.nightlight.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nightlight.RunningDesk;

class VirusScannerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void whatTheDaemonSaysIsUnderstoodAndItsSilenceToo() throws IOException {
        try (StandInClamd clamd = new StandInClamd(100_000)) {
            VirusScanner scanner = new VirusScanner(clamd.address(), PATIENCE);
            assertThat(scan(scanner, new byte[10])).isEqualTo(new VirusScanner.Answer.Away());
            clamd.comeBack();
            assertThat(scan(scanner, new byte[0])).isEqualTo(new VirusScanner.Answer.Clean());
            assertThat(scan(scanner, new byte[90_000])).isEqualTo(new VirusScanner.Answer.Clean());
            assertThat(scan(scanner, StandInClamd.EICAR))
                    .isEqualTo(new VirusScanner.Answer.Infected("Eicar-Test-Signature"));
            assertThat(scan(scanner, new byte[3_000_000])).isEqualTo(new VirusScanner.Answer.CannotLook());
        }
    }

    @Test
    void filesGoToNoOtherMachine() {
        assertThat(new VirusScanner(" ", PATIENCE).isThere()).isFalse();
        for (String elsewhere : List.of("tcp://192.0.2.7:3310", "tcp://127.0.0.1", "clamd", "http://127.0.0.1:3310")) {
            assertThatThrownBy(() -> new VirusScanner(elsewhere, PATIENCE))
                    .as(elsewhere)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nightlight.clamav.address");
        }
    }

    /** The real daemon with one signature of our own, so that it needs none from the net. */
    @Test
    void theRealDaemonFindsWhatItKnows(@TempDir Path folder) throws Exception {
        Path daemon = installed()
                .orElseGet(() -> Assumptions.abort("clamd is not here: apt-get install clamav-daemon puts it there"));
        Path signatures = Files.createDirectory(folder.resolve("signatures"));
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(StandInClamd.EICAR));
        Files.writeString(signatures.resolve("own.hdb"), md5 + ":" + StandInClamd.EICAR.length + ":Our.Own.Eicar\n");
        Path socket = folder.resolve("clamd.sock");
        Path settings = folder.resolve("clamd.conf");
        Files.writeString(
                settings,
                "Foreground yes\nDatabaseDirectory " + signatures + "\nLocalSocket " + socket
                        + "\nStreamMaxLength 1M\nUser " + System.getProperty("user.name") + "\n");
        Process clamd = new ProcessBuilder(daemon.toString(), "--config-file=" + settings)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            RunningDesk.eventually(() -> Files.exists(socket), there -> there);
            VirusScanner scanner = new VirusScanner("unix:" + socket, PATIENCE);
            assertThat(RunningDesk.eventually(
                            () -> scan(scanner, "a harmless note".getBytes(StandardCharsets.UTF_8)),
                            answer -> !(answer instanceof VirusScanner.Answer.Away)))
                    .isEqualTo(new VirusScanner.Answer.Clean());
            assertThat(scan(scanner, StandInClamd.EICAR))
                    .isEqualTo(new VirusScanner.Answer.Infected("Our.Own.Eicar.UNOFFICIAL"));
            assertThat(scan(scanner, new byte[3 << 20])).isEqualTo(new VirusScanner.Answer.CannotLook());
        } finally {
            clamd.destroy();
            clamd.waitFor();
        }
        assertThat(scan(new VirusScanner("unix:" + socket, PATIENCE), new byte[1]))
                .isEqualTo(new VirusScanner.Answer.Away());
    }

    private static Optional<Path> installed() {
        return Stream.of("/usr/sbin/clamd", "/usr/local/sbin/clamd", "/opt/homebrew/sbin/clamd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static VirusScanner.Answer scan(VirusScanner scanner, byte[] bytes) throws IOException {
        return scanner.scan(new ByteArrayInputStream(bytes));
    }
}

package org.nightlight.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NewFileTest {
    @Test
    void aNameHasNoFolderNoControlAndNothingThatTurnsItAround() {
        Map.of(
                        "C:\\Users\\sam\\list.txt", "list.txt",
                        "../../etc/passwd", "passwd",
                        "in\u202Efdp.exe", "infdp.exe",
                        "a\r\nBcc: x@y.z", "aBcc x@y.z",
                        "  ", "file",
                        "..", "file")
                .forEach((given, name) -> assertThat(NewFile.name(given)).isEqualTo(name));
        assertThat(NewFile.name("a".repeat(300) + ".pdf")).hasSize(150).endsWith("a.pdf");
    }

    @Test
    void aSizeIsSaidAsPeopleSayIt() {
        assertThat(NewFile.size(15 << 20)).isEqualTo("15 MB");
        assertThat(NewFile.size(3 << 19)).isEqualTo("1.5 MB");
        assertThat(NewFile.size(2048)).isEqualTo("2 kB");
    }
}

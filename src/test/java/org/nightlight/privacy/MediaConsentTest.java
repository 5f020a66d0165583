package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MediaConsentTest {
    @Test
    void c14_class8_aPictureOrRecordingIsKnownByNameTypeOrBytes() {
        assertThat(MediaConsent.mayShow("me.jpg", "application/octet-stream")).isTrue();
        assertThat(MediaConsent.mayShow("me", "audio/mp4")).isTrue();
        assertThat(MediaConsent.mayShow("letter.pdf", "application/pdf")).isFalse();
        for (String start : new String[] {
            "ffd8ffe000104a4649460001", // JPEG
            "89504e470d0a1a0a0000000d", // PNG
            "474946383961", // GIF
            "52494646000000005741564566", // WAV
            "494433040000000000", // MP3
            "fffb9000", // MP3 without a head
            "4f67675300020000", // Ogg
            "1a45dfa3010000000000", // WebM
            "000000206674797069736f6d00000200", // MP4
            "00000018667479704d3441200000", // M4A
            "00000018667479706865696300000000", // HEIC
            "2321414d520a" // AMR
        }) {
            assertThat(MediaConsent.mayShow(
                            "letter.pdf", "application/pdf", HexFormat.of().parseHex(start)))
                    .as(start)
                    .isTrue();
        }
    }

    @Test
    void c14_aDocumentIsNone() {
        for (String start : new String[] {"%PDF-1.7 ", "Dear all", "", "a", "PK\u0003\u0004 docx", "<html>"}) {
            assertThat(MediaConsent.mayShow(
                            "letter.pdf", "application/pdf", start.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(start)
                    .isFalse();
        }
    }
}

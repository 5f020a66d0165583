package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PlainPictureTest {
    /** Orientation 6 in a TIFF block: the tag, a short, one of it, its value. */
    private static final String TURNED = "0112000300000001000600";

    @Test
    void c14_class9_aJpegLosesPlaceAndNamesAndStaysUpright() throws IOException {
        byte[] before = PictureWithPlace.jpeg();
        byte[] copy = before.clone();
        byte[] after = plain("image/jpeg", before);
        assertThat(text(before)).contains(PictureWithPlace.TELLING);
        assertSilent(after);
        assertThat(HexFormat.of().formatHex(after)).contains(TURNED);
        assertSameDrawing(before, after);
        assertThat(before).as("what is stored").isEqualTo(copy);
        assertThat(plain("image/jpeg", after)).as("nothing is left to take").isEqualTo(after);
    }

    @Test
    void c14_class9_aPngLosesPlaceAndNamesAndStaysUpright() throws IOException {
        byte[] after = plain("image/png", PictureWithPlace.png());
        assertSilent(after);
        assertThat(HexFormat.of().formatHex(after)).contains(TURNED);
        assertSameDrawing(PictureWithPlace.png(), after);
    }

    @Test
    void c14_class9_aGifLosesItsRemarks() throws IOException {
        byte[] after = plain("image/gif", PictureWithPlace.gif());
        assertSilent(after);
        assertSameDrawing(PictureWithPlace.gif(), after);
    }

    @Test
    void c14_class9_aWebpLosesPlaceAndNamesAndStaysUpright() {
        byte[] after = plain("image/webp", PictureWithPlace.webp());
        assertSilent(after);
        assertThat(HexFormat.of().formatHex(after)).contains(TURNED);
        assertThat(text(after)).startsWith("RIFF").contains("WEBPVP8X", "VP8L", "drawing");
        assertThat(after.length).isEqualTo(8 + Byte.toUnsignedInt(after[4]) + 256 * Byte.toUnsignedInt(after[5]));
        assertThat(after[20] & 0x24).as("flags of a profile and XMP").isZero();
    }

    @Test
    void c14_class9_aPictureThatCannotBeTakenApartIsKept() {
        for (String start : new String[] {"0000001866747970686569630000000000", "49492a0008000000000000000000"}) {
            byte[] bytes = HexFormat.of().parseHex(start);
            assertThat(PlainPicture.of("application/pdf", bytes)).isInstanceOf(PlainPicture.Kept.class);
        }
        assertThat(PlainPicture.of("image/heic", new byte[20])).isInstanceOf(PlainPicture.Kept.class);
        assertThat(PlainPicture.of("image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PlainPicture.Kept.class);
        assertThat(PlainPicture.of("text/plain", "a plain note".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PlainPicture.NoPicture.class);
        assertThat(PlainPicture.of("text/plain", new byte[0])).isInstanceOf(PlainPicture.NoPicture.class);
    }

    /** Broken bytes are kept or come out silent; nothing else is thrown, nothing goes on for ever. */
    @Test
    void c14_class9_whateverAStrangerSendsNothingSlipsThrough() {
        Random random = new Random(312);
        for (byte[] whole : new byte[][] {
            PictureWithPlace.jpeg(), PictureWithPlace.png(), PictureWithPlace.gif(), PictureWithPlace.webp()
        }) {
            for (int i = 0; i < 2_000; i++) {
                byte[] cut = Arrays.copyOf(whole, 12 + random.nextInt(whole.length - 12));
                cut[12 + random.nextInt(cut.length - 11) - 1] ^= (byte) (1 << random.nextInt(8));
                PlainPicture made = PlainPicture.of("image/jpeg", cut);
                assertThat(made).isNotInstanceOf(PlainPicture.NoPicture.class);
            }
        }
    }

    private static byte[] plain(String type, byte[] bytes) {
        assertThat(PlainPicture.of(type, bytes)).isInstanceOf(PlainPicture.Plain.class);
        return ((PlainPicture.Plain) PlainPicture.of(type, bytes)).bytes();
    }

    private static void assertSilent(byte[] bytes) {
        assertThat(text(bytes)).doesNotContain("51.5007N", "kit-vale", "xap", "Photoshop", "Comment");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void assertSameDrawing(byte[] before, byte[] after) throws IOException {
        BufferedImage one = ImageIO.read(new ByteArrayInputStream(before));
        BufferedImage other = ImageIO.read(new ByteArrayInputStream(after));
        assertThat(other.getRGB(0, 0, 40, 30, null, 0, 40)).isEqualTo(one.getRGB(0, 0, 40, 30, null, 0, 40));
    }
}

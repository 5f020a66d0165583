package org.nightlight.privacy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A picture without what was written into it beside what it shows: place, time, camera, names, a small copy of the whole.
 * The picture itself is not drawn anew, so nothing of it is lost; which way is up is kept. The bytes given stay as they are.
 */
public sealed interface PlainPicture {
    /** May be handed out. */
    record Plain(byte[] bytes) implements PlainPicture {}

    /** A picture out of which the desk cannot take that: it is not handed out. */
    record Kept() implements PlainPicture {}

    /** Another kind of file. */
    record NoPicture() implements PlainPicture {}

    /** Kinds that carry a place and that the desk cannot take apart, by their first bytes. */
    List<String> TOO_MUCH = List.of(
            "49492a00", // TIFF and most cameras' raw pictures
            "4d4d002a",
            "49492b00",
            "4d4d002b",
            "49495500", // raw pictures of other makers
            "4949524f",
            "46554a4946494c4d",
            "38425053", // Photoshop
            "ff0a", // JPEG XL and JPEG 2000
            "0000000c4a584c20",
            "0000000c6a502020");

    /** Brands of HEIC, AVIF and raw pictures in the same box. */
    Set<String> BRANDS = Set.of(
            "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "mif2", "msf1", "avif", "avis", "crx ", "jxl ");

    /** @param type as the sender says: what calls itself a picture is none of the other kinds of file */
    static PlainPicture of(String type, byte[] bytes) {
        try {
            String start = HexFormat.of().formatHex(bytes, 0, Math.min(12, bytes.length));
            if (start.startsWith("ffd8ff")) {
                return new Plain(JpegBytes.plain(bytes));
            }
            if (start.startsWith("89504e470d0a1a0a")) {
                return new Plain(PngBytes.plain(bytes));
            }
            if (start.startsWith("52494646") && start.endsWith("57454250")) {
                return new Plain(WebpBytes.plain(bytes));
            }
            if (start.startsWith("47494638")) {
                return new Plain(GifBytes.plain(bytes));
            }
            return isPicture(type, start, bytes) ? new Kept() : new NoPicture();
        } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
            return new Kept();
        }
    }

    private static boolean isPicture(String type, String start, byte[] bytes) {
        boolean box = bytes.length >= 12
                && "ftyp".equals(new String(bytes, 4, 4, StandardCharsets.ISO_8859_1))
                && BRANDS.contains(new String(bytes, 8, 4, StandardCharsets.ISO_8859_1));
        return box
                || TOO_MUCH.stream().anyMatch(start::startsWith)
                || type.strip().toLowerCase(Locale.ROOT).startsWith("image/");
    }
}

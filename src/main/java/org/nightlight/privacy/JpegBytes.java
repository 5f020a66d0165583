package org.nightlight.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** JPEG (ITU-T T.81): segments that draw the picture are copied, the others are not; nothing after its end is. */
final class JpegBytes {
    private static final int MARKER = 0xff;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int JFIF = 0xe0;
    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;
    private static final byte[] EXIF_NAME = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] bytes;
    private final ByteArrayOutputStream drawing = new ByteArrayOutputStream();
    private byte[] density = {};
    private int orientation = Orientation.AS_IT_LIES;
    private int at = 2;

    private JpegBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IndexOutOfBoundsException or {@link IllegalArgumentException} for what is no whole picture */
    static byte[] plain(byte[] bytes) {
        return new JpegBytes(bytes).read();
    }

    private byte[] read() {
        while (segment()) {
            // each segment says where the next one begins
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MARKER);
        out.write(0xd8);
        out.writeBytes(density);
        if (orientation != Orientation.AS_IT_LIES) {
            byte[] tiff = Orientation.tiff(orientation);
            header(out, EXIF, EXIF_NAME.length + tiff.length);
            out.writeBytes(EXIF_NAME);
            out.writeBytes(tiff);
        }
        out.writeBytes(drawing.toByteArray());
        out.write(MARKER);
        out.write(END);
        return out.toByteArray();
    }

    /** False at the end of the picture. */
    private boolean segment() {
        if (u8(at) != MARKER) {
            throw new IllegalArgumentException("no segment where one should be");
        }
        while (u8(at) == MARKER) {
            at++;
        }
        int marker = u8(at++);
        if (marker == END) {
            return false;
        }
        int length = (u8(at) << 8) | u8(at + 1);
        int from = at + 2;
        int size = length - 2;
        if (size < 0 || from + size > bytes.length) {
            throw new IllegalArgumentException("a segment that is too long");
        }
        at = from + size;
        if (marker == JFIF && names(from, size, "JFIF\0") && size >= 14) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            header(plain, JFIF, 14);
            plain.write(bytes, from, 12);
            plain.write(0); // no small copy of the picture
            plain.write(0);
            density = plain.toByteArray();
        } else if (marker == EXIF && names(from, size, "Exif\0")) {
            orientation = Orientation.of(bytes, from + EXIF_NAME.length, size - EXIF_NAME.length);
        } else if (marker == ADOBE && names(from, size, "Adobe") && size == 12 || draws(marker)) {
            header(drawing, marker, size);
            drawing.write(bytes, from, size);
        }
        return marker != SCAN || scan();
    }

    /** The drawing itself, up to the next marker. False where it ends without one. */
    private boolean scan() {
        int from = at;
        while (at + 1 < bytes.length && !(u8(at) == MARKER && ends(u8(at + 1)))) {
            at++;
        }
        boolean cut = at + 1 >= bytes.length;
        drawing.write(bytes, from, (cut ? bytes.length : at) - from);
        return !cut;
    }

    /** Not a byte that was set apart, one that fills up, or a place to start again from. */
    private static boolean ends(int marker) {
        return marker != 0 && marker != MARKER && (marker < 0xd0 || marker > 0xd7);
    }

    private static boolean draws(int marker) {
        return (marker >= 0xc0 && marker <= 0xcf) || (marker >= SCAN && marker <= 0xdf);
    }

    private boolean names(int from, int size, String name) {
        return size >= name.length()
                && new String(bytes, from, name.length(), StandardCharsets.ISO_8859_1).equals(name);
    }

    private static void header(ByteArrayOutputStream out, int marker, int size) {
        out.write(MARKER);
        out.write(marker);
        out.write((size + 2) >> 8);
        out.write(size + 2);
    }

    private int u8(int index) {
        return Byte.toUnsignedInt(bytes[index]);
    }
}

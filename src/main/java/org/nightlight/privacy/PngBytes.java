package org.nightlight.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/** PNG (W3C, third edition): chunks that draw the picture are copied, the others are not; nothing after its end is. */
final class PngBytes {
    private static final Set<String> DRAWING =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD");
    private static final int SIGNATURE = 8;
    private static final int AROUND = 12;

    private PngBytes() {}

    /** @throws IndexOutOfBoundsException or {@link IllegalArgumentException} for what is no whole picture */
    static byte[] plain(byte[] bytes) {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        out.write(bytes, 0, SIGNATURE);
        int orientation = orientation(all);
        int at = SIGNATURE;
        while (true) {
            int whole = whole(all, at);
            String name = name(bytes, at);
            if (DRAWING.contains(name)) {
                out.write(bytes, at, whole);
            } else if (Character.isUpperCase(name.charAt(0))) {
                throw new IllegalArgumentException("a part that this picture cannot be drawn without");
            }
            if (name.equals("IHDR") && orientation != Orientation.AS_IT_LIES) {
                out.writeBytes(chunk("eXIf", Orientation.tiff(orientation)));
            }
            if (name.equals("IEND")) {
                return out.toByteArray();
            }
            at += whole;
        }
    }

    private static int orientation(ByteBuffer all) {
        int at = SIGNATURE;
        while (!name(all.array(), at).equals("IEND")) {
            int whole = whole(all, at);
            if (name(all.array(), at).equals("eXIf")) {
                return Orientation.of(all.array(), at + 8, whole - AROUND);
            }
            at += whole;
        }
        return Orientation.AS_IT_LIES;
    }

    /** Length, name, content and check sum together. */
    private static int whole(ByteBuffer all, int at) {
        int length = all.getInt(at);
        if (length < 0 || length > all.limit() - at - AROUND) {
            throw new IllegalArgumentException("a chunk that is too long");
        }
        return length + AROUND;
    }

    private static String name(byte[] bytes, int at) {
        return new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
    }

    private static byte[] chunk(String name, byte[] content) {
        byte[] named = ByteBuffer.allocate(4 + content.length)
                .put(name.getBytes(StandardCharsets.ISO_8859_1))
                .put(content)
                .array();
        CRC32 sum = new CRC32();
        sum.update(named);
        return ByteBuffer.allocate(AROUND + content.length)
                .putInt(content.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }
}

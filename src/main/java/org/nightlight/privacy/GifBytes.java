package org.nightlight.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** GIF 89a: blocks that draw the picture are copied, the others are not; nothing after its end is. */
final class GifBytes {
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int END = 0x3b;
    private static final int CONTROL = 0xf9;
    private static final int APPLICATION = 0xff;
    private static final Set<String> LOOPS = Set.of("NETSCAPE2.0", "ANIMEXTS1.0");

    private final byte[] bytes;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int at;

    private GifBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IndexOutOfBoundsException or {@link IllegalArgumentException} for what is no whole picture */
    static byte[] plain(byte[] bytes) {
        return new GifBytes(bytes).read();
    }

    private byte[] read() {
        copy(13 + table(10));
        while (true) {
            int from = at;
            switch (u8(at)) {
                case END -> {
                    copy(1);
                    return out.toByteArray();
                }
                case IMAGE -> {
                    copy(10 + table(at + 9) + 1);
                    copy(blocks(at) - at);
                }
                case EXTENSION -> {
                    int end = blocks(at + 2);
                    if (draws(from, end)) {
                        copy(end - at);
                    }
                    at = end;
                }
                default -> throw new IllegalArgumentException("no block where one should be");
            }
        }
    }

    /** How transparent and long a picture is, and how often all of them come again. */
    private boolean draws(int from, int end) {
        int label = u8(from + 1);
        boolean loops = label == APPLICATION
                && u8(from + 2) == 11
                && end - from == 19
                && LOOPS.contains(new String(bytes, from + 3, 11, StandardCharsets.ISO_8859_1));
        return label == CONTROL && end - from == 8 || loops;
    }

    /** The length of a colour table, by the byte that tells of it. */
    private int table(int packed) {
        return (u8(packed) & 0x80) == 0 ? 0 : 3 << ((u8(packed) & 7) + 1);
    }

    /** Where a row of blocks ends, each of which tells its length. */
    private int blocks(int from) {
        int end = from;
        while (u8(end) != 0) {
            end += 1 + u8(end);
        }
        return end + 1;
    }

    private void copy(int length) {
        out.write(bytes, at, length);
        at += length;
    }

    private int u8(int index) {
        return Byte.toUnsignedInt(bytes[index]);
    }
}

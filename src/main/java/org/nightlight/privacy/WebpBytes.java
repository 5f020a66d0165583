package org.nightlight.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** WebP (RFC 9649): chunks that draw the picture are copied, the others are not; nothing after its end is. */
final class WebpBytes {
    private static final Set<String> DRAWING = Set.of("VP8 ", "VP8L", "ALPH", "ANIM");
    private static final int HEAD = 12;
    private static final int FRAME = 16;
    private static final int EXIF = 0x08;
    private static final int ALPHA_AND_MOTION = 0x12;

    private final ByteBuffer all;
    private int orientation = Orientation.AS_IT_LIES;

    private WebpBytes(byte[] bytes) {
        this.all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @throws IndexOutOfBoundsException or {@link IllegalArgumentException} for what is no whole picture */
    static byte[] plain(byte[] bytes) {
        return new WebpBytes(bytes).read();
    }

    private byte[] read() {
        int end = 8 + all.getInt(4);
        if (end < HEAD || end > all.limit()) {
            throw new IllegalArgumentException("a picture that was cut");
        }
        byte[] body = chunks(HEAD, end).toByteArray();
        boolean large = body.length > 8 && new String(body, 0, 4, StandardCharsets.ISO_8859_1).equals("VP8X");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(body);
        if (large && orientation != Orientation.AS_IT_LIES) {
            write(out, "EXIF", Orientation.tiff(orientation));
        }
        byte[] plain = out.toByteArray();
        if (large) {
            int turned = orientation == Orientation.AS_IT_LIES ? 0 : EXIF;
            plain[8] = (byte) ((plain[8] & ALPHA_AND_MOTION) | turned);
        }
        return ByteBuffer.allocate(HEAD + plain.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(4 + plain.length)
                .put("WEBP".getBytes(StandardCharsets.ISO_8859_1))
                .put(plain)
                .array();
    }

    private ByteArrayOutputStream chunks(int from, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = from;
        while (at + 8 <= end) {
            String name = new String(all.array(), at, 4, StandardCharsets.ISO_8859_1);
            int size = all.getInt(at + 4);
            int content = at + 8;
            if (size < 0 || size > end - content) {
                throw new IllegalArgumentException("a chunk that is too long");
            }
            if (DRAWING.contains(name) || name.equals("VP8X")) {
                write(out, name, bytes(content, size));
            } else if (name.equals("ANMF") && size >= FRAME) {
                ByteArrayOutputStream frame = new ByteArrayOutputStream();
                frame.writeBytes(bytes(content, FRAME));
                frame.writeBytes(chunks(content + FRAME, content + size).toByteArray());
                write(out, name, frame.toByteArray());
            } else if (name.equals("EXIF")) {
                boolean named = size > 6 && all.getInt(content) == 0x66697845; // "Exif", as JPEG has it
                orientation = Orientation.of(all.array(), named ? content + 6 : content, named ? size - 6 : size);
            }
            at = content + size + (size & 1);
        }
        return out;
    }

    private byte[] bytes(int from, int size) {
        return java.util.Arrays.copyOfRange(all.array(), from, from + size);
    }

    private static void write(ByteArrayOutputStream out, String name, byte[] content) {
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(content.length)
                .array());
        out.writeBytes(content);
        if (content.length % 2 == 1) {
            out.write(0);
        }
    }
}

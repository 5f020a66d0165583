package org.nightlight.privacy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Pictures as a telephone makes them: turned, with the place, a name and a small copy written into them. */
public final class PictureWithPlace {
    /** Stands wherever a picture tells something of somebody. */
    public static final String TELLING = "51.5007N-kit-vale";

    private PictureWithPlace() {}

    public static byte[] jpeg() {
        byte[] plain = drawn("jpeg");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        out.writeBytes(segment(0xe1, bytes("Exif\0\0"), exif()));
        out.writeBytes(segment(0xe1, bytes("http://ns.adobe.com/xap/1.0/\0"), bytes("<x>" + TELLING + "</x>")));
        out.writeBytes(segment(0xed, bytes("Photoshop 3.0\0"), bytes(TELLING)));
        out.writeBytes(segment(0xfe, bytes("taken at "), bytes(TELLING)));
        out.write(plain, 2, plain.length - 2);
        out.writeBytes(bytes("a second picture behind the first " + TELLING));
        return out.toByteArray();
    }

    static byte[] png() {
        byte[] plain = drawn("png");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int head = 8 + 25;
        out.write(plain, 0, head);
        out.writeBytes(chunk("eXIf", exif()));
        out.writeBytes(chunk("tEXt", bytes("Comment\0" + TELLING)));
        out.write(plain, head, plain.length - head);
        out.writeBytes(bytes(TELLING));
        return out.toByteArray();
    }

    static byte[] gif() {
        byte[] plain = drawn("gif");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, plain.length - 1);
        out.write(0x21);
        out.write(0xfe);
        out.write(TELLING.length());
        out.writeBytes(bytes(TELLING));
        out.write(0);
        out.write(0x3b);
        return out.toByteArray();
    }

    /** In the box of a large WebP; what is drawn in it is no matter here. */
    static byte[] webp() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(riff("VP8X", new byte[] {0x2c, 0, 0, 0, 3, 0, 0, 1, 0, 0}));
        out.writeBytes(riff("ICCP", bytes(TELLING)));
        out.writeBytes(riff("VP8L", bytes("drawing")));
        out.writeBytes(riff("EXIF", exif()));
        out.writeBytes(riff("XMP ", bytes(TELLING)));
        byte[] body = out.toByteArray();
        byte[] all = riff("RIFF", concat(bytes("WEBP"), body));
        return concat(all, bytes(TELLING));
    }

    /** Turned by a quarter, and the place. */
    static byte[] exif() {
        byte[] place = bytes(TELLING);
        return ByteBuffer.allocate(8 + 2 + 2 * 12 + 4 + place.length)
                .putInt(0x4d4d002a)
                .putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 6)
                .putShort((short) 0)
                .putShort((short) 0x010e)
                .putShort((short) 2)
                .putInt(place.length)
                .putInt(38)
                .putInt(0)
                .put(place)
                .array();
    }

    private static byte[] drawn(String format) {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, 20, 30);
        image.setRGB(30, 10, Color.RED.getRGB());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] segment(int marker, byte[] name, byte[] content) {
        int length = 2 + name.length + content.length;
        return ByteBuffer.allocate(2 + length)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) length)
                .put(name)
                .put(content)
                .array();
    }

    private static byte[] chunk(String name, byte[] content) {
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        byte[] named = concat(bytes(name), content);
        sum.update(named);
        return ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(named)
                .putInt((int) sum.getValue())
                .array();
    }

    private static byte[] riff(String name, byte[] content) {
        ByteBuffer out =
                ByteBuffer.allocate(8 + content.length + (content.length & 1)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        return out.put(bytes(name)).putInt(content.length).put(content).array();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

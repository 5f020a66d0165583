package org.nightlight.privacy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Which way is up: the one thing of a picture's Exif data that is kept, as it tells nothing of anybody. */
final class Orientation {
    /** The picture is to be shown as it lies. */
    static final int AS_IT_LIES = 1;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;

    private Orientation() {}

    /** The orientation, 1 to 8, that a TIFF block of Exif data names; 1 where it names none or is broken. */
    static int of(byte[] bytes, int from, int length) {
        try {
            ByteBuffer tiff = ByteBuffer.wrap(bytes, from, length).slice();
            tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = Short.toUnsignedInt(tiff.getShort(directory));
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG && tiff.getShort(entry + 2) == SHORT) {
                    int value = tiff.getShort(entry + 8);
                    return value >= 1 && value <= 8 ? value : AS_IT_LIES;
                }
            }
            return AS_IT_LIES;
        } catch (IndexOutOfBoundsException broken) {
            return AS_IT_LIES;
        }
    }

    /** A TIFF block that holds this orientation and nothing else. */
    static byte[] tiff(int orientation) {
        return ByteBuffer.allocate(26)
                .putInt(0x4d4d002a)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) TAG)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }
}

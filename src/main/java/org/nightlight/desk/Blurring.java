package org.nightlight.desk;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture of which nothing can be made out but where it is light and where dark: grey, and taken down to a handful of
 * spots before it is drawn large again. What was sharp never leaves the desk with it.
 */
final class Blurring {
    private static final long MOST_PIXELS = 60_000_000;
    private static final int READ = 192;
    private static final int SPOTS = 12;
    private static final int DRAWN = 320;

    private Blurring() {}

    /** As PNG; empty for what cannot be read as a picture, or is too large to be. */
    static Optional<byte[]> of(byte[] picture) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            return Optional.empty(); // a stranger's bytes: readers fail on them in many ways
        }
    }

    private static Optional<byte[]> read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
            return Optional.empty();
        }
        int step = Math.max(1, Math.max(width, height) / READ);
        ImageReadParam coarse = reader.getDefaultReadParam();
        coarse.setSourceSubsampling(step, step, 0, 0);
        BufferedImage small = reader.read(0, coarse);
        double ratio = (double) height / width;
        BufferedImage grey = scaled(small, READ, ratio);
        for (int size = READ / 2; size > SPOTS; size /= 2) {
            grey = scaled(grey, size, ratio); // by halves, so that each spot is the mean of all that it covers
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(scaled(scaled(grey, SPOTS, ratio), DRAWN, ratio), "png", out);
        return Optional.of(out.toByteArray());
    }

    /** In grey, the longer side of this length. */
    private static BufferedImage scaled(BufferedImage from, int longer, double ratio) {
        int width = Math.max(1, ratio > 1 ? (int) Math.round(longer / ratio) : longer);
        int height = Math.max(1, ratio > 1 ? longer : (int) Math.round(longer * ratio));
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D drawing = to.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        drawing.drawImage(from, 0, 0, width, height, null);
        drawing.dispose();
        return to;
    }
}

package org.nightlight.channel.email;

import java.io.ByteArrayOutputStream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.RawField;

/**
 * Reads header fields as mime4j does, but keeps the lines that are none. A child's mail may come without any header, or
 * without the empty line below them; its words must not be dropped as malformed headers.
 */
final class HeaderLines extends DefaultFieldBuilder {
    private static final int KEPT = 256 * 1024;

    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final ByteArrayOutputStream malformed = new ByteArrayOutputStream();

    HeaderLines(int longestHeader) {
        super(longestHeader);
    }

    @Override
    public RawField build() throws MimeException {
        byte[] line = getRaw().toByteArray();
        keep(line, all);
        try {
            return super.build();
        } catch (MimeException | RuntimeException e) {
            keep(line, malformed);
            throw new MimeException("no header field");
        }
    }

    /** Every line of the header just read. */
    String all() {
        return text(all);
    }

    /** The lines of the header just read that are no fields. */
    String malformed() {
        return text(malformed);
    }

    void clear() {
        all.reset();
        malformed.reset();
    }

    private static void keep(byte[] line, ByteArrayOutputStream lines) {
        if (lines.size() + line.length <= KEPT) {
            lines.write(line, 0, line.length);
        }
    }

    private static String text(ByteArrayOutputStream lines) {
        return StorableText.of(Charsets.decode(lines.toByteArray(), null).text())
                .strip();
    }
}

package org.nightlight.channel.email;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The raw mail as it streams by: measured, hashed, its start kept for the case that nothing can be made of it. */
final class RawSource extends FilterInputStream {
    private static final int HEAD_KEPT = 256 * 1024;
    /** Of a mail whose start names a signature: all of it, so that the signature can be checked. */
    private static final int SIGNED_KEPT = 8 * 1024 * 1024;

    private static final int SIGNATURE_NAMED_WITHIN = 16 * 1024;

    private final MessageDigest digest = sha256();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream(8 * 1024);
    private int limit;
    private long size;
    private boolean failed;

    RawSource(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            int count = super.read(bytes, from, length);
            if (count > 0) {
                seen(bytes, from, count);
            }
            return count;
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void seen(byte[] bytes, int from, int count) {
        digest.update(bytes, from, count);
        size += count;
        if (head.size() >= SIGNATURE_NAMED_WITHIN && limit == 0) {
            String start = new String(head.toByteArray(), 0, SIGNATURE_NAMED_WITHIN, StandardCharsets.ISO_8859_1);
            limit = start.contains("pkcs7-signature") ? SIGNED_KEPT : HEAD_KEPT;
        }
        int room = (limit == 0 ? HEAD_KEPT : limit) - head.size();
        if (room > 0) {
            head.write(bytes, from, Math.min(room, count));
        }
    }

    /** Whether {@link #head} is the whole of what was read. */
    boolean isHeadAll() {
        return head.size() == size;
    }

    /** Reads on to the end, so that hash and size are those of the whole. */
    void drain() throws IOException {
        byte[] buffer = new byte[16 * 1024];
        while (read(buffer, 0, buffer.length) >= 0) {
            continue;
        }
    }

    /** Whether the source itself could not be read: no fault of the content. */
    boolean isFailed() {
        return failed;
    }

    /** The start; of a signed mail of some megabytes all of it. */
    byte[] head() {
        return head.toByteArray();
    }

    /** As much of the start as is worth reading where nothing else can be made of the mail. */
    byte[] start() {
        byte[] all = head.toByteArray();
        return all.length <= HEAD_KEPT ? all : Arrays.copyOf(all, HEAD_KEPT);
    }

    long size() {
        return size;
    }

    /** Of all that was read; to be asked once, at the end. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

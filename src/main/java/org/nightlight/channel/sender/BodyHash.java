package org.nightlight.channel.sender;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.apache.james.jdkim.impl.BodyHasherImpl;

/**
 * As jDKIM hashes a body, but for an empty one in relaxed form: that is nothing at all (RFC 6376, 3.4.4), and no empty line. A mail
 * of a subject alone would else look forged.
 */
final class BodyHash extends BodyHasherImpl {
    private static final byte[] LINE = sha256("\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    private static final byte[] NOTHING = sha256(new byte[0]);

    private final boolean relaxed;

    BodyHash(SignatureRecord record) throws PermFailException {
        super(record);
        this.relaxed = record.getBodyCanonicalisationMethod().equals(SignatureRecord.RELAXED)
                && record.getHashMethod().toString().equals("sha256");
    }

    @Override
    public byte[] getDigest() {
        byte[] digest = super.getDigest();
        // Empty lines at the end do not count, so that an empty line alone is an empty body.
        return relaxed && Arrays.equals(digest, LINE) ? NOTHING.clone() : digest;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

package org.nightlight.channel.email;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Takes a part's decoded bytes as they stream by: measures, hashes and, given a file, writes them there. */
final class PartWriter extends OutputStream {
    private final MessageDigest digest = RawSource.sha256();
    private final @Nullable Path file;
    private final OutputStream out;
    private long size;

    PartWriter(@Nullable Path file) throws IOException {
        this.file = file;
        this.out = file == null ? OutputStream.nullOutputStream() : Files.newOutputStream(file);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        digest.update(bytes, from, length);
        size += length;
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw new FolderFailure(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    MailPart part(String type, String name, boolean inline, @Nullable String cid) {
        return new MailPart(type, name, size, HexFormat.of().formatHex(digest.digest()), inline, cid, file);
    }

    /** The parts' folder could not be written: no fault of the content, so never taken for one. */
    static final class FolderFailure extends IOException {
        private static final long serialVersionUID = 1;

        FolderFailure(IOException cause) {
            super("The folder for attachments cannot be written", cause);
        }
    }
}

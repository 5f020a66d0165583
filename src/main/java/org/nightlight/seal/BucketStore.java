package org.nightlight.seal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Objects in a bucket, below the desk's own id, so that two desks may share one and neither takes the other's for left over. What
 * lies in a folder of before is found there still, and carried over.
 */
final class BucketStore implements FileStore {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{64}");

    private final Buckets buckets;
    private final String bucket;
    private final String prefix;
    private final FolderStore before;
    private final Clock clock;

    /** @param instance the desk's id */
    BucketStore(Buckets buckets, String bucket, String instance, FolderStore before, Clock clock) {
        this.buckets = buckets;
        this.bucket = bucket;
        this.prefix = instance + "/";
        this.before = before;
        this.clock = clock;
        buckets.open();
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public void put(String address, Writing content) throws IOException {
        try (FileChannel passing = buckets.passing()) {
            MessageDigest md5 = md5();
            OutputStream out = new DigestOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(passing), 1 << 16) {
                        @Override
                        public void close() throws IOException {
                            flush(); // what encrypts closes it, and it is not on its way yet
                        }
                    },
                    md5);
            content.to(out);
            out.flush();
            buckets.put(bucket, key(address), passing, Base64.getEncoder().encodeToString(md5.digest()));
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public InputStream open(String address) throws IOException {
        try {
            return buckets.open(bucket, key(address));
        } catch (NoSuchFileException notThere) {
            try {
                return before.open(address);
            } catch (NoSuchFileException carried) {
                return buckets.open(bucket, key(address)); // between the two looks
            }
        }
    }

    @Override
    public void delete(String address) throws IOException {
        before.delete(address);
        buckets.delete(bucket, key(address));
    }

    @Override
    public void each(Instant time, Consumer<List<String>> some) throws IOException {
        before.each(time, some);
        buckets.each(bucket, prefix, time, keys -> {
            List<String> addresses = keys.stream()
                    .map(key -> key.substring(prefix.length()))
                    .filter(name -> ADDRESS.matcher(name).matches())
                    .toList();
            if (!addresses.isEmpty()) {
                some.accept(addresses);
            }
        });
    }

    /** As they are: encrypted under their addresses, whose keys stay where they are. */
    @Override
    public void settle() throws IOException {
        try {
            before.each(clock.instant(), some -> some.forEach(this::carry));
        } catch (Broken broken) {
            throw broken.why;
        }
    }

    private void carry(String address) {
        try (InputStream bytes = before.open(address)) {
            put(address, bytes::transferTo);
            before.delete(address);
        } catch (NoSuchFileException gone) {
            // Erased meanwhile.
        } catch (IOException failed) {
            throw new Broken(failed);
        }
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient IOException why;

        Broken(IOException why) {
            super(why);
            this.why = why;
        }
    }

    private String key(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("no address of the file store");
        }
        return prefix + address;
    }
}

package org.nightlight.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A service that speaks the S3 API: Amazon's, or another by its address. What goes there or comes from there lies in between in a
 * file of this machine that has no name any more, so that nothing of it stays when the process dies, an object is whole in memory
 * at no time, and a break on the way is told from an object that was changed. Calls are tried three times by the client.
 */
@Component
public class Buckets {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int SOME = 500;
    private static final int TRIES = 3;

    private final String endpoint;
    private final String region;
    private final boolean pathStyle;
    private final String credentialsFile;
    private final Path folder;
    private @Nullable S3Client client;

    Buckets(
            @Value("${nightlight.s3.endpoint}") String endpoint,
            @Value("${nightlight.s3.region}") String region,
            @Value("${nightlight.s3.path-style}") boolean pathStyle,
            @Value("${nightlight.s3.credentials-file}") String credentialsFile,
            @Value("${nightlight.data}") String data) {
        this.endpoint = checked(endpoint.strip());
        this.region = region.strip();
        this.pathStyle = pathStyle;
        this.credentialsFile = credentialsFile.strip();
        this.folder = Path.of(data).resolve("passing");
    }

    private static String checked(String endpoint) {
        if (endpoint.isEmpty()) {
            return endpoint;
        }
        try {
            URI address = URI.create(endpoint);
            boolean here = "http".equals(address.getScheme())
                    && address.getHost() != null
                    && InetAddress.getByName(address.getHost()).isLoopbackAddress();
            if (here || "https".equals(address.getScheme()) && address.getHost() != null) {
                return endpoint;
            }
        } catch (IllegalArgumentException | UnknownHostException broken) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "nightlight.s3.endpoint must be an https address, or http on this machine itself.");
    }

    /** Makes the client now, so that a wrong setting stops the start. */
    void open() {
        client();
    }

    private synchronized S3Client client() {
        if (client == null) {
            S3ClientBuilder builder = S3Client.builder()
                    .region(Region.of(region))
                    .forcePathStyle(pathStyle)
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(CONNECT)
                            .socketTimeout(SILENCE))
                    // What other services than Amazon's understand too; an upload bears its MD5.
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .serviceConfiguration(S3Configuration.builder()
                            .chunkedEncodingEnabled(false)
                            .build());
            if (endpoint.isEmpty()) {
                builder.crossRegionAccessEnabled(true);
            } else {
                builder.endpointOverride(URI.create(endpoint));
            }
            if (!credentialsFile.isEmpty()) {
                builder.credentialsProvider(StaticCredentialsProvider.create(credentials(credentialsFile)));
            }
            client = builder.build();
        }
        return client;
    }

    private static AwsBasicCredentials credentials(String file) {
        try {
            List<String> lines =
                    Files.readString(Path.of(file)).lines().map(String::strip).toList();
            if (lines.size() >= 2 && !lines.get(0).isEmpty() && !lines.get(1).isEmpty()) {
                return AwsBasicCredentials.create(lines.get(0), lines.get(1));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("nightlight.s3.credentials-file cannot be read.", unreadable);
        }
        throw new IllegalArgumentException(
                "The file named by nightlight.s3.credentials-file must hold two lines: the access key's id and its secret.");
    }

    /** The machine that is asked, for the register of recipients. */
    public String host() {
        return endpoint.isEmpty()
                ? "amazonaws.com"
                : String.valueOf(URI.create(endpoint).getHost());
    }

    /** Bytes on this machine in a file without a name; gone when closed, or when the process dies. */
    FileChannel passing() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path file = Files.createTempFile(folder, "object-", ".part");
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Whole or not at all, instead of what was there. @param md5 of all bytes, in base64, by which the service checks them */
    void put(String bucket, String key, FileChannel bytes, String md5) throws IOException {
        long size = bytes.size();
        called(
                bucket,
                () -> client().putObject(
                                it -> it.bucket(bucket)
                                        .key(key)
                                        .contentMD5(md5)
                                        .contentType("application/octet-stream"),
                                RequestBody.fromContentProvider(
                                        () -> new Reading(bytes, 0), size, "application/octet-stream")));
    }

    /**
     * An object, fetched whole.
     *
     * @throws NoSuchFileException when nothing lies there
     * @throws StoreAway when that cannot be known now, or it did not come whole
     */
    public InputStream open(String bucket, String key) throws IOException {
        FileChannel passing = passing();
        try {
            for (int tries = 1; !fetched(bucket, key, passing); tries++) {
                if (tries == TRIES) {
                    throw new StoreAway("The S3 service breaks off in the middle of an object.");
                }
            }
            return new Reading(passing, 0) {
                @Override
                public void close() throws IOException {
                    passing.close();
                }
            };
        } catch (IOException | RuntimeException failed) {
            passing.close();
            throw failed;
        }
    }

    private boolean fetched(String bucket, String key, FileChannel into) throws IOException {
        into.truncate(0);
        try (ResponseInputStream<GetObjectResponse> coming =
                called(bucket, () -> client().getObject(it -> it.bucket(bucket).key(key)))) {
            Long size = coming.response().contentLength();
            try {
                coming.transferTo(Channels.newOutputStream(into));
            } catch (IOException | SdkException broken) {
                coming.abort();
                return false;
            }
            return size == null || into.size() == size;
        }
    }

    /** Also when nothing lies there. */
    void delete(String bucket, String key) throws IOException {
        called(bucket, () -> client().deleteObject(it -> it.bucket(bucket).key(key)));
    }

    /** The keys of all objects below the prefix that were put before the time, some at a time. */
    void each(String bucket, String prefix, Instant before, Consumer<List<String>> some) throws IOException {
        String[] next = {null};
        do {
            String from = next[0];
            var page = called(
                    bucket,
                    () -> client().listObjectsV2(it ->
                            it.bucket(bucket).prefix(prefix).maxKeys(SOME).continuationToken(from)));
            List<String> keys = page.contents().stream()
                    .filter(it -> it.lastModified().isBefore(before))
                    .map(S3Object::key)
                    .toList();
            if (!keys.isEmpty()) {
                some.accept(keys);
            }
            next[0] = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (next[0] != null);
    }

    private interface Call<T> {
        T call();
    }

    private static <T> T called(String bucket, Call<T> call) throws IOException {
        try {
            return call.call();
        } catch (NoSuchKeyException gone) {
            throw new NoSuchFileException("an object of the bucket");
        } catch (NoSuchBucketException none) {
            throw new StoreAway("There is no bucket " + bucket + " at the S3 service.");
        } catch (S3Exception refused) {
            String code = refused.awsErrorDetails() == null
                    ? ""
                    : ", " + refused.awsErrorDetails().errorCode();
            throw new StoreAway("The S3 service refuses the desk (" + refused.statusCode() + code + ").");
        } catch (SdkException away) {
            throw new StoreAway("The S3 service does not answer, or no access key is known.");
        }
    }

    @EventListener
    synchronized void stop(ContextClosedEvent closed) {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    /** Reads the channel from a place of its own; several may read one. */
    private static class Reading extends InputStream {
        private final FileChannel channel;
        private long at;

        Reading(FileChannel channel, long at) {
            this.channel = channel;
            this.at = at;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = channel.read(ByteBuffer.wrap(into, from, length), at);
            at += Math.max(0, count);
            return count;
        }
    }
}

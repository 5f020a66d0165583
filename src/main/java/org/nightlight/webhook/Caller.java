package org.nightlight.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts JSON to a machine outside: five seconds in all, no redirect followed, the beginning of the answer read, each call by a connection
 * of its own to just the addresses that were looked up for it.
 */
public final class Caller implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int READ = 2_048;
    private static final int AT_ONCE = 200;

    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Caller(HttpClientBuilder builder, Lookup lookup) {
        Timeout patience = Timeout.of(PATIENCE);
        this.client = builder.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver(lookup))
                        .setMaxConnTotal(AT_ONCE)
                        .setMaxConnPerRoute(AT_ONCE)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(patience)
                                .setSocketTimeout(patience)
                                .build())
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Nightlight")
                .build();
    }

    /** Finds a host's addresses. */
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** For an address that whoever runs the desk has set, which may be of their own network and behind their proxy. */
    public static Caller anywhere() {
        return new Caller(HttpClientBuilder.create().useSystemProperties(), InetAddress::getAllByName);
    }

    /** For addresses that people type at a screen. No proxy is used: it would look names up by itself, after they were checked. */
    static Caller within(Destinations destinations) {
        return new Caller(HttpClientBuilder.create(), destinations::checked);
    }

    private static DnsResolver resolver(Lookup lookup) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return lookup.all(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    public Answer post(URI address, Map<String, String> headers, String body) {
        HttpPost request = new HttpPost(address);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body.getBytes(UTF_8), ContentType.create("application/json")));
        Future<Answer> asked = threads.submit(() -> client.execute(request, Caller::read));
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException broken) {
            return Answer.failed(fault(broken.getCause()));
        } catch (TimeoutException late) {
            request.abort();
            return Answer.failed(Fault.LATE);
        } catch (InterruptedException stopped) {
            request.abort();
            Thread.currentThread().interrupt();
            return Answer.failed(Fault.STOPPED);
        }
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return Answer.of(response.getCode(), "");
        }
        try (InputStream in = response.getEntity().getContent()) {
            return Answer.of(response.getCode(), new String(in.readNBytes(READ), UTF_8));
        }
    }

    private static Fault fault(@Nullable Throwable why) {
        return switch (why) {
            case Destinations.Inside inside -> Fault.INSIDE;
            case UnknownHostException unknown -> Fault.NAME;
            case SSLException untrusted -> Fault.TLS;
            case SocketTimeoutException late -> Fault.LATE;
            case null, default -> Fault.UNREACHABLE;
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            client.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

package org.nightlight.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to a real HTTP server. Names are looked up as the test says. */
class CallerTest {
    private static final String OPEN = "93.184.215.14";
    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void b68_aNameThatLeadsElsewhereAtTheCallThanWhenItWasCheckedIsNotCalled() {
        AtomicInteger looks = new AtomicInteger();
        Destinations rebinding = new Destinations("", host ->
                new InetAddress[] {address(looks.getAndIncrement() == 0 ? OPEN : "127.0.0.1")});
        assertThat(rebinding.fault("https://hooks.example/x")).isEmpty();
        assertThat(post(rebinding, "http://hooks.example:" + receiver.port() + "/")
                        .fault())
                .isEqualTo(Fault.INSIDE);
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void b68_eachCallLooksOnceAndConnectsToJustWhatItFound() {
        AtomicInteger looks = new AtomicInteger();
        Destinations changing = new Destinations("hooks.example", host -> {
            looks.incrementAndGet();
            return new InetAddress[] {address("127.0.0.1")};
        });
        String there = "http://hooks.example:" + receiver.port() + "/";
        assertThat(post(changing, there).taken()).isTrue();
        assertThat(looks).hasValue(1);
        assertThat(receiver.calls().getFirst().header("Host")).isEqualTo("hooks.example:" + receiver.port());
        assertThat(post(changing, there).taken()).isTrue();
        assertThat(looks).as("no connection is used again").hasValue(2);
    }

    @Test
    void b68_oneClosedAddressAmongOpenOnesIsEnoughToRefuse() {
        Destinations mixed =
                new Destinations("", host -> new InetAddress[] {address(OPEN), address("10.0.0.7"), address(OPEN)});
        assertThat(mixed.fault("https://hooks.example/")).get().asString().contains("private network");
        assertThat(post(mixed, "https://hooks.example/").fault()).isEqualTo(Fault.INSIDE);
    }

    @Test
    void b68_redirectsAreNotFollowedAlsoNotInside() {
        receiver.answers(302);
        receiver.with(Map.of("Location", "http://127.0.0.1:" + receiver.port() + "/elsewhere"), "");
        Answer answer = post(here(), receiver.address());
        assertThat(answer.taken()).isFalse();
        assertThat(answer.reason()).isEqualTo("It answered 302, to go elsewhere. That is not followed.");
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void b68_aSlowReceiverIsLeftAfterFiveSeconds() {
        CountDownLatch end = new CountDownLatch(1);
        receiver.answers(call -> {
            try {
                end.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return 204;
        });
        long began = System.nanoTime();
        Answer answer = post(here(), receiver.address());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        end.countDown();
        assertThat(answer.fault()).isEqualTo(Fault.LATE);
        assertThat(answer.reason()).isEqualTo("It did not answer within 5 seconds.");
        assertThat(took).isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(8));
    }

    @Test
    void b68_onlyTheBeginningOfALongAnswerIsRead() {
        receiver.answers(200);
        receiver.with(Map.of("Content-Type", "text/plain"), "lamp ".repeat(200_000));
        Answer answer = post(here(), receiver.address());
        assertThat(answer.taken()).isTrue();
        assertThat(answer.text()).startsWith("lamp lamp").hasSize(2_048);
    }

    @ParameterizedTest
    @CsvSource({"200,true", "204,true", "299,true", "301,false", "400,false", "410,false", "429,false", "500,false"})
    void b68_onlyAnAnswerOfTheTwoHundredsIsSuccess(int status, boolean taken) {
        receiver.answers(status);
        assertThat(post(here(), receiver.address()).taken()).isEqualTo(taken);
    }

    @Test
    void b68_whatCannotBeReachedSaysSoInPlainWords() {
        Destinations unknown = new Destinations("", host -> {
            throw new UnknownHostException(host);
        });
        assertThat(post(unknown, "https://nowhere.example/").reason()).isEqualTo("The name could not be found.");
        int port = receiver.port();
        assertThat(post(here(), "https://127.0.0.1:" + port + "/").fault())
                .as("no TLS spoken there")
                .isIn(Fault.TLS, Fault.UNREACHABLE, Fault.LATE);
        receiver.close();
        assertThat(post(here(), "http://127.0.0.1:" + port + "/").reason()).isEqualTo("It could not be reached.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks",
                "http://hooks.example/",
                "ftp://hooks.example/",
                "https:///x",
                "https://a b/",
                "https://user:word@hooks.example/",
                "https://hooks.example/#part",
                "https://hooks.example:22/",
                "https://hooks.example:5432/",
                "http://127.0.0.1/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://2130706433/",
                "https://localhost/"
            })
    void b68_anAddressThatIsNotToBeCalledIsRefusedWhenItIsSaved(String address) {
        assertThat(new Destinations(
                                "",
                                host -> host.equals("hooks.example")
                                        ? new InetAddress[] {address(OPEN)}
                                        : InetAddress.getAllByName(host))
                        .fault(address))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.example/", "https://hooks.example:443/a?b=c", "https://HOOKS.example:8443/"})
    void b68_anOpenHttpsAddressIsTaken(String address) {
        assertThat(new Destinations("", host -> new InetAddress[] {address(OPEN)}).fault(address))
                .isEmpty();
    }

    private Destinations here() {
        return new Destinations(" LOCALHOST, 127.0.0.1 ");
    }

    private static Answer post(Destinations destinations, String address) {
        try (Caller caller = Caller.within(destinations)) {
            return caller.post(URI.create(address), Map.of(), "{}");
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

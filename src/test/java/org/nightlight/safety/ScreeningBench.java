package org.nightlight.safety;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** What one screening costs, all layers on, in processor time of the thread that asks; one JSON line a figure. */
final class ScreeningBench {
    private static final Screening SCREENING = Screening.core();
    private static final List<String> SENTENCES = List.of(
            "Since the update yesterday evening the narrator does not speak on our tablet any more.",
            "The text is shown as always, and the volume is up, and on the phone it works as before.",
            "We have started the app again twice, and it did not help us in the least.",
            "My daughter would love to hear how the story of the fox and the lighthouse goes on tonight.",
            "Could you please look into it or tell us what we can do ourselves?");

    private ScreeningBench() {}

    public static void main(String[] args) throws Exception {
        String sixtyWords = words(60);
        String longOne = repeated(20_000);
        time("60 words", sixtyWords, 400, 1_500);
        time("20,000 characters", longOne, 10, 60);
        sideBySide(sixtyWords, 1);
        sideBySide(sixtyWords, 2);
        System.exit(0);
    }

    private static String repeated(int characters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < characters; i++) {
            text.append(SENTENCES.get(i % SENTENCES.size())).append(' ');
        }
        return text.substring(0, characters);
    }

    private static String words(int count) {
        return String.join(" ", Arrays.copyOf(repeated(2_000).split(" "), count));
    }

    private static void time(String what, String text, int warmUp, int times) {
        var threads = ManagementFactory.getThreadMXBean();
        long[] took = new long[times];
        for (int i = -warmUp; i < times; i++) {
            long before = threads.getCurrentThreadCpuTime();
            SCREENING.screen(Statement.of(text));
            if (i >= 0) {
                took[i] = threads.getCurrentThreadCpuTime() - before;
            }
        }
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "{\"what\":\"screening of %s\",\"cpu_ms_p50\":%.1f,\"cpu_ms_p99\":%.1f}%n",
                what,
                took[times / 2] / 1e6,
                took[(int) (times * 0.99)] / 1e6);
    }

    private static void sideBySide(String text, int threads) throws InterruptedException {
        int each = 300;
        CountDownLatch done = new CountDownLatch(threads);
        long began = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    SCREENING.screen(Statement.of(text));
                }
                done.countDown();
            });
        }
        done.await();
        System.out.printf(
                Locale.ROOT,
                "{\"what\":\"screenings of 60 words by %d threads at once\",\"per_second\":%.0f}%n",
                threads,
                threads * each / ((System.nanoTime() - began) / 1e9));
    }
}

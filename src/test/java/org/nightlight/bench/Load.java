package org.nightlight.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Load in a closed loop, so many clients with one request under way each; and that of people at work, who think between. */
final class Load {
    /** One client's request. */
    interface Request {
        void send(int client, int number) throws Exception;
    }

    private Load() {}

    /** With a quarter of the time to warm up. */
    static Map<String, Object> run(String what, int clients, int seconds, Processes.Desk desk, Request request)
            throws Exception {
        return run(what, clients, Math.max(2, seconds / 4), seconds, desk, request);
    }

    /** What came of it: rate, percentiles in milliseconds, and what the processes under test spent meanwhile. */
    static Map<String, Object> run(
            String what, int clients, int warmUp, int seconds, Processes.Desk desk, Request request) throws Exception {
        warm(clients, warmUp, request);
        double cpuBefore = desk.cpuSeconds();
        long[][] took = new long[clients][200_000];
        AtomicInteger[] counts = new AtomicInteger[clients];
        AtomicReference<Exception> failure = new AtomicReference<>();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        Thread[] threads = new Thread[clients];
        for (int client = 0; client < clients; client++) {
            int me = client;
            counts[me] = new AtomicInteger();
            threads[me] = Thread.ofPlatform().start(() -> {
                try {
                    for (int n = 0; System.nanoTime() < end && n < took[me].length; n++) {
                        long before = System.nanoTime();
                        request.send(me, 1_000_000 + n);
                        took[me][n] = System.nanoTime() - before;
                        counts[me].incrementAndGet();
                    }
                } catch (Exception failed) {
                    failure.set(failed);
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        if (failure.get() != null) {
            throw failure.get();
        }
        int total = Arrays.stream(counts).mapToInt(AtomicInteger::get).sum();
        long[] all = new long[total];
        int at = 0;
        for (int client = 0; client < clients; client++) {
            System.arraycopy(took[client], 0, all, at, counts[client].get());
            at += counts[client].get();
        }
        Arrays.sort(all);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("what", what);
        result.put("clients", clients);
        result.put("warm_up_seconds", warmUp);
        result.put("requests", total);
        result.put("per_second", round(total / elapsed));
        result.put("p50_ms", round(all[total / 2] / 1e6));
        result.put("p95_ms", round(all[(int) (total * 0.95)] / 1e6));
        result.put("p99_ms", round(all[(int) (total * 0.99)] / 1e6));
        result.put("cpu_seconds_per_1000", round((desk.cpuSeconds() - cpuBefore) * 1000 / total));
        result.put("load_average", Processes.loadAverage());
        System.out.println(result);
        return result;
    }

    private static void warm(int clients, int seconds, Request request) throws Exception {
        CountDownLatch done = new CountDownLatch(clients);
        AtomicReference<Exception> failure = new AtomicReference<>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (int client = 0; client < clients; client++) {
            int me = client;
            Thread.ofPlatform().start(() -> {
                try {
                    for (int n = 0; System.nanoTime() < end; n++) {
                        request.send(me, n);
                    }
                } catch (Exception failed) {
                    failure.set(failed);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    /** One of the things that people at work do, by itself. */
    record Act(String what, Request request) {}

    /**
     * People at work: each looks at something, thinks for half a second to two and a half, and looks at the next thing. What came
     * of each kind of thing, and the load that all made together.
     */
    static List<Map<String, Object>> atWork(String where, int people, int seconds, Processes.Desk desk, List<Act> acts)
            throws Exception {
        for (Act act : acts) {
            warm(people, 5, act.request()); // a desk is started once and looked at for weeks
        }
        double cpuBefore = desk.cpuSeconds();
        Map<String, ConcurrentLinkedQueue<Long>> took = new ConcurrentHashMap<>();
        AtomicReference<Exception> failure = new AtomicReference<>();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            int me = person;
            Random chance = new Random(me);
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int n = 0; System.nanoTime() < end; n++) {
                        LockSupport.parkNanos(chance.nextLong(500_000_000, 2_500_000_000L));
                        Act act = acts.get(chance.nextInt(acts.size()));
                        long before = System.nanoTime();
                        act.request().send(me, n);
                        took.computeIfAbsent(act.what(), it -> new ConcurrentLinkedQueue<>())
                                .add(System.nanoTime() - before);
                    }
                } catch (Exception failed) {
                    failure.set(failed);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        double busy = (desk.cpuSeconds() - cpuBefore) / elapsed;
        List<Map<String, Object>> results = new ArrayList<>();
        for (Act act : acts) {
            long[] all = took.getOrDefault(act.what(), new ConcurrentLinkedQueue<>()).stream()
                    .mapToLong(Long::longValue)
                    .sorted()
                    .toArray();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("what", act.what() + where);
            result.put("people_at_work", people);
            result.put("requests", all.length);
            result.put("p50_ms", round(all[all.length / 2] / 1e6));
            result.put("p95_ms", round(all[(int) (all.length * 0.95)] / 1e6));
            result.put("max_ms", round(all[all.length - 1] / 1e6));
            result.put("processors_busy_in_all", round(busy));
            System.out.println(result);
            results.add(result);
        }
        return results;
    }

    static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

package org.nightlight.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes spend, read from /proc (Linux). */
final class Processes {
    private static final double TICKS = 100;

    private Processes() {}

    /** A desk's process and the PostgreSQL under it. */
    record Desk(Process process, Path data) {
        /** Processor time of the desk and of every process of its PostgreSQL, ended back ends included. */
        double cpuSeconds() {
            return cpu(process.pid()) + postgres().mapToDouble(Processes::cpu).sum() + endedBackends();
        }

        double residentMegabytes() {
            return memory(process.pid(), "VmRSS:");
        }

        double peakMegabytes() {
            return memory(process.pid(), "VmHWM:");
        }

        private double endedBackends() {
            String[] stat = stat(postmaster());
            return (Long.parseLong(stat[13]) + Long.parseLong(stat[14])) / TICKS;
        }

        private long postmaster() {
            try {
                return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                        .getFirst()
                        .strip());
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        private Stream<Long> postgres() {
            long postmaster = postmaster();
            return Stream.concat(
                    Stream.of(postmaster),
                    ProcessHandle.of(postmaster).stream()
                            .flatMap(ProcessHandle::descendants)
                            .map(ProcessHandle::pid));
        }
    }

    static String loadAverage() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException unknown) {
            return "unknown";
        }
    }

    private static double cpu(long pid) {
        String[] stat = stat(pid);
        return stat.length < 15 ? 0 : (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / TICKS;
    }

    /** The fields after the command's name: utime is 11, stime 12, of children that ended 13 and 14. */
    private static String[] stat(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException ended) {
            return new String[] {"", "", "", "", "", "", "", "", "", "", "", "0", "0", "0", "0"};
        }
    }

    private static double memory(long pid, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(field))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024.0;
        } catch (IOException ended) {
            return 0;
        }
    }
}

package org.nightlight.safety;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A screening that finds nothing, and that only once it may go on. */
public final class SlowScreening {
    private SlowScreening() {}

    /** @param begun counted down by the first message that is read */
    public static Screening until(CountDownLatch begun, CountDownLatch goOn) {
        return new Screening(List.of(new Waiting(begun, goOn)), Duration.ofMinutes(1));
    }

    private record Waiting(CountDownLatch begun, CountDownLatch goOn) implements Layer {
        @Override
        public String version() {
            return "waiting";
        }

        @Override
        public void read(Statement.Part part, boolean story, Deadline deadline, Consumer<Finding> sink) {
            begun.countDown();
            try {
                if (!goOn.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody said to go on");
                }
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }
}

package org.nightlight.safety.cybertip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nightlight.database.Wakeups;
import org.nightlight.database.Worker;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Works on what is approved, from when the desk is ready until it stops, and looks for what has stood still. */
@Component
class Sending {
    static final String WORD = "cybertip";
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Driver driver;
    private final List<Worker> workers = new ArrayList<>();

    Sending(Driver driver, Wakeups wakeups, @Value("${nightlight.cybertip.workers}") int count) {
        this.driver = driver;
        for (int i = 1; i <= count; i++) {
            workers.add(new Worker("cybertip-" + i, LOOK, this::step));
        }
        wakeups.listen(word -> {
            if (word.equals(WORD)) {
                workers.forEach(Worker::wake);
            }
        });
    }

    private boolean step() {
        driver.watch();
        return driver.step();
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        workers.forEach(Worker::start);
    }

    @EventListener
    void stop(ContextClosedEvent closed) {
        workers.forEach(Worker::close);
    }
}

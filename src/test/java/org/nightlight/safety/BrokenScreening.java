package org.nightlight.safety;

import java.util.List;
import java.util.function.Consumer;

/** A screening whose every reading fails, as one with a torn pack or a missing native part does. */
public final class BrokenScreening {
    private BrokenScreening() {}

    public static Screening broken() {
        return new Screening(List.of(new Failing()), Screening.BUDGET);
    }

    private record Failing() implements Layer {
        @Override
        public String version() {
            return "failing";
        }

        @Override
        public void read(Statement.Part part, boolean story, Deadline deadline, Consumer<Finding> sink) {
            throw new IllegalStateException("broken");
        }
    }
}

package org.nightlight.safety;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a message for a child in danger, before anything else touches it. Pure: the same statement and packs give the
 * same verdict; nothing leaves the process, nothing is kept. Safe for any number of threads, without a lock.
 *
 * <p>It fails closed. An exception, a time-out, an unreadable pack or a language without a pack makes a verdict that
 * holds the message for a person at {@link Level#S2}, with what was found until then; never {@link Level#S0}. Only a
 * message with nothing to read in it at all is {@code S0} unread.
 */
public final class Screening {
    /** How long one message may take unless told otherwise. */
    public static final Duration BUDGET = Duration.ofSeconds(2);

    /** A part that could not be read because of a fault of ours. */
    static final String HELD_ERROR = "held.error";

    static final String HELD_TIMEOUT = "held.timeout";
    static final String HELD_LANGUAGE = "held.language";
    static final String HELD_PACK = "held.pack";

    private final List<Layer> layers;
    private final Duration budget;
    private final String engine;

    Screening(List<Layer> layers, Duration budget) {
        this.layers = List.copyOf(layers);
        this.budget = budget;
        this.engine = layers.stream().map(Layer::version).collect(Collectors.joining("+", "rules-1:", ""));
    }

    /** With the built-in packs. Packs that cannot be read make a screening that holds every message. */
    public static Screening core() {
        return new Screening(List.of(new FirstWords()), BUDGET);
    }

    /** Judges one message within the budget. Never throws. */
    public Verdict screen(Statement statement) {
        List<Finding> found = new ArrayList<>();
        try {
            Deadline deadline = Deadline.in(budget);
            for (Layer layer : layers) {
                read(layer, statement, deadline, found);
            }
            return verdict(found);
        } catch (Throwable e) { // even running out of memory must hold the message, not lose it
            return Verdict.held(HELD_ERROR, engine);
        }
    }

    private static void read(Layer layer, Statement statement, Deadline deadline, List<Finding> found) {
        try {
            layer.read(statement, deadline, found::add);
        } catch (Deadline.OutOfTime e) {
            found.add(held(HELD_TIMEOUT));
        } catch (Throwable e) { // a stack overflow or a failing native part counts as a fault like any other
            found.add(held(HELD_ERROR));
        }
    }

    private static Finding held(String rule) {
        return new Finding(Level.S2, Set.of(), Reason.whole(rule));
    }

    private Verdict verdict(List<Finding> found) {
        Level level = Level.S0;
        Set<Concern> types = EnumSet.noneOf(Concern.class);
        boolean held = false;
        for (Finding finding : found) {
            level = level.atLeast(finding.level());
            types.addAll(finding.types());
            held |= finding.reason().rule().startsWith("held.");
        }
        List<Reason> reasons = found.stream()
                .sorted(Comparator.comparing(Finding::level).reversed())
                .map(Finding::reason)
                .distinct()
                .toList();
        return new Verdict(level, types, reasons, held, engine);
    }
}

package org.nightlight.safety;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads a message for a child in danger, before anything else touches it. Pure: the same statement and packs give the
 * same verdict; nothing leaves the process, nothing is kept. Safe for any number of threads, without a lock.
 *
 * <p>It fails closed. An exception, a time-out, an unreadable pack or a language without a pack makes a verdict that
 * holds the message for a person at {@link Level#S2} or above, with what was found until then; never {@link Level#S0}.
 * Only a message with nothing to read in it at all is {@code S0} unread.
 */
public final class Screening {
    /**
     * How long one message may take unless told otherwise, by the clock on the wall. It takes some hundredths of a second;
     * the rest is for a machine that is busy with other things. What is not read by then is held and calls people, and that
     * should say something about the message or the software, not about the machine's load.
     */
    public static final Duration BUDGET = Duration.ofSeconds(10);

    /** A part could not be read because of a fault of ours. */
    static final String HELD_ERROR = "held.error";

    static final String HELD_TIMEOUT = "held.timeout";
    static final String HELD_LANGUAGE = "held.language";
    static final String HELD_PACK = "held.pack";
    static final String HELD_ENCRYPTED = "held.encrypted";

    /** Longest piece read at once, so that memory stays bounded however long a message is. */
    private static final int PIECE = 200_000;
    /** Pieces overlap by so much that nothing said across a cut is missed. */
    private static final int OVERLAP = 2_000;

    private final List<Layer> layers;
    private final Duration budget;
    private final String engine;

    Screening(List<Layer> layers, Duration budget) {
        this.layers = List.copyOf(layers);
        this.budget = budget;
        this.engine = layers.stream().map(Layer::version).collect(Collectors.joining("+", "screen-3:", ""));
    }

    /** With the built-in packs. Packs that cannot be read make a screening that holds every message. */
    public static Screening core() {
        return core(BUDGET);
    }

    /** As {@link #core()}, with another budget of time for one message. */
    public static Screening core(Duration budget) {
        return new Screening(
                List.of(layer("language.yaml"), layer("pack-en.yaml"), layer("pack-es.yaml"), meaning()), budget);
    }

    private static Layer meaning() {
        try {
            return MeaningLayer.builtIn();
        } catch (Throwable e) { // a model that cannot be loaded holds every message, whatever is wrong with it
            return new Unreadable("meaning");
        }
    }

    static Layer layer(String file) {
        try {
            return file.startsWith("language")
                    ? new LanguageLayer(Languages.builtIn(file))
                    : new RuleLayer(PackReader.builtIn(file));
        } catch (Throwable e) { // whatever is wrong with it, a pack that cannot be read holds every message
            return new Unreadable(file);
        }
    }

    /** The versions of engine and packs, as verdicts name them. */
    public String engine() {
        return engine;
    }

    /** Judges one message within the budget. Never throws. */
    public Verdict screen(Statement statement) {
        return screen(statement, List.of());
    }

    /**
     * As {@link #screen(Statement)}, with what was said of earlier messages of the same sender.
     *
     * @param conversation see {@link Conversation}
     */
    public Verdict screen(Statement statement, List<Verdict> conversation) {
        return screen(statement, conversation, List.of());
    }

    /** As {@link #screen(Statement, List)}, of a message whose words are encrypted: what nobody here can read is held for a person. */
    public Verdict screenEncrypted(Statement statement, List<Verdict> conversation) {
        return screen(statement, conversation, List.of(Finding.held(HELD_ENCRYPTED, Reason.TEXT)));
    }

    /**
     * Judges what stands in a document that came with a message. It is not held for being in no language that is read here: tables, lists
     * of parts and reports of machines are in none.
     */
    public Verdict screenDocument(String words) {
        try {
            List<Layer> readers = layers.stream()
                    .filter(layer -> !(layer instanceof LanguageLayer))
                    .toList();
            return Weighing.weigh(
                    read(readers, Statement.of(words).parts(), false, Deadline.in(budget)), List.of(), engine);
        } catch (Throwable e) { // as below
            return Verdict.held(HELD_ERROR, engine);
        }
    }

    private Verdict screen(Statement statement, List<Verdict> conversation, List<Finding> besides) {
        try {
            Deadline deadline = Deadline.in(budget);
            List<Finding> now = read(layers, statement.parts(), statement.story(), deadline);
            now.addAll(besides);
            List<Finding> before = read(layers, statement.context(), false, deadline);
            conversation.forEach(verdict -> before.add(Finding.remembered(verdict)));
            return Weighing.weigh(now, before, engine);
        } catch (Throwable e) { // even running out of memory must hold the message, not lose it
            return Verdict.held(HELD_ERROR, engine);
        }
    }

    private static List<Finding> read(
            List<Layer> layers, List<Statement.Part> parts, boolean story, Deadline deadline) {
        List<Finding> found = new ArrayList<>();
        for (Statement.Part part : parts) {
            for (Layer layer : layers) {
                read(layer, part, story, deadline, found);
            }
        }
        return found;
    }

    private static void read(Layer layer, Statement.Part part, boolean story, Deadline deadline, List<Finding> found) {
        try {
            for (int from = 0; from == 0 || from + OVERLAP < part.raw().length(); from += PIECE - OVERLAP) {
                int start = from;
                int end = Math.min(part.raw().length(), from + PIECE);
                Statement.Part piece =
                        new Statement.Part(part.where(), part.raw().substring(start, end), part.beside());
                layer.read(piece, story, deadline, finding -> found.add(finding.movedBy(start)));
            }
        } catch (Deadline.OutOfTime e) {
            found.add(Finding.held(HELD_TIMEOUT, part.where()));
        } catch (Throwable e) { // a stack overflow or a failing native part counts as a fault like any other
            found.add(Finding.held(HELD_ERROR, part.where()));
        }
    }

    /** Stands in for a pack that could not be read: holds whatever it is asked about. */
    private record Unreadable(String file) implements Layer {
        @Override
        public String version() {
            return "unreadable " + file;
        }

        @Override
        public void read(
                Statement.Part part, boolean story, Deadline deadline, java.util.function.Consumer<Finding> sink) {
            sink.accept(Finding.held(HELD_PACK, part.where()));
        }
    }
}

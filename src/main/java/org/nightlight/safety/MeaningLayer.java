package org.nightlight.safety;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.nightlight.safety.meaning.Meaning;

/**
 * Reads a part for what it means, as {@link Meaning} judges it: over the whole and sentence by sentence. What is clear
 * raises by itself; what is only likely is a hint, which raises together with another.
 */
final class MeaningLayer implements Layer {
    /** Natural-log units from which the whole, or a stretch of a long text, is an alarm by itself. */
    private static final double ALARM = -0.4;
    /** One sentence of several must be so much clearer, since many sentences have many chances to look alarming. */
    private static final double CLEARER = 1;
    /** From here it is a hint. */
    private static final double HINT = 0;
    /** With a weak rule enough, with a lone sign of sadness not. */
    private static final int HINT_WEIGHT = 2;

    /**
     * What surely is a customer's question, a tale, or a question with alarming words must be so much clearer, in the order of
     * {@link Lessons#SORTS}: of these there are many, and each false alarm takes a person from a true one.
     */
    private static final double[] SORTED = {3, 5, 1.5};

    private static final int TALE = 1;
    /** A known story must be so much clearer. */
    private static final double STORY = 2;

    /**
     * A subject of fewer words, such as "Something else", over a text that says more, is no sentence: it must be so much clearer. The
     * text is read by itself.
     */
    private static final int SENTENCE_WORDS = Statement.SENTENCE_WORDS;

    private static final double FRAGMENT = 2;

    private static final double HIGH = 0.5;
    private static final double EMERGENCY = 0.5;
    /** Names of people and files say something by accident when they are shorter than this, in letters. */
    private static final int SHORTEST_NAME = 16;

    private static final String ALARMING = "meaning.alarm";
    private static final String HINTING = "meaning.hint";

    private final Meaning meaning;
    private final ShortReplies shortReplies = ShortReplies.builtIn();

    MeaningLayer(Meaning meaning) {
        this.meaning = meaning;
    }

    /** The model is read once for all screenings of a process; it holds nothing of what it reads. */
    private static final class BuiltIn {
        static final Meaning MEANING = Meaning.builtIn();
    }

    /** @throws Error when the model or its head are missing or broken */
    static MeaningLayer builtIn() {
        return new MeaningLayer(BuiltIn.MEANING);
    }

    @Override
    public String version() {
        return meaning.version();
    }

    @Override
    public void read(Statement.Part part, boolean story, Deadline deadline, Consumer<Finding> sink) {
        boolean label = part.where().equals("name") || part.where().startsWith("file.");
        if (label && part.raw().length() < SHORTEST_NAME) {
            return;
        }
        Fold fold = Fold.of(part.raw());
        if (shortReplies.isOne(fold)) {
            return;
        }
        boolean fragment = part.beside() && part.raw().strip().split("\\s+").length < SENTENCE_WORDS;
        List<Meaning.Sense> senses = meaning.read(fold.text(0, fold.length()), deadline::check);
        for (Meaning.Sense sense : senses) {
            double most = (sense.scope() == Meaning.Scope.SENTENCE ? CLEARER : 0)
                    + (story ? STORY : 0)
                    + (fragment ? FRAGMENT : 0);
            if (sense.alarm() - most - sorted(sense, senses.getFirst()) >= ALARM) {
                sink.accept(finding(ALARMING, level(sense), 0, sense, part, fold));
            } else if (sense.alarm() - most >= HINT) {
                sink.accept(finding(HINTING, Level.S1, HINT_WEIGHT, sense, part, fold));
            }
        }
    }

    /** How much clearer it must be for what it is like; a sentence of a tale is of the tale. */
    private static double sorted(Meaning.Sense sense, Meaning.Sense whole) {
        double more = 0;
        for (int i = 0; i < SORTED.length; i++) {
            more += SORTED[i] * chance(sense.finer()[Lessons.SORT + i]);
        }
        return Math.max(more, SORTED[TALE] * chance(whole.finer()[Lessons.SORT + TALE]));
    }

    private static double chance(double score) {
        return 1 / (1 + Math.exp(-score));
    }

    private static Level level(Meaning.Sense sense) {
        if (sense.finer()[Lessons.EMERGENCY] >= EMERGENCY) {
            return Level.S4;
        }
        return sense.finer()[Lessons.HIGH] >= HIGH ? Level.S3 : Level.S2;
    }

    private static Finding finding(
            String rule, Level level, int weight, Meaning.Sense sense, Statement.Part part, Fold fold) {
        Reason reason = new Reason(rule, part.where(), fold.raw(sense.start()), fold.rawEnd(sense.end(), part.raw()));
        return new Finding(level, concerns(sense), reason, weight);
    }

    /** All that are more likely than not, or the likeliest. */
    private static Set<Concern> concerns(Meaning.Sense sense) {
        Set<Concern> concerns = EnumSet.noneOf(Concern.class);
        Concern likeliest = Concern.INDI;
        double highest = Double.NEGATIVE_INFINITY;
        for (Concern concern : List.of(Concern.values())) {
            double score = sense.finer()[Lessons.CONCERNS + concern.ordinal()];
            if (score > 0) {
                concerns.add(concern);
            }
            if (score > highest) {
                highest = score;
                likeliest = concern;
            }
        }
        if (concerns.isEmpty()) {
            concerns.add(likeliest);
        }
        return concerns;
    }
}

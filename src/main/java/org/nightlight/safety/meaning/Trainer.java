package org.nightlight.safety.meaning;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Makes a {@link Head} from lines. The same lines on the same kind of processor give the same head to the last bit: one
 * thread for each judge, a fixed order, and no function that differs between machines. (The language model's own numbers may differ in the
 * last bits between kinds of processors.)
 */
public final class Trainer {
    /** Pieces of a line that are learned from; what comes after them is like what came before. */
    private static final int LONGEST = 3 * Encoder.MOST;
    /** Every so many-th line is set aside to learn how far each judge is to be believed. */
    private static final int ASIDE = 6;

    private static final int JUDGES = 2;
    private static final long SEED = 20_261_126;

    private final Encoder encoder;
    private final Consumer<String> told;

    /** @param told hears of the progress, a line at a time */
    public Trainer(Encoder encoder, Consumer<String> told) {
        this.encoder = encoder;
        this.told = told;
    }

    /**
     * A line to learn from.
     *
     * @param folded its text
     * @param truth for each output 0 or 1; the first is the alarm
     */
    public record Example(String folded, float[] truth) {}

    /** A line, read: what the language model makes of it, in half precision, and its words. */
    record Known(short[] states, Grams.Found grams, float[] truth) {
        boolean alarm() {
            return truth[0] > 0;
        }

        float[] wide() {
            float[] wide = new float[states.length];
            for (int i = 0; i < wide.length; i++) {
                wide[i] = Float.float16ToFloat(states[i]);
            }
            return wide;
        }
    }

    /** The trained head, written out. */
    public void train(List<Example> examples, String version, java.io.OutputStream out) throws java.io.IOException {
        List<Known> all = read(examples);
        List<Known> most = every(all, false);
        List<Known> aside = every(all, true);
        told.accept("trying on " + most.size() + " lines, to learn from " + aside.size() + " how far to believe");
        float[] belief = belief(senses(most), spellings(most), aside);
        told.accept("learning from all " + all.size() + " lines");
        new Head(senses(all), spellings(all), belief[0], belief[1], belief[2], version).write(out);
    }

    private List<Known> read(List<Example> examples) {
        List<Known> known = new java.util.ArrayList<>();
        for (Example example : examples) {
            WordPieces.Pieces pieces = encoder.cut(example.folded());
            int count = Math.min(LONGEST, pieces.size());
            short[] states = new short[count * Encoder.WIDTH];
            for (int from = 0; from < count; from += Encoder.MOST) {
                float[] some = encoder.states(pieces, from, Math.min(count, from + Encoder.MOST));
                for (int i = 0; i < some.length; i++) {
                    states[from * Encoder.WIDTH + i] = Float.floatToFloat16(some[i]);
                }
            }
            known.add(new Known(
                    states, Grams.of(example.folded(), 0, example.folded().length()), example.truth()));
            if (known.size() % 1_000 == 0) {
                told.accept("read " + known.size() + " of " + examples.size() + " lines");
            }
        }
        return known;
    }

    private static List<Known> every(List<Known> all, boolean aside) {
        return IntStream.range(0, all.size())
                .filter(i -> i % ASIDE == ASIDE - 1 == aside)
                .mapToObj(all::get)
                .toList();
    }

    /** Several judges of the same lines, each on a thread of its own, joined. */
    private Senses senses(List<Known> lines) {
        return Senses.joined(IntStream.range(0, JUDGES)
                .parallel()
                .mapToObj(judge -> senses(lines, judge))
                .toList());
    }

    private Senses senses(List<Known> lines, int judge) {
        SensesTraining training =
                new SensesTraining(lines.getFirst().truth().length, new SplittableRandom(SEED + judge));
        for (int round = 0; round < SensesTraining.ROUNDS; round++) {
            double loss = training.round(lines, round);
            told.accept("meanings, judge " + (judge + 1) + " of " + JUDGES + ", round " + (round + 1) + ": "
                    + Math.round(loss * 1_000) / 1_000.0);
        }
        return training.senses();
    }

    private Spellings spellings(List<Known> lines) {
        told.accept("words");
        return SpellingsTraining.learn(lines, new SplittableRandom(SEED));
    }

    /** Logistic regression over the two judges, by Newton's method: three numbers from some thousand lines. */
    private static float[] belief(Senses senses, Spellings spellings, List<Known> aside) {
        double[][] x = new double[aside.size()][];
        for (int i = 0; i < x.length; i++) {
            Known line = aside.get(i);
            float[] shown = senses.shown(line.wide());
            x[i] = new double[] {
                senses.judge(senses.pooled(shown, 0, shown.length / senses.units))[0], spellings.judge(line.grams()), 1
            };
        }
        double[] w = {0.5, 0.5, 0};
        for (int step = 0; step < 30; step++) {
            double[] slope = new double[3];
            double[][] curve = {{1e-3, 0, 0}, {0, 1e-3, 0}, {0, 0, 1e-3}};
            for (int i = 0; i < x.length; i++) {
                double p = chance(w[0] * x[i][0] + w[1] * x[i][1] + w[2]);
                double off = p - (aside.get(i).alarm() ? 1 : 0);
                for (int a = 0; a < 3; a++) {
                    slope[a] += off * x[i][a];
                    for (int b = 0; b < 3; b++) {
                        curve[a][b] += p * (1 - p) * x[i][a] * x[i][b];
                    }
                }
            }
            double[] by = solve(curve, slope);
            for (int a = 0; a < 3; a++) {
                w[a] -= by[a];
            }
        }
        return new float[] {(float) w[0], (float) w[1], (float) w[2]};
    }

    private static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[] x = Arrays.copyOf(b, n);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double by = a[j][i] / a[i][i];
                for (int k = i; k < n; k++) {
                    a[j][k] -= by * a[i][k];
                }
                x[j] -= by * x[i];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        return x;
    }

    static double chance(double score) {
        return 1 / (1 + StrictMath.exp(-score));
    }

    static int[] shuffled(int size, SplittableRandom random) {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }
}

package org.nightlight.safety.meaning;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains {@link Senses} by back-propagation (Adam with decay). Numbers of the language model, and units, are left out by
 * chance from line to line, so that none is relied on alone.
 */
final class SensesTraining {
    static final int ROUNDS = 10;

    private static final int UNITS = 128;
    private static final int BATCH = 32;
    private static final float STEP = 2e-3f;
    private static final float DECAY = 0.03f;
    private static final float LEFT_OUT = 0.3f;
    /** An alarm counts whole, each finer judgement a little. */
    private static final float FINER = 0.3f;

    private final SplittableRandom random;
    private final Senses senses;
    private final float[] lookSlope = new float[Encoder.WIDTH * UNITS];
    private final float[] lookBiasSlope = new float[UNITS];
    private final float[] decideSlope;
    private final float[] decideBiasSlope;
    private final Adam look;
    private final Adam lookBias;
    private final Adam decide;
    private final Adam decideBias;

    SensesTraining(int outputs, SplittableRandom random) {
        this.random = random;
        this.senses = new Senses(UNITS, outputs);
        start(senses.look, 1 / Math.sqrt(Encoder.WIDTH));
        start(senses.decide, 1 / Math.sqrt(UNITS * 2));
        this.decideSlope = new float[outputs * UNITS * 2];
        this.decideBiasSlope = new float[outputs];
        this.look = new Adam(senses.look, lookSlope, DECAY);
        this.lookBias = new Adam(senses.lookBias, lookBiasSlope, 0);
        this.decide = new Adam(senses.decide, decideSlope, DECAY);
        this.decideBias = new Adam(senses.decideBias, decideBiasSlope, 0);
    }

    Senses senses() {
        return senses;
    }

    private void start(float[] numbers, double width) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) ((random.nextDouble() * 2 - 1) * width);
        }
    }

    /** Goes through all lines once; the mean loss of their alarms. */
    double round(List<Trainer.Known> lines, int round) {
        float step = STEP * (1 - round / (float) ROUNDS) + 1e-5f;
        int[] order = Trainer.shuffled(lines.size(), random);
        double loss = 0;
        for (int from = 0; from < order.length; from += BATCH) {
            int to = Math.min(order.length, from + BATCH);
            for (int i = from; i < to; i++) {
                loss += learn(lines.get(order[i]), 1f / (to - from));
            }
            for (Adam part : List.of(look, lookBias, decide, decideBias)) {
                part.step(step);
            }
        }
        return loss / order.length;
    }

    private double learn(Trainer.Known line, float share) {
        float[] states = line.wide();
        leaveOut(states, Encoder.WIDTH);
        int count = states.length / Encoder.WIDTH;
        if (count == 0) {
            return 0;
        }
        float[] shown = senses.shown(states);
        float[] pooled = senses.pooled(shown, 0, count);
        float[] kept = new float[UNITS * 2];
        Arrays.fill(kept, 1);
        leaveOut(kept, UNITS * 2);
        for (int p = 0; p < pooled.length; p++) {
            pooled[p] *= kept[p];
        }
        double[] judged = senses.judge(pooled);
        float[] back = new float[UNITS * 2];
        for (int o = 0; o < judged.length; o++) {
            float off = (float) (Trainer.chance(judged[o]) - line.truth()[o]) * share * (o == 0 ? 1 : FINER);
            decideBiasSlope[o] += off;
            for (int p = 0; p < pooled.length; p++) {
                decideSlope[o * UNITS * 2 + p] += off * pooled[p];
                back[p] += off * senses.decide[o * UNITS * 2 + p];
            }
        }
        for (int p = 0; p < back.length; p++) {
            back[p] *= kept[p];
        }
        backThroughLook(states, shown, back, count);
        double chance = Trainer.chance(judged[0]);
        return -StrictMath.log(Math.max(1e-9, line.alarm() ? chance : 1 - chance));
    }

    private void backThroughLook(float[] states, float[] shown, float[] back, int count) {
        int[] highest = new int[UNITS];
        for (int u = 0; u < UNITS; u++) {
            for (int i = 1; i < count; i++) {
                if (shown[i * UNITS + u] > shown[highest[u] * UNITS + u]) {
                    highest[u] = i;
                }
            }
        }
        float[] slope = new float[UNITS];
        for (int i = 0; i < count; i++) {
            for (int u = 0; u < UNITS; u++) {
                float by = back[UNITS + u] / count + (highest[u] == i ? back[u] : 0);
                slope[u] = shown[i * UNITS + u] > 0 ? by : 0;
                lookBiasSlope[u] += slope[u];
            }
            for (int j = 0; j < Encoder.WIDTH; j++) {
                float state = states[i * Encoder.WIDTH + j];
                if (state != 0) {
                    int row = j * UNITS;
                    for (int u = 0; u < UNITS; u++) {
                        lookSlope[row + u] += state * slope[u];
                    }
                }
            }
        }
    }

    /** The same places of every {@code width} numbers; the others count for them. */
    private void leaveOut(float[] numbers, int width) {
        float[] keep = new float[width];
        for (int i = 0; i < width; i++) {
            keep[i] = random.nextDouble() < LEFT_OUT ? 0 : 1 / (1 - LEFT_OUT);
        }
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= keep[i % width];
        }
    }

    /** Adam's steps for one block of numbers. */
    private static final class Adam {
        private final float[] numbers;
        private final float[] slope;
        private final float decay;
        private final float[] mean;
        private final float[] square;
        private double meanLeft = 1;
        private double squareLeft = 1;

        Adam(float[] numbers, float[] slope, float decay) {
            this.numbers = numbers;
            this.slope = slope;
            this.decay = decay;
            this.mean = new float[numbers.length];
            this.square = new float[numbers.length];
        }

        void step(float step) {
            meanLeft *= 0.9;
            squareLeft *= 0.999;
            float ofMean = (float) (step / (1 - meanLeft));
            float ofSquare = (float) (1 / (1 - squareLeft));
            for (int i = 0; i < numbers.length; i++) {
                mean[i] = 0.9f * mean[i] + 0.1f * slope[i];
                square[i] = 0.999f * square[i] + 0.001f * slope[i] * slope[i];
                numbers[i] -= ofMean * mean[i] / ((float) Math.sqrt(square[i] * ofSquare) + 1e-8f)
                        + step * decay * numbers[i];
            }
            Arrays.fill(slope, 0);
        }
    }
}

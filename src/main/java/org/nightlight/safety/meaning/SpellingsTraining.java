package org.nightlight.safety.meaning;

import java.util.List;
import java.util.SplittableRandom;

/** Logistic regression over {@link Grams}, step by step down the slope, shorter where a weight has moved much already. */
final class SpellingsTraining {
    private static final int ROUNDS = 12;
    private static final float STEP = 0.6f;
    /** A number seen in fewer lines says nothing. */
    private static final int SEEN = 2;

    private SpellingsTraining() {}

    static Spellings learn(List<Trainer.Known> lines, SplittableRandom random) {
        byte[] rarity = rarity(lines);
        float[][] strengths = lines.stream()
                .map(line -> Spellings.strengths(line.grams(), rarity))
                .toArray(float[][]::new);
        float[] weights = new float[Grams.BUCKETS];
        float[] moved = new float[Grams.BUCKETS];
        double bias = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i : Trainer.shuffled(lines.size(), random)) {
                int[] numbers = lines.get(i).grams().numbers();
                double score = bias;
                for (int k = 0; k < numbers.length; k++) {
                    score += weights[numbers[k]] * strengths[i][k];
                }
                double off = Trainer.chance(score) - (lines.get(i).alarm() ? 1 : 0);
                bias -= 0.01 * off;
                for (int k = 0; k < numbers.length; k++) {
                    float slope = (float) off * strengths[i][k];
                    if (slope != 0) {
                        moved[numbers[k]] += slope * slope;
                        weights[numbers[k]] -= STEP * slope / (float) Math.sqrt(moved[numbers[k]] + 1e-4f);
                    }
                }
            }
        }
        return rounded(rarity, weights, (float) bias);
    }

    private static byte[] rarity(List<Trainer.Known> lines) {
        int[] seen = new int[Grams.BUCKETS];
        for (Trainer.Known line : lines) {
            for (int number : line.grams().numbers()) {
                seen[number]++;
            }
        }
        byte[] rarity = new byte[Grams.BUCKETS];
        for (int i = 0; i < rarity.length; i++) {
            if (seen[i] >= SEEN) {
                double rare = 1 + StrictMath.log((1.0 + lines.size()) / (1.0 + seen[i]));
                rarity[i] = (byte) Math.min(127, Math.round(rare * 10));
            }
        }
        return rarity;
    }

    private static Spellings rounded(byte[] rarity, float[] weights, float bias) {
        float highest = 0;
        for (float weight : weights) {
            highest = Math.max(highest, Math.abs(weight));
        }
        float step = highest / 127;
        byte[] small = new byte[weights.length];
        for (int i = 0; i < small.length; i++) {
            small[i] = (byte) Math.round(weights[i] / step);
        }
        return new Spellings(rarity, small, step, bias);
    }
}

package org.nightlight.safety.meaning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The judge of words: how rare each number of {@link Grams} is, and how much it speaks for an alarm. */
final class Spellings {
    /** In steps of 1/16. */
    final byte[] rarity;
    /** In steps of {@link #step}. */
    final byte[] weights;

    final float step;
    final float bias;

    Spellings(byte[] rarity, byte[] weights, float step, float bias) {
        this.rarity = rarity;
        this.weights = weights;
        this.step = step;
        this.bias = bias;
    }

    /** In natural-log units. */
    double judge(Grams.Found grams) {
        float[] strengths = strengths(grams, rarity);
        double sum = 0;
        for (int i = 0; i < strengths.length; i++) {
            sum += weights[grams.numbers()[i]] * strengths[i];
        }
        return sum * step + bias;
    }

    /** How much of the text each number is: words together have the length 1, and parts of words too. */
    static float[] strengths(Grams.Found grams, byte[] rarity) {
        float[] strengths = new float[grams.numbers().length];
        double words = 0;
        double parts = 0;
        for (int i = 0; i < strengths.length; i++) {
            strengths[i] = (float) (1 + StrictMath.log(grams.counts()[i])) * rarity[grams.numbers()[i]];
            double square = (double) strengths[i] * strengths[i];
            if (i < grams.ofWords()) {
                words += square;
            } else {
                parts += square;
            }
        }
        float ofWords = words == 0 ? 0 : (float) (1 / Math.sqrt(words));
        float ofParts = parts == 0 ? 0 : (float) (1 / Math.sqrt(parts));
        for (int i = 0; i < strengths.length; i++) {
            strengths[i] *= i < grams.ofWords() ? ofWords : ofParts;
        }
        return strengths;
    }

    static Spellings read(DataInputStream in) throws IOException {
        float step = in.readFloat();
        float bias = in.readFloat();
        byte[] rarity = new byte[Grams.BUCKETS];
        byte[] weights = new byte[Grams.BUCKETS];
        in.readFully(rarity);
        in.readFully(weights);
        return new Spellings(rarity, weights, step, bias);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeFloat(step);
        out.writeFloat(bias);
        out.write(rarity);
        out.write(weights);
    }
}

package org.nightlight.safety.meaning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The judge of meanings: each piece is looked at for {@link #UNITS} things; of each thing, how strongly it shows anywhere and
 * how strongly on the whole decide.
 */
final class Senses {
    static final int UNITS = 128;
    /** What is judged: alarm, high, emergency, and each type. */
    final int outputs;

    /** By input, then unit. */
    final float[] look;

    final float[] lookBias = new float[UNITS];
    /** By output, then the units' highest, then the units' mean. */
    final float[] decide;

    final float[] decideBias;

    Senses(int outputs) {
        this.outputs = outputs;
        this.look = new float[Encoder.WIDTH * UNITS];
        this.decide = new float[outputs * UNITS * 2];
        this.decideBias = new float[outputs];
    }

    /** What each piece shows of each unit: {@code UNITS} numbers a piece, none below 0. */
    float[] shown(float[] states) {
        int count = states.length / Encoder.WIDTH;
        float[] shown = new float[count * UNITS];
        float[] sum = new float[UNITS];
        for (int i = 0; i < count; i++) {
            System.arraycopy(lookBias, 0, sum, 0, UNITS);
            for (int j = 0; j < Encoder.WIDTH; j++) {
                float state = states[i * Encoder.WIDTH + j];
                int row = j * UNITS;
                for (int u = 0; u < UNITS; u++) {
                    sum[u] += state * look[row + u];
                }
            }
            for (int u = 0; u < UNITS; u++) {
                shown[i * UNITS + u] = Math.max(0, sum[u]);
            }
        }
        return shown;
    }

    /** Highest and mean of each unit over the pieces from {@code from} to {@code to}. */
    static float[] pooled(float[] shown, int from, int to) {
        float[] pooled = new float[UNITS * 2];
        for (int i = from; i < to; i++) {
            for (int u = 0; u < UNITS; u++) {
                float each = shown[i * UNITS + u];
                pooled[u] = Math.max(pooled[u], each);
                pooled[UNITS + u] += each;
            }
        }
        for (int u = UNITS; u < UNITS * 2; u++) {
            pooled[u] /= Math.max(1, to - from);
        }
        return pooled;
    }

    /** One number for each output, in natural-log units. */
    double[] judge(float[] pooled) {
        double[] judged = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            float sum = decideBias[o];
            for (int p = 0; p < UNITS * 2; p++) {
                sum += decide[o * UNITS * 2 + p] * pooled[p];
            }
            judged[o] = sum;
        }
        return judged;
    }

    static Senses read(DataInputStream in) throws IOException {
        Senses senses = new Senses(in.readInt());
        for (float[] numbers : senses.all()) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Float.float16ToFloat(in.readShort());
            }
        }
        return senses;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(outputs);
        for (float[] numbers : all()) {
            for (float number : numbers) {
                out.writeShort(Float.floatToFloat16(number));
            }
        }
    }

    private float[][] all() {
        return new float[][] {look, lookBias, decide, decideBias};
    }
}

package org.nightlight.safety.meaning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * The judge of meanings: each piece is looked at for so many {@link #units things}; of each thing, how strongly it shows
 * anywhere and how strongly on the whole decide.
 */
final class Senses {
    final int units;
    /** What is judged: alarm, high, emergency, and each type. */
    final int outputs;

    /** By input, then unit. */
    final float[] look;

    final float[] lookBias;
    /** By output, then the units' highest, then the units' mean. */
    final float[] decide;

    final float[] decideBias;

    Senses(int units, int outputs) {
        this.units = units;
        this.outputs = outputs;
        this.look = new float[Encoder.WIDTH * units];
        this.lookBias = new float[units];
        this.decide = new float[outputs * units * 2];
        this.decideBias = new float[outputs];
    }

    /** One judge of several that saw the same lines in another order: their mean, which errs less than each. */
    static Senses joined(List<Senses> each) {
        int units = each.getFirst().units;
        Senses joined = new Senses(units * each.size(), each.getFirst().outputs);
        for (int m = 0; m < each.size(); m++) {
            Senses one = each.get(m);
            System.arraycopy(one.lookBias, 0, joined.lookBias, m * units, units);
            for (int j = 0; j < Encoder.WIDTH; j++) {
                System.arraycopy(one.look, j * units, joined.look, j * joined.units + m * units, units);
            }
            for (int o = 0; o < joined.outputs; o++) {
                joined.decideBias[o] += one.decideBias[o] / each.size();
                for (int u = 0; u < units; u++) {
                    int to = o * joined.units * 2 + m * units + u;
                    int from = o * units * 2 + u;
                    joined.decide[to] = one.decide[from] / each.size();
                    joined.decide[to + joined.units] = one.decide[from + units] / each.size();
                }
            }
        }
        return joined;
    }

    /** What each piece shows of each unit: {@code units} numbers a piece, none below 0. */
    float[] shown(float[] states) {
        int count = states.length / Encoder.WIDTH;
        float[] shown = new float[count * units];
        float[] sum = new float[units];
        for (int i = 0; i < count; i++) {
            System.arraycopy(lookBias, 0, sum, 0, units);
            for (int j = 0; j < Encoder.WIDTH; j++) {
                float state = states[i * Encoder.WIDTH + j];
                int row = j * units;
                for (int u = 0; u < units; u++) {
                    sum[u] += state * look[row + u];
                }
            }
            for (int u = 0; u < units; u++) {
                shown[i * units + u] = Math.max(0, sum[u]);
            }
        }
        return shown;
    }

    /** Highest and mean of each unit over the pieces from {@code from} to {@code to}. */
    float[] pooled(float[] shown, int from, int to) {
        float[] pooled = new float[units * 2];
        for (int i = from; i < to; i++) {
            for (int u = 0; u < units; u++) {
                float each = shown[i * units + u];
                pooled[u] = Math.max(pooled[u], each);
                pooled[units + u] += each;
            }
        }
        for (int u = units; u < units * 2; u++) {
            pooled[u] /= Math.max(1, to - from);
        }
        return pooled;
    }

    /** One number for each output, in natural-log units. */
    double[] judge(float[] pooled) {
        double[] judged = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            float sum = decideBias[o];
            for (int p = 0; p < units * 2; p++) {
                sum += decide[o * units * 2 + p] * pooled[p];
            }
            judged[o] = sum;
        }
        return judged;
    }

    static Senses read(DataInputStream in) throws IOException {
        Senses senses = new Senses(in.readInt(), in.readInt());
        for (float[] numbers : senses.all()) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Float.float16ToFloat(in.readShort());
            }
        }
        return senses;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(units);
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

package org.nightlight.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Tells the issue of a message: logistic regression over {@link Clue}s, learned from our own phrases when the program
 * starts. The same phrases give the same weights, to the last bit, on every machine.
 */
final class Classifier {
    private static final int ROUNDS = 14;
    private static final float STEP = 0.5f;
    private static final float DECAY = 2e-5f;
    private static final long SEED = 20_261_122;
    /** An unknown word weakens the known ones by so much of a rare word. */
    private static final float STRANGE = 0.5f;

    private final Meanings meanings;
    private final List<Label> labels;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final float[] rarity;
    private final float[][] weights;

    /** What the classifier chooses between: keys of the playbook's category and issue. */
    record Label(String category, String issue) {}

    /** A sentence of ours and what it is about. */
    record Phrase(Label label, String text) {}

    /** A clue that the phrases hold too. All those of a message together have at most the length 1. */
    record Known(Clue clue, int number, float strength) {}

    private Classifier(Meanings meanings, List<Phrase> phrases) {
        this.meanings = meanings;
        this.labels = phrases.stream().map(Phrase::label).distinct().toList();
        List<List<Clue>> clues =
                phrases.stream().map(phrase -> clues(phrase.text())).toList();
        this.rarity = rarity(clues);
        this.weights = new float[rarity.length][labels.size()];
        learn(
                clues.stream().map(this::known).toList(),
                phrases.stream()
                        .mapToInt(phrase -> labels.indexOf(phrase.label()))
                        .toArray());
    }

    static Classifier learn(List<Phrase> phrases, Meanings meanings) {
        return new Classifier(meanings, phrases);
    }

    List<Label> labels() {
        return labels;
    }

    List<Known> clues(List<Token> tokens) {
        return known(Clue.of(tokens, meanings));
    }

    /** One score for each label, in natural-log units. */
    double[] scores(List<Known> clues) {
        double[] scores = new double[labels.size()];
        for (Known known : clues) {
            float[] row = weights[known.number()];
            for (int i = 0; i < scores.length; i++) {
                scores[i] += row[i] * known.strength();
            }
        }
        return scores;
    }

    /** How much a clue speaks for a label, against the average label. */
    double speaksFor(Known known, int label) {
        float[] row = weights[known.number()];
        double sum = 0;
        for (float weight : row) {
            sum += weight;
        }
        return (row[label] - sum / row.length) * known.strength();
    }

    /** Scores as chances that sum to 1; minus infinity is no chance. */
    static double[] chances(double[] scores) {
        double highest = Arrays.stream(scores).max().orElse(0);
        double[] chances = new double[scores.length];
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            chances[i] = StrictMath.exp(scores[i] - highest); // Math.exp may differ between machines
            sum += chances[i];
        }
        for (int i = 0; i < chances.length; i++) {
            chances[i] /= sum;
        }
        return chances;
    }

    private List<Clue> clues(String phrase) {
        return Clue.of(Letter.read("", phrase).tokens(), meanings);
    }

    /** Numbers the clues and tells how rare each is among the phrases. */
    private float[] rarity(List<List<Clue>> phrases) {
        List<int[]> counts = new ArrayList<>();
        for (List<Clue> phrase : phrases) {
            phrase.stream().map(Clue::name).distinct().forEach(name -> {
                int number = numbers.computeIfAbsent(name, unseen -> numbers.size());
                if (number == counts.size()) {
                    counts.add(new int[1]);
                }
                counts.get(number)[0]++;
            });
        }
        float[] rare = new float[counts.size()];
        for (int i = 0; i < rare.length; i++) {
            rare[i] = (float) StrictMath.log(1 + phrases.size() / (double) counts.get(i)[0]);
        }
        return rare;
    }

    private List<Known> known(List<Clue> clues) {
        float rarest = (float) StrictMath.log(1 + labels.size() * 50d) * STRANGE;
        Map<Integer, Known> found = new LinkedHashMap<>();
        double length = 0;
        for (Clue clue : clues) {
            @Nullable Integer number = numbers.get(clue.name());
            if (number == null) {
                length += clue.isWord() ? rarest * rarest : 0;
            } else if (!found.containsKey(number)) {
                float strength = clue.strength() * rarity[number];
                length += strength * strength;
                found.put(number, new Known(clue, number, strength));
            }
        }
        float scale = length == 0 ? 0 : (float) (1 / Math.sqrt(length));
        return found.values().stream()
                .map(known -> new Known(known.clue(), known.number(), known.strength() * scale))
                .toList();
    }

    private void learn(List<List<Known>> examples, int[] truth) {
        float[] squares = new float[rarity.length];
        int[] order = new int[examples.size()];
        Arrays.setAll(order, i -> i);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            shuffle(order, random);
            for (int example : order) {
                learn(examples.get(example), truth[example], squares);
            }
        }
    }

    /** One step down the slope, shorter for clues that have moved much already (AdaGrad, one rate per clue). */
    private void learn(List<Known> example, int truth, float[] squares) {
        double[] slope = chances(scores(example));
        slope[truth] -= 1;
        double size = 0;
        for (double part : slope) {
            size += part * part;
        }
        for (Known known : example) {
            float strength = known.strength();
            squares[known.number()] += (float) (size * strength * strength);
            float step = STEP / (float) Math.sqrt(squares[known.number()] + 1e-6);
            float[] row = weights[known.number()];
            for (int i = 0; i < row.length; i++) {
                row[i] -= step * ((float) slope[i] * strength + DECAY * row[i]);
            }
        }
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }
}

package org.nightlight.triage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.Ladder;
import org.nightlight.playbook.Playbook;
import org.nightlight.safety.Concern;
import org.nightlight.safety.Verdict;

/**
 * Says what a message is about and who gets it. Pure: the same message, verdict and playbook give the same decision;
 * nothing leaves the process, nothing is kept. Safe for any number of threads.
 *
 * <p>Screening comes first: what it found or could not judge is a safety matter, whatever else the words say. Otherwise
 * the rules of rules.yaml and a classifier that learned from phrases.jsonl weigh the words together. Below the playbook's
 * confidence threshold a person is asked.
 */
public final class Triage {
    /** Turns the classifier's scores into chances that hold what they promise; found by cross validation. */
    private static final double SHARPNESS = 1.4;

    private static final int MOST_REASONS = 6;
    private static final double FAINTEST_REASON = 0.1;

    /** The label of phrases that say nothing of their matter: "I have a question". It is learned, never decided. */
    private static final String UNCLEAR = "unclear";

    private static final String CRISIS = "crisis-detection";
    private static final String MODERATION = "content-moderation";

    private final Knowledge knowledge;
    private final Classifier classifier;
    private final Rules rules;

    private static final class Core {
        static final Triage TRIAGE = new Triage(Knowledge.builtIn());
    }

    Triage(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.classifier = Classifier.learn(knowledge.phrases(), knowledge.meanings());
        this.rules = new Rules(knowledge.rules(), knowledge.meanings());
    }

    /** With the built-in rules and phrases. The first call learns them, which takes a moment. */
    public static Triage core() {
        return Core.TRIAGE;
    }

    /**
     * Decides about one message. Never throws for what stands in it.
     *
     * @param tier key of the customer's tier, where known
     * @param verdict what screening said; null only where a message is not screened, as a note of an agent
     */
    public Decision decide(
            String subject, String text, @Nullable String tier, @Nullable Verdict verdict, Playbook playbook) {
        if (verdict != null && (verdict.escalates() || verdict.held())) {
            return safety(verdict, playbook);
        }
        List<Token> tokens = Letter.read(subject, text).tokens();
        if (tokens.isEmpty()) {
            return unsure("nothing-to-read", playbook);
        }
        List<Classifier.Known> clues = classifier.clues(tokens);
        List<Rule.Match> matches = rules.in(tokens);
        if (clues.isEmpty() && matches.isEmpty()) {
            return unsure("no-known-word", playbook);
        }
        double[] chances = Classifier.chances(scores(clues, matches, tier, playbook));
        return decision(tokens, clues, matches, chances, playbook);
    }

    /**
     * Who gets a ticket of this category and issue: where it lands, also after a person corrected what it is about.
     *
     * @throws IllegalArgumentException when the playbook has no such category
     */
    public static Routing route(String category, @Nullable String issue, Playbook playbook) {
        Ladder.Rung rung = playbook.landing(category, issue);
        return new Routing(rung.team(), rung.level());
    }

    private static Decision safety(Verdict verdict, Playbook playbook) {
        Category category = playbook.safetyCategory();
        // What came through our own product, with nobody in danger, is the moderators'. All else has the crisis's
        // clock.
        boolean moderation = verdict.types().equals(Set.of(Concern.PROD)) && !verdict.held();
        String wanted = moderation ? MODERATION : CRISIS;
        String issue = category.issues().containsKey(wanted) ? wanted : null;
        Ladder.Rung rung = category.ladder().first();
        List<Reason> reasons = verdict.reasons().stream()
                .map(reason -> new Reason(
                        Reason.Kind.VERDICT, reason.rule(), "", reason.where(), reason.start(), reason.end(), 0))
                .toList();
        return new Decision(category.key(), issue, rung.team(), rung.level(), 1, reasons, verdict.held());
    }

    private static Decision unsure(String why, Playbook playbook) {
        Category category = playbook.categories().firstEntry().getValue();
        Ladder.Rung rung = category.ladder().first();
        return new Decision(category.key(), null, rung.team(), rung.level(), 0, List.of(Reason.unsure(why)), true);
    }

    private double[] scores(
            List<Classifier.Known> clues, List<Rule.Match> matches, @Nullable String tier, Playbook playbook) {
        double[] scores = classifier.scores(clues);
        Map<String, Double> leanings = knowledge.leanings().getOrDefault(tier == null ? "" : tier, Map.of());
        for (int i = 0; i < scores.length; i++) {
            Classifier.Label label = classifier.labels().get(i);
            scores[i] = scores[i] * SHARPNESS + leanings.getOrDefault(label.issue(), 0d);
            for (Rule.Match match : matches) {
                scores[i] += speaksFor(match.rule(), label) ? match.rule().weight() : 0;
            }
            if (!isIn(playbook, label)) {
                scores[i] = Double.NEGATIVE_INFINITY;
            }
        }
        return scores;
    }

    private static boolean speaksFor(Rule rule, Classifier.Label label) {
        return rule.issue().equals(label.issue()) || rule.issue().equals(label.category());
    }

    private static boolean isIn(Playbook playbook, Classifier.Label label) {
        if (label.category().equals(UNCLEAR)) {
            return true;
        }
        Category category = playbook.categories().get(label.category());
        return category != null && category.issues().containsKey(label.issue());
    }

    private Decision decision(
            List<Token> tokens,
            List<Classifier.Known> clues,
            List<Rule.Match> matches,
            double[] chances,
            Playbook playbook) {
        Map<String, Double> byCategory = new LinkedHashMap<>();
        for (int i = 0; i < chances.length; i++) {
            byCategory.merge(classifier.labels().get(i).category(), chances[i], Double::sum);
        }
        double unclear = byCategory.getOrDefault(UNCLEAR, 0d);
        byCategory.keySet().retainAll(playbook.categories().keySet());
        if (byCategory.values().stream().allMatch(chance -> chance < unclear)) {
            // Too little was said to put a ticket behind the wall; screening has read it before.
            byCategory.remove(playbook.safety().category());
        }
        var best = byCategory.entrySet().stream().max(Map.Entry.comparingByValue());
        if (best.isEmpty()) {
            return unsure("no-known-issue", playbook);
        }
        String category = best.get().getKey();
        int label = likeliest(chances, category);
        double confidence = Math.min(1, best.get().getValue());
        boolean needsPerson = confidence < playbook.confidenceThreshold();
        // Unsure, a matter starts at the bottom of its ladder; for a safety matter that is still within the wall.
        String issue = classifier.labels().get(label).issue();
        Routing routing = route(category, needsPerson ? null : issue, playbook);
        List<Reason> reasons = new ArrayList<>(reasons(tokens, clues, matches, label));
        if (needsPerson) {
            reasons.addFirst(Reason.unsure("below-threshold"));
        }
        return new Decision(category, issue, routing.team(), routing.level(), confidence, reasons, needsPerson);
    }

    private int likeliest(double[] chances, String category) {
        int best = -1;
        for (int i = 0; i < chances.length; i++) {
            boolean inside = classifier.labels().get(i).category().equals(category);
            if (inside && (best < 0 || chances[i] > chances[best])) {
                best = i;
            }
        }
        return best;
    }

    private List<Reason> reasons(
            List<Token> tokens, List<Classifier.Known> clues, List<Rule.Match> matches, int label) {
        List<Reason> reasons = new ArrayList<>();
        for (Rule.Match match : matches) {
            Rule rule = match.rule();
            if (speaksFor(rule, classifier.labels().get(label))) {
                reasons.add(reason(
                        Reason.Kind.RULE,
                        rule.id(),
                        rule.phrase(),
                        tokens,
                        match.first(),
                        match.last(),
                        rule.weight()));
            }
        }
        reasons.addAll(words(tokens, clues, label));
        return reasons.stream()
                .filter(reason -> reason.weight() > FAINTEST_REASON)
                .sorted(Comparator.comparingDouble(Reason::weight).reversed())
                .limit(MOST_REASONS)
                .toList();
    }

    /** All clues that rest on the same words are one reason, named after the strongest of them. */
    private List<Reason> words(List<Token> tokens, List<Classifier.Known> clues, int label) {
        record Span(int first, int last) {}
        Map<Span, List<Classifier.Known>> bySpan = new LinkedHashMap<>();
        for (Classifier.Known known : clues) {
            Span span = new Span(known.clue().first(), known.clue().last());
            bySpan.computeIfAbsent(span, unseen -> new ArrayList<>()).add(known);
        }
        List<Reason> reasons = new ArrayList<>();
        bySpan.forEach((span, group) -> {
            double weight = SHARPNESS
                    * group.stream()
                            .mapToDouble(k -> classifier.speaksFor(k, label))
                            .sum();
            String term = group.stream()
                    .max(Comparator.comparingDouble(k -> classifier.speaksFor(k, label)))
                    .orElseThrow()
                    .clue()
                    .name();
            reasons.add(reason(Reason.Kind.WORD, "classifier", term, tokens, span.first(), span.last(), weight));
        });
        return reasons;
    }

    private static Reason reason(
            Reason.Kind kind, String rule, String term, List<Token> tokens, int first, int last, double weight) {
        Token from = tokens.get(first);
        return new Reason(
                kind, rule, term, from.where(), from.start(), tokens.get(last).end(), weight);
    }
}

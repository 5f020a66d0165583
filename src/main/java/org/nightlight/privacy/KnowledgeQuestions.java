package org.nightlight.privacy;

import java.util.List;
import java.util.Optional;

/**
 * A provider of questions that only a parent can answer (16 CFR 312.5(b)(2)(vi)). The desk has no questions of its own: a set that
 * is the same for many is soon known to children. Whoever runs a desk with such a provider puts one bean of this kind into it.
 * Its calls are slow and belong into no transaction.
 */
public interface KnowledgeQuestions {
    /** Whether enough was asked: so few questions, or choices to each, can be guessed. */
    int LEAST_QUESTIONS = 3;

    int LEAST_CHOICES = 4;

    /** The provider's machine, for the register of recipients. */
    String machine();

    /**
     * New questions about a person; empty while there are none.
     *
     * @param name as the parent typed it
     * @param address where they live, as they typed it
     * @param language {@code en} or {@code es}
     */
    Optional<Asked> ask(Passage.Passed passed, String name, String address, String language);

    /** @param choices the number of the chosen answer to each question, from 0; -1 for none */
    boolean isRight(String reference, List<Integer> choices);

    /** @param reference the provider's own number of this set */
    record Asked(String reference, List<Question> questions) {
        /** Whether it is hard enough for a child up to twelve who lives there to fail. */
        boolean isEnough() {
            return reference.matches("[\\w:.-]{1,100}")
                    && questions.size() >= LEAST_QUESTIONS
                    && questions.stream()
                            .allMatch(question -> question.choices().size() >= LEAST_CHOICES);
        }
    }

    record Question(String text, List<String> choices) {}
}

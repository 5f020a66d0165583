package org.nightlight.triage;

import java.util.ArrayList;
import java.util.List;

/**
 * Something in a message that may tell what it is about: a word, a meaning, two of them side by side or in one sentence,
 * or a group of four letters, which a typing error leaves mostly whole.
 *
 * @param name the same for the same clue in any message; made of word stems, meanings and letters
 * @param strength how much this kind of clue counts
 * @param first index of the first token that it rests on
 * @param last index of the last one
 */
record Clue(String name, float strength, int first, int last) {
    private static final float WORD = 1f;
    private static final float LETTERS = 0.25f;
    private static final float MEANING = 2f;
    private static final float SIDE_BY_SIDE = 0.7f;
    private static final float TOGETHER = 0.5f;

    private static final int LETTER_GROUP = 4;
    /** So many units apart two meanings still belong together. */
    private static final int REACH = 12;

    static List<Clue> of(List<Token> tokens, Meanings meanings) {
        List<Clue> clues = new ArrayList<>(tokens.size() * 8);
        for (int i = 0; i < tokens.size(); i++) {
            clues.add(new Clue(tokens.get(i).stem(), WORD, i, i));
            letters(tokens.get(i).word(), i, clues);
        }
        List<Meanings.Unit> units = meanings.units(tokens);
        for (int i = 0; i < units.size(); i++) {
            Meanings.Unit unit = units.get(i);
            if (unit.known()) {
                clues.add(new Clue(unit.name(), MEANING, unit.first(), unit.last()));
            }
            if (i > 0 && units.get(i - 1).sentence() == unit.sentence()) {
                Meanings.Unit before = units.get(i - 1);
                clues.add(new Clue(before.name() + " " + unit.name(), SIDE_BY_SIDE, before.first(), unit.last()));
            }
            together(units, i, clues);
        }
        return clues;
    }

    /** Whether this is a whole word, by which one can say how much of a message is known at all. */
    boolean isWord() {
        return strength == WORD;
    }

    private static void letters(String word, int position, List<Clue> clues) {
        if (word.length() <= LETTER_GROUP) {
            return;
        }
        String framed = "^" + word + "$";
        for (int at = 0; at + LETTER_GROUP <= framed.length(); at++) {
            clues.add(new Clue("~" + framed.substring(at, at + LETTER_GROUP), LETTERS, position, position));
        }
    }

    private static void together(List<Meanings.Unit> units, int at, List<Clue> clues) {
        Meanings.Unit unit = units.get(at);
        for (int i = at - 1; unit.known() && i >= 0 && i >= at - REACH; i--) {
            Meanings.Unit other = units.get(i);
            if (other.known()
                    && other.sentence() == unit.sentence()
                    && !other.name().equals(unit.name())) {
                boolean ordered = other.name().compareTo(unit.name()) < 0;
                String name = ordered ? other.name() + "+" + unit.name() : unit.name() + "+" + other.name();
                clues.add(new Clue(name, TOGETHER, other.first(), unit.last()));
            }
        }
    }
}

package org.nightlight.safety;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A pattern over words, matched for all positions of a {@link Window} at once: a set of positions is the bits of a
 * {@code long}, and matching turns the set of places where a pattern may begin into the set where it has ended. There is
 * no backtracking, so no text can make it slow.
 */
sealed interface Shape {
    /** The positions reached from {@code reach} by matching this. */
    long from(long reach, Window window);

    /** Sets of classes, from each of which one must be present for this to match; empty when it can match nothing. */
    List<Set<Integer>> needs(Classes classes);

    /** A word, or phrase, of a class. */
    record Word(int type) implements Shape {
        @Override
        public long from(long reach, Window window) {
            return window.step(reach, type);
        }

        @Override
        public List<Set<Integer>> needs(Classes classes) {
            return List.of(Set.of(type));
        }
    }

    /** Up to so many words of any kind, never over the end of a sentence, nor over a negation unless told. */
    record Gap(int upTo, boolean overNegation) implements Shape {
        @Override
        public long from(long reach, Window window) {
            long open = overNegation ? window.open() : window.open() & ~window.negations();
            long all = reach;
            for (int i = 0; i < upTo; i++) {
                all |= (all & open) << 1;
            }
            return all;
        }

        @Override
        public List<Set<Integer>> needs(Classes classes) {
            return List.of();
        }
    }

    /** The beginning or the end of a sentence. */
    record Edge(boolean beginning) implements Shape {
        @Override
        public long from(long reach, Window window) {
            return reach & (beginning ? window.beginnings() : window.endings());
        }

        @Override
        public List<Set<Integer>> needs(Classes classes) {
            return List.of();
        }
    }

    record Maybe(Shape shape) implements Shape {
        @Override
        public long from(long reach, Window window) {
            return reach | shape.from(reach, window);
        }

        @Override
        public List<Set<Integer>> needs(Classes classes) {
            return List.of();
        }
    }

    record Either(List<Shape> shapes) implements Shape {
        @Override
        public long from(long reach, Window window) {
            long all = 0;
            for (Shape shape : shapes) {
                all |= shape.from(reach, window);
            }
            return all;
        }

        /** One set: for each choice the one that is rarest in ordinary text. */
        @Override
        public List<Set<Integer>> needs(Classes classes) {
            Set<Integer> all = new HashSet<>();
            for (Shape shape : shapes) {
                List<Set<Integer>> some = shape.needs(classes);
                if (some.isEmpty()) {
                    return List.of();
                }
                all.addAll(Collections.min(some, Comparator.comparing(classes::commonness)));
            }
            return List.of(all);
        }
    }

    record Sequence(List<Shape> shapes) implements Shape {
        @Override
        public long from(long reach, Window window) {
            long here = reach;
            for (Shape shape : shapes) {
                if (here == 0) {
                    return 0;
                }
                here = shape.from(here, window);
            }
            return here;
        }

        @Override
        public List<Set<Integer>> needs(Classes classes) {
            return shapes.stream()
                    .flatMap(shape -> shape.needs(classes).stream())
                    .toList();
        }
    }
}

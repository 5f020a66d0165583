package org.nightlight.safety;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a part by the rules of one pack. */
final class RuleLayer implements Layer {
    /** Findings of one rule in one part; more say nothing new. */
    private static final int ENOUGH = 3;
    /** How many words around a match may take it back. */
    private static final int MARGIN = 5;
    /** Fewest words in which a tale can be told. */
    private static final int SHORTEST_TALE = 12;
    /** In a tale the writer speaks of itself, outside of quotation marks, in less than one word of so many. */
    private static final int SELDOM = 30;

    private final Pack pack;

    RuleLayer(Pack pack) {
        this.pack = pack;
    }

    @Override
    public String version() {
        return pack.version();
    }

    @Override
    public void read(Statement.Part part, boolean story, Deadline deadline, Consumer<Finding> sink) {
        Reading reading = pack.reader().read(part.raw(), deadline);
        if (pack.sign() >= 0 && !reading.holds(pack.sign())) {
            return;
        }
        reading.findPhrases(pack.classes().phrases(), deadline);
        new Pass(part, reading, deadline).run(story, sink);
    }

    private record Match(Rule rule, int start, int end, boolean game, boolean joke, boolean real) {}

    /** One reading of one part. */
    private final class Pass {
        private final Statement.Part part;
        private final Reading reading;
        private final Deadline deadline;
        private final Window window = new Window(pack.classes().count());
        private final int[] tried = new int[pack.cues()];
        private final List<Match> matches = new ArrayList<>();
        private final java.util.Map<Rule, Integer> counts = new java.util.HashMap<>();
        private final BitSet storySigns = new BitSet();
        private boolean truth;
        private boolean game;
        private boolean joke;
        private boolean real;
        private @Nullable Match retraction;

        Pass(Statement.Part part, Reading reading, Deadline deadline) {
            this.part = part;
            this.reading = reading;
            this.deadline = deadline;
        }

        void run(boolean story, Consumer<Finding> sink) {
            try {
                readAll();
            } finally { // what was found before the time was up counts
                report(!truth && (story || isTale()), sink);
            }
        }

        private void readAll() {
            int round = 1;
            for (int first = 0; first < reading.size(); first += Window.STEP) {
                deadline.check();
                window.slide(reading, first, pack.marks().negation());
                setScene();
                eatIdioms();
                matchRules(round++);
                if (first + Window.WIDTH >= reading.size()) {
                    return;
                }
            }
        }

        private void setScene() {
            Pack.Marks marks = pack.marks();
            for (Pack.Pattern sign : marks.story()) {
                for (long ends = sign.ends(window); ends != 0; ends &= ends - 1) {
                    storySigns.set(window.first() + Long.numberOfTrailingZeros(ends));
                }
            }
            truth |= isAny(marks.truth());
            game = isAny(marks.game());
            joke = isAny(marks.joke());
            real = isAny(marks.real());
            if (retraction == null && isAny(marks.retract())) {
                retraction = new Match(RETRACTION, window.first(), window.first() + 1, false, false, false);
            }
        }

        private boolean isAny(List<Pack.Pattern> patterns) {
            for (Pack.Pattern pattern : patterns) {
                if (pattern.ends(window) != 0) {
                    return true;
                }
            }
            return false;
        }

        private void eatIdioms() {
            for (Pack.Idiom idiom : pack.idioms()) {
                long ends = idiom.pattern().ends(window);
                for (; ends != 0; ends &= ends - 1) {
                    int end = Long.numberOfTrailingZeros(ends);
                    int start = startOf(idiom.pattern().shape(), end);
                    if (!takenBack(idiom.unless(), start, end)) {
                        window.eat(Window.span(start, end));
                    }
                }
            }
        }

        private void matchRules(int round) {
            for (int i = 0; i < window.touchedCount(); i++) {
                for (Pack.Cue cue : pack.byNeed().get(window.touched(i))) {
                    if (tried[cue.number()] != round) {
                        tried[cue.number()] = round;
                        match(cue);
                    }
                }
            }
        }

        private void match(Pack.Cue cue) {
            Rule rule = cue.rule();
            if (counts.getOrDefault(rule, 0) >= ENOUGH) {
                return;
            }
            long ends = cue.pattern().ends(window);
            for (; ends != 0; ends &= ends - 1) {
                int end = Long.numberOfTrailingZeros(ends);
                int start = startOf(cue.pattern().shape(), end);
                if (!takenBack(rule.unless(), start, end)) {
                    matches.add(new Match(rule, window.first() + start, window.first() + end, game, joke, real));
                    counts.merge(rule, 1, Integer::sum);
                    return;
                }
            }
        }

        /** The latest place from which the pattern can have ended at {@code end}, found by halving. */
        private int startOf(Shape shape, int end) {
            int low = 0;
            int high = end;
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if ((shape.from(Window.span(middle, high), window) & (1L << end)) != 0) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private boolean takenBack(List<Pack.Pattern> unless, int start, int end) {
            if (unless.isEmpty()) {
                return false;
            }
            window.limit(window.around(start, end, MARGIN));
            boolean back = isAny(unless);
            window.limit(-1);
            return back;
        }

        private boolean isTale() {
            int own = 0;
            int words = 0;
            for (int i = 0; i < reading.size(); i++) {
                if (!reading.isBreak(i)) {
                    words++;
                    own += !reading.isSpoken(i) && reading.is(i, pack.marks().first()) ? 1 : 0;
                }
            }
            int signs = storySigns.cardinality();
            return words >= SHORTEST_TALE && signs >= 2 && own * SELDOM < words + SELDOM;
        }

        private void report(boolean tale, Consumer<Finding> sink) {
            for (Match match : matches) {
                Level level = level(match, tale);
                if (level != Level.S0) {
                    sink.accept(finding(match, level));
                }
            }
            if (retraction != null) {
                sink.accept(finding(retraction, Level.S0));
            }
        }

        private Level level(Match match, boolean tale) {
            Rule rule = match.rule();
            Level level = rule.level();
            if (match.real() && rule.real() != null) {
                level = level.atLeast(rule.real());
            } else if (match.joke() && rule.joke() != null) {
                level = lower(level, rule.joke());
            }
            if (match.game() && rule.game() != null) {
                level = lower(level, rule.game());
            }
            boolean told = tale && (rule.third() || reading.isSpoken(match.start()) || !isOwn(match));
            return told ? lower(level, rule.story()) : level;
        }

        private boolean isOwn(Match match) {
            for (int i = match.start(); i < match.end() && i < reading.size(); i++) {
                if (reading.is(i, pack.marks().first())) {
                    return true;
                }
            }
            return false;
        }

        private static Level lower(Level level, Level most) {
            return level.compareTo(most) <= 0 ? level : most;
        }

        private Finding finding(Match match, Level level) {
            int last = Math.min(match.end(), reading.size()) - 1;
            Reason reason = new Reason(
                    match.rule().name(), part.where(), reading.start(Math.min(match.start(), last)), reading.end(last));
            if (match.rule().weak() && level.escalates()) {
                return new Finding(Level.S1, match.rule().types(), reason, Rule.WEAK, level);
            }
            int weight = level == Level.S1
                    ? Math.max(match.rule().weight(), match.rule().weak() ? Rule.WEAK : 0)
                    : 0;
            return new Finding(level, match.rule().types(), reason, weight);
        }
    }

    static final Rule RETRACTION = new Rule(
            "said.retraction",
            Level.S0,
            java.util.Set.of(),
            List.of(),
            List.of(),
            0,
            null,
            null,
            null,
            Level.S0,
            false,
            false);
}

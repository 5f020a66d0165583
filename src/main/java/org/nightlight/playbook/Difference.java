package org.nightlight.playbook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What differs between two documents, line by line: read from the top, it is the new one with the old one's lines. */
public final class Difference {
    /** A table of so many cells is made at most; beyond it, all that differs is told as taken out and put in. */
    private static final long MOST_CELLS = 16_000_000;

    private Difference() {}

    /** Whether a line is in both, in the old document only, or in the new one only. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /** One line; its number in either document, 0 where it is not in it. */
    public record Line(Kind kind, int before, int after, String text) {}

    /** All lines of both. */
    public static List<Line> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int head = 0;
        while (head < old.size() && head < now.size() && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < old.size() - head
                && tail < now.size() - head
                && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < head; i++) {
            lines.add(new Line(Kind.SAME, i + 1, i + 1, old.get(i)));
        }
        lines.addAll(middle(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail), head));
        for (int i = tail; i > 0; i--) {
            lines.add(new Line(Kind.SAME, old.size() - i + 1, now.size() - i + 1, old.get(old.size() - i)));
        }
        return Collections.unmodifiableList(lines);
    }

    private static List<Line> middle(List<String> old, List<String> now, int head) {
        int[][] common = (long) old.size() * now.size() > MOST_CELLS ? new int[0][0] : common(old, now);
        List<Line> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            boolean both = common.length > 0 && i < old.size() && j < now.size();
            if (both && old.get(i).equals(now.get(j))) {
                lines.add(new Line(Kind.SAME, head + ++i, head + ++j, old.get(i - 1)));
            } else if (i < old.size() && (!both || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Kind.REMOVED, head + ++i, 0, old.get(i - 1)));
            } else {
                lines.add(new Line(Kind.ADDED, 0, head + ++j, now.get(j - 1)));
            }
        }
        return lines;
    }

    /** How many lines the rest of both, from here on, have in common at best. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}

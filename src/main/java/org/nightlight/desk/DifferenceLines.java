package org.nightlight.desk;

import java.util.ArrayList;
import java.util.List;
import org.nightlight.desk.AdminPlaybookDifferencePage.Kind;
import org.nightlight.desk.AdminPlaybookDifferencePage.Line;
import org.nightlight.playbook.Difference;

/** A difference for the screen: what changed and three lines around it. */
final class DifferenceLines {
    private static final int AROUND = 3;
    private static final Line GAP = new Line(Kind.GAP, 0, 0, "");

    private DifferenceLines() {}

    static List<Line> around(List<Difference.Line> all) {
        List<Line> shown = new ArrayList<>();
        boolean[] near = near(all);
        for (int i = 0; i < all.size(); i++) {
            if (near[i]) {
                Difference.Line line = all.get(i);
                shown.add(new Line(Kind.valueOf(line.kind().name()), line.before(), line.after(), line.text()));
            } else if (shown.isEmpty() || shown.getLast().kind() != Kind.GAP) {
                shown.add(GAP);
            }
        }
        return shown;
    }

    private static boolean[] near(List<Difference.Line> all) {
        boolean[] near = new boolean[all.size()];
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).kind() != Difference.Kind.SAME) {
                for (int j = Math.max(0, i - AROUND); j <= Math.min(all.size() - 1, i + AROUND); j++) {
                    near[j] = true;
                }
            }
        }
        return near;
    }
}

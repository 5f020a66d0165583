package org.nightlight.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Playbooks;
import org.nightlight.triage.Tickets.Ticket;

/** How well triage sorts tickets that it was not made from. Floors, a little below what was measured. */
class ClassifierTest {
    private final Playbook playbook = Playbooks.builtIn();
    private final Triage triage = Triage.core();

    private record Sorted(Ticket ticket, Decision decision) {
        boolean categoryIsRight() {
            return decision.category().equals(ticket.category());
        }

        boolean issueIsRight() {
            return ticket.issue().equals(decision.issue());
        }
    }

    @Test
    void sortsHeldOutTicketsRightly() {
        List<Sorted> sorted = sort(Tickets.heldOut()).toList();

        assertThat(sorted).hasSizeGreaterThanOrEqualTo(140);
        assertThat(share(sorted.stream().map(Sorted::categoryIsRight))).isGreaterThanOrEqualTo(0.90);
        assertThat(share(sorted.stream().map(Sorted::issueIsRight))).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void whatItIsSureOfIsRightAndItIsSureOfMost() {
        List<Sorted> all = sort(Tickets.heldOut()).toList();
        List<Sorted> sure =
                all.stream().filter(each -> !each.decision().needsPerson()).toList();

        assertThat(share(sure.stream().map(Sorted::categoryIsRight))).isGreaterThanOrEqualTo(0.95);
        assertThat(sure.size()).isGreaterThan((int) (all.size() * 0.8));
    }

    @Test
    void confidenceIsAboutTheShareOfRightAnswers() {
        List<Sorted> all = sort(Tickets.heldOut()).toList();

        double promised = all.stream()
                .mapToDouble(each -> each.decision().confidence())
                .average()
                .orElseThrow();
        assertThat(share(all.stream().map(Sorted::categoryIsRight))).isCloseTo(promised, within(0.08));
    }

    @Test
    void learnsTheSameEveryTime() {
        Triage again = new Triage(Knowledge.builtIn());

        assertThat(sort(Tickets.forTuning()).map(Sorted::decision).toList())
                .isEqualTo(Tickets.forTuning().stream()
                        .map(each -> again.decide(each.subject(), each.text(), null, null, playbook))
                        .toList());
    }

    @Test
    void chancesSumToOneAndMinusInfinityIsNone() {
        double[] chances = Classifier.chances(new double[] {1, Double.NEGATIVE_INFINITY, 1});

        assertThat(chances).containsExactly(new double[] {0.5, 0, 0.5}, within(1e-12));
    }

    private Stream<Sorted> sort(List<Ticket> tickets) {
        return tickets.stream()
                .map(each -> new Sorted(each, triage.decide(each.subject(), each.text(), null, null, playbook)));
    }

    private static double share(Stream<Boolean> outcomes) {
        return outcomes.mapToInt(right -> right ? 1 : 0).average().orElseThrow();
    }
}

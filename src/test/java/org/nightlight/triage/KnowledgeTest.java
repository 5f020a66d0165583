package org.nightlight.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Playbooks;
import org.nightlight.triage.Classifier.Label;

/** The files that triage learns from keep what they promise. */
class KnowledgeTest {
    private final Knowledge knowledge = Knowledge.builtIn();
    private final Playbook playbook = Playbooks.builtIn();

    @Test
    void everyIssueOfThePlaybookHasAtLeastFortyPhrases() {
        Map<Label, Long> counts = knowledge.phrases().stream()
                .collect(Collectors.groupingBy(Classifier.Phrase::label, Collectors.counting()));

        playbook.categories()
                .values()
                .forEach(category -> category.issues()
                        .keySet()
                        .forEach(issue -> assertThat(counts.getOrDefault(new Label(category.key(), issue), 0L))
                                .as("%s/%s", category.key(), issue)
                                .isGreaterThanOrEqualTo(40)));
        assertThat(counts.remove(new Label("unclear", "unclear"))).isGreaterThanOrEqualTo(40);
        assertThat(counts.keySet())
                .allSatisfy(label ->
                        assertThat(playbook.category(label.category()).issues()).containsKey(label.issue()));
    }

    @Test
    void noPhraseStandsTwiceOrAmongTheTicketsThatMeasure() {
        List<String> phrases = knowledge.phrases().stream()
                .map(phrase -> phrase.text().toLowerCase(Locale.ROOT))
                .toList();

        assertThat(phrases).doesNotHaveDuplicates();
        assertThat(Tickets.heldOut())
                .noneMatch(ticket -> phrases.contains(ticket.text().toLowerCase(Locale.ROOT)));
    }

    @Test
    void everyRuleNamesAnIssueOrCategoryOfThePlaybookAndKnownMeanings() {
        Set<String> names = playbook.categories().values().stream()
                .flatMap(category -> Stream.concat(Stream.of(category.key()), category.issues().keySet().stream()))
                .collect(Collectors.toSet());

        assertThat(knowledge.rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(names).contains(rule.issue());
            assertThat(rule.parts()).isNotEmpty().doesNotContain("");
            assertThat(rule.parts().getFirst()).isNotEqualTo("*");
            assertThat(rule.parts().stream().filter(part -> part.startsWith("<")))
                    .allMatch(
                            part -> knowledge.meanings().names().contains(part), "known meanings in " + rule.phrase());
        });
    }

    @Test
    void everyTierThatLeansIsInThePlaybook() {
        assertThat(playbook.tiers().keySet()).containsAll(knowledge.leanings().keySet());
    }

    @Test
    void aRuleMatchesWithinOneSentenceOnly() {
        Rules rules = new Rules(List.of(Rule.of("r", "<refund> * twice", "refund-requests", 1)), knowledge.meanings());
        Function<String, List<Rule.Match>> matches =
                text -> rules.in(Letter.read("", text).tokens());

        assertThat(matches.apply("please reimburse what you took twice")).hasSize(1);
        assertThat(matches.apply("Reimburse me. You charged me twice")).isEmpty();
        assertThat(matches.apply("reimburse one two three four twice")).isEmpty();
    }
}

package org.nightlight.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nightlight.playbook.Category;
import org.nightlight.playbook.Playbook;
import org.nightlight.playbook.Playbooks;
import org.nightlight.safety.Concern;
import org.nightlight.safety.Level;
import org.nightlight.safety.Verdict;

class TriageTest {
    private final Playbook playbook = Playbooks.builtIn();
    private final Triage triage = Triage.core();

    @Test
    void anEscalatingVerdictIsACrisisWhateverTheWordsSay() {
        Verdict verdict = verdict(Level.S3, Concern.PHYS);

        Decision decision = triage.decide("Refund", "I want my money back", null, verdict, playbook);

        assertThat(decision.category()).isEqualTo("safety");
        assertThat(decision.issue()).isEqualTo("crisis-detection");
        assertThat(decision.team()).isEqualTo("child-safety-agent");
        assertThat(decision.level()).isZero();
        assertThat(decision.needsPerson()).isFalse();
        assertThat(decision.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.kind()).isEqualTo(Reason.Kind.VERDICT);
            assertThat(reason.rule()).isEqualTo("test.rule");
            assertThat(reason.start()).isEqualTo(2);
            assertThat(reason.end()).isEqualTo(6);
        });
    }

    @Test
    void aMessageThatScreeningCouldNotJudgeIsASafetyMatterForAPerson() {
        Decision decision =
                triage.decide("Hi", "I want my money back", null, Verdict.held("held.timeout", "e"), playbook);

        assertThat(decision.category()).isEqualTo("safety");
        assertThat(decision.needsPerson()).isTrue();
    }

    @Test
    void harmThroughOurProductAloneIsForTheModerators() {
        Decision decision = triage.decide("", "look", null, verdict(Level.S2, Concern.PROD), playbook);

        assertThat(decision.issue()).isEqualTo("content-moderation");
        assertThat(triage.decide("", "look", null, verdict(Level.S2, Concern.PROD, Concern.BULL), playbook)
                        .issue())
                .isEqualTo("crisis-detection");
    }

    @Test
    void aQuietVerdictLeavesTheWordsToDecide() {
        Decision decision = triage.decide(
                "",
                "My card was declined twice",
                null,
                new Verdict(Level.S1, Set.of(), List.of(), false, "e"),
                playbook);

        assertThat(decision.issue()).isEqualTo("payment-failures");
    }

    @Test
    void aRightsHolderGoesToLegalAtOnce() {
        Decision decision = triage.decide(
                "DMCA", "We own the copyright in this character. Cease and desist.", null, null, playbook);

        assertThat(decision.issue()).isEqualTo("rights-holder-claim");
        assertThat(decision.team()).isEqualTo("legal-compliance");
        assertThat(decision.level()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "technical,api-errors,customer-service,1",
        "billing,refund-requests,customer-service,1",
        "content,,customer-service,1",
        "ip-attribution,question,customer-service,1",
        "ip-attribution,rights-holder-claim,legal-compliance,3",
        "safety,coppa-compliance-questions,child-safety-agent,0",
        "account,an-issue-of-yesterday,customer-service,1"
    })
    void routesByThePlaybooksLadder(String category, String issue, String team, int level) {
        assertThat(Triage.route(category, issue, playbook)).isEqualTo(new Routing(team, level));
    }

    @Test
    void refusesToRouteACategoryThatThePlaybookLacks() {
        assertThatIllegalArgumentException().isThrownBy(() -> Triage.route("weather", null, playbook));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   \n\t",
                "\u0000\u0000",
                "\uD83D\uDE00\uD83D\uDE00",
                "\uD83D",
                "\u200B\u200D",
                ">>>>",
                "?!?!",
                "\u4F60\u597D"
            })
    void whatCannotBeReadIsForAPerson(String text) {
        Decision decision = triage.decide("", text, null, null, playbook);

        assertThat(decision.needsPerson()).isTrue();
        assertThat(decision.issue()).isNull();
        assertThat(decision.team()).isEqualTo("customer-service");
        assertThat(decision.level()).isEqualTo(1);
        assertThat(decision.confidence()).isZero();
        assertThat(decision.reasons()).singleElement().extracting(Reason::kind).isEqualTo(Reason.Kind.UNSURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asdf qwer zxcv",
                "hello there",
                "ok",
                "Thank you very much",
                "Can you help me?",
                "Just checking in again",
                "lorem ipsum dolor sit amet"
            })
    void whatSaysNothingIsForAPersonAtLevelOne(String text) {
        Decision decision = triage.decide("", text, null, null, playbook);

        assertThat(decision.needsPerson()).isTrue();
        assertThat(decision.confidence()).isLessThan(playbook.confidenceThreshold());
        assertThat(decision.reasons().getFirst().kind()).isEqualTo(Reason.Kind.UNSURE);
    }

    @Test
    void aMillionCharactersAreReadAsQuicklyAsTheFirstOfThem() {
        String text = "please refund the annual plan " + "a".repeat(1_000_000);
        String lines = "please refund the annual plan\n" + "word \u0000 ".repeat(150_000);

        assertThat(triage.decide("", text, null, null, playbook).category()).isEqualTo("billing");
        assertThat(triage.decide("x".repeat(1_000_000), lines, null, null, playbook))
                .isNotNull();
        assertThat(triage.decide("", "(".repeat(1_000_000), null, null, playbook)
                        .needsPerson())
                .isTrue();
    }

    @Test
    void reasonsPointAtTheWordsAsTheyStandInTheMessage() {
        String subject = "Re: Fwd: ch\u00E1rged";
        String text = "Hello team,\n\nI would like a R\u00C9FUND for the annual plan. \uD83D\uDE00 My card was billed.";

        Decision decision = triage.decide(subject, text, null, null, playbook);

        Reason refund = decision.reasons().stream()
                .filter(reason -> reason.rule().equals("refund"))
                .findFirst()
                .orElseThrow();
        assertThat(text.substring(refund.start(), refund.end())).isEqualTo("R\u00C9FUND");
        assertThat(refund.weight()).isPositive();
        assertThat(decision.reasons()).allSatisfy(reason -> {
            String part = reason.where().equals("subject") ? subject : text;
            assertThat(part.substring(reason.start(), reason.end())).isNotBlank();
        });
    }

    @Test
    void reasonsNeverHoldTheCustomersOwnWords() {
        Decision decision =
                triage.decide("", "Xanthippa Quorlbottom cannot login, her passwordd is zebra99", null, null, playbook);

        assertThat(decision.reasons())
                .isNotEmpty()
                .noneSatisfy(reason -> assertThat(reason.term()).containsAnyOf("xanthippa", "quorlbottom", "zebra99"));
    }

    @Test
    void prefixesGreetingsQuotesAndSignaturesDoNotMatter() {
        Decision bare = triage.decide("Invoice", "Where can I download my receipt?", null, null, playbook);

        Decision dressed = triage.decide("Re: Fwd: Invoice", """
                Hi there,
                Where can I download my receipt?

                Best regards
                Dana Storyteller
                Voice coach

                On Mon, 2 Nov 2026 at 10:02, Support wrote:
                > Your Alexa skill crashed and the audio of the story is missing.
                """, null, null, playbook);

        assertThat(dressed.issue()).isEqualTo("invoice-questions");
        assertThat(dressed.confidence()).isEqualTo(bare.confidence());
    }

    @Test
    void neverNamesAnIssueThatThePlaybookLacks() {
        SequencedMap<String, Category> fewer = new LinkedHashMap<>(playbook.categories());
        fewer.remove("billing");
        Playbook small = withCategories(fewer);

        assertThat(triage.decide("", "I want a refund", null, null, small).category())
                .isNotEqualTo("billing");
    }

    @Test
    void aPlaybookOfWhichNothingIsKnownLeavesItToAPerson() {
        SequencedMap<String, Category> one = new LinkedHashMap<>();
        Category technical = playbook.category("technical");
        one.put(
                "weather",
                new Category("weather", "Weather", technical.times(), technical.issues(), technical.ladder()));

        Decision decision = triage.decide("", "I want a refund", null, null, withCategories(one));

        assertThat(decision.category()).isEqualTo("weather");
        assertThat(decision.needsPerson()).isTrue();
    }

    @Test
    void aDevelopersTierMakesADevelopersMatterLikelier() {
        String text = "The connection fails";

        double free = apiShare(triage.decide("", text, "free", null, playbook));
        double enterprise = apiShare(triage.decide("", text, "enterprise", null, playbook));

        assertThat(enterprise).isGreaterThan(free);
        assertThat(triage.decide("", text, "no-such-tier", null, playbook))
                .isEqualTo(triage.decide("", text, null, null, playbook));
    }

    private static double apiShare(Decision decision) {
        return decision.category().equals("technical") ? decision.confidence() : 1 - decision.confidence();
    }

    private static Verdict verdict(Level level, Concern... types) {
        return new Verdict(
                level,
                EnumSet.copyOf(List.of(types)),
                List.of(new org.nightlight.safety.Reason("test.rule", "text", 2, 6)),
                false,
                "e");
    }

    private Playbook withCategories(SequencedMap<String, Category> categories) {
        return new Playbook(
                playbook.brand(),
                playbook.addresses(),
                playbook.channels(),
                playbook.hours(),
                playbook.tiers(),
                playbook.defaultTierKey(),
                playbook.warnings(),
                playbook.reopenWithinDays(),
                playbook.confidenceThreshold(),
                playbook.teams(),
                categories,
                playbook.skills(),
                playbook.safety(),
                playbook.consent(),
                playbook.retention(),
                playbook.templates(),
                playbook.notice());
    }
}

package org.nightlight.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nightlight.playbook.Reading.Faulty;
import org.nightlight.playbook.Reading.Sound;
import org.nightlight.playbook.Target.BusinessDays;
import org.nightlight.playbook.Target.ClockHours;
import org.nightlight.shared.Spoken;

class PlaybookReaderTest {
    private final String document = Playbooks.builtInDocument();

    @Test
    void theDefaultIsTheSeedDocumentMadeExecutable() {
        Playbook playbook = Playbooks.builtIn();
        assertThat(playbook.tiers().keySet())
                .containsExactly(
                        "free", "alexa-starter", "individual", "premium", "family", "professional", "enterprise");
        assertThat(playbook.tier("free").firstResponse()).isEqualTo(new ClockHours(Duration.ofHours(48)));
        assertThat(playbook.tier("free").escalation()).isEqualTo(new BusinessDays(7));
        assertThat(playbook.tier("enterprise").resolution()).isEqualTo(new Target.SameDay());
        assertThat(playbook.categories().keySet())
                .containsExactly("technical", "account", "billing", "content", "safety", "ip-attribution");
        assertThat(playbook.category("technical").issues()).hasSize(5);
        assertThat(playbook.zone().getId()).isEqualTo("America/New_York");
        assertThat(playbook.addresses().support().value()).isEqualTo("support@storytailor.com");
        assertThat(playbook.hours().holidays()).hasSize(33);
        assertThat(playbook.templates()).hasSize(9);
    }

    @Test
    void c63_theLawfulBasisIsTheTenantsChoiceAmongAllSix() {
        for (Notice.LawfulBasis basis : Notice.LawfulBasis.values()) {
            String chosen = document.replace(
                    "\n  lawful-basis: legitimate-interests\n", "\n  lawful-basis: " + basis.key() + "\n");
            assertThat(PlaybookReader.read(chosen))
                    .isInstanceOfSatisfying(
                            Sound.class,
                            sound -> assertThat(sound.playbook().notice().basis())
                                    .isEqualTo(basis));
        }
        assertThat(PlaybookReader.read(
                        document.replace("\n  lawful-basis: legitimate-interests\n", "\n  lawful-basis: because\n")))
                .isInstanceOf(Faulty.class);
    }

    @Test
    void c45_whatAnOperatorHasNotEnteredIsNamedAndAPlaybookOfBeforeIsStillRead() {
        assertThat(Playbooks.builtIn().notice().missing())
                .containsExactly("the postal address of Storytailor", "the telephone number of Storytailor");
        String whole = document.replace(
                "\n      email: support@storytailor.com\n",
                "\n      email: support@storytailor.com\n      address: 1 Lane, Town\n      phone: +1 555 0100\n");
        assertThat(PlaybookReader.read(whole))
                .isInstanceOfSatisfying(
                        Sound.class,
                        sound -> assertThat(sound.playbook().notice().missing()).isEmpty());
        String before = document.replaceFirst("(?s)\nnotice:\n.*?\nchannels:", "\nchannels:");
        assertThat(before).doesNotContain("lawful-basis");
        assertThat(PlaybookReader.read(before)).isInstanceOfSatisfying(Sound.class, sound -> {
            assertThat(sound.playbook().notice().asksFor("email")).isTrue();
            assertThat(sound.playbook().notice().operators().getFirst().email().value())
                    .isEqualTo("support@storytailor.com");
        });
    }

    @Test
    void c56_aPersonalFieldThatTheFormDoesNotKnowIsAnUnknownKey() {
        assertThat(PlaybookReader.read(
                        document.replace("\n    email: So that", "\n    school: We like it.\n    email: So that")))
                .isInstanceOf(Faulty.class);
    }

    @Test
    void safetyStartsAtOnceAndOnlyItsLadderSeesTheCase() {
        Playbook playbook = Playbooks.builtIn();
        assertThat(playbook.ladder("safety").rungs())
                .extracting(Ladder.Rung::team)
                .containsExactly("child-safety-agent", "safety-team", "legal-compliance");
        assertThat(playbook.ladder("safety").firstWithPeople(playbook).team()).isEqualTo("safety-team");
        assertThat(playbook.safetyTeams())
                .containsExactlyInAnyOrder("child-safety-agent", "safety-team", "legal-compliance");
        assertThat(playbook.safety().timesOf(null).firstResponse()).isEqualTo(new ClockHours(Duration.ofMinutes(5)));
    }

    @Test
    void aRightsHolderClaimLandsWithLegalAtOnce() {
        Playbook playbook = Playbooks.builtIn();
        assertThat(playbook.landing("ip-attribution", "rights-holder-claim").team())
                .isEqualTo("legal-compliance");
        assertThat(playbook.landing("ip-attribution", "question").team()).isEqualTo("customer-service");
        assertThat(playbook.ladder("ip-attribution").above(3)).isEmpty();
    }

    @Test
    void phoneIsForTheTwoUpperTiersAndForASafetyMatterFromAnybody() {
        Playbook playbook = Playbooks.builtIn();
        Channel phone = playbook.channel("phone");
        assertThat(phone.admits(playbook.tier("free"), false)).isFalse();
        assertThat(phone.admits(playbook.tier("free"), true)).isTrue();
        assertThat(phone.admits(playbook.tier("professional"), false)).isTrue();
    }

    @Test
    void aFaultIsToldInTheLanguageOfWhoeverEditsAndTheDocumentsOwnWordsStay() {
        String odd = document.replace("resolution: 5 business days", "resolution: soon");
        assertThat(Spoken.in(Spoken.SPANISH, () -> faults(odd)))
                .extracting(Fault::expected)
                .contains("se esperaba un tiempo positivo como 48 hours, 5 business days, same day o next business day"
                        + ", se encontró 'soon'");
        assertThat(Spoken.in(Spoken.SPANISH, () -> new BusinessDays(5).said())).isEqualTo("5 días hábiles");
        assertThat(Spoken.in(Spoken.SPANISH, () -> new BusinessDays(5).text())).isEqualTo("5 business days");
    }

    @Test
    void anUnknownKeyIsToldWithItsPlaceAndTheNearestKnownOne() {
        assertThat(faults(document.replace("resolution: 5 business days", "resolutoin: 5 business days")))
                .anySatisfy(fault -> {
                    assertThat(fault.path()).isEqualTo("tiers.free.resolutoin");
                    assertThat(fault.expected()).contains("did you mean 'resolution'?");
                    assertThat(document.lines().toList().get(fault.line() - 1)).contains("resolution: 5");
                    assertThat(fault.column()).isEqualTo(5);
                });
    }

    @Test
    void allMistakesAreToldAtOnce() {
        String wrong = document.replace("zone: America/New_York", "zone: America/New_Yrok")
                .replace("first-response: 48 hours", "first-response: -48 hours")
                .replace("default-tier: free", "default-tier: fre")
                .replace("monday: [\"09:00-17:00\"]", "monday: [\"09:00-17:00\", \"16:00-18:00\"]")
                .replace("team: finance", "team: finances")
                .replace("warnings: [50, 75, 90]", "warnings: [50, 90, 75]")
                .replace("{agent.name} from", "{agent.nam} from")
                .replace(
                        "crisis-detection: { first-response: 5 minutes",
                        "crisis-detection: { first-response: 6 minutes")
                .replace("starts-at: 3", "starts-at: 4")
                .replace("confidence-threshold: 0.6", "confidence-threshold: 1.6");
        assertThat(faults(wrong))
                .extracting(Fault::path)
                .containsExactlyInAnyOrder(
                        "hours.zone",
                        "hours.weekly.monday[1]",
                        "default-tier",
                        "tiers.free.first-response",
                        "warnings[2]",
                        "triage.confidence-threshold",
                        "categories.billing.ladder[1].team",
                        "categories.ip-attribution.issues.rights-holder-claim.starts-at",
                        "safety.times.crisis-detection.first-response",
                        "templates.initial-response.en.body");
    }

    @Test
    void theNextPersonMayBeCalledSoonerThanByDefaultButNeverLater() {
        assertThat(faults(document.replace("s3: 15 minutes", "s3: 16 minutes")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.path()).isEqualTo("safety.paging.s3"));
        assertThat(faults(document.replace("s4: 5 minutes", "s4: 2 minutes"))).isEmpty();
        assertThat(faults(document.replace("s4: 5 minutes, ", "")))
                .extracting(Fault::path)
                .containsExactly("safety.paging.s4");
    }

    @Test
    void aPlaybookWrittenBeforePeopleWerePagedCallsThemAsTheDefaultDoes() {
        String before = document.replaceAll("(?m)^  paging: .*\n", "");
        assertThat(before).isNotEqualTo(document);
        assertThat(PlaybookReader.readWithoutFloor(before))
                .isInstanceOfSatisfying(
                        Reading.Sound.class,
                        sound -> assertThat(sound.playbook().safety().nextCallAfter("S4"))
                                .isEqualTo(Duration.ofMinutes(5)));
    }

    @Test
    void whatIsMissingDoubledOrOfTheWrongKindIsTold() {
        assertThat(faults(document.replace("  name: Storytailor\n", "")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.path()).isEqualTo("brand.name"));
        assertThat(faults(document.replace("  name: Storytailor\n", "  name: Storytailor\n  name: Other\n")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.expected()).contains("second time"));
        assertThat(faults(document.replace("warnings: [50, 75, 90]", "warnings: {a: b}")))
                .extracting(Fault::path)
                .containsExactly("warnings");
    }

    @Test
    void aMissingPartIsToldOnceNotOnceForEachLineInIt() {
        assertThat(faults("brand: {name: A, from-name: B, language: en}"))
                .extracting(Fault::path)
                .contains("tiers", "hours", "safety")
                .doesNotContain("hours.zone");
    }

    @Test
    void aSafetyTimeMayBecomeStricterButNotLaxerAndNoneMayGo() {
        String stricter = document.replace(
                "crisis-detection: { first-response: 5 minutes", "crisis-detection: { first-response: 3 minutes");
        assertThat(PlaybookReader.read(stricter)).isInstanceOf(Sound.class);
        assertThat(faults(document.replaceAll("(?m)^.*privacy-concerns: \\{.*\n", "")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.expected()).contains("privacy-concerns"));
    }

    @Test
    void r42_sealedEvidenceMayBeKeptLongerButNeverShorter() {
        String ours = "sealed-evidence-days: 365";
        assertThat(document).contains(ours);
        assertThat(PlaybookReader.read(document.replace(ours, "sealed-evidence-days: 1096")))
                .isInstanceOf(Sound.class);
        assertThat(faults(document.replace(ours, "sealed-evidence-days: 364"))).hasSize(1);
        assertThat(PlaybookReader.read(document.replace("  " + ours + "\n", "")))
                .as("a playbook that says nothing keeps it as long as the built-in one")
                .isInstanceOf(Sound.class);
    }

    @Test
    void c01_c18_whatHoldsForAskingParentsMayOnlyBecomeStricter() {
        for (String stricter : List.of("answer-within-days: 7", "confirm-after: 48 hours", "lasts-days: 180")) {
            assertThat(PlaybookReader.read(document.replaceFirst(stricter.replaceFirst(":.*", ": .*"), stricter)))
                    .as(stricter)
                    .isInstanceOf(Sound.class);
        }
        for (String laxer : List.of(
                "answer-within-days: 15", "confirm-after: 1 hour", "lasts-days: 366", "directed-to-children: false")) {
            assertThat(faults(document.replaceFirst(laxer.replaceFirst(":.*", ": .*"), laxer)))
                    .as(laxer)
                    .hasSize(1);
        }
        assertThat(PlaybookReader.read(document.replaceFirst("(?ms)^consent:.*?(?=^templates:)", "")))
                .as("a playbook that says nothing is as strict as the built-in one")
                .isInstanceOf(Sound.class);
    }

    @Test
    void r29_theTimeForAReportMayBecomeShorterButNeverLonger() {
        String ours = "mandatory-report: { within: 1 hour, warn-after: 30 minutes }";
        assertThat(document).contains(ours);
        assertThat(PlaybookReader.read(
                        document.replace(ours, "mandatory-report: { within: 40 minutes, warn-after: 10 minutes }")))
                .isInstanceOf(Sound.class);
        for (String laxer :
                List.of("{ within: 2 hours, warn-after: 30 minutes }", "{ within: 1 hour, warn-after: 31 minutes }")) {
            assertThat(faults(document.replace(ours, "mandatory-report: " + laxer)))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.expected()).contains("at most"));
        }
        assertThat(PlaybookReader.read(document.replace("  " + ours + "\n", "")))
                .as("a playbook that says nothing has the built-in time")
                .isInstanceOf(Sound.class);
    }

    @Test
    void a02_whatOnePersonCarriesMayBecomeLessAndTheRestLongerButNeverTheOtherWay() {
        String ours =
                "care: { cases-per-shift: 5, media-minutes: 60, pause-after-emergency: 30 minutes, break-glass: 1 hour }";
        assertThat(document).contains(ours);
        String kinder = ours.replace("5,", "3,")
                .replace("60,", "20,")
                .replace("30 minutes", "90 minutes")
                .replace("1 hour", "10 minutes");
        assertThat(PlaybookReader.read(document.replace(ours, kinder))).isInstanceOfSatisfying(Sound.class, sound -> {
            var care = sound.playbook().safety().care();
            assertThat(care.casesPerShift()).isEqualTo(3);
            assertThat(care.pause()).hasMinutes(90);
            assertThat(care.breakGlass()).hasMinutes(10);
        });
        for (String laxer : List.of(
                ours.replace("5,", "6,"),
                ours.replace("60,", "61,"),
                ours.replace("30 minutes", "29 minutes"),
                ours.replace("1 hour", "61 minutes"))) {
            assertThat(faults(document.replace(ours, laxer))).as(laxer).hasSize(1);
        }
        assertThat(PlaybookReader.read(document.replace("  " + ours + "\n", "")))
                .as("a playbook that says nothing has the built-in numbers")
                .isInstanceOf(Sound.class);
    }

    @Test
    void r45_thePlaybookMayKeepACloserWatchButNoLooserOne() {
        String ours = "watch: { reread-per-thousand: 15, drill-every: 720 hours, deputy-after: 10 minutes }";
        assertThat(document).contains(ours);
        assertThat(PlaybookReader.read(document.replace(
                        ours, "watch: { reread-per-thousand: 40, drill-every: 168 hours, deputy-after: 5 minutes }")))
                .isInstanceOf(Sound.class);
        for (String looser : List.of(
                "{ reread-per-thousand: 14, drill-every: 720 hours, deputy-after: 10 minutes }",
                "{ reread-per-thousand: 15, drill-every: 721 hours, deputy-after: 10 minutes }",
                "{ reread-per-thousand: 15, drill-every: 720 hours, deputy-after: 11 minutes }")) {
            assertThat(faults(document.replace(ours, "watch: " + looser))).hasSize(1);
        }
        assertThat(PlaybookReader.read(document.replace("  " + ours + "\n", "")))
                .as("a playbook that says nothing keeps the built-in watch")
                .isInstanceOf(Sound.class);
    }

    @Test
    void anOvernightShiftMayNotRunIntoTheNextDay() {
        assertThat(faults(document.replace("monday: [\"09:00-17:00\"]", "monday: [\"21:00-09:30\"]")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.path()).isEqualTo("hours.weekly.tuesday"));
    }

    @Test
    void noTextWhateverMakesTheReaderThrow() {
        List<String> odd = List.of(
                "",
                " ",
                "null",
                "[]",
                "a",
                "42",
                "a: b",
                "a: &x [*x]",
                "&x {a: *x}",
                "? [a]\n: b",
                "{",
                "\t",
                "\u0000",
                "\uD800",
                "--- a\n--- b",
                "brand: !!java.net.URL [x]",
                "<<: {a: b}",
                "a: *b",
                "%YAML 9.9\n---\n",
                "[".repeat(5000),
                "{a: ".repeat(5000),
                "- ".repeat(5000),
                "x".repeat(1_000_001));
        for (String text : odd) {
            assertThat(PlaybookReader.read(text)).isInstanceOf(Faulty.class);
        }
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            StringBuilder torn = new StringBuilder(document);
            for (int cut = 0; cut < 3; cut++) {
                int at = random.nextInt(torn.length() - 20);
                torn.replace(at, at + random.nextInt(20), String.valueOf((char) random.nextInt(32, 127)));
            }
            assertThat(PlaybookReader.read(torn.toString())).isNotNull();
        }
    }

    private static List<Fault> faults(String yaml) {
        return switch (PlaybookReader.read(yaml)) {
            case Faulty(List<Fault> faults) -> faults;
            case Sound _ -> List.of();
        };
    }
}

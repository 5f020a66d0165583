package org.nightlight.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerLintTest {
    private static final String GOOD = "Thank you for telling us. It is not your fault. A person here is reading this.";

    @Test
    void r36_everyBuiltInAnswerIsThereInBothLanguagesAndFitForAChild() {
        assertThat(Playbooks.builtIn().safety().answers().values())
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(answer -> {
                    assertThat(answer.texts()).containsOnlyKeys("en", "es");
                    answer.texts()
                            .forEach((language, text) -> assertThat(AnswerLint.faults(text, language))
                                    .as(answer.key() + " " + language)
                                    .isEmpty());
                });
    }

    @Test
    void r36_theAnswersSayThatItIsNotTheChildsFaultAndThatItCannotBeKeptSecret() {
        assertThat(Playbooks.builtIn().safety().answers().get("thank-you").texts())
                .hasEntrySatisfying(
                        "en", text -> assertThat(text).contains("not your fault", "can't keep it only between"))
                .hasEntrySatisfying("es", text -> assertThat(text).contains("No es tu culpa", "No lo podemos callar"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "This stays our secret.",
                "We promise to help.",
                "We won't tell. It is just between us.",
                "Nobody will know.",
                "What did he do to you.",
                "How many times was it.",
                "Tell us more of it.",
                "Are you safe?",
                "Why did you wait.",
                "Please send us a picture.",
                "Do not take the pills.",
                "Do not cut.",
                "You should have said so.",
                "It is your fault.",
                "He is a monster.",
                "Everything will be fine.",
                "We will make sure it stops.",
                "You will be safe soon.",
                "You did well!",
                "We are glad 🙂",
                "We are glad :)",
                "Ask a parent.",
                "Talk to your mom.",
                "Tell a grown-up at home.",
                "You have anxiety.",
                "This is abuse.",
                "We made a report.",
                "The police know.",
                "Call 988.",
                "See www.help.org now.",
                "Hello {customer.name}."
            })
    void r36_r41_whatMustNotBeSaidToAChildIsNamed(String wrong) {
        assertThat(AnswerLint.faults(GOOD + " " + wrong, "en")).as(wrong).isNotEmpty();
        assertThat(AnswerLint.faults(GOOD, "en")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Es un secreto.",
                "Te lo prometo.",
                "No se lo diremos.",
                "¿Qué te hizo?",
                "Cuéntanos más.",
                "Dime por qué fue.",
                "Manda una foto.",
                "Deja las pastillas.",
                "Es tu culpa.",
                "Debiste hablar antes.",
                "Todo va a salir bien.",
                "Te protegeremos.",
                "¡Bien hecho!",
                "Habla con tu mamá.",
                "Díselo a tu familia.",
                "Tienes ansiedad.",
                "Es un abuso.",
                "Habrá una denuncia.",
                "La policia lo sabe."
            })
    void r36_r41_theSameHoldsInSpanish(String wrong) {
        String good = "Has hecho bien. No es tu culpa. Te lee una persona.";
        assertThat(AnswerLint.faults(good + " " + wrong, "es")).as(wrong).isNotEmpty();
        assertThat(AnswerLint.faults(good, "es")).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnceWithWhatToChange() {
        List<String> faults = AnswerLint.faults("Ask your dad! Why did he do it? Call 911.", "en");
        assertThat(faults).hasSizeGreaterThanOrEqualTo(5);
        assertThat(faults).anyMatch(fault -> fault.contains("'dad'") && fault.contains("help card"));
        assertThat(faults).anyMatch(fault -> fault.contains("'!'") && fault.contains("full stop"));
    }

    @Test
    void hardWordsAndLongSentencesAreRefusedByTheGrade() {
        String hard = "Notwithstanding the considerable difficulties which you have experienced, our organisation"
                + " appreciates the confidence that you have demonstrated by communicating with us.";
        assertThat(ReadingGrade.englishGrade(hard)).isGreaterThan(12);
        assertThat(AnswerLint.faults(hard, "en")).anyMatch(fault -> fault.contains("Flesch-Kincaid"));
        String pesado =
                "Agradecemos sinceramente la extraordinaria confianza que has demostrado comunicándote con nuestra"
                        + " organización en circunstancias indudablemente complicadas.";
        assertThat(AnswerLint.faults(pesado, "es")).anyMatch(fault -> fault.contains("Fernández Huerta"));
    }

    @Test
    void syllablesAreCountedAsTheyAreHeard() {
        assertThat(List.of("fault", "telling", "people", "below", "are", "needed", "liked", "safe"))
                .extracting(ReadingGrade::englishSyllables)
                .containsExactly(1, 2, 2, 2, 1, 2, 1, 1);
        assertThat(List.of("gracias", "culpa", "persona", "lío", "quieras", "oír", "quién", "peor", "ya"))
                .extracting(ReadingGrade::spanishSyllables)
                .containsExactly(2, 2, 3, 2, 2, 2, 1, 2, 1);
    }

    @Test
    void r36_aPlaybookWithAnUnfitAnswerIsRefusedWithLineAndReason() {
        String document = Playbooks.builtInDocument()
                .replace("Thank you for telling us. It sounds hard.", "Thank you! Ask your mom. It sounds hard.");
        assertThat(PlaybookReader.read(document))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .hasSizeGreaterThanOrEqualTo(2)
                                .allMatch(fault ->
                                        fault.path().equals("safety.answers.thank-you.en") && fault.line() > 0));
    }

    @Test
    void aPlaybookWithoutAnswersHasTheBuiltInOnes() {
        String document =
                Playbooks.builtInDocument().replaceFirst("(?s)\n  answers:\n.*?\n  crisis-lines:", "\n  crisis-lines:");
        assertThat(PlaybookReader.read(document))
                .isInstanceOfSatisfying(
                        Reading.Sound.class,
                        sound -> assertThat(sound.playbook().safety().answers())
                                .isEqualTo(Playbooks.builtIn().safety().answers()));
    }

    @Test
    void r09_theAnswerToAParentWhoAsksSaysTheSameOfEveryChild() {
        Template template = Playbooks.builtIn().template("did-my-child-write");
        for (String language : List.of("en", "es")) {
            List<String> holes = Template.VARIABLE
                    .matcher(template.in(language).body())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(holes).containsExactlyInAnyOrder("customer.name", "agent.name", "team.name", "brand.name");
        }
        assertThat(template.in("en").body())
                .contains("this same answer to everybody", "never say whether")
                .doesNotContainIgnoringCase("safety");
    }
}

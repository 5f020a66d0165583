package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the safety facts that concern screening alone, by their numbers. */
class ScreeningTest {
    private static final Screening SCREENING = Screening.core();

    private static Verdict screen(String text) {
        return SCREENING.screen(Statement.of(text));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PHYS|dad hits me with the belt when i lose",
                "EMOT|mom says she wishes i was never born evry day",
                "SEXA|my uncle touches me where hes not suposed to",
                "NEGL|nobody has been home since 2 days its just me n my sister",
                "BULL|i get bullied at school every day",
                "SELF|i cut wen im sad",
                "SUIC|everyone wud be better without me",
                "SUBS|my brother makes me try his vape",
                "DOMV|dad is hurting mom again can u call someone",
                "MHCR|the voices tell me stuff",
                "DANG|hes breaking the door",
                "GROO|my online friend is 30 but hes nice he says dont tell",
                "SEXT|he says he will send it to my whole school if i dont pay",
                "CSAM|someone sent me a gross pic of a kid",
                "MISS|i ran away and i dont have anywere",
                "THRT|im gonna bring something to school monday",
                "TRAF|he makes me meet people for money",
                "DISC3|my friend says her stepdad hurts her",
                "INDI|can u not email my mom about this",
                "PROD|another player in ur game said he wants to see me naked"
            })
    void everyTypeIsFoundAndEscalates(Concern type, String text) {
        Verdict verdict = screen(text);
        assertThat(verdict.types()).contains(type);
        assertThat(verdict.escalates()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"I don't know", "i don’t know...", "Sí!", "ask my mom", "Ok", "Thanks :)"})
    void aWholeMessageThatSaysNothingByItselfIsNoAlarm(String text) {
        assertThat(screen(text).level()).isEqualTo(Level.S0);
    }

    @Test
    void whatIsEncryptedIsHeldForAPersonAndTheNextPlainMessageIsNot() {
        Verdict encrypted = SCREENING.screenEncrypted(Statement.of(""), List.of());
        assertThat(encrypted.held()).isTrue();
        assertThat(SCREENING
                        .screen(Statement.of("When does the next chapter come?"), List.of(encrypted))
                        .level())
                .isEqualTo(Level.S0);
    }

    @Test
    void aNameThatIsWrittenTwiceIsNoOtherLanguage() {
        String history = """
                From: Sam Oak <sam@storytailor.com>
                Sent: Monday, 16 November 2026 10:12
                To: Sam Vale <sam@example.org>
                Subject: RE: No sound

                Please press the play button twice.""";
        assertThat(SCREENING
                        .screen(Statement.of("Thanks, it works.\n\n" + history))
                        .level())
                .isEqualTo(Level.S0);
    }

    @Test
    void aSubjectOfAFewWordsIsNoSentenceAndStillReadWhereItIsClear() {
        assertThat(SCREENING
                        .screen(Statement.of("When does the next chapter come?").withSubject("Something else"))
                        .escalates())
                .isFalse();
        for (String text : List.of("", "see above")) {
            assertThat(SCREENING
                            .screen(Statement.of(text).withSubject("he kissed me"))
                            .escalates())
                    .as("a child who writes all of it into the subject")
                    .isTrue();
        }
        assertThat(SCREENING
                        .screen(Statement.of("see above").withSubject("dad hits me"))
                        .escalates())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"I am away until Monday.", "I will be back on Tuesday.", "I'm away until tomorrow"})
    void aNoticeOfAbsenceIsNoChildThatIsMissing(String text) {
        assertThat(screen(text).escalates()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am away until Monday because dad hits me",
                "I don't know. he hits me",
                "ask my mom why she hits me",
                "Sí, me pega"
            })
    void aShortReplyThatSaysMoreIsReadAsEverythingElse(String text) {
        assertThat(screen(text).escalates()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hes breaking the door",
                "i took my moms pills to sleep",
                "theres smoke",
                "im going to jump off the bridge tonight",
                "my mom wont wake up"
            })
    void dangerNowIsAnEmergency(String text) {
        assertThat(screen(text).level()).isEqualTo(Level.S4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please dont tell my mom i wrote this",
                "can u not email my mom about this",
                "how do i delete a chat so my dad cant see",
                "no le digas a mi mama por favor"
            })
    void askingNotToTellAParentIsReviewedAtLeast(String text) {
        Verdict verdict = screen(text);
        assertThat(verdict.escalates()).isTrue();
        assertThat(verdict.types()).contains(Concern.INDI);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I want to k!ll myself",
                "su1c1de is all i think about",
                "i want to unalive myself",
                "i wanna diiiie",
                "i want to k i l l myself",
                "i want to ki\u200bll my\u200bself",
                "i want to \u043aill mys\u0435lf",
                "\uff49 \uff57\uff41\uff4e\uff54 \uff54\uff4f \uff4b\uff49\uff4c\uff4c \uff4d\uff59\uff53\uff45\uff4c\uff46",
                "iwanttokillmyself",
                "i want to k*ll myself",
                "thinking about sewer slide again",
                "im suisidal"
            })
    void dodgesAndChildSpellingAreReadThrough(String text) {
        assertThat(screen(text).escalates()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the dragon killed the knight and ate him",
                "i died 5 times on level 3",
                "my guy got killed by a creeper",
                "kill streak",
                "shoot the boss",
                "my mom is going to kill me if i lose my password",
                "im dying laughing",
                "dead tired",
                "this lag makes me wanna die lol",
                "abort download",
                "how do i kill a process",
                "child account",
                "parental control",
                "hit the button",
                "beat the level",
                "my account was terminated",
                "my hamster died",
                "we learn about the war",
                "the app crashes",
                "respawn",
                "What is the definition of suicide?"
            })
    void ordinaryWordsDoNotEscalate(String text) {
        assertThat(screen(text).escalates()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dallas", "Cat", "Ana", "Sam", "Rex", "Mia", "Bill", "Annie"})
    void aNameAloneIsNeverATrigger(String name) {
        Verdict verdict = SCREENING.screen(
                Statement.of("Hello, please reset my password.").withName(name));
        assertThat(verdict.level()).isEqualTo(Level.S0);
        assertThat(screen("Hi, this is " + name + " and I need help with my login")
                        .level())
                .isEqualTo(Level.S0);
    }

    @Test
    void anIdiomThatIsRealIsRaised() {
        assertThat(screen("my dad is going to kill me if i lose my tablet").escalates())
                .isFalse();
        assertThat(screen("my dad is going to kill me for real he has a knife").level())
                .isGreaterThanOrEqualTo(Level.S3);
        assertThat(screen("my mom hits me for real, i have bruises").level()).isGreaterThanOrEqualTo(Level.S3);
    }

    @Test
    void laughterNeverClearsAGraveMessage() {
        assertThat(screen("my stepdad beats me with a cord lol jk").level()).isGreaterThanOrEqualTo(Level.S3);
        assertThat(screen("im gonna kill myself tonight haha").level()).isGreaterThanOrEqualTo(Level.S3);
    }

    @Test
    void fictionIsLoweredButAbuseByACaregiverIsNotCleared() {
        String tale = "Once upon a time there was a princess. The king said, \"My father hits me every day.\""
                + " The princess cried and the fairy said it was true.";
        assertThat(screen(tale).level()).isBetween(Level.S1, Level.S2);
        Verdict real = screen(tale + " The girl is me. This is really about me.");
        assertThat(real.escalates()).isTrue();
    }

    @Test
    void aStoryThatIsADisclosureIsReviewed() {
        assertThat(screen("there once was a girl whose step dad came at night").level())
                .isGreaterThanOrEqualTo(Level.S1);
    }

    @Test
    void storyContentHasItsOwnPolicy() {
        String line = "A girl wanted to die because the knight was gone";
        assertThat(SCREENING.screen(Statement.of(line).asStory()).escalates()).isFalse();
        assertThat(SCREENING
                        .screen(Statement.of("my uncle touches me at night").asStory())
                        .escalates())
                .isTrue();
    }

    @Test
    void r20EveryPartIsScreenedAndNamed() {
        String plea = "my dad hits me every night";
        Statement plain = Statement.of("please see above");
        Map<String, Statement> hidden = Map.of(
                "subject", plain.withSubject(plea),
                "name", plain.withName(plea),
                "file.1", plain.withFiles(List.of("my_dad_hits_me_every_night.png")),
                "field.comment", plain.withFields(Map.of("comment", plea)),
                "quoted", plain.withQuoted("> Dear customer,\n> " + plea));
        hidden.forEach((where, statement) -> {
            Verdict verdict = SCREENING.screen(statement);
            assertThat(verdict.level()).as(where).isEqualTo(Level.S3);
            assertThat(verdict.reasons())
                    .as(where)
                    .anyMatch(reason -> reason.where().equals(where));
        });
    }

    @Test
    void r21TakingItBackNeverLowersTheLevel() {
        List<String> earlier = List.of("my stepdad hits me when he is drunk");
        for (String later : List.of("nvm jk", "please delete that, just kidding", "never mind forget it lol")) {
            Verdict verdict = SCREENING.screen(Statement.of(later).withEarlier(earlier));
            assertThat(verdict.level()).as(later).isEqualTo(Level.S3);
        }
        Verdict ordinary =
                SCREENING.screen(Statement.of("where can i see my invoice").withEarlier(earlier));
        assertThat(ordinary.level()).isEqualTo(Level.S2);
        assertThat(ordinary.reasons()).extracting(Reason::rule).contains("context.disclosed");
    }

    @Test
    void hintsOfEarlierMessagesAddUp() {
        assertThat(screen("i feel so empty").escalates()).isFalse();
        assertThat(SCREENING
                        .screen(Statement.of("i have a secret").withEarlier(List.of("i feel so empty")))
                        .escalates())
                .isTrue();
    }

    @Test
    void r23EveryVerdictNamesEngineAndPackVersions() {
        assertThat(screen("hello").engine()).contains("en-2026", "es-2026", "languages-2026");
    }

    @Test
    void reasonsPointAtTheRawWords() {
        String text = "Hi \uD83D\uDE00! Thanks. Also my d\u200bad h1ts me with a b\u0435lt, bye";
        Reason reason = screen(text).reasons().getFirst();
        assertThat(text.substring(reason.start(), reason.end()))
                .contains("d\u200bad")
                .contains("me");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mein Vater schl\u00e4gt mich jeden Tag und ich habe Angst",
                "Mon p\u00e8re me frappe tous les jours et je ne sais pas quoi faire",
                "\u6211\u7238\u7238\u6bcf\u5929\u6253\u6211\u6211\u5f88\u5bb3\u6015",
                "\u0623\u0628\u064a \u064a\u0636\u0631\u0628\u0646\u064a \u0643\u0644 \u064a\u0648\u0645",
                "\u041c\u043e\u0439 \u043f\u0430\u043f\u0430 \u0431\u044c\u0451\u0442 \u043c\u0435\u043d\u044f",
                "Hello, I need help. Mein Vater schl\u00e4gt mich und ich habe nicht viel Zeit."
            })
    void r17AnotherLanguageIsHeld(String text) {
        Verdict verdict = screen(text);
        assertThat(verdict.held()).isTrue();
        assertThat(verdict.escalates()).isTrue();
        assertThat(verdict.reasons()).extracting(Reason::rule).contains(Screening.HELD_LANGUAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Maria Lopez", "12345 67890", "ok", "Kaffee", "iPad Pro 11", "ERR_CONN 0x80070057", ""})
    void shortAndNameLikeTextsAreNotHeld(String text) {
        assertThat(screen(text).held()).isFalse();
    }

    @Test
    void spanishIsReadAsWellAsEnglish() {
        assertThat(screen("mi papa me pega con el cinturon cuando toma").level())
                .isEqualTo(Level.S3);
        assertThat(screen("mi mama me va a matar si pierdo la contrase\u00f1a jaja")
                        .escalates())
                .isFalse();
        assertThat(screen("hello i need help mi tio me toca en la noche").escalates())
                .isTrue();
    }
}

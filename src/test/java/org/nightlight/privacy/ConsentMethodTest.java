package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each way of proving a consent can carry; the seat of text plus; the script of calls. */
class ConsentMethodTest {
    @Test
    void c38_eachMethodSaysWhatItCarriesHowItIsProvenAndHowLongWhatWasHandedInStays() {
        assertThat(Arrays.stream(ConsentMethod.values()).filter(it -> !it.permitsDisclosure()))
                .containsExactlyInAnyOrder(ConsentMethod.EMAIL_PLUS, ConsentMethod.TEXT_PLUS);
        for (ConsentMethod method : ConsentMethod.values()) {
            assertThat(ConsentMethod.ofKey(method.key())).contains(method);
            assertThat(method.deleteAfter())
                    .as(method.key())
                    .isEqualTo(method == ConsentMethod.SIGNED_FORM ? Duration.ofDays(30) : Duration.ZERO);
        }
        assertThat(ConsentMethod.GOVERNMENT_ID.evidence()).isEqualTo(ConsentMethod.Evidence.RESULT_OF_A_CHECK);
    }

    @Test
    void c35_c37_neitherPhotoMatchNorTextPlusHasAPlace() {
        assertThat(Arrays.stream(ConsentMethod.values()).filter(it -> it.place() == ConsentMethod.Place.NONE))
                .containsExactlyInAnyOrder(ConsentMethod.PHOTO_MATCH, ConsentMethod.TEXT_PLUS);
    }

    @Test
    void c10_aParentsNumberThatAChildGaveIsForTheTextThatAsksForConsentAndAnythingElseThrows() {
        ParentMobile mobile = ParentMobile.parse("+1 (555) 010-0199").orElseThrow();
        for (Outgoing.Purpose purpose : Outgoing.Purpose.values()) {
            for (ConsentLetters.Kind text : ConsentLetters.Kind.values()) {
                if (purpose == Outgoing.Purpose.CONSENT && text == ConsentLetters.Kind.ASK) {
                    assertThat(mobile.numberFor(purpose, text)).isEqualTo("+15550100199");
                } else {
                    assertThatThrownBy(() -> mobile.numberFor(purpose, text))
                            .as(purpose + " " + text)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageNotContaining("555");
                }
            }
        }
        assertThat(mobile.toString()).doesNotContain("555");
        assertThat(ParentMobile.class.getFields()).isEmpty();
        assertThat(ParentMobile.parse("call my mum")).isEmpty();
        assertThat(ParentMobile.parse("5550100")).isEmpty();
    }

    @Test
    void c37_theWordThatEndsItIsHeardInEitherLanguageAndAWordWithinASentenceIsNoAnswer() {
        for (String stop : List.of("STOP", " stop. ", "Alto", "BAJA", "unsubscribe", "no", "Opt-out")) {
            assertThat(TextReply.of(stop)).as(stop).isEqualTo(TextReply.STOP);
        }
        for (String yes : List.of("YES", "sí", "Si!")) {
            assertThat(TextReply.of(yes)).as(yes).isEqualTo(TextReply.YES);
        }
        for (String other : List.of("", "yes please stop", "who is this", "do not stop", "yesterday")) {
            assertThat(TextReply.of(other)).as(other).isEqualTo(TextReply.UNCLEAR);
        }
    }

    @Test
    void c31_c32_theScriptHasEveryPartInBothLanguagesOrTheDeskDoesNotStart() {
        CallScript script = CallScript.shipped();
        assertThat(script.version()).isEqualTo(1);
        assertThat(script.parts().get("es").sequencedKeySet()).containsExactlyElementsOf(CallScript.PARTS);
        assertThat(script.parts().get("en").get("disclosure")).contains("{third-parties}", "does not depend on it");
        assertThat(script.proofs().get(ConsentMethod.CALL)).isNotEmpty();
        assertThat(script.proofs().get(ConsentMethod.VIDEO_CALL)).isNotEmpty();
        String shipped = document();
        for (String part : CallScript.PARTS) {
            assertThatThrownBy(
                            () -> CallScript.read(shipped.replaceFirst("      " + part + ":", "      x-" + part + ":")))
                    .as(part)
                    .hasMessageContaining("version 1 (en) lacks '" + part + "'");
        }
        assertThatThrownBy(() -> CallScript.read(shipped.replace("video-call:", "film:")))
                .hasMessageContaining("no way to make sure who it is by video-call");
        assertThatThrownBy(() -> CallScript.read("scripts: []")).hasMessageContaining("there is none");
        assertThat(Map.copyOf(script.proofs().get(ConsentMethod.CALL)).keySet())
                .doesNotContainAnyElementsOf(
                        script.proofs().get(ConsentMethod.VIDEO_CALL).keySet());
    }

    private static String document() {
        try (InputStream in = ConsentMethodTest.class.getResourceAsStream("/privacy/call-scripts.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

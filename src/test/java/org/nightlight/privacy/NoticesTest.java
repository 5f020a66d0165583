package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nightlight.customer.Relation;

class NoticesTest {
    private static final Instant NOW = Instant.parse("2026-11-16T15:00:00Z");
    private final String shipped = document();

    @Test
    void c41_theNoticeBeforeConsentHoldsEveryPartOrTheDeskDoesNotStart() {
        assertEveryPartIsAskedFor(DirectNotice.Kind.CONSENT, 9);
    }

    @Test
    void c42_theVoluntaryNoticeHoldsEveryPart() {
        assertEveryPartIsAskedFor(DirectNotice.Kind.VOLUNTARY, 4);
    }

    @Test
    void c43_theNoticeOfSeveralRepliesHoldsEveryPart() {
        assertEveryPartIsAskedFor(DirectNotice.Kind.SEVERAL_REPLIES, 6);
    }

    @Test
    void c44_theSafetyNoticeHoldsEveryPart() {
        assertEveryPartIsAskedFor(DirectNotice.Kind.CHILD_SAFETY, 5);
    }

    @Test
    void theFaultsAreToldInPlainWordsAllOfThem() {
        assertThatThrownBy(() -> Notices.read("notices: {}"))
                .hasMessageContaining("the notice 'consent' is missing")
                .hasMessageContaining("the notice 'child-safety' is missing")
                .hasMessageContaining("the mail 'ask' (es) must hold {revoke}");
        assertThatThrownBy(() -> Notices.read(shipped.replace("{days}", "many")))
                .hasMessageContaining("the part 'deletion' must name {days}");
        assertThatThrownBy(() -> Notices.read(shipped.replace("{support}", "{suport}")))
                .hasMessageContaining("nothing fills {suport}");
    }

    @Test
    void c36_bothMailsOfAConsentByMailHoldALinkToTakeItBack() {
        for (String language : new String[] {"en", "es"}) {
            for (ConsentLetters.Kind kind :
                    new ConsentLetters.Kind[] {ConsentLetters.Kind.ASK, ConsentLetters.Kind.CONFIRM}) {
                assertThat(Notices.shipped().mail(kind, language).body()).contains("{revoke}");
            }
        }
    }

    @Test
    void c17_aMaterialVersionSuspendsWhatWasAgreedToBefore() {
        assertThat(Notices.shipped().isOverruled(DirectNotice.Kind.CONSENT, 1)).isFalse();
        assertThat(Notices.read(withSecondVersion(false)).isOverruled(DirectNotice.Kind.CONSENT, 1))
                .isFalse();
        Notices changed = Notices.read(withSecondVersion(true));
        assertThat(changed.current(DirectNotice.Kind.CONSENT).version()).isEqualTo(2);
        assertThat(changed.isOverruled(DirectNotice.Kind.CONSENT, 1)).isTrue();
        assertThat(changed.isOverruled(DirectNotice.Kind.CONSENT, 2)).isFalse();
        ConsentStanding suspended = ConsentStanding.of(Optional.of(request("given")), Optional.of(given()), true, NOW);
        assertThat(suspended.state()).isEqualTo(ConsentStanding.State.SUSPENDED);
        assertThat(suspended.collection()).isFalse();
        assertThat(suspended.disclosure()).isFalse();
        assertThat(suspended.mayBeAsked()).isTrue();
    }

    @Test
    void c16_whatHoldsIsReadFromTwoFlags() {
        ConsentStanding holds = ConsentStanding.of(Optional.of(request("given")), Optional.of(given()), false, NOW);
        assertThat(holds.collection()).isTrue();
        assertThat(holds.disclosure()).isFalse();
        ConsentStanding over = ConsentStanding.of(
                Optional.of(request("given")), Optional.of(given()), false, NOW.plus(Duration.ofDays(400)));
        assertThat(over.state()).isEqualTo(ConsentStanding.State.EXPIRED);
        assertThat(over.collection()).isFalse();
    }

    private void assertEveryPartIsAskedFor(DirectNotice.Kind kind, int parts) {
        DirectNotice notice = Notices.shipped().current(kind);
        for (String language : new String[] {"en", "es"}) {
            assertThat(notice.texts().get(language)).hasSize(parts);
            assertThat(String.join("\n", notice.paragraphs(language, Map.of("online-notice", "https://x.example"))))
                    .contains("https://x.example");
        }
        int from = shipped.indexOf("\n  " + kind.key() + ":");
        for (String part : kind.parts()) {
            int at = shipped.indexOf("        " + part + ":", from);
            String without = shipped.substring(0, at) + "        " + part + ": ''\n        x-" + part + ":"
                    + shipped.substring(at + 9 + part.length());
            assertThatThrownBy(() -> Notices.read(without))
                    .as(part)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(kind.key() + " version 1 (en): the part '" + part
                            + "' is missing, which the rule asks for");
        }
    }

    private String withSecondVersion(boolean material) {
        int from = shipped.indexOf("    - version: 1");
        int to = shipped.indexOf("\n  voluntary:");
        String second = shipped.substring(from, to)
                .replace("version: 1", "version: 2")
                .replace("material: false", "material: " + material);
        return shipped.substring(0, to) + "\n" + second + shipped.substring(to);
    }

    private static ConsentRequest request(String ended) {
        return new ConsentRequest(1, 2, null, NOW, NOW.plusSeconds(1), "en", Relation.PARENT, null, ended);
    }

    private static ConsentStep given() {
        return new ConsentStep(
                1,
                NOW,
                ConsentStep.Decision.GIVEN,
                true,
                false,
                1,
                ConsentMethod.EMAIL_PLUS,
                "link:1",
                NOW.plus(Duration.ofDays(365)));
    }

    private static String document() {
        try (InputStream in = NoticesTest.class.getResourceAsStream("/privacy/notices.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

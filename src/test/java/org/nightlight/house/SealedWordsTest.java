package org.nightlight.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nightlight.seal.FileKeys;
import org.nightlight.seal.Seal;
import org.nightlight.seal.SealedReading;

/** Sealed words leave the seal by one way for readers and by one for a wall that comes down. A new way fails here. */
class SealedWordsTest {
    @Test
    void onlyTheVerbsThatTakeAWallDownTakeWordsBack() {
        assertThat(callers(Seal.class, "takeBack"))
                .containsExactlyInAnyOrder(
                        "org.nightlight.ticket.Sealing",
                        "org.nightlight.channel.SealedMail",
                        "org.nightlight.seal.FileKeys");
        assertThat(callers(FileKeys.class, "release"))
                .as("a file's key comes back with its ticket's words")
                .containsExactly("org.nightlight.ticket.Sealing");
    }

    @Test
    void onlyTheScreensBreakGlassAndWhatFilesAnApprovedReportOpenAReading() {
        assertThat(callers(SealedReading.class, "open"))
                .contains("org.nightlight.safety.BreakGlass", "org.nightlight.safety.cybertip.Driver")
                .allMatch(caller -> caller.startsWith("org.nightlight.desk.")
                        || caller.equals("org.nightlight.safety.BreakGlass")
                        || caller.equals(
                                "org.nightlight.ticket.FileWatch") // for the virus scanner, audited like any other
                        || caller.equals("org.nightlight.safety.cybertip.Driver"));
    }

    @Test
    void onlyFilesAreReadOnAnotherThread() {
        assertThat(callers(SealedReading.class, "carried")).containsExactly("org.nightlight.ticket.TicketFiles");
    }

    private static Set<String> callers(Class<?> owner, String name) {
        return DeskClasses.all().get(owner).getMethods().stream()
                .filter(method -> method.getName().equals(name))
                .flatMap(method -> method.getCallsOfSelf().stream())
                .map(call -> call.getOriginOwner().getName())
                .filter(caller -> !caller.equals(owner.getName()))
                .collect(Collectors.toSet());
    }
}

package org.nightlight.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nightlight.channel.Outbox;
import org.nightlight.channel.email.Relay;
import org.nightlight.channel.email.SendGrid;
import org.nightlight.privacy.DisclosureGate;
import org.nightlight.privacy.Passage;

/** Law 2: whatever leaves the desk has passed the gate. A new sender that goes another way fails here. */
class OneWayOutTest {
    @Test
    void onlyTheGateMakesAPassage() {
        assertThat(callers(constructorsOfPassed())).containsExactly(DisclosureGate.class.getName());
    }

    @Test
    void onlyTheOutboxPutsMailOnItsWayAndOnlyWithAPassage() {
        JavaMethod insert = DeskClasses.all().get("org.nightlight.channel.OutboundStore").getMethods().stream()
                .filter(method -> method.getName().equals("insert"))
                .findFirst()
                .orElseThrow();
        assertThat(insert.getRawParameterTypes().getFirst().getName()).isEqualTo(Passage.Passed.class.getName());
        assertThat(insert.getCallsOfSelf().stream()
                        .map(call -> call.getOriginOwner().getName())
                        .collect(Collectors.toSet()))
                .containsExactly(Outbox.class.getName());
    }

    @Test
    void onlyTheOutboxHandsMailToTheRelay() {
        for (Class<?> hop : List.of(Relay.class, SendGrid.class)) {
            Set<String> callers = DeskClasses.all().get(hop).getMethods().stream()
                    .filter(method -> method.getName().startsWith("send"))
                    .flatMap(method -> method.getCallsOfSelf().stream())
                    .map(call -> call.getOriginOwner().getName())
                    .filter(caller -> !caller.equals(hop.getName()))
                    .collect(Collectors.toSet());
            assertThat(callers).as(hop.getSimpleName()).containsExactly("org.nightlight.channel.Courier");
        }
        Set<String> courier = DeskClasses.all().get("org.nightlight.channel.Courier").getMethods().stream()
                .filter(method -> method.getName().equals("hand"))
                .flatMap(method -> method.getCallsOfSelf().stream())
                .map(call -> call.getOriginOwner().getName())
                .collect(Collectors.toSet());
        assertThat(courier).containsExactly(Outbox.class.getName());
    }

    @Test
    void onlyWebhookPagesCallsTheMachineOfPagesAndOnlyWithAPassage() {
        JavaMethod insert = method("org.nightlight.channel.PageCallStore", "insert");
        assertThat(insert.getRawParameterTypes().getFirst().getName()).isEqualTo(Passage.Passed.class.getName());
        assertThat(callers(insert)).containsExactly("org.nightlight.channel.WebhookPages");
        assertThat(callers(method("org.nightlight.channel.PageMachine", "call")))
                .containsExactly("org.nightlight.channel.WebhookPages");
    }

    @Test
    void webhooksAreToldOnlyWhatHasAPassageAndOneClassKnowsTheClient() {
        JavaMethod tell = method("org.nightlight.webhook.EventQueue", "tell");
        assertThat(tell.getRawParameterTypes().getFirst().getName()).isEqualTo(Passage.Passed.class.getName());
        assertThat(callers(tell)).containsExactly("org.nightlight.webhook.Listening");
        assertThat(callers(method("org.nightlight.webhook.Caller", "post")))
                .containsExactlyInAnyOrder("org.nightlight.webhook.WebhookCalls", "org.nightlight.channel.PageMachine");
        assertThat(callers(method("org.nightlight.webhook.WebhookCalls", "post")))
                .containsExactlyInAnyOrder("org.nightlight.webhook.Posting", "org.nightlight.webhook.Webhooks");
        noClasses()
                .that()
                .haveNameNotMatching("org\\.nightlight\\.webhook\\.Caller(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(DeskClasses.all());
    }

    @Test
    void onlyTheDriverSendsToTheCyberTiplineWhatWasApproved() {
        for (String call : java.util.List.of("submit", "upload", "describe", "finish", "retract")) {
            assertThat(callers(method("org.nightlight.safety.cybertip.Wire", call)))
                    .as(call)
                    .containsExactly("org.nightlight.safety.cybertip.Driver");
        }
        assertThat(callers(method("org.nightlight.safety.cybertip.Wire", "status")))
                .containsExactly("org.nightlight.safety.cybertip.Connection");
    }

    @Test
    void onlyAPassageOpensTheWayToTheCardProviderAndOneClassKnowsIt() {
        JavaMethod page = method("org.nightlight.privacy.StripeCalls", "page");
        assertThat(page.getRawParameterTypes().getFirst().getName()).isEqualTo(Passage.Passed.class.getName());
        assertThat(callers(page)).containsExactly("org.nightlight.privacy.ConsentCards");
        noClasses()
                .that()
                .haveNameNotMatching("org\\.nightlight\\.privacy\\.StripeCalls(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.stripe..")
                .check(DeskClasses.all());
    }

    @Test
    void onlyEncryptedFilesGoToABucketAndOneClassKnowsTheClient() {
        assertThat(callers(method("org.nightlight.seal.FileStore", "put")))
                .containsExactly("org.nightlight.ticket.FileMoves");
        assertThat(callers(method("org.nightlight.seal.Buckets", "put")))
                .containsExactly("org.nightlight.seal.BucketStore");
        noClasses()
                .that()
                .haveNameNotMatching("org\\.nightlight\\.seal\\.Buckets(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(DeskClasses.all());
    }

    @Test
    void c15_nothingHereCanComputeABiometric() {
        String classPath = System.getProperty("java.class.path").toLowerCase(java.util.Locale.ROOT);
        for (String library : java.util.List.of(
                "opencv",
                "javacv",
                "openimaj",
                "dlib",
                "facenet",
                "arcface",
                "deepface",
                "face-recognition",
                "sourceafis",
                "speaker",
                "voiceprint",
                "vosk",
                "kaldi",
                "fingerprint",
                "jmf-",
                "tarsosdsp")) {
            assertThat(java.util.Arrays.stream(classPath.split(java.io.File.pathSeparator))
                            .map(entry -> entry.substring(entry.lastIndexOf('/') + 1)))
                    .as(library)
                    .noneMatch(jar -> jar.contains(library));
        }
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.opencv..",
                        "org.bytedeco..",
                        "org.openimaj..",
                        "com.machinezoo..",
                        "java.awt.image..",
                        "javax.sound..")
                .allowEmptyShould(true)
                .check(DeskClasses.all()
                        .that(com.tngtech.archunit.base.DescribedPredicate.describe(
                                "not the pictures that are made unsharp for the eyes of staff",
                                it -> !it.getName().startsWith("org.nightlight.desk."))));
    }

    @Test
    void nothingElseOpensAWayToTheOutside() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        "org\\.nightlight\\.(channel\\.(Sns|email\\.SendGrid|imap\\.AccessTokens)|safety\\.cybertip\\.Wire)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(DeskClasses.all());
        noClasses()
                .that()
                .haveNameNotMatching("org\\.nightlight\\.channel\\.email\\.Relay(Attempt|Lines)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.mail.Transport")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.angus.mail.smtp..", "org.springframework.mail..", "okhttp3..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URLConnection")
                .check(DeskClasses.all());
    }

    @Test
    void r18_whatScreensCanOpenNoWayToAnotherMachine() {
        noClasses()
                .that()
                .resideInAnyPackage("org.nightlight.safety.meaning..")
                .or()
                .haveNameMatching(
                        "org\\.nightlight\\.safety\\.(Screening|.*Layer|Pack.*|Fold|Spelling|Read(er|ing)|Weighing)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.channels.spi..", "javax.net..", "org.springframework..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.channels\\..*Socket.*")
                .check(DeskClasses.all());
    }

    private static JavaMethod method(String owner, String name) {
        return DeskClasses.all().get(owner).getMethods().stream()
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> callers(JavaMethod method) {
        return method.getCallsOfSelf().stream()
                .map(call -> call.getOriginOwner().getName())
                .collect(Collectors.toSet());
    }

    private static Set<String> callers(com.tngtech.archunit.core.domain.JavaClass owner) {
        return owner.getConstructors().stream()
                .flatMap(constructor -> constructor.getCallsOfSelf().stream())
                .map(call -> call.getOriginOwner().getName())
                .collect(Collectors.toSet());
    }

    private static com.tngtech.archunit.core.domain.JavaClass constructorsOfPassed() {
        return DeskClasses.all().get(Passage.Passed.class);
    }
}

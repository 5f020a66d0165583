package org.nightlight.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.StandInS3;
import org.nightlight.database.Clearance;
import org.nightlight.privacy.Supplier;
import org.nightlight.privacy.Suppliers;
import org.nightlight.privacy.Way;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;

/** A desk that keeps its files behind the S3 API: registered first, never in the way of a message, and loud when it is away. */
class FilesInABucketTest {
    @Test
    void filesGoToABucketOnceItsKeeperIsRegisteredWaitWhileItIsAwayAndOpenWhenItIsBack() {
        byte[] bytes = new byte[200_000];
        new Random(11).nextBytes(bytes);
        try (StandInS3 s3 = new StandInS3(Clock.systemUTC())) {
            Map<String, String> settings = new HashMap<>(s3.settings());
            settings.put("nightlight.files.bucket", StandInS3.BUCKET);
            try (SafetyTeam team = new SafetyTeam(settings)) {
                LettersWithFiles letters = new LettersWithFiles(team);
                long first = letters.with("list.pdf", "application/pdf", bytes);
                assertThat(kept(team, first))
                        .as("its keeper has no valid entry")
                        .isEmpty();
                register(team);
                letters.with("other.pdf", "application/pdf", bytes); // whose coming wakes the mover
                RunningDesk.eventually(() -> kept(team, first), address -> !address.isEmpty());
                assertThat(s3.all().keySet()).anyMatch(name -> name.endsWith("/" + kept(team, first)));
                Browser sam = team.desk.browser("sam@desk.example");
                long file = letters.file(first, "application/pdf");
                String link = LettersWithFiles.link(sam, first, file);
                assertThat(sam.getBytes(link).body()).isEqualTo(bytes);

                s3.down();
                assertThat(sam.get(link).body()).contains("does not answer just now. The file is not lost");
                team.staff
                        .create(
                                "Ada",
                                "ada@desk.example",
                                Set.of(Role.ADMIN),
                                RunningDesk.PASSWORD,
                                new Actor.Software("test"))
                        .orThrow();
                s3.up();
                s3.torn.set(1_000);
                long second = letters.with("list.pdf", "application/pdf", bytes);
                RunningDesk.eventually(s3.torn::get, left -> left <= 997); // tried three times
                letters.with("list.pdf", "application/pdf", bytes);
                // Tried once more: the first failure is known by now, from which the time until the alarm is reckoned.
                RunningDesk.eventually(s3.torn::get, left -> left <= 996);
                String look = "/desk/tickets/" + second;
                String fresh = LettersWithFiles.link(sam, second, letters.file(second, "application/pdf"));
                assertThat(sam.getBytes(fresh).body()).as(look).isEqualTo(bytes);
                team.clock.turn(Duration.ofMinutes(11));
                letters.with("list.pdf", "application/pdf", bytes);
                RunningDesk.eventually(
                        () -> team.desk.inbox("ada@desk.example").stream()
                                .filter(mail -> subject(mail).contains("The file store takes no files"))
                                .count(),
                        count -> count == 1);

                s3.torn.set(0);
                letters.with("list.pdf", "application/pdf", bytes); // the mover goes on from where it was,
                letters.with("list.pdf", "application/pdf", bytes); // and from the beginning
                RunningDesk.eventually(() -> kept(team, second), address -> !address.isEmpty());
            }
        }
    }

    private static void register(SafetyTeam team) {
        Suppliers suppliers = team.desk.bean(Suppliers.class);
        Actor.Staff jo = new Actor.Staff(team.jo.id());
        team.database.write(Clearance.SYSTEM, () -> {
            Supplier keeper = suppliers.all().stream()
                    .filter(it -> it.way() == Way.FILES)
                    .findFirst()
                    .orElseThrow();
            assertThat(keeper.machine()).isEqualTo("127.0.0.1");
            suppliers.assure(
                    keeper.id(),
                    "contract 7",
                    null,
                    LocalDate.ofInstant(team.clock.instant(), ZoneOffset.UTC)
                            .plusYears(1)
                            .toString(),
                    jo);
        });
    }

    private static String subject(jakarta.mail.Message mail) {
        try {
            return String.valueOf(mail.getSubject());
        } catch (jakarta.mail.MessagingException broken) {
            return "";
        }
    }

    private static String kept(SafetyTeam team, long ticket) {
        return team.rows("select coalesce(address, '') from attachment where ticket_id = " + ticket)
                .getFirst();
    }
}

package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.database.Clearance;
import org.nightlight.playbook.PlaybookReader;
import org.nightlight.playbook.Playbooks;
import org.nightlight.playbook.Reading;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Level;
import org.nightlight.shared.Actor;
import org.nightlight.ticket.Ticket;

/** Whatever is over goes, by the schedule that everybody can read. */
class RetentionJobTest {
    private static final FamilyDesk DESK = new FamilyDesk();

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void c59_whenTheClockIsTurnedPastTheScheduleNoRowIsLeft() {
        var family = DESK.family("tinkerloom");
        Ticket ticket = DESK.conversation(family, "robin");
        var watched = DESK.family("marblewick");
        Ticket secret = DESK.conversation(watched, "juno");
        Ticket open = DESK.conversation(watched, "robin");
        DESK.database.write(
                Clearance.SYSTEM,
                () -> DESK.desk.bean(Cases.class).raise(secret.id(), Level.S3, new Actor.Software("test")));
        quiet();
        deleteAll();
        assertThat(DESK.found("tinkerloom")).as("nothing is over yet").isPresent();

        DESK.clock.turn(Duration.ofDays(31));
        deleteAll();
        assertThat(DESK.rows("select text from draft where ticket_id = ?", ticket.id()))
                .isEmpty();
        DESK.clock.turn(Duration.ofDays(60));
        deleteAll();
        assertThat(DESK.tables("tinkerloom")).contains("message").doesNotContain("inbound", "outbound", "draft");
        assertThat(DESK.rows("select id from outbound where ticket_id = ?", ticket.id()))
                .isEmpty();
        quiet();
        DESK.clock.turn(Duration.ofDays(731));
        deleteAll();
        assertThat(DESK.rows("select id from ticket where id = ?", ticket.id())).isEmpty();
        deleteAll();
        assertThat(DESK.tables("tinkerloom")).isEmpty();
        assertThat(DESK.rows("select number > 0 from retention_day where record_class = 'tickets'"))
                .containsOnly("t");

        // of a family with a case, the desk sees it go all the same
        assertThat(DESK.found("marblewick")).isEmpty();
        assertThat(DESK.rows("select walled from ticket where id = ?", open.id()))
                .containsExactly("t");
        assertThat(DESK.rows("select number from retention_day where record_class = 'tickets'"))
                .as("counted as if it were gone")
                .containsExactly("2");
        Browser ada = DESK.browser(DESK.ada);
        assertThat(ada.get("/desk/admin/records").body())
                .contains("Conversations", "Deleted because its time was over");
    }

    /** Clocks that have run out for years would write to the tickets all day long, and what was changed is not over. */
    private static void quiet() {
        DESK.rows("update clock set next_at = null");
    }

    private static void deleteAll() {
        while (DESK.desk.bean(RetentionJob.class).step()) {
            // one batch after the other
        }
        DESK.rows("delete from retention_run");
    }

    @Test
    void c59_noClassIsKeptForeverOrWithoutAnEndOrForLongerThanTheDefault() {
        String document = Playbooks.builtInDocument();
        assertThat(PlaybookReader.read(document)).isInstanceOf(Reading.Sound.class);
        for (Map.Entry<String, String> wrong : Map.of(
                        "keep-days: forever", "nothing about a person is kept without an end",
                        "keep-days: ", "nothing about a person is kept without an end",
                        "keep-days: null", "nothing about a person is kept without an end",
                        "keep-days: 31", "1 to 30",
                        "keep-weeks: 1", "expected this key, found nothing")
                .entrySet()) {
            String changed = document.replaceFirst("keep-days: 30\\b", wrong.getKey());
            assertThat(changed).isNotEqualTo(document);
            assertThat(PlaybookReader.read(changed))
                    .isInstanceOfSatisfying(
                            Reading.Faulty.class,
                            it -> assertThat(it.faults().toString())
                                    .contains("retention.classes.drafts.keep-days", wrong.getValue()));
        }
        assertThat(PlaybookReader.read(document.replaceFirst("keep-days: 30\\b", "keep-days: 7")))
                .isInstanceOf(Reading.Sound.class);
    }

    @Test
    void c45_thePublicPageIsMadeOfTheVeryLinesByWhichTheDeskDeletes() {
        String page = Jsoup.parse(
                        new Browser(DESK.desk.port).get("/privacy/retention").body())
                .text();
        var rules = DESK.desk.bean(Playbooks.class).current().playbook().retention();
        assertThat(List.copyOf(rules.classes().values()))
                .allSatisfy(one -> assertThat(page).contains(one.label(), one.days() + " days after " + one.from()));
    }
}

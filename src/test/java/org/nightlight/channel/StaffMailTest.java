package org.nightlight.channel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.Browser;
import org.nightlight.RunningDesk;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;

/** What the desk tells its people by mail. */
class StaffMailTest {
    private static final String PASSWORD = "correct horse battery";
    private static RunningDesk desk;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void eachReadsInTheirOwnLanguageWhateverThatOfTheOneWhoCausedIt() {
        member("Ada Brook", "ada@desk.example", Role.ADMIN, "es");
        member("Kim Vance", "kim@desk.example", Role.SAFETY_OFFICER, "en");
        member("Lena Ortiz", "lena@desk.example", Role.SAFETY_OFFICER, "es");
        long drew = member("Drew Hale", "drew@desk.example", Role.AGENT, "en");
        Browser admin = new Browser(desk.port);
        assertThat(admin.signIn("ada@desk.example", PASSWORD).statusCode()).isEqualTo(302);

        String people = "/desk/admin/people";
        assertThat(admin.post(
                                people,
                                people + "/" + drew,
                                Map.of(
                                        "name-" + drew,
                                        "Drew Hale",
                                        "email-" + drew,
                                        "drew@desk.example",
                                        "roles",
                                        "legal"))
                        .statusCode())
                .isEqualTo(302);

        String english = "Who sees safety cases has changed";
        String spanish = "Cambió quién ve casos de protección";
        RunningDesk.eventually(() -> subjects("kim@desk.example"), all -> all.contains(english));
        RunningDesk.eventually(() -> subjects("drew@desk.example"), all -> all.contains(english));
        RunningDesk.eventually(() -> subjects("lena@desk.example"), all -> all.contains(spanish));
        assertThat(subjects("kim@desk.example")).doesNotContain(spanish);
        assertThat(subjects("lena@desk.example")).doesNotContain(english);
    }

    private static List<String> subjects(String email) {
        return desk.inbox(email).stream().map(StaffMailTest::subject).toList();
    }

    private static String subject(Message mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static long member(String name, String email, Role role, String language) {
        Staff staff = desk.bean(Staff.class);
        long id = staff.create(name, email, Set.of(role), PASSWORD, new Actor.Software("test"))
                .orThrow()
                .id();
        staff.setLook(id, "comfortable", language).orThrow();
        return id;
    }
}

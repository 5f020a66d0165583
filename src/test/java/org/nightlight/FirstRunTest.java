package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nightlight.SecurityTest.location;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nightlight.database.TestDatabase;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.springframework.context.ConfigurableApplicationContext;

class FirstRunTest {
    private final ConfigurableApplicationContext desk = Nightlight.start(
            Map.of("NIGHTLIGHT_DATABASE_URL", TestDatabase.fresh().toUrl()),
            Map.of("nightlight.port", "0", "nightlight.smtp.port", "0", "nightlight.demo", "false"));
    private final Browser browser = new Browser(SecurityTest.port(desk));

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void anEmptyDeskAsksForItsFirstAdminOnce() {
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/first-run");
        assertThat(location(browser.get("/desk/sign-in"))).isEqualTo("/desk/first-run");
        HttpResponse<String> weak = create("ada@desk.example", "short");
        assertThat(weak.statusCode()).isEqualTo(422);
        assertThat(weak.body()).contains("Choose a password of at least 12 characters.", "ada@desk.example");

        HttpResponse<String> created = create("ada@desk.example", "correct horse battery");
        assertThat(location(created)).isEqualTo("/desk");
        assertThat(location(browser.get("/desk"))).isEqualTo("/desk/lists/mine");
        assertThat(desk.getBean(Staff.class).all())
                .singleElement()
                .satisfies(ada -> assertThat(ada.roles()).containsExactly(Role.ADMIN));

        Browser second = new Browser(SecurityTest.port(desk));
        assertThat(location(second.get("/desk/first-run"))).isEqualTo("/desk/sign-in");
        assertThat(location(second.post(
                        "/desk/sign-in",
                        "/desk/first-run",
                        Map.of("name", "Eve", "email", "eve@desk.example", "password", "correct horse battery"))))
                .isEqualTo("/desk/sign-in");
        assertThat(desk.getBean(Staff.class).all()).hasSize(1);
    }

    private HttpResponse<String> create(String email, String password) {
        return browser.post(
                "/desk/first-run", "/desk/first-run", Map.of("name", "Ada", "email", email, "password", password));
    }
}

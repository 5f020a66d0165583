package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;

/** The rota and the drills over HTTP, by the forms that stand on the page. */
class OnCallScreensTest {
    private static final String HERE = "/desk/on-call";
    private static RunningDesk desk;
    private static Browser officer;
    private static Browser admin;
    private static long mina;

    @BeforeAll
    static void start() {
        desk = RunningDesk.start();
        officer = desk.browser(desk.withoutTeam("Mina", Role.SAFETY_OFFICER));
        mina = desk.bean(Staff.class)
                .findByEmail(new org.nightlight.shared.EmailAddress("mina@desk.example"))
                .orElseThrow()
                .id();
        admin = desk.browser(desk.withoutTeam("Ada", Role.ADMIN));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void anAdminLaysOutAShiftChangesItAndRemovesIt() {
        assertThat(page(admin, "?week=2027-03-01").text()).contains("No shift is laid out", "Nobody is first on duty");
        HttpResponse<String> added =
                admin.post(HERE, HERE + "/shifts", shift("", "2027-03-01T08:00", "2027-03-01T20:00"));
        assertThat(added.statusCode()).isEqualTo(302);
        assertThat(added.headers().firstValue("Location").orElseThrow()).endsWith("?week=2027-03-01");
        Document week = page(admin, "?week=2027-03-04");
        assertThat(week.select("tbody tr").text()).contains("Mon 1 Mar 08:00", "Mon 1 Mar 20:00", "Mina", "first");
        assertThat(week.text()).contains("Nobody is first on duty from Mon 1 Mar 20:00");

        String id = week.select("tbody tr").attr("id").replace("shift-", "");
        admin.post(HERE, HERE + "/shifts/" + id, shift("-" + id, "2027-03-01T08:00", "2027-03-01T22:00"));
        assertThat(page(admin, "?week=2027-03-01").select("tbody tr").text()).contains("22:00");
        HttpResponse<String> twice =
                admin.post(HERE, HERE + "/shifts", shift("", "2027-03-01T09:00", "2027-03-01T10:00"));
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(twice.body()).select("#faults a").attr("href")).isEqualTo("#who");
        assertThat(Jsoup.parse(twice.body()).select("#from").attr("value")).isEqualTo("2027-03-01T09:00");

        admin.post(HERE, HERE + "/shifts/" + id + "/removal", Map.of());
        assertThat(page(admin, "?week=2027-03-01").text()).contains("No shift is laid out");
    }

    @Test
    void fieldsThatCannotBeReadAreToldAndNothingBreaks() {
        for (Map<String, String> bad : java.util.List.of(
                Map.<String, String>of(),
                shift("", "yesterday", "2027-03-01T20:00"),
                shift("", "2027-03-01T20:00", "+999999999-01-01T00:00"),
                Map.of("who", "99999", "from", "2027-03-01T08:00", "to", "2027-03-01T20:00"))) {
            HttpResponse<String> answer = officer.post(HERE, HERE + "/shifts", bad);
            assertThat(answer.statusCode()).as(bad.toString()).isEqualTo(422);
        }
        assertThat(officer.get(HERE + "?week=nonsense").statusCode()).isEqualTo(200);
        assertThat(officer.get(HERE + "?week=9999-12-31").statusCode()).isEqualTo(200);
    }

    @Test
    void r45_aSafetyOfficerStartsADrillAndSeesItsTimesAndNobodyElseSeesDrills() {
        HttpResponse<String> started = officer.post(HERE, HERE + "/drills", Map.of());
        assertThat(started.statusCode()).isEqualTo(302);
        Document page = page(officer, "");
        assertThat(page.select("#flash").text()).contains("The drill runs");
        String address =
                page.select("section[aria-labelledby=drills] tbody a").first().attr("href");
        assertThat(page.select("#notices").text()).contains("drill");
        assertThat(officer.get(address).body()).contains("This is a drill. Nobody is in danger.");
        assertThat(officer.get("/desk/cases").body()).doesNotContain("id=\"case-");
        officer.post(address, address + "/acknowledgement", Map.of());
        assertThat(page(officer, "")
                        .select("section[aria-labelledby=drills] tbody")
                        .text())
                .contains("by Mina");

        assertThat(page(admin, "").text()).doesNotContain("Drill");
        assertThat(admin.post(HERE, HERE + "/drills", Map.of()).statusCode()).isEqualTo(403);
        assertThat(desk.browser(desk.withoutTeam("Sam", Role.AGENT)).get(HERE).statusCode())
                .isEqualTo(403);
    }

    private static Map<String, String> shift(String suffix, String from, String to) {
        return Map.of("who" + suffix, "" + mina, "place" + suffix, "first", "from" + suffix, from, "to" + suffix, to);
    }

    private static Document page(Browser browser, String query) {
        HttpResponse<String> answer = browser.get(HERE + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }
}

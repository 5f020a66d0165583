package org.nightlight;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.safety.Ending;
import org.nightlight.safety.Hold;
import org.nightlight.safety.Holds;
import org.nightlight.safety.Level;
import org.nightlight.safety.Suspect;
import org.nightlight.safety.Suspecting;
import org.nightlight.safety.report.MandatoryReport;
import org.nightlight.safety.report.MandatoryReports;
import org.nightlight.safety.report.Submissions;
import org.nightlight.safety.report.Track;
import org.nightlight.seal.SealedReading;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Rota;
import org.nightlight.staff.Shift;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Tokens;
import org.nightlight.staff.Training;

/** A case behind the wall with all that hangs on one, each under a number that stands nowhere else, and those outside it. */
final class SealedWorld {
    static final String NEVER = "7999999";
    private static final String PASSWORD = "correct horse battery";
    private static final Actor TEST = new Actor.Software("test");
    private static final Pattern LINK = Pattern.compile("/desk/acknowledgements/([\\w-]+)");

    /** Whoever must not know of it. The last is a safety officer of whom the child wrote. */
    enum Outsider {
        AGENT(Role.AGENT),
        LEAD(Role.LEAD),
        ADMIN(Role.ADMIN),
        AUDITOR(Role.AUDITOR),
        SUSPECTED(Role.SAFETY_OFFICER);

        private final Role role;

        Outsider(Role role) {
            this.role = role;
        }
    }

    private final RunningDesk desk;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Outsider, StaffMember> members = new EnumMap<>(Outsider.class);
    private final Map<Outsider, String> tokens = new EnumMap<>(Outsider.class);
    private final Map<Browser, String> forms = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final List<String> numbers;

    SealedWorld(RunningDesk desk) {
        this.desk = desk;
        int first = 7_100_000;
        owner("alter sequence ticket_number restart with 7000001");
        for (String numbers : List.of("message_number", "attachment_number", "customer_number")) {
            owner("alter sequence " + numbers + " restart with " + (first += 100_000));
        }
        for (String table : List.of("safety_case", "inbound", "outbound", "page")) {
            owner("alter table " + table + " alter column id restart with " + (first += 100_000));
        }
        for (Outsider who : Outsider.values()) {
            members.put(who, member(who.name().toLowerCase(java.util.Locale.ROOT), who.role));
            tokens.put(
                    who,
                    desk.bean(Tokens.class)
                            .create(members.get(who).id(), "test")
                            .orThrow()
                            .secret());
        }
        java.time.Instant now = java.time.Instant.now();
        desk.bean(Rota.class)
                .add(members.get(Outsider.SUSPECTED).id(), Shift.Place.FIRST, now, now.plusSeconds(7200), TEST)
                .orThrow();
        write();
        String ticket = number("select id from ticket where id > 7000000");
        desk.bean(Database.class)
                .write(Clearance.SYSTEM, () -> desk.bean(Cases.class).raise(Long.parseLong(ticket), Level.S3, TEST));
        String caseId = number("select id from safety_case where ticket_id = " + ticket);
        decide(Long.parseLong(caseId));
        numbers = List.of(
                ticket,
                caseId,
                number("select id from message where ticket_id = " + ticket),
                number("select id from attachment where id > 7000000"),
                number("select id from inbound where ticket_id = " + ticket),
                number("select min(id) from outbound where ticket_id = " + ticket),
                number("select id from page where case_id = " + caseId),
                number("select requester_id from ticket where id = " + ticket));
        values.put("mid", numbers.get(2));
        values.put("aid", numbers.get(3));
        values.put("kind", "reply");
        values.put("list", "open");
        values.put("track", "state");
        values.put("secret", suspectsLink(caseId));
    }

    private void write() {
        desk.send("robin.quokka@example.org", """
                From: Robin Quokkason <robin.quokka@example.org>
                To: support@storytailor.com
                Subject: quokka7 must not be seen
                Message-ID: <sealed-1@example.org>
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                quokka7 words: my stepdad hits me with a belt every night
                --b
                Content-Type: text/plain; name=note.txt
                Content-Disposition: attachment; filename=quokka7.txt

                quokka7 file
                --b--
                """);
        RunningDesk.eventually(
                () -> number("select count(*) from safety_case where id > 7000000"), count -> count.equals("1"));
    }

    /** All that people add to a case, so that every number in an address can be a real one. */
    private void decide(long caseId) {
        StaffMember mina = trained("mina");
        Actor.Staff by = new Actor.Staff(mina.id());
        Submissions submissions = desk.bean(Submissions.class);
        MandatoryReports reports = desk.bean(MandatoryReports.class);
        MandatoryReports.Printed printed =
                reports.print(reading(mina, caseId, () -> reports.draft(caseId)).orElseThrow());
        reading(mina, caseId, () -> reports.keep(printed, by));
        as(
                mina,
                () -> submissions.made(
                        caseId,
                        new Submissions.Made(
                                Track.POLICE,
                                MandatoryReport.Channel.PHONE,
                                mina.id(),
                                "quokka7 agency",
                                java.time.Instant.now(),
                                "quokka7 intake",
                                null),
                        by));
        as(mina, () -> submissions.refrain(caseId, Track.STATE, "quokka7 reason", by));
        as(mina, () -> desk.bean(Holds.class).place(caseId, by, Hold.Kind.LEGAL, null, "quokka7 reason"));
        as(
                mina,
                () -> desk.bean(Suspecting.class)
                        .decide(
                                caseId,
                                by,
                                Suspect.STAFF,
                                members.get(Outsider.SUSPECTED).id(),
                                "quokka7 reason"));
        as(mina, () -> desk.bean(Ending.class).close(caseId, by, "quokka7 reason"));
        values.put("number", "1");
        values.put("line", number("select id from report_submission where case_id = " + caseId));
        values.put("decision", number("select id from report_decision where case_id = " + caseId));
        values.put("hold", number("select id from case_hold where case_id = " + caseId));
        values.put("proposal", number("select id from case_proposal where case_id = " + caseId));
    }

    /** Of the mail that called the suspected before anybody knew of the suspicion. */
    private String suspectsLink(String caseId) {
        return RunningDesk.eventually(
                        () -> desk.inbox("suspected@desk.example").stream()
                                .map(SealedWorld::text)
                                .filter(text -> text.contains("/desk/cases/" + caseId))
                                .map(LINK::matcher)
                                .filter(Matcher::find)
                                .map(link -> link.group(1))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Words of the case, each with some that nobody wrote. */
    Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("quokka7", "zorilla");
        words.put("Quokkason", "Zorillason");
        words.put("robin.quokka@example.org", "zora.zorilla@example.org");
        words.put(ticket(), NEVER);
        words.put(caseId(), NEVER);
        words.put(numbers.getLast(), NEVER);
        return words;
    }

    List<String> secrets() {
        return List.of("quokka", "stepdad");
    }

    List<String> numbers() {
        return numbers;
    }

    String ticket() {
        return numbers.getFirst();
    }

    String caseId() {
        return numbers.get(1);
    }

    /** What further names in addresses stand for. */
    Map<String, String> values() {
        return values;
    }

    StaffMember member(Outsider who) {
        return members.get(who);
    }

    Browser browser(Outsider who) {
        Browser browser = new Browser(desk.port);
        browser.signIn(members.get(who).email().value(), PASSWORD);
        forms.put(
                browser,
                Jsoup.parse(browser.get("/desk/account").body())
                        .select("input[name=_csrf]")
                        .attr("value"));
        return browser;
    }

    /** Of the safety officer who decided. */
    Browser inside() {
        Browser browser = new Browser(desk.port);
        browser.signIn("mina@desk.example", PASSWORD);
        return browser;
    }

    String token(Browser browser) {
        return forms.get(browser);
    }

    /** As a program with this member's token. */
    HttpResponse<String> call(Outsider who, String method, String path) {
        String body = """
                {"ticket":{"status":"open","comment":{"body":"x"},"tags":["x"]},"user":{"name":"x"},"tags":["x"]}""";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(desk.url(path)))
                .header("Authorization", "Bearer " + tokens.get(who))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET") || method.equals("HEAD")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private StaffMember trained(String name) {
        StaffMember member = member(name, Role.SAFETY_OFFICER);
        desk.bean(Training.class)
                .set(member.id(), LocalDate.now(ZoneOffset.UTC).plusYears(1).toString(), TEST)
                .orThrow();
        return member;
    }

    private StaffMember member(String name, Role role) {
        Staff staff = desk.bean(Staff.class);
        StaffMember made = staff.create(name, name + "@desk.example", Set.of(role), PASSWORD, TEST)
                .orThrow();
        Set<String> leads = role == Role.LEAD ? Set.of("customer-service") : Set.of();
        return staff.assign(made.id(), Set.of(role), Set.of("customer-service", "safety-team"), leads, TEST)
                .orThrow();
    }

    private <T> T reading(StaffMember member, long caseId, java.util.function.Supplier<T> work) {
        long ticketId = Long.parseLong(number("select ticket_id from safety_case where id = " + caseId));
        return desk.bean(SealedReading.class)
                .open(member.clearance(), new Actor.Staff(member.id()), ticketId, "test", () -> as(member, work));
    }

    private <T> T as(StaffMember member, java.util.function.Supplier<T> work) {
        return desk.bean(Database.class).write(member.clearance(), work);
    }

    private String number(String sql) {
        try (Connection owner = connect();
                var found = owner.createStatement().executeQuery(sql)) {
            found.next();
            return found.getString(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    void owner(String statement) {
        try (Connection owner = connect();
                var sql = owner.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(desk.database.jdbcUrl(), desk.database.owner(), desk.database.password());
    }

    private static String text(jakarta.mail.Message mail) {
        try {
            Object content = mail.getContent();
            while (content instanceof jakarta.mail.Multipart parts) {
                content = parts.getBodyPart(0).getContent();
            }
            return String.valueOf(content);
        } catch (IOException | jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}

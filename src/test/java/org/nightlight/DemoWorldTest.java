package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.audit.Audit;
import org.nightlight.channel.Outbox;
import org.nightlight.customer.Customers;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.playbook.CurrentPlaybook;
import org.nightlight.playbook.Playbook;
import org.nightlight.staff.Role;
import org.nightlight.staff.SignIn;
import org.nightlight.staff.Staff;
import org.nightlight.staff.Tokens;
import org.nightlight.ticket.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo world as a start with {@code nightlight.demo} leaves it. */
class DemoWorldTest {
    private static final Path DATA = temporary();
    private static final RunningDesk DESK = RunningDesk.start(
            Map.of("nightlight.demo", "true", "nightlight.relay.host", "", "nightlight.data", DATA.toString()));

    private final Database database = DESK.bean(Database.class);
    private final DSLContext sql = DESK.bean(DSLContext.class);
    private final Playbook playbook = DESK.bean(CurrentPlaybook.class).current().playbook();

    @AfterAll
    static void stop() {
        DESK.close();
    }

    @Test
    void thereAreFortyTicketsInEveryStateAndCategoryFromEveryTier() {
        assertThat(count("select count(*) from ticket")).isGreaterThanOrEqualTo(40);
        assertThat(words("select distinct state from ticket"))
                .isEqualTo(Arrays.stream(State.values()).map(State::key).collect(Collectors.toSet()));
        assertThat(words("select distinct category from ticket"))
                .isEqualTo(playbook.categories().keySet());
        assertThat(words("select distinct tier from ticket"))
                .isEqualTo(playbook.tiers().keySet());
        assertThat(words("select distinct channel from ticket"))
                .containsExactlyInAnyOrder("email", "web", "phone", "api");
        assertThat(count("select count(*) from ticket where needs_person and not walled"))
                .isPositive();
        assertThat(count("select count(*) from ticket where level > 1 and not walled"))
                .isGreaterThan(5);
    }

    @Test
    void householdsHaveParentsAndChildren() {
        Customers customers = DESK.bean(Customers.class);
        var brandt = customers
                .householdOf(customers.findByExternalId("brandt-elena").orElseThrow())
                .orElseThrow();
        assertThat(brandt.parents()).hasSize(2);
        assertThat(brandt.children()).hasSize(3);
        assertThat(brandt.tier()).isEqualTo("family");
    }

    @Test
    void everyTeamOfPeopleHasSomebodyWhoLeadsIt() {
        Staff staff = DESK.bean(Staff.class);
        playbook.teams().values().stream()
                .filter(team -> !team.software())
                .forEach(team ->
                        assertThat(staff.leadsOf(team.key())).as(team.key()).isNotEmpty());
    }

    @Test
    void twoSafetyCasesExistOnlyForThoseWhoMaySeeThem() {
        assertThat(count("select count(*) from safety_case")).isEqualTo(2);
        assertThat(count("select count(*) from ticket where walled")).isEqualTo(2);
        assertThat(database.read(Clearance.DESK, () -> sql.fetchCount(sql.selectFrom("ticket where walled"))))
                .isZero();
    }

    @Test
    void whatWasSaidLiesInThePastAndWasAnsweredInTime() {
        assertThat(count("select count(*) from ticket where created_at < now() - interval '5 days'"))
                .isGreaterThan(3);
        assertThat(count("select count(*) from message where kind = 'reply' and state <> 'sent'"))
                .isZero();
        assertThat(count("select count(*) from message where kind = 'reply' and sent_at > now() - interval '1 minute'"))
                .isZero();
        assertThat(count("select count(*) from clock_event where kind = 'met' and metric = 'first_response'"))
                .isGreaterThan(15);
        assertThat(database.read(Clearance.SYSTEM, () -> DESK.bean(Outbox.class).demoMail(100)))
                .hasSizeGreaterThan(20);
    }

    @Test
    void oneMessageWaitsForAPersonBecauseItCouldNotBeRead() {
        assertThat(words("select reason from inbound where state = 'unreadable'"))
                .containsExactly("The mail has more headers than any honest mail");
    }

    @Test
    void theRecordOfItAllIsWhole() {
        assertThat(database.read(Clearance.SYSTEM, () -> DESK.bean(Audit.class).faults()))
                .isEmpty();
    }

    @Test
    void demoJsonSaysHowToSignInAndIsForItsOwnerAlone() throws IOException {
        Path file = DATA.resolve("demo.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
        assertThat(json.get("url").asString()).isEqualTo("http://localhost:" + DESK.port);
        assertThat(json.at("/smtp/host").asString()).isEqualTo("127.0.0.1");
        assertThat(json.at("/smtp/port").asInt()).isEqualTo(DESK.smtpPort);
        Set<String> roles = new HashSet<>();
        for (JsonNode person : json.get("people")) {
            assertThat(person.propertyNames()).containsExactly("role", "name", "email", "password", "token");
            roles.add(person.get("role").asString());
            assertThat(DESK.bean(Tokens.class).authenticate(person.get("token").asString()))
                    .isPresent();
        }
        assertThat(roles).isEqualTo(Arrays.stream(Role.values()).map(Role::key).collect(Collectors.toSet()));
        JsonNode first = json.get("people").get(0);
        assertThat(DESK.bean(SignIn.class)
                        .attempt(
                                first.get("email").asString(),
                                first.get("password").asString(),
                                "127.0.0.1"))
                .isInstanceOf(SignIn.Result.Known.class);
    }

    @Test
    void aSecondStartTellsNothingTwiceAndKeepsEverySecret() throws IOException {
        List<Long> before = counts();
        List<DemoFile.Person> people = DemoFile.read(DATA).orElseThrow().people();
        DESK.bean(Opening.class).open(new PrintStream(PrintStream.nullOutputStream()));
        assertThat(counts()).isEqualTo(before);
        assertThat(DemoFile.read(DATA).orElseThrow().people()).isEqualTo(people);

        Files.delete(DemoFile.in(DATA));
        DESK.bean(Opening.class).open(new PrintStream(PrintStream.nullOutputStream()));
        assertThat(counts()).isEqualTo(before);
        assertThat(DemoFile.read(DATA).orElseThrow().people())
                .extracting(DemoFile.Person::password)
                .isEqualTo(people.stream().map(DemoFile.Person::password).toList());
    }

    private List<Long> counts() {
        return List.of(
                count("select count(*) from ticket"),
                count("select count(*) from message where kind <> 'automatic'"),
                count("select count(*) from inbound"),
                count("select count(*) from customer"),
                count("select count(*) from household"),
                count("select count(*) from staff_member"));
    }

    private long count(String select) {
        return database.read(Clearance.SYSTEM, () -> sql.fetchSingle(select).get(0, Long.class));
    }

    private Set<String> words(String select) {
        return new HashSet<>(
                database.read(Clearance.SYSTEM, () -> sql.fetch(select).getValues(0, String.class)));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("demo-world");
        } catch (IOException full) {
            throw new IllegalStateException(full);
        }
    }
}

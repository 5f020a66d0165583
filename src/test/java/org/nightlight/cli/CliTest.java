package org.nightlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nightlight.Program;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.DatabaseAddress;
import org.nightlight.database.DatabaseConnections;
import org.nightlight.database.TestDatabase;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Passwords;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line as a process of its own: what goes in, what comes out, and the exit code. */
class CliTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    @Test
    void explainScreenAnswersEachLineInOrderBadOnesToo() {
        List<JsonNode> answers = explain("screen", """
                {"id":1,"text":"my card was charged twice"}
                {"id":"two","text":"i want to end my life tonight","age":12}
                {"id":3}
                not json
                """);
        assertThat(answers).hasSize(4);
        assertThat(keys(answers.getFirst()))
                .containsExactlyInAnyOrder("id", "level", "escalate", "types", "reasons", "held", "engine");
        assertThat(answers.getFirst().get("escalate").booleanValue()).isFalse();
        JsonNode grave = answers.get(1);
        assertThat(grave.get("id").asString()).isEqualTo("two");
        assertThat(grave.get("escalate").booleanValue()).isTrue();
        assertThat(grave.get("types").valueStream().map(JsonNode::asString)).contains("SUIC");
        assertThat(keys(grave.get("reasons").get(0))).containsExactlyInAnyOrder("rule", "start", "end");
        assertThat(answers.get(2).get("id").asInt()).isEqualTo(3);
        assertThat(keys(answers.get(2))).containsExactlyInAnyOrder("id", "error");
        assertThat(keys(answers.get(3))).containsExactlyInAnyOrder("id", "error");
    }

    @Test
    void explainCalendarAnswersEachKind() {
        String calendar =
                "\"calendar\":{\"tz\":\"America/New_York\",\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]]},\"holidays\":[]}";
        List<JsonNode> answers = explain(
                "calendar",
                "{\"id\":1," + calendar + ",\"kind\":\"due\",\"start\":\"2026-03-02T15:00:00Z\",\"minutes\":60}\n"
                        + "{\"id\":2," + calendar
                        + ",\"kind\":\"elapsed\",\"from\":\"2026-03-02T15:00:00Z\",\"to\":\"2026-03-02T16:30:00Z\"}\n"
                        + "{\"id\":3," + calendar + ",\"kind\":\"next_open\",\"start\":\"2026-03-03T15:00:00Z\"}\n"
                        + "{\"id\":4," + calendar + ",\"kind\":\"sometime\"}\n");
        assertThat(answers.get(0).toString()).isEqualTo("{\"id\":1,\"due\":\"2026-03-02T16:00:00Z\"}");
        assertThat(answers.get(1).toString()).isEqualTo("{\"id\":2,\"seconds\":5400}");
        assertThat(answers.get(2).toString()).isEqualTo("{\"id\":3,\"open\":\"2026-03-09T13:00:00Z\"}");
        assertThat(keys(answers.get(3))).containsExactlyInAnyOrder("id", "error");
    }

    @Test
    void explainSlaNamesThePolicyAndEveryDeadline() {
        List<JsonNode> answers = explain("sla", """
                {"id":1,"tier":"free","category":"billing","created":"2026-03-02T15:00:00Z"}
                {"id":2,"tier":"golden","category":"billing","created":"2026-03-02T15:00:00Z"}
                """);
        assertThat(keys(answers.getFirst()))
                .containsExactlyInAnyOrder(
                        "id", "policy", "first_response_due", "resolution_due", "escalation_due", "act_by");
        assertThat(answers.getFirst().get("first_response_due").asString()).isEqualTo("2026-03-04T15:00:00Z");
        assertThat(keys(answers.get(1))).containsExactlyInAnyOrder("id", "error");
    }

    @Test
    void explainMailReadsOneFilePerLineAndNamesThoseThatAreMissing() throws IOException {
        Path mail = Files.writeString(folder.resolve("one.eml"), """
                From: Robin <robin@example.org>
                To: support@storytailor.com
                Subject: Hello
                Message-ID: <a@example.org>

                Good morning
                """.replace("\n", "\r\n"));
        List<JsonNode> answers = explain("mail", mail + "\n" + folder.resolve("none.eml") + "\n");
        assertThat(keys(answers.getFirst()))
                .contains(
                        "file",
                        "from",
                        "to",
                        "subject",
                        "text",
                        "reply_text",
                        "message_id",
                        "in_reply_to",
                        "references",
                        "automatic",
                        "bounce",
                        "parts");
        assertThat(answers.getFirst().get("from").asString()).isEqualTo("robin@example.org");
        assertThat(keys(answers.get(1))).containsExactlyInAnyOrder("file", "error");
    }

    @Test
    void explainTriageSaysWhereATicketGoesAndWhy() {
        List<JsonNode> answers = explain("triage", """
                {"id":1,"subject":"Charged twice","text":"My card was charged twice, please refund one payment.","tier":"free"}
                {"id":2,"subject":7}
                """);
        assertThat(keys(answers.getFirst())).contains("id", "category", "issue", "team", "confidence", "reasons");
        assertThat(answers.getFirst().get("category").asString()).isEqualTo("billing");
        assertThat(answers.getFirst().get("team").asString()).isEqualTo("customer-service");
        assertThat(keys(answers.get(1))).containsExactlyInAnyOrder("id", "error");
    }

    @Test
    void playbookCheckNamesEveryMistakeWithLineAndColumn() throws IOException {
        Path sound = folder.resolve("sound.yaml");
        assertThat(Program.run(Map.of(), "", "playbook", "export", "--built-in", sound.toString())
                        .code())
                .isZero();
        assertThat(Program.run(Map.of(), "", "playbook", "check", sound.toString()))
                .satisfies(ended -> assertThat(ended.code()).isZero());
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"),
                Files.readString(sound)
                        .replaceFirst("first-response: 48 hours", "first-response: 48 ours")
                        .replaceFirst("default-tier: free", "default-tear: free"));
        Program.Ended ended = Program.run(Map.of(), "", "playbook", "check", wrong.toString());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines())
                .filteredOn(line -> line.matches("line \\d+, column \\d+: .*"))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(ended.out()).contains("default-tear").contains("tiers.free.first-response");
    }

    @Test
    void aTokenIsMadeForAMemberOfStaffAndWorks() {
        DatabaseAddress address = TestDatabase.fresh();
        Map<String, String> environment = Map.of("NIGHTLIGHT_DATABASE_URL", address.toUrl());
        try (DatabaseConnections connections = TestDatabase.connect(address)) {
            Rooms rooms = Rooms.on(connections);
            rooms.staff
                    .create("Sam Oak", "sam@desk.example", Set.of(Role.AGENT), "correct horse battery", CLI)
                    .orThrow();
            Program.Ended made = Program.run(
                    environment, "", "token", "create", "--email", "sam@desk.example", "--name", "nightly export");
            assertThat(made.code()).as(made.err()).isZero();
            assertThat(rooms.tokens.authenticate(made.out().strip()))
                    .hasValueSatisfying(member -> assertThat(member.name()).isEqualTo("Sam Oak"));
            Program.Ended refused =
                    Program.run(environment, "", "token", "create", "--email", "eve@desk.example", "--name", "x");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("No member of staff");
        }
    }

    @Test
    void auditVerifyFindsALineThatWasChangedRemovedOrCutOff() throws SQLException {
        DatabaseAddress address = TestDatabase.fresh();
        Map<String, String> environment = Map.of("NIGHTLIGHT_DATABASE_URL", address.toUrl());
        try (DatabaseConnections connections = TestDatabase.connect(address)) {
            Audit audit = new Audit(connections.sql(), java.time.Clock.systemUTC());
            connections.database().write(Clearance.DESK, () -> {
                for (int i = 0; i < 3; i++) {
                    audit.record(CLI, "staff.changed", "staff:" + i, "");
                }
            });
        }
        Program.Ended whole = Program.run(environment, "", "audit", "verify");
        assertThat(whole.code()).as(whole.err()).isZero();
        assertThat(whole.out()).contains("The record is whole.");

        asOwner(address, "update audit_line set subject = 'staff:9' where seq = 1");
        Program.Ended changed = Program.run(environment, "", "audit", "verify");
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.out()).contains("line 1: its content or its place was changed");

        asOwner(address, "delete from audit_line where seq >= 2");
        Program.Ended cut = Program.run(environment, "", "audit", "verify");
        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.out()).contains("the end of the chain is not the line that was last written");
    }

    @Test
    void aWrongSettingStopsEveryCommandByName() {
        Program.Ended ended = Program.run(Map.of("NIGHTLIGHT_PROT", "1"), "", "audit", "verify");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("NIGHTLIGHT_PROT is not a setting. The nearest is NIGHTLIGHT_PORT.");
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(Program.run(Map.of(), "", "--help").out()).contains("run", "explain", "playbook", "token", "audit");
    }

    private static final Actor CLI = new Actor.Software("cli");

    private record Rooms(Staff staff, Tokens tokens) {
        static Rooms on(DatabaseConnections connections) {
            java.time.Clock clock = java.time.Clock.systemUTC();
            Audit audit = new Audit(connections.sql(), clock);
            return new Rooms(
                    new Staff(connections.database(), connections.sql(), audit, clock, Passwords.encoder(4)),
                    new Tokens(connections.database(), connections.sql(), audit, clock));
        }
    }

    @Test
    void r36_lintNamesAllThatMustChangeInATextAndInAPlaybook() throws IOException {
        Path text = Files.writeString(folder.resolve("answer.txt"), "Ask your mom! Why did he do it?");
        Program.Ended wrong = Program.run(Map.of(), "", "safety", "lint", text.toString());
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out()).contains("Flesch-Kincaid", "'mom'", "'why'", "'!'", "'?'", "to change");
        Path sound = folder.resolve("rules.yaml");
        Program.run(Map.of(), "", "playbook", "export", "--built-in", sound.toString());
        Program.Ended good = Program.run(Map.of(), "", "safety", "lint", sound.toString());
        assertThat(good.out()).contains("thank-you es: ease", "is fit for a child");
        assertThat(good.code()).isZero();
    }

    private List<JsonNode> explain(String what, String input) {
        Program.Ended ended = Program.run(Map.of(), input, "explain", what);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.lines().stream().map(JSON::readTree).toList();
    }

    private static Set<String> keys(JsonNode node) {
        return Set.copyOf(node.propertyNames());
    }

    private static void asOwner(DatabaseAddress address, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.owner(), address.password());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}

package org.nightlight.bench;

import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nightlight.RunningDesk;
import org.nightlight.database.DatabaseAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures a desk as it is started by {@code bin/run}: real process, its own PostgreSQL with every commit flushed. Writes
 * bench/results/… as JSON with the machine it ran on. {@code bin/bench [seconds] [tickets] [parts]}, parts being any of mail,api,pages.
 */
final class Bench {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SUBJECTS = List.of(
            "Charged twice this month",
            "The narrator voice stays silent",
            "Cannot sign in any more",
            "Story stops on page four",
            "Invoice for our school",
            "How do I change our plan",
            "The dragon in the story is too scary",
            "Password mail never came");
    private static final List<String> TEXTS = List.of(
            "Hello, my card was charged twice for our plan this month and I would like to have one payment back please. The second "
                    + "charge came about an hour after the first one. I have added the dates below so that you can look it up.",
            "Since the update yesterday evening the narrator does not speak on our tablet any more. The text is shown as always, and "
                    + "the volume is up. On the phone it works. We have started the app again twice, and it did not help.",
            "I would like to sign in to our account, but the code that should come by mail never arrives. I looked into the spam "
                    + "folder as well. Could you please check that you have the right address for us?",
            "We made a story about a fox and a lighthouse last night and it ended in the middle of a sentence on page four. My "
                    + "daughter would love to know how it goes on. Can you repair it or give us the story back?");

    /** So many people work at the desk while its pages are measured. */
    private static final int AGENTS = 20;

    private final Set<String> parts;
    private final int seconds;
    private final int tickets;
    private final int port = RunningDesk.freePort();
    private final int smtpPort = RunningDesk.freePort();
    private final Path data = Files.createTempDirectory("bench");
    private final List<Map<String, Object>> results = new ArrayList<>();
    private final Random random = new Random(7);

    private Bench(int seconds, int tickets, Set<String> parts) throws IOException {
        this.parts = parts;
        this.seconds = seconds;
        this.tickets = tickets;
    }

    public static void main(String[] args) throws Exception {
        new Bench(
                        args.length > 0 ? Integer.parseInt(args[0]) : 15,
                        args.length > 1 ? Integer.parseInt(args[1]) : 100_000,
                        args.length > 2 ? Set.of(args[2].split(",")) : Set.of("mail", "api", "pages"))
                .run();
    }

    private void run() throws Exception {
        Processes.Desk cold = start("ready on an empty folder");
        stop(cold);
        if (parts.contains("mail")) {
            Processes.Desk receiver =
                    start("ready on a warm folder, receiving only", Map.of("NIGHTLIGHT_INTAKE_WORKERS", "0"));
            try {
                ceiling(receiver, database());
                accepting(receiver, "mail accepted over SMTP (stored, then 250) by a process that only receives");
                forget(database());
            } finally {
                stop(receiver);
            }
        }
        Processes.Desk desk = start("ready on a warm folder");
        try {
            DatabaseAddress database = database();
            JsonNode people = JSON.readTree(data.resolve("demo.json").toFile()).get("people");
            results.add(memory(desk, "after start"));
            if (parts.contains("mail")) {
                drain(database);
                mail(desk, database);
            }
            if (parts.contains("api")) {
                api(desk, people);
            }
            results.add(memory(desk, "under load"));
            if (parts.contains("pages")) {
                fill(database);
                pages(desk, people);
            }
            results.add(memory(desk, "after all"));
        } finally {
            stop(desk);
        }
        write();
    }

    private DatabaseAddress database() throws IOException {
        return DatabaseAddress.parse(Files.readString(data.resolve("database.url")));
    }

    private Processes.Desk start(String what) throws Exception {
        return start(what, Map.of());
    }

    private Processes.Desk start(String what, Map<String, String> settings) throws Exception {
        List<String> command =
                List.of("bin/run", "--port", "" + port, "--smtp-port", "" + smtpPort, "--data", data.toString());
        Instant before = Instant.now();
        long began = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(data.toFile(), "desk.log")));
        builder.environment().putAll(settings);
        Process process = builder.start();
        while (!Files.exists(data.resolve("demo.json"))
                || Files.getLastModifiedTime(data.resolve("demo.json"))
                        .toInstant()
                        .isBefore(before)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the desk did not start; see " + data.resolve("desk.log"));
            }
            LockSupport.parkNanos(5_000_000);
        }
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("what", what);
        ready.put("seconds", Load.round((System.nanoTime() - began) / 1e9));
        ready.put("load_average", Processes.loadAverage());
        System.out.println(ready);
        results.add(ready);
        return new Processes.Desk(process, data);
    }

    private static void stop(Processes.Desk desk) throws InterruptedException {
        desk.process().destroy();
        desk.process().waitFor();
    }

    private static Map<String, Object> memory(Processes.Desk desk, String when) {
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("what", "resident memory of the desk's process, " + when);
        memory.put("megabytes", Load.round(desk.residentMegabytes()));
        memory.put("peak_megabytes", Load.round(desk.peakMegabytes()));
        System.out.println(memory);
        return memory;
    }

    /** What the database alone could do: the same raw bytes, one insert and one commit each, over as many connections. */
    private void ceiling(Processes.Desk desk, DatabaseAddress database) throws Exception {
        Connection[] connections = new Connection[8];
        PreparedStatement[] inserts = new PreparedStatement[8];
        for (int i = 0; i < 8; i++) {
            connections[i] = DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.password());
            if (i == 0) {
                connections[i]
                        .createStatement()
                        .execute("create table if not exists bench_ceiling (like inbound including all)");
            }
            inserts[i] = connections[i].prepareStatement(
                    "insert into bench_ceiling (channel, dedupe_key, envelope, size, sha256, raw, "
                            + "received_at, state, not_before) values ('email', ?, '{}', ?, ?, ?, now(), 'stored', now())");
        }
        results.add(Load.run("plain SQL: one insert of the same bytes, one commit", 8, seconds, desk, (client, n) -> {
            byte[] raw = letter(client, n).getBytes(StandardCharsets.UTF_8);
            inserts[client].setString(1, "ceiling" + client + "-" + n + "-" + System.nanoTime());
            inserts[client].setLong(2, raw.length);
            inserts[client].setBytes(3, new byte[32]);
            inserts[client].setBytes(4, raw);
            inserts[client].executeUpdate();
        }));
        connections[0].createStatement().execute("drop table bench_ceiling");
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private void mail(Processes.Desk desk, DatabaseAddress database) throws Exception {
        long before = done(database);
        double cpu = desk.cpuSeconds();
        long began = System.nanoTime();
        accepting(desk, "mail accepted over SMTP (stored, then 250), screened and sorted meanwhile");
        drain(database);
        double elapsed = (System.nanoTime() - began) / 1e9;
        long processed = done(database) - before;
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("what", "mail fully processed (accepted, parsed, screened, ticket, clocks)");
        whole.put("mails", processed);
        whole.put("per_second", Load.round(processed / elapsed));
        whole.put("cpu_seconds_per_1000", Load.round((desk.cpuSeconds() - cpu) * 1000 / processed));
        System.out.println(whole);
        results.add(whole);
    }

    private void accepting(Processes.Desk desk, String what) throws Exception {
        Wire[] wires = new Wire[8];
        for (int i = 0; i < 8; i++) {
            wires[i] = new Wire(smtpPort);
            wires[i].smtp(null);
            expect(wires[i].smtp("EHLO bench"), "250");
        }
        results.add(Load.run(what, 8, seconds, desk, (client, n) -> {
            Wire wire = wires[client];
            expect(wire.smtp("MAIL FROM:<parent" + client + "@example.org>"), "250");
            expect(wire.smtp("RCPT TO:<support@storytailor.com>"), "250");
            expect(wire.smtp("DATA"), "354");
            expect(wire.smtp(letter(client, n) + "\r\n."), "250");
        }));
    }

    /** What was only received is not worked on: it would keep the next measurement waiting. */
    private static void forget(DatabaseAddress database) throws Exception {
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.password());
                var sql = owner.createStatement()) {
            sql.execute("delete from inbound where state = 'stored'");
        }
    }

    private static void drain(DatabaseAddress database) throws Exception {
        while (waiting(database) > 0) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void api(Processes.Desk desk, JsonNode people) throws Exception {
        JsonNode agent = person(people, "agent");
        String authorization = "Authorization: Basic "
                + Base64.getEncoder()
                        .encodeToString((agent.get("email").asString() + "/token:"
                                        + agent.get("token").asString())
                                .getBytes(StandardCharsets.UTF_8))
                + "\r\n";
        Wire[] wires = wires(8);
        results.add(Load.run("API create, screened and sorted", 8, 2 * seconds, seconds, desk, (client, n) -> {
            String body = JSON.writeValueAsString(Map.of(
                    "ticket",
                    Map.of(
                            "subject", SUBJECTS.get(n % SUBJECTS.size()),
                            "comment", Map.of("body", TEXTS.get(n % TEXTS.size())),
                            "requester",
                                    Map.of(
                                            "name",
                                            "Parent " + client,
                                            "email",
                                            "api" + client + "-" + n % 500 + "@example.org"))));
            expect(
                    wires[client].http(
                            "POST",
                            "/api/v2/tickets.json",
                            authorization,
                            "application/json",
                            body.getBytes(StandardCharsets.UTF_8)),
                    201);
        }));
    }

    /** Rows for a desk of some age, made by the tables' owner in one go: an eighth of the tickets are open. */
    private void fill(DatabaseAddress database) throws Exception {
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.password());
                var sql = owner.createStatement()) {
            for (String statement : Files.readString(Path.of("bench/fill.sql"))
                    .replace(":tickets", "" + tickets)
                    .split(";\\s*\\n")) {
                if (!statement.isBlank()) {
                    sql.execute(statement);
                }
            }
        }
    }

    private void pages(Processes.Desk desk, JsonNode people) throws Exception {
        List<String> cookies = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            cookies.add(signIn(person(people, "agent")));
        }
        Wire[] wires = wires(AGENTS);
        List<Long> numbers = new ArrayList<>();
        String list = get(wires[0], "/desk/lists/open", cookies.getFirst());
        Matcher link = Pattern.compile("/desk/tickets/(\\d+)").matcher(list);
        while (link.find()) {
            numbers.add(Long.valueOf(link.group(1)));
        }
        List<Load.Act> acts = new ArrayList<>();
        for (String path : List.of(
                "/desk/lists/open",
                "/desk/lists/team",
                "/desk/lists/unassigned",
                "/desk/lists/breaching",
                "/desk/search?q=" + encoded("status:open"),
                "/desk/search?q=" + encoded("status:open team:finance"),
                "/desk/search?q=lighthouse",
                "/desk/search?q=" + encoded("narrator tablet"),
                "/desk/palette?q=lighthouse",
                "/desk/palette?q=parent")) {
            acts.add(new Load.Act("GET " + path, (client, n) -> get(wires[client], path, cookies.get(client))));
        }
        for (String look : List.of("order=due&group=category", "order=newest&group=team")) {
            // one of them saves it, and all have that person's session
            String headed = posted(
                    wires[0],
                    cookies.getFirst(),
                    "/desk/views",
                    "name=Headed&filter=" + encoded("status:open") + "&" + look);
            acts.add(new Load.Act(
                    "GET a view under headings, " + look,
                    (client, n) -> get(wires[client], headed, cookies.get(client))));
        }
        acts.add(new Load.Act(
                "GET a ticket page",
                (client, n) -> get(
                        wires[client],
                        "/desk/tickets/" + numbers.get(Math.floorMod(client * 31 + n, numbers.size())),
                        cookies.get(client))));
        results.addAll(Load.atWork(" at " + tickets + " tickets", AGENTS, 12 * seconds, desk, acts));
        for (Load.Act act : acts) {
            results.add(Load.run(act.what() + " at " + tickets + " tickets", 4, seconds / 3, desk, act.request()));
        }
        bulk(desk, wires[0], cookies.getFirst());
    }

    /** Posts a form as from the list of open tickets; where the answer leads. */
    private static String posted(Wire wire, String cookie, String path, String fields) throws IOException {
        Wire.Answer page = wire.http("GET", "/desk/lists/open", cookie, "", new byte[0]);
        String mine =
                "Cookie: " + session(cookie) + "; " + cookies(page) + "\r\n"; // the token's cookie comes with the page
        Wire.Answer answer = wire.http(
                "POST",
                path,
                mine,
                "application/x-www-form-urlencoded",
                ("_csrf=" + encoded(hidden(page.text(), "_csrf")) + "&" + fields).getBytes(StandardCharsets.UTF_8));
        expect(answer, 302);
        return answer.headers().get("location").replaceFirst("^https?://[^/]+", "");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** All open tickets of 55 days, some 9,900 of them, are tagged by one job; how long it takes and what it costs. */
    private void bulk(Processes.Desk desk, Wire wire, String cookie) throws Exception {
        double cpuBefore = desk.cpuSeconds();
        long began = System.nanoTime();
        String job = posted(
                wire,
                cookie,
                "/desk/bulk-jobs",
                "filter=" + encoded("status:open created:>" + LocalDate.now().minusDays(55))
                        + "&shown=10000&add=measured");
        double confirmed = (System.nanoTime() - began) / 1e6;
        Matcher changed = Pattern.compile("([\\d,.]+) of ([\\d,.]+) changed").matcher("");
        while (!(changed.reset(get(wire, job, cookie)).find()
                && changed.group(1).equals(changed.group(2)))) {
            LockSupport.parkNanos(200_000_000);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("what", "a bulk job at " + tickets + " tickets: a tag set on " + changed.group(2));
        result.put("confirmed_after_ms", Math.round(confirmed));
        result.put("done_after_seconds", Math.round((System.nanoTime() - began) / 1e8) / 10.0);
        result.put("cpu_seconds", Math.round((desk.cpuSeconds() - cpuBefore) * 10) / 10.0);
        results.add(result);
        System.out.println(result);
    }

    /** The sign-in's own cookie alone. */
    private static String session(String header) {
        return Stream.of(header.strip().replaceFirst("^Cookie: ", "").split("; "))
                .filter(cookie -> cookie.startsWith("desk="))
                .collect(Collectors.joining("; "));
    }

    private static String hidden(String page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]+)\"").matcher(page);
        if (!field.find()) {
            throw new IllegalStateException("the page has no " + name);
        }
        return field.group(1);
    }

    private String signIn(JsonNode agent) throws Exception {
        try (Wire wire = new Wire(port)) {
            Wire.Answer page = wire.http("GET", "/desk/sign-in", "", "", new byte[0]);
            String form = "_csrf=" + URLEncoder.encode(hidden(page.text(), "_csrf"), StandardCharsets.UTF_8)
                    + "&email=" + URLEncoder.encode(agent.get("email").asString(), StandardCharsets.UTF_8)
                    + "&password=" + URLEncoder.encode(agent.get("password").asString(), StandardCharsets.UTF_8);
            Wire.Answer in = wire.http(
                    "POST",
                    "/desk/sign-in",
                    "Cookie: " + cookies(page) + "\r\n",
                    "application/x-www-form-urlencoded",
                    form.getBytes(StandardCharsets.UTF_8));
            expect(in, 302);
            return "Cookie: " + cookies(in) + "\r\n";
        }
    }

    /** All cookies that these answers set, as a request sends them back. */
    private static String cookies(Wire.Answer... answers) {
        return Stream.of(answers)
                .flatMap(answer ->
                        answer.headers().getOrDefault("set-cookie", "").lines())
                .map(cookie -> cookie.split(";")[0])
                .collect(Collectors.joining("; "));
    }

    private static String get(Wire wire, String path, String cookie) throws IOException {
        Wire.Answer answer = wire.http("GET", path, cookie, "", new byte[0]);
        expect(answer, 200);
        return answer.text();
    }

    private Wire[] wires(int count) throws IOException {
        Wire[] wires = new Wire[count];
        for (int i = 0; i < count; i++) {
            wires[i] = new Wire(port);
        }
        return wires;
    }

    private static JsonNode person(JsonNode people, String role) {
        for (JsonNode person : people) {
            if (person.get("role").asString().equals(role)) {
                return person;
            }
        }
        throw new IllegalStateException("demo.json names nobody who is " + role);
    }

    private String letter(int client, int n) {
        int pick;
        synchronized (random) {
            pick = random.nextInt(1_000);
        }
        return "From: Parent " + client + " <parent" + client + "-" + pick
                + "@example.org>\r\nTo: support@storytailor.com\r\nSubject: "
                + SUBJECTS.get(n % SUBJECTS.size()) + "\r\nMessage-ID: <" + client + "." + n + "." + System.nanoTime()
                + "@bench.example.org>\r\n"
                + "Date: Mon, 16 Nov 2026 10:00:00 -0500\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n"
                + TEXTS.get(n % TEXTS.size()) + "\r\n\r\nKind regards\r\nParent " + client;
    }

    private static long waiting(DatabaseAddress database) throws Exception {
        return count(database, "select count(*) from inbound where state = 'stored'");
    }

    private static long done(DatabaseAddress database) throws Exception {
        return count(database, "select count(*) from inbound where state = 'done' and channel = 'email'");
    }

    private static long count(DatabaseAddress database, String query) throws Exception {
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), database.owner(), database.password());
                var found = owner.createStatement().executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void expect(String answer, String code) {
        if (!answer.startsWith(code)) {
            throw new IllegalStateException("expected " + code + ", got " + answer);
        }
    }

    private static void expect(Wire.Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected " + status + ", got " + answer.status() + ": "
                    + answer.text().substring(0, Math.min(300, answer.text().length())));
        }
    }

    private void write() throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", Instant.now().toString());
        report.put("processors", Runtime.getRuntime().availableProcessors());
        report.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        report.put("java", System.getProperty("java.vm.version"));
        report.put("postgresql", "18.6, fsync and synchronous_commit on, one machine with the load");
        report.put("results", results);
        Path file = Files.createDirectories(Path.of("bench/results")).resolve("latest.json");
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
        System.out.println("written to " + file);
    }
}

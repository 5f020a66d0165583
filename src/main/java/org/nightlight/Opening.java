package org.nightlight;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nightlight.staff.Staff;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The end of a start, once the web and SMTP doors are open: tells the demo world where one is asked for, says on the
 * terminal where to look, and writes {@code demo.json}, by which others know that the desk is ready.
 */
@Component
class Opening {
    private static final List<String> INTRODUCED = List.of("agent", "lead", "safety_officer", "admin");

    private final DemoWorld world;
    private final DemoPeople people;
    private final Staff staff;
    private final boolean demo;
    private final boolean kept;
    private final Path data;
    private final String url;
    private final DemoFile.Smtp smtp;

    Opening(
            DemoWorld world,
            DemoPeople people,
            Staff staff,
            @Value("${nightlight.demo}") boolean demo,
            @Value("${nightlight.relay.host}") String relay,
            @Value("${nightlight.sendgrid.key-file}") String sendGrid,
            @Value("${nightlight.data}") String data,
            @Value("${nightlight.public-url}") String publicUrl,
            @Value("${nightlight.bind}") String bind,
            @Value("${nightlight.port}") int port,
            @Value("${nightlight.smtp.port}") int smtpPort) {
        this.world = world;
        this.people = people;
        this.staff = staff;
        this.demo = demo;
        this.kept = demo && relay.isBlank() && sendGrid.isBlank();
        this.data = Path.of(data);
        this.url = publicUrl.isBlank() ? "http://localhost:" + port : publicUrl;
        DemoFile.setAside(this.data);
        this.smtp = new DemoFile.Smtp(bind.equals("0.0.0.0") || bind.equals("::") ? "localhost" : bind, smtpPort);
    }

    void open(PrintStream terminal) {
        DemoFile file = new DemoFile(url, smtp, demo ? settled() : earlier());
        terminal.print(banner(file));
        terminal.flush();
        file.write(data);
    }

    /** Who there is in the demo world, which is made or completed where needed. */
    private List<DemoFile.Person> settled() {
        List<DemoFile.Person> known = earlier();
        boolean trusted = people.know(known);
        boolean told = world.isTold();
        if (trusted && told) {
            return known;
        }
        DemoScript script = DemoScript.read();
        List<DemoFile.Person> settled = people.settle(script, trusted ? known : List.of());
        if (!told) {
            world.tell(script);
        }
        return settled;
    }

    private List<DemoFile.Person> earlier() {
        return DemoFile.read(data).map(DemoFile::people).orElse(List.of());
    }

    private String banner(DemoFile file) {
        StringBuilder banner = new StringBuilder("\nNightlight is ready.\n\n");
        line(banner, "Desk", url + (staff.isEmpty() ? "/desk/first-run   (make the first admin here)" : "/desk"));
        line(banner, "Customers", url + "/");
        line(banner, "Mail in", "SMTP " + smtp.host() + " port " + smtp.port());
        if (kept) {
            line(banner, "Mail out", "kept here and shown under " + url + "/demo/mail");
        }
        if (!file.people().isEmpty()) {
            banner.append("\n  Sign in as one of these, or see everybody in ")
                    .append(DemoFile.in(data))
                    .append(":\n");
            INTRODUCED.forEach(role -> first(file, role)
                    .ifPresent(person -> banner.append("    %-15s %-28s %s%n"
                            .formatted(role.replace('_', ' '), person.email(), person.password()))));
        }
        return banner.append("\n  Ctrl-C stops the desk.\n\n").toString();
    }

    private static Optional<DemoFile.Person> first(DemoFile file, String role) {
        return file.people().stream()
                .filter(person -> person.role().equals(role))
                .findFirst();
    }

    private static void line(StringBuilder banner, String what, String where) {
        banner.append("  %-10s %s%n".formatted(what, where));
    }
}

package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Who did what, as far as the reader may know: a line about what is behind the wall is not there for others. */
@Controller
class AuditController {
    private static final String HERE = "/desk/admin/audit";
    private static final int PAGE = 50;
    /** Proving the whole chain reads all of it, so that is done now and then, not for every page. */
    private static final Duration PROOF_HOLDS = Duration.ofMinutes(10);

    private static final Pattern TICKET = Pattern.compile("(?:#|ticket:)?(\\d{1,15})");

    private final Frame frame;
    private final AuditStore store;
    private final Staff staff;
    private final Database database;
    private final Audit audit;
    private final AtomicReference<@Nullable Proof> proof = new AtomicReference<>();

    AuditController(Frame frame, AuditStore store, Staff staff, Database database, Audit audit) {
        this.frame = frame;
        this.store = store;
        this.staff = staff;
        this.database = database;
        this.audit = audit;
    }

    private record Proof(Instant at, int faults) {}

    /** The filter as typed. */
    private record Asked(String who, String what, String about) {}

    @GetMapping(HERE)
    ModelAndView show(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String before,
            Visit visit) {
        Proof proven = proven();
        Asked asked = new Asked(who.strip(), what.strip(), about.strip());
        return frame.page(visit, Chrome.Place.AUDIT, "desk/adminAudit", chrome -> {
            List<StaffMember> people = staff.all();
            List<AuditStore.Line> found = store.lines(filter(asked, people), before, PAGE + 1);
            List<AuditStore.Line> shown = found.stream().limit(PAGE).toList();
            return new AdminAuditPage(
                    chrome,
                    asked.who(),
                    asked.about(),
                    AuditWords.choices(asked.what()),
                    proven.faults() == 0,
                    said(proven),
                    rows(shown, people),
                    before.isEmpty() ? null : address(asked, ""),
                    found.size() > PAGE ? address(asked, shown.getLast().place()) : null);
        });
    }

    private static AuditStore.Filter filter(Asked asked, List<StaffMember> people) {
        String actor = people.stream()
                .filter(member -> member.name().equalsIgnoreCase(asked.who())
                        || member.email().value().equalsIgnoreCase(asked.who()))
                .map(member -> member.actor().key())
                .findFirst()
                .orElse(asked.who());
        Matcher ticket = TICKET.matcher(asked.about());
        return ticket.matches()
                ? new AuditStore.Filter(actor, asked.what(), "", Long.valueOf(ticket.group(1)))
                : new AuditStore.Filter(actor, asked.what(), asked.about(), null);
    }

    /** Lines are numbered on the page alone: their numbers in the chain would tell how many one may not see. */
    private List<AdminAuditPage.Row> rows(List<AuditStore.Line> lines, List<StaffMember> people) {
        Map<Long, String> names = people.stream().collect(Collectors.toMap(StaffMember::id, StaffMember::name));
        AuditWords said = new AuditWords(names);
        Words words = frame.words();
        List<AdminAuditPage.Row> rows = new ArrayList<>();
        for (AuditStore.Line line : lines) {
            rows.add(new AdminAuditPage.Row(
                    rows.size() + 1L,
                    words.when(line.at()),
                    said.actor(line.actor()),
                    line.actor(),
                    said.action(line.action(), line.detail()),
                    said.subject(line.subject()),
                    line.hash()));
        }
        return rows;
    }

    private Proof proven() {
        Proof known = proof.get();
        if (known == null || known.at().plus(PROOF_HOLDS).isBefore(frame.now())) {
            int faults = database.read(Clearance.SYSTEM, audit::faults).size();
            known = new Proof(frame.now(), faults);
            proof.set(known);
        }
        return known;
    }

    private String said(Proof proven) {
        String at = frame.words().when(proven.at()).text();
        return proven.faults() == 0
                ? say("The whole chain was checked at ", "La cadena entera se revisó a las ")
                        + at
                        + say(
                                ": no line is missing, changed or put in.",
                                ": no falta, cambió ni se agregó ninguna línea.")
                : say("Checked at ", "Revisado a las ")
                        + at
                        + say(": the chain is broken in ", ": la cadena está rota en ")
                        + proven.faults()
                        + (proven.faults() == 1 ? say(" place", " lugar") : say(" places", " lugares"))
                        + say(
                                ". Run “nightlight audit verify” and keep this database as it is.",
                                ". Ejecuta “nightlight audit verify” y conserva esta base de datos tal como está.");
    }

    private static String address(Asked asked, String before) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(HERE)
                .queryParam("who", "{who}")
                .queryParam("what", "{what}")
                .queryParam("about", "{about}");
        if (!before.isEmpty()) {
            address.queryParam("before", "{before}");
        }
        return address.encode()
                .buildAndExpand(
                        Map.of("who", asked.who(), "what", asked.what(), "about", asked.about(), "before", before))
                .toUriString();
    }
}

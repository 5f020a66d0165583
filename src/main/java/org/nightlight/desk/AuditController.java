package org.nightlight.desk;

import static nightlight.tables.Tables.AUDIT_LINE;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.nightlight.audit.Audit;
import org.nightlight.database.Clearance;
import org.nightlight.database.Database;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** Who did what, as far as the reader may know: a line about what is behind the wall is not there for others. */
@Controller
class AuditController {
    private static final int PAGE = 50;
    /** Proving the whole chain reads all of it, so that is done now and then, not for every page. */
    private static final Duration PROOF_HOLDS = Duration.ofMinutes(10);

    private final Frame frame;
    private final DSLContext sql;
    private final Database database;
    private final Audit audit;
    private final AtomicReference<@Nullable Proof> proof = new AtomicReference<>();

    AuditController(Frame frame, DSLContext sql, Database database, Audit audit) {
        this.frame = frame;
        this.sql = sql;
        this.database = database;
        this.audit = audit;
    }

    private record Proof(Instant at, int faults) {}

    private record Line(Instant at, int chain, long seq, String actor, String action, String subject, String hash) {}

    @GetMapping("/desk/admin/audit")
    ModelAndView show(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String before,
            Visit visit) {
        Proof proven = proven();
        return frame.page(visit, Chrome.Place.AUDIT, "desk/adminAudit", chrome -> {
            List<Line> found = lines(who.strip(), about.strip(), before);
            List<Line> shown = found.stream().limit(PAGE).toList();
            return new AdminAuditPage(
                    chrome,
                    who.strip(),
                    about.strip(),
                    proven.faults() == 0,
                    said(proven),
                    rows(shown),
                    before.isEmpty() ? null : address(who, about, null),
                    found.size() > PAGE ? address(who, about, shown.getLast()) : null);
        });
    }

    private List<Line> lines(String who, String about, String before) {
        Condition which = DSL.noCondition();
        if (!who.isEmpty()) {
            which = which.and(AUDIT_LINE.ACTOR.eq(who));
        }
        if (!about.isEmpty()) {
            which = which.and(AUDIT_LINE.SUBJECT.eq(about));
        }
        if (before.matches("\\d{1,17}\\.\\d{1,4}\\.\\d{1,15}")) {
            String[] parts = before.split("\\.");
            Instant at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
            short chain = Short.parseShort(parts[1]);
            which = which.and(AUDIT_LINE.AT.le(at))
                    .and(AUDIT_LINE
                            .AT
                            .lt(at)
                            .or(AUDIT_LINE.CHAIN.gt(chain))
                            .or(AUDIT_LINE.CHAIN.eq(chain).and(AUDIT_LINE.SEQ.gt(Long.parseLong(parts[2])))));
        }
        return sql.select(
                        AUDIT_LINE.AT,
                        AUDIT_LINE.CHAIN,
                        AUDIT_LINE.SEQ,
                        AUDIT_LINE.ACTOR,
                        AUDIT_LINE.ACTION,
                        AUDIT_LINE.SUBJECT,
                        AUDIT_LINE.HASH)
                .from(AUDIT_LINE)
                .where(which)
                .orderBy(AUDIT_LINE.AT.desc(), AUDIT_LINE.CHAIN, AUDIT_LINE.SEQ)
                .limit(PAGE + 1)
                .fetch(row -> new Line(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        HexFormat.of().formatHex(row.value7()).substring(0, 12)));
    }

    /** Lines are numbered on the page alone: their numbers in the chain would tell how many one may not see. */
    private List<AdminAuditPage.Row> rows(List<Line> lines) {
        Words words = frame.words();
        List<AdminAuditPage.Row> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(new AdminAuditPage.Row(
                    rows.size() + 1L, words.when(line.at()), line.actor(), line.action(), line.subject(), line.hash()));
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
                ? "The whole chain was checked at " + at + ": no line is missing, changed or put in."
                : "Checked at " + at + ": the chain is broken in " + proven.faults()
                        + " places. Run “nightlight audit verify” and keep this database as it is.";
    }

    private static String address(String who, String about, @Nullable Line last) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/desk/admin/audit")
                .queryParam("who", who.strip())
                .queryParam("about", about.strip());
        if (last != null) {
            address.queryParam(
                    "before",
                    ChronoUnit.MICROS.between(Instant.EPOCH, last.at()) + "." + last.chain() + "." + last.seq());
        }
        return address.encode().build().toUriString();
    }
}

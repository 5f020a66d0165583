package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Level;
import org.nightlight.safety.cybertip.Access;
import org.nightlight.safety.cybertip.Answers;
import org.nightlight.safety.cybertip.CybertipSwitch;
import org.nightlight.safety.cybertip.Cybertips;
import org.nightlight.safety.cybertip.Environment;
import org.nightlight.safety.cybertip.IncidentType;
import org.nightlight.safety.cybertip.Tip;
import org.nightlight.staff.Staff;
import org.nightlight.ticket.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Fills the CyberTipline page of a case. Each opening is written down before the page is shown. */
@Component
class CybertipPages {
    private final Frame frame;
    private final Cybertips tips;
    private final CybertipSwitch production;
    private final Access access;
    private final Tickets tickets;
    private final Staff staff;
    private final ReportReading reading;

    CybertipPages(
            Frame frame,
            Cybertips tips,
            CybertipSwitch production,
            Access access,
            Tickets tickets,
            Staff staff,
            ReportReading reading) {
        this.frame = frame;
        this.tips = tips;
        this.production = production;
        this.access = access;
        this.tickets = tickets;
        this.staff = staff;
        this.reading = reading;
    }

    ModelAndView page(Visit visit, long caseId, boolean shown, Map<String, String> faults) {
        return reading.open(
                visit,
                caseId,
                "cybertip",
                () -> frame.recordedPage(visit, Chrome.Place.CASES, "desk/cybertip", chrome -> {
                    Tip tip = tips.read(caseId, visit.actor()).orElseThrow(NotHere::new);
                    return new Filling(
                                    tip,
                                    visit,
                                    Talk.names(staff.all()),
                                    frame.words(),
                                    frame.zone(),
                                    production.environment())
                            .page(chrome, shown, faults);
                }));
    }

    /** One page in the making. */
    private final class Filling {
        private final Tip tip;
        private final Visit visit;
        private final Map<Long, String> names;
        private final Words words;
        private final ZoneId zone;
        private final Environment environment;

        Filling(Tip tip, Visit visit, Map<Long, String> names, Words words, ZoneId zone, Environment environment) {
            this.tip = tip;
            this.visit = visit;
            this.names = names;
            this.words = words;
            this.zone = zone;
            this.environment = environment;
        }

        CybertipPage page(Chrome chrome, boolean shown, Map<String, String> faults) {
            Tip.Case about = tip.about();
            return new CybertipPage(
                    chrome,
                    about.id(),
                    Words.level(about.level().name()),
                    about.level().compareTo(Level.S3) >= 0,
                    about.drill(),
                    exact(about.knownSince()),
                    missing(),
                    standing(),
                    tip.filed(environment)
                            .map(it -> say(
                                            "Report %s on this case was filed. A further one names it.",
                                            "El reporte %s de este caso se presentó. Uno nuevo lo menciona.")
                                    .formatted(it.reportId()))
                            .orElse(""),
                    form(!faults.isEmpty()),
                    shown,
                    tip.versions().reversed().stream()
                            .map(it -> version(it, shown))
                            .toList(),
                    tip.filings().reversed().stream().map(this::filing).toList(),
                    faults);
        }

        private List<String> missing() {
            return access.ready(environment) ? List.of() : List.of(Access.setting(environment));
        }

        private String standing() {
            return environment == Environment.PRODUCTION
                    ? say("Reports are real: they go to %s.", "Los reportes son reales: van a %s.")
                            .formatted(access.host(environment))
                    : say(
                                    "Reports go to the test system (%s). They hold nothing of the case and report nothing: two people must switch production on.",
                                    "Los reportes van al sistema de pruebas (%s). No contienen nada del caso y no reportan nada: dos personas tienen que activar la producción.")
                            .formatted(access.host(environment));
        }

        private CybertipPage.@Nullable Form form(boolean refused) {
            if (!access.ready(environment) || tip.isOnItsWay(environment)) {
                return null;
            }
            Map<String, String> typed = refused ? sent() : before();
            List<String> ticked = List.of(typed.getOrDefault("annotations", "").split(" "));
            List<String> files = List.of(typed.getOrDefault("files", "").split(" "));
            return new CybertipPage.Form(
                    Arrays.stream(IncidentType.values())
                            .map(it -> new Choice(
                                    it.name(),
                                    CybertipWords.incident(it),
                                    it.name().equals(typed.get("type"))))
                            .toList(),
                    Arrays.stream(Answers.Writer.values())
                            .map(it -> new Choice(
                                    it.name(),
                                    CybertipWords.writer(it),
                                    it.name().equals(typed.get("writer"))))
                            .toList(),
                    Answers.ANNOTATIONS.stream()
                            .map(it -> new Choice(it, CybertipWords.annotation(it), ticked.contains(it)))
                            .toList(),
                    tips.files(tip).stream()
                            .map(it -> new Choice(
                                    "" + it.id(), it.name() + ", " + viewed(it.viewed()), files.contains("" + it.id())))
                            .toList(),
                    tips.reporters(tip, visit.actor()).stream()
                            .map(it ->
                                    new Choice("" + it.id(), it.name(), ("" + it.id()).equals(typed.get("approver"))))
                            .toList(),
                    zone.getId(),
                    typed);
        }

        /** What the last version said, or the time of the ticket. */
        private Map<String, String> before() {
            Map<String, String> typed = new HashMap<>();
            tip.newest()
                    .map(Tip.Version::answers)
                    .filter(it -> !it.equals(Answers.UNREAD))
                    .ifPresentOrElse(
                            it -> {
                                typed.put("type", it.type());
                                typed.put("at", local(Instant.parse(it.at())));
                                typed.put("when", it.when());
                                typed.put("urgent", it.urgent());
                                typed.put("annotations", String.join(" ", it.annotations()));
                                typed.put("writer", it.writer());
                                typed.put("age", it.age());
                                typed.put("screenName", it.screenName());
                                typed.put("profileUrl", it.profileUrl());
                                typed.put("known", it.known());
                                typed.put("more", it.more());
                                typed.put(
                                        "files",
                                        String.join(
                                                " ",
                                                it.files().stream()
                                                        .map(String::valueOf)
                                                        .toList()));
                            },
                            () -> typed.put(
                                    "at",
                                    local(tickets.find(tip.about().ticketId())
                                            .orElseThrow()
                                            .createdAt())));
            return typed;
        }

        private Map<String, String> sent() {
            Map<String, String> typed = new HashMap<>();
            visit.request().getParameterMap().forEach((key, values) -> typed.put(key, String.join(" ", values)));
            return typed;
        }

        private CybertipPage.Version version(Tip.Version it, boolean shown) {
            boolean current = !it.approved() && tips.isCurrent(tip, it);
            String standing = it.approvedAt() != null
                    ? say("Approved by %s, %s.", "La aprobó %s, %s.")
                                    .formatted(name(it.approver()), exact(it.approvedAt()))
                            + (tip.about().drill()
                                    ? say(
                                            " This is a drill: nothing is sent.",
                                            " Esto es un simulacro: no se envía nada.")
                                    : "")
                    : current
                            ? say(
                                            "Waits for %s, who reports it, to approve it.",
                                            "Espera a que la apruebe %s, que es quien reporta.")
                                    .formatted(name(it.approver()))
                            : say(
                                    "Out of date: something has changed since. Make a new version.",
                                    "Desactualizada: algo cambió desde entonces. Haz una versión nueva.");
            return new CybertipPage.Version(
                    it.number(),
                    say("Made by %s, %s.", "La hizo %s, %s.").formatted(name(it.author()), exact(it.at()))
                            + (it.environment() == Environment.TEST
                                    ? say(" For the test system.", " Para el sistema de pruebas.")
                                    : ""),
                    standing,
                    it.hash(),
                    shown ? tips.xml(tip, it, visit.actor()) : null,
                    tips.files(tip, it).stream()
                            .map(file -> file.name() + ", " + file.size() + " bytes, "
                                    + viewed(file.viewed()) + ", SHA-256 "
                                    + file.sha256())
                            .toList(),
                    current && it.approver() == visit.member().id(),
                    shown && current && it.approver() == visit.member().id());
        }

        private CybertipPage.Filing filing(Tip.Filing it) {
            boolean replaced = tip.isReplaced(it);
            boolean decide = it.state() == Tip.State.LOST || it.state() == Tip.State.STOPPED;
            return new CybertipPage.Filing(
                    it.id(),
                    (it.environment() == Environment.TEST
                                    ? say("Test report ", "Reporte de prueba ")
                                    : say("Report ", "Reporte "))
                            + (it.reportId() == null ? "" : it.reportId() + " ")
                            + CybertipWords.state(it.state()),
                    CybertipWords.advice(it, replaced),
                    decide && !replaced || !it.problem().isEmpty() && it.state().live(),
                    facts(it),
                    tips.steps(tip).reversed().stream()
                            .filter(step -> step.filingId() == it.id())
                            .map(step -> new TicketPage.Line(
                                    words.when(step.at()),
                                    step.staffId() == null ? say("the desk", "la mesa de ayuda") : name(step.staffId()),
                                    CybertipWords.step(step)))
                            .toList(),
                    (it.state() == Tip.State.APPROVED || it.state() == Tip.State.OPEN) && it.retractBy() == null,
                    decide && !replaced,
                    it.state() == Tip.State.LOST);
        }

        private List<CasePage.Fact> facts(Tip.Filing it) {
            List<CasePage.Fact> facts = new ArrayList<>();
            tip.versions().stream()
                    .filter(version -> version.id() == it.versionId())
                    .forEach(version -> {
                        facts.add(new CasePage.Fact(say("Version", "Versión"), "" + version.number()));
                        facts.add(new CasePage.Fact(
                                say("Approved and reported by", "Aprobado y reportado por"), name(version.approver())));
                        tips.xmlHash(tip, version)
                                .ifPresent(hash -> facts.add(
                                        new CasePage.Fact(say("SHA-256 of the report", "SHA-256 del reporte"), hash)));
                    });
            tips.uploaded(it)
                    .forEach(file -> facts.add(new CasePage.Fact(
                            say("File ", "Archivo ") + file.attachmentId(), file.fileId() + ", MD5 " + file.md5())));
            if (it.finishedAt() != null) {
                facts.add(new CasePage.Fact(say("Filed", "Presentado"), exact(it.finishedAt())));
            }
            if (it.state().live() && it.failures() > 0) {
                facts.add(new CasePage.Fact(
                        say("Failed so far", "Fallos hasta ahora"),
                        say("%d of 10 tries", "%d de 10 intentos").formatted(it.failures())));
                facts.add(new CasePage.Fact(say("Tried next", "Próximo intento"), exact(it.notBefore())));
            }
            return facts;
        }

        private String local(Instant at) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at.atZone(zone).truncatedTo(ChronoUnit.MINUTES));
        }

        private static String viewed(boolean viewed) {
            return viewed
                    ? say("opened by a person here", "abierto por una persona aquí")
                    : say("not opened here", "sin abrir aquí");
        }

        private String name(long id) {
            return names.getOrDefault(id, say("somebody who left", "alguien que ya no está"));
        }

        private String exact(Instant at) {
            return words.when(at).exact();
        }
    }
}

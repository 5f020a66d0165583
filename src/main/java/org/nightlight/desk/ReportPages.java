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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Level;
import org.nightlight.safety.report.Jurisdiction;
import org.nightlight.safety.report.MandatoryReport;
import org.nightlight.safety.report.MandatoryReport.Channel;
import org.nightlight.safety.report.MandatoryReport.Decision;
import org.nightlight.safety.report.MandatoryReport.Submission;
import org.nightlight.safety.report.MandatoryReport.Version;
import org.nightlight.safety.report.MandatoryReports;
import org.nightlight.safety.report.ReportText;
import org.nightlight.safety.report.Track;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Fills the page of a report. Each opening is written down before the page is shown. */
@Component
class ReportPages {
    private final Frame frame;
    private final ReportReading reading;
    private final MandatoryReports reports;
    private final Staff staff;

    ReportPages(Frame frame, ReportReading reading, MandatoryReports reports, Staff staff) {
        this.frame = frame;
        this.reading = reading;
        this.reports = reports;
        this.staff = staff;
    }

    ModelAndView page(Visit visit, long caseId, boolean withWords, Map<String, String> faults) {
        String why = withWords ? "report-words" : "report";
        return reading.open(visit, caseId, why, () -> recorded(visit, caseId, withWords, faults));
    }

    private ModelAndView recorded(Visit visit, long caseId, boolean withWords, Map<String, String> faults) {
        return frame.recordedPage(visit, Chrome.Place.CASES, "desk/report", chrome -> {
            MandatoryReport report = reports.read(caseId, visit.actor()).orElseThrow(NotHere::new);
            if (withWords) {
                reports.wordsRead(report, visit.actor());
            }
            List<StaffMember> people = staff.all();
            return new Filling(report, visit, people, Talk.names(people), frame.words(), frame.zone())
                    .page(chrome, withWords, faults);
        });
    }

    /** One page in the making. */
    private final class Filling {
        private final MandatoryReport report;
        private final Visit visit;
        private final List<StaffMember> people;
        private final Map<Long, String> names;
        private final Words words;
        private final ZoneId zone;

        Filling(
                MandatoryReport report,
                Visit visit,
                List<StaffMember> people,
                Map<Long, String> names,
                Words words,
                ZoneId zone) {
            this.report = report;
            this.visit = visit;
            this.people = people;
            this.names = names;
            this.words = words;
            this.zone = zone;
        }

        ReportPage page(Chrome chrome, boolean withWords, Map<String, String> faults) {
            MandatoryReport.OfCase about = report.about();
            return new ReportPage(
                    chrome,
                    about.id(),
                    Words.number(about.ticketId()),
                    "/desk/tickets/" + about.ticketId(),
                    Words.level(about.level().name()),
                    about.level().compareTo(Level.S3) >= 0,
                    words.kinds(about.types(), about.held()),
                    left(),
                    exact(report.clock().due()),
                    place(),
                    places(),
                    Arrays.stream(Track.values()).map(this::track).toList(),
                    Arrays.stream(Track.values())
                            .map(it -> new Choice(it.key(), it.label(), it == Track.STATE))
                            .toList(),
                    people.stream()
                            .filter(StaffMember::active)
                            .map(it -> new Choice(
                                    Long.toString(it.id()),
                                    it.name(),
                                    it.id() == visit.member().id()))
                            .toList(),
                    approved(),
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                            words.now().atZone(zone).truncatedTo(ChronoUnit.MINUTES)),
                    zone.getId(),
                    report.submissions().stream()
                            .filter(line -> line.addsTo() == null)
                            .map(this::record)
                            .toList(),
                    sections(withWords),
                    withWords,
                    versions(),
                    ReportHistory.of(report, names, words),
                    faults.isEmpty() ? Map.of() : typed(),
                    faults);
        }

        private @Nullable TimeLeft left() {
            Instant due = report.clock().due();
            return report.standing(Track.STATE).ended()
                    ? null
                    : TimeLeft.running(
                            say("report made", "denuncia hecha"),
                            due,
                            null,
                            words.used(report.clock().from(), due),
                            words.now(),
                            zone);
        }

        private ReportPage.Place place() {
            Jurisdiction place = report.place();
            var today = words.now().atZone(zone).toLocalDate();
            Stream<Jurisdiction.Hotline> national =
                    place.known() ? reports.places().unknown().hotlines().stream() : Stream.empty();
            return new ReportPage.Place(
                    place.known() ? place.name() : say("Place not known", "Lugar desconocido"),
                    place.statute().text(),
                    place.oral().text() + hours(place.oralHours()),
                    place.written().text() + hours(place.writtenHours()),
                    place.online().text(),
                    place.everybody().text(),
                    Stream.concat(place.hotlines().stream(), national)
                            .map(Jurisdiction.Hotline::text)
                            .toList(),
                    place.notes().stream().map(Jurisdiction.Phrase::text).toList(),
                    place.sources(),
                    place.freshness(today),
                    place.expired(today),
                    PhoneScript.lines(words.playbook().brand().name()));
        }

        private static String hours(@Nullable Integer hours) {
            return hours == null
                    ? ""
                    : say("; within %d hours", "; en un plazo de %d horas").formatted(hours);
        }

        private List<Choice> places() {
            List<Choice> all = new ArrayList<>();
            all.add(new Choice(
                    "", say("Not known", "No se sabe"), !report.place().known()));
            reports.places()
                    .all()
                    .forEach(it -> all.add(new Choice(
                            it.code(),
                            it.name(),
                            it.code().equals(report.place().code()))));
            return all;
        }

        private ReportPage.Track track(Track track) {
            return new ReportPage.Track(
                    track.key(),
                    track.label(),
                    report.standing(track).label(),
                    report.next(track).stream()
                            .map(it -> new Choice(it.key(), Words.capital(it.label()), false))
                            .toList(),
                    report.decisions().stream()
                            .filter(it -> it.track() == track)
                            .map(this::decision)
                            .toList());
        }

        private ReportPage.Decision decision(Decision it) {
            return new ReportPage.Decision(
                    it.id(),
                    it.reason(),
                    say("Proposed by %s, %s.", "Lo propuso %s, %s.").formatted(name(it.by()), exact(it.at())),
                    it.confirmedBy() == null || it.confirmedAt() == null
                            ? null
                            : say("Confirmed by %s, %s.", "Lo confirmó %s, %s.")
                                    .formatted(name(it.confirmedBy()), exact(it.confirmedAt())),
                    !it.confirmed() && it.by() != visit.member().id());
        }

        private List<Choice> approved() {
            List<Choice> all = new ArrayList<>();
            all.add(new Choice(
                    "",
                    say(
                            "None of ours: a call, or the agency\u2019s own form",
                            "Ninguna nuestra: una llamada, o el formulario de la agencia"),
                    true));
            report.versions().stream()
                    .filter(Version::approved)
                    .forEach(it ->
                            all.add(new Choice("" + it.number(), say("Version ", "Versión ") + it.number(), false)));
            return all;
        }

        private ReportPage.Record record(Submission line) {
            List<CasePage.Fact> facts = new ArrayList<>();
            facts.add(new CasePage.Fact(say("Who", "Quién"), name(line.reporter())));
            fact(facts, say("Told by phone", "Avisado por teléfono"), line.oralAt());
            fact(facts, say("Sent in writing", "Enviado por escrito"), line.writtenAt());
            fact(facts, say("Writing due", "El escrito vence"), line.writtenDue());
            facts.add(new CasePage.Fact(
                    say("Intake number", "Número de recepción"),
                    line.intake() == null ? say("not known yet", "todavía no se sabe") : line.intake()));
            report.versions().stream()
                    .filter(version -> Long.valueOf(version.id()).equals(line.versionId()))
                    .forEach(version -> facts.add(new CasePage.Fact(
                            say("What was sent", "Qué se envió"), say("version ", "versión ") + version.number())));
            facts.add(new CasePage.Fact(
                    say("Recorded", "Anotado"),
                    say("by ", "por ") + name(line.recordedBy()) + ", " + exact(line.recordedAt())));
            return new ReportPage.Record(
                    line.id(),
                    line.track().label() + ", " + by(line.channel()) + ": " + line.agency(),
                    facts,
                    report.submissions().stream()
                            .filter(later -> Long.valueOf(line.id()).equals(later.addsTo()))
                            .map(this::addition)
                            .toList(),
                    line.writtenAt() != null);
        }

        private static String by(Channel channel) {
            return switch (channel) {
                case PHONE -> say("by phone", "por teléfono");
                case WEB -> say("by web", "por la web");
                case FAX -> say("by fax", "por fax");
                case POST -> say("by post", "por correo postal");
            };
        }

        private String addition(Submission later) {
            return (later.intake() == null
                            ? ""
                            : say("Intake number %s. ", "Número de recepción %s. ")
                                    .formatted(later.intake()))
                    + (later.writtenAt() == null
                            ? ""
                            : say("Sent in writing %s. ", "Enviado por escrito %s. ")
                                    .formatted(exact(later.writtenAt())))
                    + say("Added by %s, %s.", "Lo agregó %s, %s.")
                            .formatted(name(later.recordedBy()), exact(later.recordedAt()));
        }

        private void fact(List<CasePage.Fact> facts, String label, @Nullable Instant at) {
            if (at != null) {
                facts.add(new CasePage.Fact(label, exact(at)));
            }
        }

        private List<ReportPage.Section> sections(boolean withWords) {
            return reports.text(report).sections().stream()
                    .map(section -> new ReportPage.Section(section.heading(), shown(section, withWords)))
                    .toList();
        }

        private static List<String> shown(ReportText.Section section, boolean withWords) {
            return section.words() && !withWords
                    ? List.of(say(
                            "Hidden until you ask. They stand in the report, in quotation marks, with their time.",
                            "Ocultas hasta que las pidas. Están en la denuncia, entre comillas, con su hora."))
                    : section.lines();
        }

        private List<ReportPage.Version> versions() {
            return report.versions().reversed().stream().map(this::version).toList();
        }

        private ReportPage.Version version(Version it) {
            boolean current = reports.isCurrent(report, it);
            String approval = it.approvedBy() == null || it.approvedAt() == null
                    ? say("Waits for another person to approve it.", "Espera a que otra persona la apruebe.")
                    : say("Approved by %s, %s.", "La aprobó %s, %s.")
                            .formatted(name(it.approvedBy()), exact(it.approvedAt()));
            return new ReportPage.Version(
                    it.number(),
                    say("Made by %s, %s.", "La hizo %s, %s.").formatted(name(it.author()), exact(it.at())),
                    it.hash(),
                    current
                            ? approval
                            : say(
                                            "Out of date: something was added since",
                                            "Desactualizada: algo se agregó desde entonces")
                                    + (it.approved()
                                            ? say(
                                                    ", and its approval no longer counts.",
                                                    ", y su aprobación ya no cuenta.")
                                            : "."),
                    current && !it.approved() && it.author() != visit.member().id());
        }

        private Map<String, String> typed() {
            Map<String, String> typed = new HashMap<>();
            visit.request().getParameterMap().forEach((key, values) -> typed.put(key, values[0]));
            return typed;
        }

        private String name(long id) {
            return names.getOrDefault(id, say("somebody who left", "alguien que ya no está"));
        }

        private String exact(Instant at) {
            return words.when(at).exact();
        }
    }
}

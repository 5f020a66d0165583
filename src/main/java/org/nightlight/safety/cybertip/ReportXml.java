package org.nightlight.safety.cybertip;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.nightlight.ticket.Channel;

/**
 * A report in the other side's XML, its elements in the order that is fixed there. The writer to the desk stands in it as
 * the victim or is not named; never as the person reported.
 */
final class ReportXml {
    private static final String SCHEMA = "https://report.cybertip.org/ispws/xsd";
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final int LONGEST_CONTENT = 20_000;

    private final Told told;
    private final ZoneId zone;
    private final Xml xml = new Xml();

    private ReportXml(Told told, ZoneId zone) {
        this.told = told;
        this.zone = zone;
    }

    /** The bytes, always the same for the same input. */
    static byte[] of(Told told, ZoneId zone) {
        return new ReportXml(told, zone).write();
    }

    /** What is said of one file that was uploaded. */
    static byte[] of(SentFile file, String reportId, String fileId) {
        Xml xml = new Xml();
        xml.open("fileDetails");
        xml.leaf("reportId", reportId);
        xml.leaf("fileId", fileId);
        xml.leaf("originalFileName", XmlText.capped(XmlText.clean(file.name()), 2048));
        xml.leaf("fileViewedByEsp", Boolean.toString(file.viewed()));
        xml.leaf("fileRelevance", "Reported");
        return xml.close();
    }

    private byte[] write() {
        xml.open("report", "xsi", INSTANCE, "noNamespaceSchemaLocation", SCHEMA);
        incident();
        xml.in("internetDetails", this::details);
        xml.in("reporter", this::reporter);
        reported();
        victim();
        xml.optional("additionalInfo", XmlText.capped(more(), Answers.LONGEST));
        return xml.close();
    }

    private void incident() {
        Answers it = told.answers();
        xml.in("incidentSummary", () -> {
            xml.leaf("incidentType", IncidentType.valueOf(it.type()).spelling());
            xml.optional("escalateToHighPriority", it.urgent());
            if (!it.annotations().isEmpty()) {
                xml.in("reportAnnotations", () -> it.annotations().forEach(xml::empty));
            }
            xml.leaf(
                    "incidentDateTime",
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            it.time().truncatedTo(ChronoUnit.SECONDS).atZone(zone)));
            xml.optional("incidentDateTimeDescription", it.when());
        });
    }

    private void details() {
        String words = XmlText.clean(told.words());
        switch (told.channel()) {
            case EMAIL -> xml.in("emailIncident", () -> xml.leaf("content", XmlText.capped(words, LONGEST_CONTENT)));
            case WEB ->
                xml.in("webPageIncident", () -> {
                    xml.leaf("url", told.site());
                    xml.leaf("additionalInfo", XmlText.capped(words, Answers.LONGEST));
                });
            case API ->
                xml.in("chatImIncident", () -> {
                    xml.leaf("chatClient", "The organisation's own product");
                    xml.leaf("content", XmlText.capped(words, LONGEST_CONTENT));
                });
            case PHONE ->
                xml.in("nonInternetIncident", () -> xml.leaf("locationName", "A telephone call to the help desk"));
        }
    }

    private void reporter() {
        xml.in("reportingPerson", () -> {
            xml.optional("firstName", XmlText.clean(told.reporter().first()));
            xml.optional("lastName", XmlText.clean(told.reporter().last()));
            xml.leaf("email", told.reporter().email());
        });
    }

    private void reported() {
        Answers it = told.answers();
        List<String> prior = isVictim() ? List.of() : told.prior();
        if (it.screenName().isEmpty() && it.profileUrl().isEmpty() && it.known().isEmpty() && prior.isEmpty()) {
            return;
        }
        xml.in("personOrUserReported", () -> {
            xml.optional("screenName", it.screenName());
            xml.optional("profileUrl", it.profileUrl());
            prior.forEach(number -> xml.leaf("priorCTReports", number));
            xml.optional("additionalInfo", it.known());
        });
    }

    private void victim() {
        if (!isVictim()) {
            return;
        }
        xml.in("victim", () -> {
            if (!told.writerEmail().isEmpty() || !told.answers().age().isEmpty()) {
                xml.in("victimPerson", () -> {
                    xml.optional("email", XmlText.clean(told.writerEmail()));
                    xml.optional("age", told.answers().age());
                });
            }
            xml.optional("displayName", XmlText.clean(told.writerName()).strip());
            told.prior().forEach(number -> xml.leaf("priorCTReports", number));
        });
    }

    private String more() {
        String more = told.answers().more();
        String call = told.channel() == Channel.PHONE ? XmlText.clean(told.words()) : "";
        String witness = told.answers().writer().equals(Answers.Writer.WITNESS.name())
                ? "Whoever wrote to the help desk told about another child."
                : "";
        return String.join(
                "\n\n",
                List.of(more, witness, call).stream()
                        .filter(it -> !it.isEmpty())
                        .toList());
    }

    private boolean isVictim() {
        return told.answers().writer().equals(Answers.Writer.VICTIM.name());
    }
}

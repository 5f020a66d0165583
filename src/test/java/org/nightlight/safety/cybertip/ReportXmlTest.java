package org.nightlight.safety.cybertip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.nightlight.ticket.Channel;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** What is written and read, without a network or a desk. */
class ReportXmlTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Instant NOW = Instant.parse("2026-11-27T22:00:00Z");
    private static final String HOSTILE =
            "]]></content><evil/>&amp;<!ENTITY x> \u0000\u0001\u001b\ud83d \ud83d\ude00 \u0085 \ufffe \"'\r\nend";

    @Test
    void t03_whatSomebodyWroteStaysTextHoweverHostile() throws Exception {
        for (Channel channel : Channel.values()) {
            for (Answers.Writer writer : Answers.Writer.values()) {
                byte[] xml = ReportXml.of(told(channel, writer, HOSTILE), ZONE);
                Document document = valid(xml);
                assertThat(document.getElementsByTagName("evil").getLength()).isZero();
                assertThat(document.getDocumentElement().getTextContent())
                        .contains("]]></content><evil/>&amp;<!ENTITY x> ", "\ud83d\ude00", "\"'\nend")
                        .doesNotContain("\u0001", "\u001b", "\u0085", "\ufffe");
            }
        }
    }

    @Test
    void t03_tooLongIsRefusedBeforeAnybodyApprovesAndCutWordsSaySo() throws Exception {
        String long3001 = "x".repeat(3001);
        assertThatThrownBy(() -> answers("VICTIM", long3001).checked(NOW))
                .isInstanceOf(Answers.Faulty.class)
                .hasMessageContaining("at most 3000");
        assertThat(answers("VICTIM", long3001.substring(1)).checked(NOW).more()).hasSize(3000);
        for (Channel channel : Channel.values()) {
            String text = valid(ReportXml.of(told(channel, Answers.Writer.VICTIM, "y".repeat(90_000)), ZONE))
                    .getDocumentElement()
                    .getTextContent();
            assertThat(text).contains("[cut here for length; the rest is kept with the case]");
        }
        assertThat(XmlText.capped("z".repeat(10) + "\ud83d\ude00".repeat(60), 70))
                .hasSizeLessThanOrEqualTo(70);
    }

    @Test
    void theChildWhoWroteIsTheVictimOrNotNamedAndNeverThePersonReported() throws Exception {
        Document victim = valid(ReportXml.of(told(Channel.EMAIL, Answers.Writer.VICTIM, "hello"), ZONE));
        assertThat(victim.getElementsByTagName("victim").item(0).getTextContent())
                .contains("Kit", "kit@example.org");
        assertThat(victim.getElementsByTagName("personOrUserReported").item(0).getTextContent())
                .contains("dragon")
                .doesNotContain("Kit", "kit@");
        Document witness = valid(ReportXml.of(told(Channel.EMAIL, Answers.Writer.WITNESS, "hello"), ZONE));
        assertThat(witness.getElementsByTagName("victim").getLength()).isZero();
        assertThat(witness.getDocumentElement().getTextContent())
                .contains("told about another child")
                .doesNotContain("kit@");
    }

    @Test
    void theSameCaseGivesTheSameBytesAndTimesCarryTheirOffset() {
        byte[] once = ReportXml.of(told(Channel.EMAIL, Answers.Writer.VICTIM, "hello"), ZONE);
        assertThat(ReportXml.of(told(Channel.EMAIL, Answers.Writer.VICTIM, "hello"), ZONE))
                .isEqualTo(once);
        assertThat(new String(once, StandardCharsets.UTF_8))
                .contains("<incidentDateTime>2026-11-27T16:59:00-05:00</incidentDateTime>");
    }

    @Test
    void t04_answersWithDoctypesEntitiesOrOtherRootsAreNone() {
        for (String answer : List.of(
                "<!DOCTYPE r [<!ENTITY x \"0\">]><reportResponse><responseCode>&x;</responseCode></reportResponse>",
                "<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><reportResponse><responseCode>0</responseCode></reportResponse>",
                "<html><responseCode>0</responseCode></html>",
                "<reportResponse><responseCode>0</responseCode>",
                "<reportResponse><responseCode>zero</responseCode></reportResponse>",
                "")) {
            assertThat(Reply.parse(answer.getBytes(StandardCharsets.UTF_8)))
                    .as(answer)
                    .isEmpty();
        }
        Reply done = Reply.parse(("<reportDoneResponse><responseCode>0</responseCode><reportId>7</reportId><files>"
                                + "<fileId>a</fileId><fileId>b</fileId></files></reportDoneResponse>")
                        .getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(done).isEqualTo(new Reply(0, "7", "", "", List.of("a", "b")));
    }

    @Test
    void theBodysCodeCountsBeforeTheStatus() {
        byte[] finished =
                "<reportResponse><responseCode>5102</responseCode></reportResponse>".getBytes(StandardCharsets.UTF_8);
        assertThat(Answer.of(500, finished, null).sense()).isEqualTo(Answer.Sense.FINISHED);
        assertThat(Answer.of(401, new byte[0], null).sense()).isEqualTo(Answer.Sense.CREDENTIALS);
        assertThat(Answer.of(504, new byte[0], null).sense()).isEqualTo(Answer.Sense.UNCLEAR);
        assertThat(Answer.of(429, new byte[0], null).sense()).isEqualTo(Answer.Sense.AGAIN);
    }

    @Test
    void t05_onlyTheTwoHostsAreEverAddressedAndATestStandInMustBeThisMachine() throws IOException {
        Access access = new Access("", "", "");
        assertThat(access.address(Environment.TEST, "/submit"))
                .hasToString("https://exttest.cybertip.org/ispws/submit");
        assertThat(access.address(Environment.PRODUCTION, "/submit"))
                .hasToString("https://report.cybertip.org/ispws/submit");
        for (String address : List.of(
                "http://192.0.2.7",
                "https://report.example",
                "http://user@127.0.0.1",
                "file:///tmp",
                "http://10.0.0.1:80")) {
            assertThatThrownBy(() -> new Access("", "", address))
                    .as(address)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("this machine itself");
        }
        assertThatThrownBy(() -> new Access("/nowhere/at/all", "", "")).hasMessageContaining("test-credentials-file");
        Path short1 = Files.createTempFile("tip", "");
        Files.writeString(short1, "only-a-user");
        assertThatThrownBy(() -> new Access("", short1.toString(), ""))
                .hasMessageContaining("two lines")
                .hasMessageNotContaining("only-a-user");
    }

    @Test
    void t06_noFileEverTouchesADiskOnItsWay() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("org.nightlight.safety.cybertip..")
                .and()
                .doNotHaveSimpleName("Access") // reads the credentials
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.file\\..*|java\\.io\\.File.*|javax\\.imageio\\..*")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.nightlight.safety.cybertip"));
    }

    private static Told told(Channel channel, Answers.Writer writer, String words) {
        return new Told(
                answers(writer.name(), "More.").checked(NOW),
                channel,
                words,
                "https://desk.example/contact",
                "Kit",
                "kit@example.org",
                new Told.Reporter("Ivo Lind", "ivo@desk.example"),
                List.of("77"));
    }

    private static Answers answers(String writer, String more) {
        return new Answers(
                "ENTICEMENT",
                "2026-11-27T21:59:00Z",
                "yesterday",
                "",
                List.of("sextortion", "minorToMinorInteraction", "unknownMark"),
                writer,
                "11",
                "dragon",
                "",
                "",
                more,
                List.of());
    }

    private static Document valid(byte[] xml) throws SAXException, IOException, ParserConfigurationException {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ReportXmlTest.class.getResource("/cybertip/report.xsd"))
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(xml)));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }
}

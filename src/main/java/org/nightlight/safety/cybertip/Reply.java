package org.nightlight.safety.cybertip;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the other side answered. Its description is not kept: it may name users and addresses.
 *
 * @param hash MD5 of an uploaded file, as the other side saw it; empty for none
 * @param files numbers of the files in a finished report
 */
record Reply(int code, String reportId, String fileId, String hash, List<String> files) {

    /** Empty for what is no answer of theirs: cut off, another document, or one with a DTD or entities. */
    static Optional<Reply> parse(byte[] body) {
        try {
            return read(body);
        } catch (XMLStreamException | NumberFormatException notTheirs) {
            return Optional.empty();
        }
    }

    private static Optional<Reply> read(byte[] body) throws XMLStreamException {
        XMLStreamReader xml =
                factory().createXMLStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8.name());
        Map<String, String> values = new HashMap<>();
        List<String> files = new ArrayList<>();
        List<String> path = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD,
                        XMLStreamConstants.ENTITY_REFERENCE,
                        XMLStreamConstants.ENTITY_DECLARATION -> {
                    return Optional.empty();
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    path.add(xml.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    String value = text.toString().strip();
                    text.setLength(0);
                    if (path.size() == 2) {
                        values.put(path.getLast(), value);
                    } else if (path.size() == 3 && path.get(1).equals("files")) {
                        files.add(value);
                    }
                    if (path.size() == 1 && !path.getFirst().matches("report(Done)?Response")) {
                        return Optional.empty();
                    }
                    path.removeLast();
                }
                default -> {
                    // Blanks, comments and the like say nothing.
                }
            }
        }
        return Optional.of(new Reply(
                Integer.parseInt(values.getOrDefault("responseCode", "")),
                values.getOrDefault("reportId", ""),
                values.getOrDefault("fileId", ""),
                values.getOrDefault("hash", "").toLowerCase(Locale.ROOT),
                List.copyOf(files)));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }
}

package org.nightlight.safety.cybertip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one document, indented so that people can read the very bytes. Everything is escaped by the library's writer. */
final class Xml {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter out;
    private int depth;

    private interface Step {
        void write() throws XMLStreamException;
    }

    Xml() {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("XML could not be begun", impossible);
        }
    }

    void open(String root) {
        write(() -> {
            line();
            out.writeStartElement(root);
        });
        depth++;
    }

    void open(String root, String prefix, String namespace, String attribute, String value) {
        open(root);
        write(() -> {
            out.writeNamespace(prefix, namespace);
            out.writeAttribute(prefix, namespace, attribute, value);
        });
    }

    void in(String element, Runnable children) {
        open(element);
        children.run();
        end();
    }

    void leaf(String element, String text) {
        write(() -> {
            line();
            out.writeStartElement(element);
            out.writeCharacters(text);
            out.writeEndElement();
        });
    }

    void optional(String element, String text) {
        if (!text.isBlank()) {
            leaf(element, text);
        }
    }

    void empty(String element) {
        write(() -> {
            line();
            out.writeEmptyElement(element);
        });
    }

    /** Ends the root. */
    byte[] close() {
        end();
        write(() -> {
            out.writeCharacters("");
            out.writeEndDocument();
            out.close();
        });
        return bytes.toByteArray();
    }

    private void end() {
        depth--;
        write(() -> {
            line();
            out.writeEndElement();
        });
    }

    private void line() throws XMLStreamException {
        out.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static void write(Step step) {
        try {
            step.write();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("XML could not be written", impossible);
        }
    }
}

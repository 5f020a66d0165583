package org.nightlight.portal;

import static org.nightlight.shared.Spoken.say;

import java.util.List;

/**
 * {@code GET /help}: what is written down for customers, by what it is about; {@code POST /help}: what was found.
 *
 * @param query words that were looked for, empty for none
 * @param away whether what is written down cannot be read now
 */
public record HelpPage(PortalChrome chrome, String query, List<Section> sections, boolean away) {
    public record Section(String key, String title, List<Line> lines) {
        static Section more(List<Line> lines) {
            return new Section("more", say("More", "Más"), lines);
        }

        static List<Section> found(List<Line> lines) {
            return lines.isEmpty()
                    ? List.of()
                    : List.of(new Section("found", say("We found this", "Encontramos esto"), lines));
        }
    }

    /** @param lang of the title where it is not that of the page, else empty */
    public record Line(String address, String title, String lang) {
        public String inWhich() {
            return lang.equals("es") ? say("in Spanish", "en español") : say("in English", "en inglés");
        }
    }
}

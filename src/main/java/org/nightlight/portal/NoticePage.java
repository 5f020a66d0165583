package org.nightlight.portal;

import java.util.List;
import java.util.Map;
import org.nightlight.playbook.Notice;
import org.nightlight.privacy.DigitalAges;

/**
 * {@code GET /privacy}: the online notice of 16 CFR 312.4(d), made from what the desk is set to do.
 *
 * @param contact the operator who answers questions for all
 * @param others further operators
 * @param asks why each personal field of the form is asked for
 * @param recipients to whom data goes
 * @param basis why the data may be used, as a part of a sentence
 * @param ages of own consent by country, for those served first
 * @param strictest the age that counts where somebody's country is not known
 */
public record NoticePage(
        PortalChrome chrome,
        Notice.Operator contact,
        List<Notice.Operator> others,
        Map<String, String> asks,
        List<Recipient> recipients,
        String basis,
        DigitalAges ages,
        int strictest) {

    /** @param what such as {@code supports our operations} */
    public record Recipient(String name, String what, String purposes, String gets) {}

    public List<Notice.Operator> operators() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(contact), others.stream())
                .toList();
    }
}

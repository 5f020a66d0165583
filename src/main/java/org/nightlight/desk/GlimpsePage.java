package org.nightlight.desk;

import java.util.List;

/**
 * A case as break-glass shows it, to be read only: {@code POST /desk/break-glass/{request}/readings}.
 *
 * @param until when the grant ends
 */
public record GlimpsePage(
        Chrome chrome,
        long caseId,
        String level,
        List<String> kinds,
        String state,
        When opened,
        When until,
        List<CasePage.Words> words,
        List<TicketPage.Line> timeline) {}

package org.nightlight.desk;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.nightlight.ticket.Ticket;
import org.nightlight.ticket.TicketSearch;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Search by words, number or address. */
@Controller
class SearchController {
    private static final int LONGEST = 200;

    private final Frame frame;
    private final ListRows rows;
    private final TicketSearch search;

    SearchController(Frame frame, ListRows rows, TicketSearch search) {
        this.frame = frame;
        this.rows = rows;
        this.search = search;
    }

    @GetMapping("/desk/search")
    ModelAndView find(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before,
            Visit visit) {
        String query = q.replace("\0", "").strip();
        String asked = query.length() > LONGEST ? query.substring(0, LONGEST) : query;
        return frame.page(visit, Chrome.Place.SEARCH, "desk/search", chrome -> found(chrome, asked, before));
    }

    private SearchPage found(Chrome chrome, String query, long before) {
        List<Ticket> hits = query.isEmpty() ? List.of() : search.find(query, before, ListRows.PAGE + 1);
        boolean more = hits.size() > ListRows.PAGE;
        List<Long> shown = hits.stream().limit(ListRows.PAGE).map(Ticket::id).toList();
        String older = more
                ? "/desk/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&before=" + shown.getLast()
                : null;
        return new SearchPage(chrome, query, said(query, shown.size(), more, before), rows.of(shown, older));
    }

    private static String said(String query, int shown, boolean more, long before) {
        if (query.isEmpty()) {
            return "";
        } else if (shown == 0) {
            return "Nothing found";
        } else if (more || before != Long.MAX_VALUE) {
            return shown + " tickets on this page";
        }
        return shown == 1 ? "1 ticket" : shown + " tickets";
    }
}

package org.nightlight.knowledge;

import static nightlight.tables.Tables.TICKET_ARTICLE;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.nightlight.privacy.RowsOfTickets;
import org.springframework.stereotype.Component;

/** What this room keeps about conversations: which articles they had. Articles themselves are about nobody. */
@Component
class ArticleData extends RowsOfTickets {
    ArticleData(DSLContext sql) {
        super(
                sql,
                "knowledge",
                23,
                new Counted(
                        TICKET_ARTICLE.TICKET_ID,
                        TICKET_ARTICLE.MADE_AT,
                        "Which articles helped",
                        "Qué artículos ayudaron"),
                List.of(),
                Set.of());
    }
}

package org.nightlight.knowledge;

import static nightlight.tables.Tables.TICKET_ARTICLE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.nightlight.playbook.RetentionRules;
import org.nightlight.privacy.Holding;
import org.nightlight.privacy.PersonalData;
import org.nightlight.privacy.Scope;
import org.springframework.stereotype.Component;

/** What this room keeps about conversations: which articles they had. Articles themselves are about nobody. */
@Component
class ArticleData implements PersonalData {
    private final DSLContext sql;

    ArticleData(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String room() {
        return "knowledge";
    }

    @Override
    public int rank() {
        return 23;
    }

    @Override
    public Set<String> tables() {
        return Set.of("ticket_article");
    }

    @Override
    public List<Holding> holdings(Scope scope) {
        Holding holding = sql.select(count(), min(TICKET_ARTICLE.MADE_AT))
                .from(TICKET_ARTICLE)
                .where(TICKET_ARTICLE.TICKET_ID.eq(any(tickets(scope))))
                .fetchSingle(row -> new Holding(
                        "Which articles helped",
                        "Qué artículos ayudaron",
                        RetentionRules.TICKETS,
                        row.value1(),
                        row.value2()));
        return List.of(holding);
    }

    @Override
    public void erase(Scope scope) {
        sql.deleteFrom(TICKET_ARTICLE)
                .where(TICKET_ARTICLE.TICKET_ID.eq(any(tickets(scope))))
                .execute();
    }

    private static Long[] tickets(Scope scope) {
        return scope.tickets().toArray(Long[]::new);
    }
}

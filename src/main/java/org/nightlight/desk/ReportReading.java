package org.nightlight.desk;

import java.util.function.Supplier;
import org.nightlight.database.Database;
import org.nightlight.safety.Cases;
import org.nightlight.seal.SealedReading;
import org.springframework.stereotype.Component;

/** Opens the sealed words that a report is made of; each time is written down before. */
@Component
class ReportReading {
    private final SealedReading reading;
    private final Database database;
    private final Cases cases;

    ReportReading(SealedReading reading, Database database, Cases cases) {
        this.reading = reading;
        this.database = database;
        this.cases = cases;
    }

    <T> T open(Visit visit, long caseId, String why, Supplier<T> work) {
        long ticketId =
                database.read(visit.clearance(), () -> cases.ticketOf(caseId)).orElseThrow(NotHere::new);
        return reading.open(visit.clearance(), visit.actor(), ticketId, why, work);
    }
}

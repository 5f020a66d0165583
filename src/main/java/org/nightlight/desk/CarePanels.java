package org.nightlight.desk;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nightlight.safety.Care;
import org.nightlight.safety.Debriefs;
import org.nightlight.safety.Workload;
import org.nightlight.staff.Staff;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Puts together what one person sees of the care that is taken of them. */
@Component
class CarePanels {
    private final Care care;
    private final Workload workload;
    private final Debriefs debriefs;
    private final Staff staff;
    private final String supportLine;

    CarePanels(
            Care care,
            Workload workload,
            Debriefs debriefs,
            Staff staff,
            @Value("${nightlight.care.support-line}") String supportLine) {
        this.care = care;
        this.workload = workload;
        this.debriefs = debriefs;
        this.staff = staff;
        this.supportLine = supportLine.strip();
    }

    /** Where staff find somebody to talk to; null when nobody has set it. */
    @Nullable
    String supportLine() {
        return supportLine.isEmpty() ? null : supportLine;
    }

    /** Null for whoever opens no cases. Belongs into a transaction of the visit's clearance. */
    @Nullable
    CarePanel of(Visit visit, Words words) {
        if (!visit.clearance().seesCases()) {
            return null;
        }
        long me = visit.member().id();
        Care.Choice choice = care.choice(me);
        Map<Long, String> names = Talk.names(staff.all());
        return new CarePanel(
                switch (choice) {
                    case READY -> "You have said that you are ready for grave cases.";
                    case OUT -> "You have said that you are not available for grave cases. You need give no reason.";
                    case UNSAID ->
                        "You have not said yet whether you are ready for grave cases. You are called for them, but cannot take one.";
                },
                choice == Care.Choice.READY,
                choice == Care.Choice.OUT,
                care.restsUntil(me)
                        .map(until -> "You rest after an emergency until "
                                + words.when(until).text() + ". Others are called meanwhile.")
                        .orElse(null),
                "In this shift you have taken " + workload.graveCases(me) + " of at most " + workload.most()
                        + " grave cases.",
                debriefs.openFor(me).stream()
                        .map(offer -> new CarePanel.Offer(
                                offer.id(), words.when(offer.offeredAt()), Boolean.TRUE.equals(offer.wanted())))
                        .toList(),
                debriefs.wantedBeside(me).stream()
                        .map(wish -> new CarePanel.Colleague(
                                wish.id(),
                                names.getOrDefault(wish.staffId(), "Somebody who left"),
                                words.when(wish.offeredAt())))
                        .toList(),
                supportLine());
    }
}

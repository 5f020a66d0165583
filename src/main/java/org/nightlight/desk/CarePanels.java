package org.nightlight.desk;

import static org.nightlight.shared.Spoken.say;

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
                    case READY ->
                        say(
                                "You have said that you are ready for grave cases.",
                                "Dijiste que puedes tomar casos graves.");
                    case OUT ->
                        say(
                                "You have said that you are not available for grave cases. You need give no reason.",
                                "Dijiste que no estás disponible para casos graves. No hace falta dar un motivo.");
                    case UNSAID ->
                        say(
                                "You have not said yet whether you are ready for grave cases. You are "
                                        + "called for them, but cannot take one.",
                                "Todavía no dijiste si puedes tomar casos graves. Se te llama para ellos, "
                                        + "pero no puedes tomar ninguno.");
                },
                choice == Care.Choice.READY,
                choice == Care.Choice.OUT,
                care.restsUntil(me)
                        .map(until -> say(
                                        "You rest after an emergency until ",
                                        "Descansas después de una emergencia hasta ")
                                + words.when(until).text()
                                + say(". Others are called meanwhile.", ". Mientras tanto se llama a otras personas."))
                        .orElse(null),
                say("In this shift you have taken ", "En este turno tomaste ")
                        + workload.graveCases(me)
                        + say(" of at most ", " de un máximo de ")
                        + workload.most()
                        + say(" grave cases.", " casos graves."),
                debriefs.openFor(me).stream()
                        .map(offer -> new CarePanel.Offer(
                                offer.id(), words.when(offer.offeredAt()), Boolean.TRUE.equals(offer.wanted())))
                        .toList(),
                debriefs.wantedBeside(me).stream()
                        .map(wish -> new CarePanel.Colleague(
                                wish.id(),
                                names.getOrDefault(wish.staffId(), say("Somebody who left", "Alguien que se fue")),
                                words.when(wish.offeredAt())))
                        .toList(),
                supportLine());
    }
}

package org.nightlight.safety.cybertip;

import static org.nightlight.shared.Spoken.say;

/** Something about a report to the CyberTipline needs people: the Safety Team is to be told. */
public record CybertipAlert(long caseId, long ticketId, Kind kind, boolean test) {

    public enum Kind {
        /** It could not be sent for a while; the desk goes on trying. */
        DELAYED(
                "could not be sent so far; the desk goes on trying",
                "no se pudo enviar hasta ahora; la mesa de ayuda lo sigue intentando"),
        /** Nothing moved for long: an unfinished report is soon deleted there. */
        IDLE("is not filed, and nothing has moved for 45 minutes", "no está presentado, y nada se movió en 45 minutos"),
        LOST(
                "may be open there, but its number never arrived; a person decides",
                "puede estar abierto allí, pero su número nunca llegó; decide una persona"),
        STOPPED("cannot go on by itself; a person decides", "no puede seguir por sí solo; decide una persona"),
        /** What lies there is not the file that was sent. */
        MISMATCH("was stopped: a file arrived changed", "se detuvo: un archivo llegó cambiado"),
        /** It is filed there already, and nothing more can be handed over. */
        INCOMPLETE(
                "is filed, but not all of its files are with it; send them with a further report",
                "está presentado, pero le faltan archivos; envíalos con un reporte nuevo"),
        CREDENTIALS(
                "waits: the CyberTipline does not take the desk’s sign-in",
                "espera: la CyberTipline no acepta las credenciales de la mesa de ayuda");

        private final String english;
        private final String spanish;

        Kind(String english, String spanish) {
            this.english = english;
            this.spanish = spanish;
        }

        /** Completes a sentence that begins with "The report". */
        public String words() {
            return say(english, spanish);
        }
    }
}

package org.nightlight.safety.cybertip;

/** Something about a report to the CyberTipline needs people: the Safety Team is to be told. */
public record CybertipAlert(long caseId, long ticketId, Kind kind, boolean test) {

    public enum Kind {
        /** It could not be sent for a while; the desk goes on trying. */
        DELAYED("could not be sent so far; the desk goes on trying"),
        /** Nothing moved for long: an unfinished report is soon deleted there. */
        IDLE("is not filed, and nothing has moved for 45 minutes"),
        LOST("may be open there, but its number never arrived; a person decides"),
        STOPPED("cannot go on by itself; a person decides"),
        /** What lies there is not the file that was sent. */
        MISMATCH("was stopped: a file arrived changed"),
        /** It is filed there already, and nothing more can be handed over. */
        INCOMPLETE("is filed, but not all of its files are with it; send them with a further report"),
        CREDENTIALS("waits: the CyberTipline does not take the desk’s sign-in");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Completes a sentence that begins with "The report". */
        public String words() {
            return words;
        }
    }
}

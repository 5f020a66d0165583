package org.nightlight.playbook;

/** What a customer has bought: the promised times, and whether people answer around the clock. */
public record Tier(
        String key, String label, Support support, Target firstResponse, Target resolution, Target escalation) {

    /** When people of the desk work for this tier. */
    public enum Support {
        /** In support hours. */
        STANDARD,
        /** Around the clock. */
        PRIORITY
    }

    public boolean aroundTheClock() {
        return support == Support.PRIORITY;
    }
}

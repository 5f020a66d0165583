package org.nightlight.safety.cybertip;

/** The kinds of incident, spelled exactly as the other side's schema wants them. */
public enum IncidentType {
    IMAGES("Child Pornography (possession, manufacture, and distribution)"),
    TRAFFICKING("Child Sex Trafficking"),
    TOURISM("Child Sex Tourism"),
    MOLESTATION("Child Sexual Molestation"),
    DOMAIN("Misleading Domain Name"),
    MISLEADING("Misleading Words or Digital Images on the Internet"),
    ENTICEMENT("Online Enticement of Children for Sexual Acts"),
    UNSOLICITED("Unsolicited Obscene Material Sent to a Child");

    private final String spelling;

    IncidentType(String spelling) {
        this.spelling = spelling;
    }

    public String spelling() {
        return spelling;
    }
}

package org.nightlight.safety;

/** What a message is about. One message can hold several. Codes are stored and shown as they stand here. */
public enum Concern {
    /** Physical abuse. */
    PHYS("physical abuse"),
    /** Emotional abuse. */
    EMOT("emotional abuse"),
    /** Sexual abuse. */
    SEXA("sexual abuse"),
    /** Neglect. */
    NEGL("neglect"),
    /** Bullying. */
    BULL("bullying"),
    /** Self-harm. */
    SELF("self-harm"),
    /** Suicidal thought, plan or act. */
    SUIC("suicide"),
    /** Drugs, alcohol, pills. */
    SUBS("drugs or alcohol"),
    /** Violence between adults at home. */
    DOMV("violence at home"),
    /** A crisis of mental health: panic, voices, eating. */
    MHCR("a mental health crisis"),
    /** Danger going on now. */
    DANG("danger going on now"),
    /** Grooming: secrecy, gifts, moving elsewhere, meeting, an age gap. */
    GROO("grooming"),
    /** Extortion with intimate pictures. */
    SEXT("extortion with pictures"),
    /** Sexual images of children. */
    CSAM("sexual images of children"),
    /** Missing or run away. */
    MISS("missing or run away"),
    /** A threat to others. */
    THRT("a threat to others"),
    /** Trafficking or exploitation. */
    TRAF("exploitation"),
    /** Told on behalf of someone else: a friend, a parent writing about a child. */
    DISC3("told for somebody else"),
    /** Indirect: asking for a friend, asking not to tell a parent. */
    INDI("told indirectly"),
    /** Harm that came through our own product. */
    PROD("harm through our product");

    private final String words;

    Concern(String words) {
        this.words = words;
    }

    /** As people say it. */
    public String words() {
        return words;
    }
}

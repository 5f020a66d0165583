package org.nightlight.safety;

import static org.nightlight.shared.Spoken.say;

/** What a message is about. One message can hold several. Codes are stored and shown as they stand here. */
public enum Concern {
    /** Physical abuse. */
    PHYS("physical abuse", "abuso físico"),
    /** Emotional abuse. */
    EMOT("emotional abuse", "abuso emocional"),
    /** Sexual abuse. */
    SEXA("sexual abuse", "abuso sexual"),
    /** Neglect. */
    NEGL("neglect", "negligencia"),
    /** Bullying. */
    BULL("bullying", "acoso"),
    /** Self-harm. */
    SELF("self-harm", "autolesiones"),
    /** Suicidal thought, plan or act. */
    SUIC("suicide", "suicidio"),
    /** Drugs, alcohol, pills. */
    SUBS("drugs or alcohol", "drogas o alcohol"),
    /** Violence between adults at home. */
    DOMV("violence at home", "violencia en casa"),
    /** A crisis of mental health: panic, voices, eating. */
    MHCR("a mental health crisis", "una crisis de salud mental"),
    /** Danger going on now. */
    DANG("danger going on now", "peligro en este momento"),
    /** Grooming: secrecy, gifts, moving elsewhere, meeting, an age gap. */
    GROO("grooming", "captación con fines sexuales"),
    /** Extortion with intimate pictures. */
    SEXT("extortion with pictures", "extorsión con imágenes"),
    /** Sexual images of children. */
    CSAM("sexual images of children", "imágenes sexuales de menores"),
    /** Missing or run away. */
    MISS("missing or run away", "desaparición o huida"),
    /** A threat to others. */
    THRT("a threat to others", "una amenaza a otras personas"),
    /** Trafficking or exploitation. */
    TRAF("exploitation", "explotación"),
    /** Told on behalf of someone else: a friend, a parent writing about a child. */
    DISC3("told for somebody else", "contado por otra persona"),
    /** Indirect: asking for a friend, asking not to tell a parent. */
    INDI("told indirectly", "contado de forma indirecta"),
    /** Harm that came through our own product. */
    PROD("harm through our product", "daño por nuestro producto");

    private final String english;
    private final String spanish;

    Concern(String english, String spanish) {
        this.english = english;
        this.spanish = spanish;
    }

    /** As people say it. */
    public String words() {
        return say(english, spanish);
    }
}

package org.nightlight.safety;

/** What a message is about. One message can hold several. Codes are stored and shown as they stand here. */
public enum Concern {
    /** Physical abuse. */
    PHYS,
    /** Emotional abuse. */
    EMOT,
    /** Sexual abuse. */
    SEXA,
    /** Neglect. */
    NEGL,
    /** Bullying. */
    BULL,
    /** Self-harm. */
    SELF,
    /** Suicidal thought, plan or act. */
    SUIC,
    /** Drugs, alcohol, pills. */
    SUBS,
    /** Violence between adults at home. */
    DOMV,
    /** A crisis of mental health: panic, voices, eating. */
    MHCR,
    /** Danger going on now. */
    DANG,
    /** Grooming: secrecy, gifts, moving elsewhere, meeting, an age gap. */
    GROO,
    /** Extortion with intimate pictures. */
    SEXT,
    /** Sexual images of children. */
    CSAM,
    /** Missing or run away. */
    MISS,
    /** A threat to others. */
    THRT,
    /** Trafficking or exploitation. */
    TRAF,
    /** Told on behalf of someone else: a friend, a parent writing about a child. */
    DISC3,
    /** Indirect: asking for a friend, asking not to tell a parent. */
    INDI,
    /** Harm that came through our own product. */
    PROD
}

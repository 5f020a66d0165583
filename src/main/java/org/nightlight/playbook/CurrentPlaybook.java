package org.nightlight.playbook;

/** The rules that hold now. Rooms ask for each decision, so that a newly published version binds at once. */
public interface CurrentPlaybook {
    PlaybookVersion current();
}

package org.nightlight.safety;

/**
 * A way to reach people: on screen, by mail, by webhook. A phone channel takes its seat here with SMS and voice; whatever
 * implements this is used for every page.
 */
public interface PageWay {
    /**
     * Sends the page on its way within the transaction of its step. Nothing slow: what must wait for an answer is kept as a
     * row and done by a worker of the way's own. Nothing of what was written to the desk goes along.
     */
    void send(Page page);
}

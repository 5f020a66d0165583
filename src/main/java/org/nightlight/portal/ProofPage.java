package org.nightlight.portal;

/**
 * Where somebody shows that an address is theirs: {@code GET /my/proofs/{token}}. The same for everybody.
 *
 * @param here the page's own address; empty where the link opens nothing
 * @param done whether it was shown
 */
public record ProofPage(PortalChrome chrome, String here, String support, boolean done) {}

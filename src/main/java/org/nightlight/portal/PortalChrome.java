package org.nightlight.portal;

/**
 * What stands around every customer page: the brand of the playbook and the hidden field that forms carry.
 *
 * @param leaveTo a harmless page elsewhere, for whoever must not be seen here
 */
public record PortalChrome(String brand, String hours, String csrfParameter, String csrfToken, String leaveTo) {}

package io.repohook.spool;

/**
 * The account that a file belongs to; the kernel vouches for it.
 *
 * @param uid the account's number
 * @param name its name, or the number as text when the machine knows no name for it
 */
public record SpoolOwner(int uid, String name) {}

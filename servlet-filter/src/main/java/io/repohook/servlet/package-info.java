/**
 * Sees, inside a servlet container, what an artifact repository does, and puts it into the spool.
 *
 * <p>Here is what is the same under both names of the servlet API; {@code jakarta} has the filter,
 * and {@code javax} is made of its text when it is built. It runs in a host's JVM: it needs {@code
 * hook-event} alone, and never fails or delays its host.
 */
@NullMarked
package io.repohook.servlet;

import org.jspecify.annotations.NullMarked;

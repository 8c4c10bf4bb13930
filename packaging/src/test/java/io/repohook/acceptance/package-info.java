/**
 * What a user may rely on, shown with the program as it is installed: the built archive, real
 * processes, real git and a receiver of our own on the loopback address.
 *
 * <p>Each test reads as a timeline: push, then the receiver wants it.
 */
@NullMarked
package io.repohook.acceptance;

import org.jspecify.annotations.NullMarked;

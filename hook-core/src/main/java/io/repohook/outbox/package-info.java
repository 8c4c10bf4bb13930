/**
 * The durable store between intake and dispatcher: what happened, what is to be sent, what was
 * tried.
 *
 * <p>The interfaces here are a port: each database implements them in a package of its own and
 * passes one suite of contract tests.
 */
@NullMarked
package io.repohook.outbox;

import org.jspecify.annotations.NullMarked;

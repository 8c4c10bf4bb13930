/**
 * The hook that a git server runs after each push, and how it gets into repositories and out again.
 *
 * <p>The hooks themselves are the resources {@code post-receive.sh} and {@code
 * reference-transaction.sh}; they need a shell and a few programs that every system has.
 */
@NullMarked
package io.repohook.git.install;

import org.jspecify.annotations.NullMarked;

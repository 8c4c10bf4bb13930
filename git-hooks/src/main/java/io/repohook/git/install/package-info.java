/**
 * The hook that a git server runs after each push, and how it gets into repositories and out again.
 *
 * <p>The hook itself is the resource {@code post-receive.sh}; it needs a shell and nothing else.
 */
@NullMarked
package io.repohook.git.install;

import org.jspecify.annotations.NullMarked;

/** Diffs of pushes and commits, read with JGit within bounds. */
@NullMarked
package io.repohook.git.diff;

import org.jspecify.annotations.NullMarked;

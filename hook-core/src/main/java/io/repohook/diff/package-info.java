/** The port by which a message shows what changed in a repository, whatever reads it. */
@NullMarked
package io.repohook.diff;

import org.jspecify.annotations.NullMarked;

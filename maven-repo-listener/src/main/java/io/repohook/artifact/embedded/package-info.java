/** A small artifact repository of our own, for trying things. */
@NullMarked
package io.repohook.artifact.embedded;

import org.jspecify.annotations.NullMarked;

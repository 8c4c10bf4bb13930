/** What a path in an artifact repository names. */
@NullMarked
package io.repohook.artifact.layout;

import org.jspecify.annotations.NullMarked;

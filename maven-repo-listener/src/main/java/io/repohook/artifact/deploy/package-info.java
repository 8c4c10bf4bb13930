/** Requests become events, and all files of one deploy become one. */
@NullMarked
package io.repohook.artifact.deploy;

import org.jspecify.annotations.NullMarked;

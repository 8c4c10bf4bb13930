/** A whole working set-up in a folder of its own, to see and to try. */
@NullMarked
package io.repohook.quickstart;

import org.jspecify.annotations.NullMarked;

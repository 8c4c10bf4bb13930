/** Access logs: their formats, and the place that has been read to. */
@NullMarked
package io.repohook.artifact.log;

import org.jspecify.annotations.NullMarked;

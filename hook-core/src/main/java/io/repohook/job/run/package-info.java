/** Runs a command as if nothing stood between it and whoever started it, and sees how it ends. */
@NullMarked
package io.repohook.job.run;

import org.jspecify.annotations.NullMarked;

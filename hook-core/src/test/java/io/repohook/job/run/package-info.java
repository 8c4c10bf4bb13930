@NullMarked
package io.repohook.job.run;

import org.jspecify.annotations.NullMarked;

/** Tests of the configuration, and the fixtures with which other packages test theirs. */
@NullMarked
package io.repohook.config;

import org.jspecify.annotations.NullMarked;

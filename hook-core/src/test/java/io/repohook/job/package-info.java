@NullMarked
package io.repohook.job;

import org.jspecify.annotations.NullMarked;

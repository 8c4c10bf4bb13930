/** What it costs, measured beside what it is compared with. */
@NullMarked
package io.repohook.benchmark;

import org.jspecify.annotations.NullMarked;

/** What happened in a repository, as plain values that every later step of the flow reads. */
@NullMarked
package io.repohook.event;

import org.jspecify.annotations.NullMarked;

/** CloudEvents 1.0 over HTTP, whose data is the native format. */
@NullMarked
package io.repohook.format.cloudevents;

import org.jspecify.annotations.NullMarked;

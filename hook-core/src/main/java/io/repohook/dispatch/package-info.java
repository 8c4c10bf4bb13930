/** Sends what is due: claims, attempts, retries, records. */
@NullMarked
package io.repohook.dispatch;

import org.jspecify.annotations.NullMarked;

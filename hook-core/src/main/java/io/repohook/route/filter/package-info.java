/**
 * What a subscription's lines say of an event: one class for each kind of line, and one for the
 * patterns that they share.
 */
@NullMarked
package io.repohook.route.filter;

import org.jspecify.annotations.NullMarked;

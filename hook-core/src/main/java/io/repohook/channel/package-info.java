/** How a delivery leaves: what every channel promises, and how an attempt can end. */
@NullMarked
package io.repohook.channel;

import org.jspecify.annotations.NullMarked;

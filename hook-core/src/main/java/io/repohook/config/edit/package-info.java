/**
 * Changes to configuration files that keep everything else in them as it is: text is spliced where
 * the YAML nodes begin and end, nothing is written anew.
 */
@NullMarked
package io.repohook.config.edit;

import org.jspecify.annotations.NullMarked;

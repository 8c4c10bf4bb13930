@NullMarked
package io.repohook.config.edit;

import org.jspecify.annotations.NullMarked;

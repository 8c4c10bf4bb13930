@org.jspecify.annotations.NullMarked
package io.repohook.git.diff;

/** What is built once more for the API javax.servlet, as the filter is. */
@org.jspecify.annotations.NullMarked
package io.repohook.artifact.host.jakarta;

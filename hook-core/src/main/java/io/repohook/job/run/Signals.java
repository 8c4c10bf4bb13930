package io.repohook.job.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/**
 * The signals that a process may be sent to have it end or do something.
 *
 * <p>Java offers them in {@code sun.misc}, of its module {@code jdk.unsupported}, about which the
 * compiler always warns; so they are called by their names. SIGQUIT is not among them: Java keeps
 * it for itself.
 */
final class Signals {
  /** Any of these would end Java, and leave the command behind alone. */
  private static final List<String> NAMES =
      List.of("HUP", "INT", "TERM", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "XCPU");

  private Signals() {}

  /**
   * From now on, hands on each signal instead of doing what Java does with it. One that this
   * process was started to ignore stays ignored, here and by what it starts.
   *
   * @param to gets the name, {@code TERM}
   */
  static void handTo(Consumer<String> to) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      for (String name : NAMES) {
        Object handing =
            Proxy.newProxyInstance(
                handler.getClassLoader(),
                new Class<?>[] {handler},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("handle")) {
                    to.accept(name);
                  }
                  return null;
                });
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), handing);
      }
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("a signal cannot be handed on", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no signals", e);
    }
  }
}

package io.repohook.acceptance;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/**
 * Kills programs at exact places, as a debugger would stop them there: all threads of the real
 * program stand still at that instruction, and then comes {@code kill -9}. The program has no part
 * in it but that its Java is told to let itself be debugged.
 */
final class Executioner implements AutoCloseable {
  private final ListeningConnector connector;
  private final Map<String, Connector.Argument> arguments;
  private final String address;

  Executioner() {
    connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(each -> each.name().equals("com.sun.jdi.SocketListen"))
            .findFirst()
            .orElseThrow();
    arguments = connector.defaultArguments();
    set("localAddress", "127.0.0.1");
    set("port", "0");
    set("timeout", "60000");
    try {
      address = connector.startListening(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalConnectorArgumentsException e) {
      throw new AssertionError(e);
    }
  }

  private void set(String name, String value) {
    Connector.Argument argument = arguments.get(name);
    if (argument == null) {
      throw new AssertionError("this Java's debugger has no " + name);
    }
    argument.setValue(value);
  }

  /** What a program's Java has to be told. */
  String javaOption() {
    return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address;
  }

  /**
   * Lets a program that was started with {@link #javaOption} run until it comes to the point for
   * the {@code times}-th time, and kills it there.
   *
   * @return whether it came so far; else it has ended by itself, or it is killed now that the
   *     patience is over
   */
  boolean kill(RunningProgram program, FaultPoint point, int times, Duration patience) {
    try {
      VirtualMachine machine = connector.accept(arguments);
      boolean reached = false;
      try {
        reached = comesTo(machine, point, times, patience);
      } catch (VMDisconnectedException e) {
        // It has ended.
      }
      program.kill();
      return reached;
    } catch (IOException | IllegalConnectorArgumentsException e) {
      throw new AssertionError("the program did not come: " + program.printed(), e);
    } catch (InterruptedException | IncompatibleThreadStateException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean comesTo(
      VirtualMachine machine, FaultPoint point, int times, Duration patience)
      throws InterruptedException, IncompatibleThreadStateException {
    ClassPrepareRequest loading = machine.eventRequestManager().createClassPrepareRequest();
    loading.addClassFilter(point.type());
    loading.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    loading.enable();
    machine.classesByName(point.type()).forEach(each -> mark(each, point));
    long end = System.nanoTime() + patience.toNanos();
    int come = 0;
    while (true) {
      long left = (end - System.nanoTime()) / 1_000_000;
      EventSet events = left <= 0 ? null : machine.eventQueue().remove(left);
      if (events == null) {
        return false;
      }
      for (Event each : events) {
        if (each instanceof ClassPrepareEvent loaded) {
          mark(loaded.referenceType(), point);
        } else if (each instanceof BreakpointEvent stopped
            && point.isCalledBy(caller(stopped.thread()))
            && ++come == times) {
          return true;
        }
      }
      events.resume();
    }
  }

  private static void mark(ReferenceType type, FaultPoint point) {
    for (Method each : type.methodsByName(point.method())) {
      if (!each.isAbstract() && !each.isNative() && !each.isBridge()) {
        EventRequest stop =
            type.virtualMachine().eventRequestManager().createBreakpointRequest(place(each, point));
        stop.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        stop.enable();
      }
    }
  }

  private static Location place(Method method, FaultPoint point) {
    if (!point.ends()) {
      return method.location();
    }
    byte[] code = method.bytecodes();
    int last = code[code.length - 1] & 0xff;
    if (last < 0xac || last > 0xb1) { // ireturn to return, of the Java Virtual Machine's manual
      throw new AssertionError(point + " does not end by returning");
    }
    return method.locationOfCodeIndex(code.length - 1L);
  }

  private static String caller(ThreadReference thread) throws IncompatibleThreadStateException {
    if (thread.frameCount() < 2) {
      return "";
    }
    Method method = thread.frame(1).location().method();
    return method.declaringType().name() + "." + method.name();
  }

  @Override
  public void close() {
    try {
      connector.stopListening(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalConnectorArgumentsException e) {
      throw new AssertionError(e);
    }
  }
}

package io.repohook.git.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Takes the hook out of one repository and puts back what was there before. */
final class Uninstallation {
  private final Shim shim;

  Uninstallation(Shim shim) {
    this.shim = shim;
  }

  Uninstalled run(Path repository, HooksFolder hooks) throws IOException {
    Uninstalled uninstalled = here(repository, hooks);
    if (hooks.links().isPresent()) {
      hooks.links().get().mend(shim.hook());
    }
    return uninstalled;
  }

  private Uninstalled here(Path repository, HooksFolder hooks) throws IOException {
    HookFile file = new HookFile(hooks.place(shim.hook()));
    return switch (shim.kind(file.hook())) {
      case NONE, FOREIGN ->
          new Uninstalled.NotInstalled(
              repository,
              file.hook(),
              file.chainedIfAny().map(each -> each + " is left from before").stream().toList());
      case CURRENT, OUTDATED -> {
        Optional<Path> restored = file.chainedIfAny().map(kept -> file.hook());
        file.restore();
        yield new Uninstalled.Removed(repository, file.hook(), restored, hooks.notes());
      }
      case CHANGED_BY_HAND -> new Uninstalled.Refused(repository, changedByHand(file));
    };
  }

  private static String changedByHand(HookFile file) {
    String remedy =
        file.chainedIfAny()
            .map(kept -> "replace it by %s yourself".formatted(kept))
            .orElse("delete it yourself");
    return "%s was changed by hand, so it is left as it is; %s".formatted(file.hook(), remedy);
  }
}

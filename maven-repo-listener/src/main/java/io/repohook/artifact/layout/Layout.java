package io.repohook.artifact.layout;

/** How an artifact repository arranges its files. */
public enum Layout {
  /** As Maven has them: {@code com/example/rocket/1.0/rocket-1.0.jar}. */
  MAVEN {
    @Override
    public Meaning read(String path) {
      return MavenPath.read(path);
    }
  },

  /** In any way: every file stands for itself. */
  RAW {
    @Override
    public Meaning read(String path) {
      return new Meaning.Plain();
    }
  };

  /**
   * What a path names.
   *
   * @param path within the repository, without a slash at its beginning
   */
  public abstract Meaning read(String path);
}

package io.breakwater.config.live;

/** What the log says of the configuration, once for each thing that happens. docs/what-it-says.md explains each. */
enum ReloadLine {
    ACTIVE("is active with"),
    IN_FORCE("is in force now"),
    SAME_AGAIN("is again what is in force already"),
    NEXT_START("takes effect with the next start"),
    NO_EFFECT("has no effect from a URL"),
    REFUSED("the configuration is refused"),
    UNREADABLE("the configuration cannot be read"),
    MORE_PROBLEMS("more problems; the command check lists them all"),
    NOT_APPLIED("the configuration could not be applied");

    private final String words;

    ReloadLine(String words) {
        this.words = words;
    }

    /** The words that make the line known. */
    String words() {
        return words;
    }
}

package org.example.app;

/** A client of the application. Its loader may see nothing but the JDK. */
public class Door {

    public String open(String key) {
        return "opened with " + key;
    }

    /** Its adapter's constructor fails. */
    public String withBrokenAdapter() {
        return "plain";
    }

    /** Its adapter does not exist. */
    public String withMissingAdapter() {
        return "plain";
    }

    /** Its adapter's constructor comes back here. */
    public String withReentrantAdapter() {
        return "plain";
    }

    /** Its adapter needs a class of ours that cannot be loaded. */
    public String withUnlinkedAdapter() {
        return "plain";
    }

    /** Its adapter calls {@link #failToLink}. */
    public String withUnlinkedApplication() {
        return "plain";
    }

    /** Its adapter serves {@link #right} too, and knows the difference. */
    public String left() {
        return "plain";
    }

    public String right() {
        return "plain";
    }

    /** Its adapter calls it again. */
    public String knock() {
        return "plain";
    }

    /** Is no join point. */
    public Object contents() {
        return "nothing";
    }

    /** Its adapter looks on, and refuses. */
    public String watched() {
        return "plain";
    }

    public void failToLink() {
        throw new NoClassDefFoundError("org/example/app/Absent");
    }
}

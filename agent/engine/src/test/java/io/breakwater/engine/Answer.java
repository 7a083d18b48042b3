package io.breakwater.engine;

/** What a scripted client returns. */
final class Answer {
    final Reply reply;

    /** True if it was given out after it had been held back for a retry. */
    final boolean isDelivered;

    Answer(Reply reply, boolean isDelivered) {
        this.reply = reply;
        this.isDelivered = isDelivered;
    }

    int status() {
        return reply.outcome.status();
    }

    @Override
    public String toString() {
        return reply.outcome + (isDelivered ? ", delivered" : "");
    }
}

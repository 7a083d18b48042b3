package io.breakwater.instrumentation.okhttp;

import io.breakwater.instrumentation.scenario.BlockingThread;
import okhttp3.Call;

/** {@code Call.execute}. */
public final class ExecuteForm extends OkHttpForm {

    @Override
    public String form() {
        return "execute";
    }

    @Override
    public boolean isBlocking() {
        return true;
    }

    @Override
    RunningCall start(Call call) {
        return BlockingThread.start(() -> resultOf(call.execute()), call::cancel);
    }
}

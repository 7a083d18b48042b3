package io.breakwater.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.kit.Agent;
import io.breakwater.instrumentation.kit.Answer;
import io.breakwater.instrumentation.kit.Rules;
import io.breakwater.instrumentation.kit.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.http.GET;

/** Retrofit calls OkHttp, and one call counts once. */
class RetrofitTest {

    interface Stock {
        @GET("stock")
        Call<ResponseBody> blocking();

        @GET("stock")
        CompletableFuture<ResponseBody> future();
    }

    @Test
    void a_call_is_repeated_below_retrofit() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.status(503, "no"), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2).breakerAfter(2).bulkhead(1, Duration.ZERO))) {

            Response<ResponseBody> response = stock(server).blocking().execute();

            assertThat(response.body().string()).isEqualTo("yes");
            assertThat(server.requests()).isEqualTo(2);
            assertThat(agent.interventions(InterventionKind.RETRY)).hasSize(1);
        }
    }

    @Test
    void a_future_is_repeated_below_retrofit() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(Answer.reset(), Answer.ok("yes"));
                Agent agent = Agent.with(Rules.attempts(2).breakerAfter(2).bulkhead(1, Duration.ZERO))) {

            ResponseBody body = stock(server).future().get(10, TimeUnit.SECONDS);

            assertThat(body.string()).isEqualTo("yes");
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    private static Stock stock(ScriptedServer server) {
        return new Retrofit.Builder()
                .baseUrl(server.uri("/").toString())
                .client(new OkHttpClient())
                .build()
                .create(Stock.class);
    }
}

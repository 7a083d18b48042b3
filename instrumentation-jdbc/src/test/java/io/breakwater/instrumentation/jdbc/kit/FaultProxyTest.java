package io.breakwater.instrumentation.jdbc.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.instrumentation.kit.Waiting;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FaultProxyTest {
    private EchoServer server;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
        proxy = FaultProxy.to("127.0.0.1", server.port());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passes_bytes_both_ways_and_counts_them() throws IOException {
        try (Client client = connect()) {
            client.say("hello");

            assertThat(client.hears(5)).isEqualTo("hello");
            assertThat(proxy.requestBytes()).isEqualTo(5);
            assertThat(proxy.replyBytes()).isEqualTo(5);
            assertThat(proxy.acceptedConnections()).isOne();
            assertThat(proxy.openConnections()).isOne();
        }
    }

    @Test
    void passes_the_end_of_a_client_on_and_forgets_the_connection() throws IOException {
        connect().close();

        Waiting.until(() -> server.endedConnections() == 1);
        Waiting.until(() -> proxy.openConnections() == 0);
    }

    @Test
    void a_black_hole_swallows_what_an_open_connection_sends() throws IOException {
        try (Client client = connect()) {
            client.exchanges("before");

            proxy.blackHole();
            client.say("lost");

            client.hearsNothing();
            assertThat(server.heardBytes()).isEqualTo(6);
            assertThat(proxy.lostBytes()).isEqualTo(4);
            assertThat(proxy.openConnections()).isOne();
        }
    }

    @Test
    void what_a_client_sends_counts_as_a_request_even_if_it_is_lost() throws IOException {
        try (Client client = connect()) {
            client.exchanges("before");

            proxy.blackHole();
            client.say("lost");

            client.hearsNothing();
            assertThat(proxy.requests()).isEqualTo(2);
        }
    }

    @Test
    void a_black_hole_hides_that_the_client_has_gone() throws IOException {
        try (Client client = connect()) {
            client.exchanges("before");
            proxy.blackHole();
        }

        try (Client other = new Client(server.port())) {
            other.exchanges("the server is alive");
        }
        Waiting.until(() -> server.endedConnections() == 1);
        assertThat(proxy.openConnections()).isOne();
    }

    @Test
    void a_connection_that_lost_bytes_stays_dumb_and_a_new_one_is_not() throws IOException {
        try (Client client = connect()) {
            client.exchanges("before");
            proxy.blackHole();
            client.say("lost");
            client.hearsNothing();

            proxy.pass();
            client.say("later");

            client.hearsNothing();
            try (Client other = connect()) {
                other.exchanges("new");
            }
        }
    }

    @Test
    void lost_requests_never_reach_the_server() throws IOException {
        try (Client client = connect()) {
            proxy.loseRequests();
            client.say("lost");

            client.hearsNothing();
            assertThat(server.heardBytes()).isZero();
        }
    }

    @Test
    void lost_replies_leave_the_requests_done() throws IOException {
        try (Client client = connect()) {
            proxy.loseReplies();
            client.say("done");

            client.hearsNothing();
            assertThat(server.heardBytes()).isEqualTo(4);
        }
    }

    @Test
    void only_the_connection_that_speaks_next_loses_its_reply() throws IOException {
        try (Client client = connect();
                Client other = connect()) {
            client.exchanges("before");
            proxy.loseNextReply();
            client.say("done");

            client.hearsNothing();
            assertThat(server.heardBytes()).isEqualTo(10);
            other.exchanges("unharmed");
        }
    }

    @Test
    void the_server_hears_that_a_client_without_reply_has_gone() throws IOException {
        try (Client client = connect()) {
            proxy.loseNextReply();
            client.say("done");
            client.hearsNothing();
        }

        Waiting.until(() -> server.endedConnections() == 1);
        Waiting.until(() -> proxy.openConnections() == 0);
    }

    @Test
    void a_reply_is_cut_after_the_given_byte() throws IOException {
        try (Client client = connect()) {
            client.exchanges("before");
            proxy.loseRepliesAfter(3);
            client.say("abcdef");

            assertThat(client.hears(3)).isEqualTo("abc");
            client.hearsNothing();
        }
    }

    @Test
    void a_pause_keeps_everything_in_order_until_it_ends() throws IOException {
        try (Client client = connect()) {
            proxy.pause();
            client.say("one ");
            client.say("two ");
            client.hearsNothing();
            client.say("three");

            proxy.pass();

            assertThat(client.hears(13)).isEqualTo("one two three");
            assertThat(proxy.lostBytes()).isZero();
        }
    }

    @Test
    void a_delay_holds_each_piece_for_its_time() throws IOException {
        try (Client client = connect()) {
            client.exchanges("before");
            proxy.delay(150);
            long startNanos = System.nanoTime();

            client.exchanges("late");

            // There and back.
            assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(300_000_000);
        }
    }

    @Test
    void a_reset_reaches_both_ends() throws IOException {
        try (Client client = connect()) {
            client.exchanges("before");

            proxy.reset();

            assertThatThrownBy(() -> client.hears(1))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            Waiting.until(() -> server.endedConnections() == 1);
            assertThat(proxy.openConnections()).isZero();
        }
    }

    @Test
    void after_a_half_close_the_client_is_heard_and_hears_nothing() throws IOException {
        try (Client client = connect()) {
            client.exchanges("before");

            proxy.halfClose();

            assertThat(client.readsTheEnd()).isTrue();
            client.say("still here");
            Waiting.until(() -> server.heardBytes() == 16);
        }
    }

    @Test
    void a_mute_port_accepts_and_never_speaks() throws IOException {
        proxy.acceptAndStayMute();
        try (Client client = connect()) {
            client.say("anybody?");

            client.hearsNothing();
            assertThat(server.heardBytes()).isZero();

            proxy.accept();
            try (Client other = connect()) {
                other.exchanges("somebody");
            }
        }
    }

    @Test
    void a_full_backlog_lets_new_connections_wait_and_leaves_the_open_ones_alone() throws IOException {
        try (Client client = connect()) {
            client.exchanges("before");

            proxy.fillBacklog();

            assertThatThrownBy(this::connect).isInstanceOf(SocketTimeoutException.class);
            client.exchanges("after");

            proxy.accept();
            try (Client other = connect()) {
                other.exchanges("new");
            }
        }
    }

    @Test
    void a_refusing_port_stays_ours_and_accepts_again() throws IOException {
        try (Client client = connect()) {
            client.exchanges("before");

            proxy.refuse();

            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            client.exchanges("unharmed");

            proxy.accept();
            try (Client other = connect()) {
                other.exchanges("new");
            }
        }
    }

    @Test
    void the_connection_to_a_server_that_is_down_is_closed() throws IOException {
        try (FaultProxy down = FaultProxy.to("127.0.0.1", server.port());
                FaultProxy before = FaultProxy.to("127.0.0.1", down.port())) {
            down.refuse(); // returns when nobody accepts any more, which the close() of a server socket does not

            try (Client client = new Client(before.port())) {
                assertThat(client.readsTheEnd()).isTrue();
            }
        }
    }

    @Test
    void closing_ends_connections_and_threads_whatever_they_wait_for() throws IOException {
        try (Client held = connect();
                Client delayed = connect()) {
            held.exchanges("before");
            delayed.exchanges("before");
            proxy.delay(3_600_000);
            delayed.say("late");
            proxy.pause();
            held.say("held");

            proxy.close();

            assertThat(held.readsTheEnd()).isTrue();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("fault proxy"));
        }
    }

    private Client connect() throws IOException {
        return new Client(proxy.port());
    }

    private static final class Client implements Closeable {
        private final Socket socket = new Socket();

        Client(int port) throws IOException {
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(US_ASCII));
        }

        String hears(int bytes) throws IOException {
            socket.setSoTimeout(10_000);
            byte[] heard = new byte[bytes];
            new DataInputStream(socket.getInputStream()).readFully(heard);
            return new String(heard, US_ASCII);
        }

        void exchanges(String text) throws IOException {
            say(text);
            assertThat(hears(text.length())).isEqualTo(text);
        }

        void hearsNothing() throws IOException {
            socket.setSoTimeout(150);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }

        boolean readsTheEnd() throws IOException {
            socket.setSoTimeout(10_000);
            return socket.getInputStream().read() < 0;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

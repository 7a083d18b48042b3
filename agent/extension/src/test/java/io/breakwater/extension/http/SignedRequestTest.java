package io.breakwater.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trap 15. */
class SignedRequestTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=x",
                "AWS key:signature",
                "OAuth oauth_nonce=x",
                "Digest username=x",
                "digest username=x",
                "Signature keyId=x",
                "HMAC x",
                "Hawk id=x",
                "SharedKey account:x",
                "  Digest username=x"
            })
    void a_scheme_that_signs_is_known(String authorization) {
        assertThat(SignedRequest.isSigned(name -> name.equals("Authorization") ? authorization : null))
                .isTrue();
        assertThat(SignedRequest.isSigned(name -> name.equals("Proxy-Authorization") ? authorization : null))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Signature-Input", "X-Amz-Date", "X-Ms-Date", "X-Nonce", "DPoP", "Date"})
    void so_is_a_header_that_only_a_signature_needs(String header) {
        assertThat(SignedRequest.isSigned(name -> name.equals(header) ? "x" : null))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Basic dTpw", "Bearer token", "Negotiate x", "''", "Awesome x"})
    void what_can_be_shown_again_is_no_signature(String authorization) {
        assertThat(SignedRequest.isSigned(name -> name.equals("Authorization") ? authorization : null))
                .isFalse();
    }

    @Test
    void a_request_without_headers_is_not_signed() {
        assertThat(SignedRequest.isSigned(name -> null)).isFalse();
    }
}

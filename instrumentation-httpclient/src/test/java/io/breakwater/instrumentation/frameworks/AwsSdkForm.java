package io.breakwater.instrumentation.frameworks;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** The AWS SDK over its own HTTP clients, with a bucket on the test's server. */
enum AwsSdkForm {
    OVER_HTTP_CLIENT_4 {
        @Override
        SdkHttpClient client() {
            return ApacheHttpClient.create();
        }
    },
    OVER_HTTP_CLIENT_5 {
        @Override
        SdkHttpClient client() {
            return Apache5HttpClient.create();
        }
    },
    OVER_HTTP_URL_CONNECTION {
        @Override
        SdkHttpClient client() {
            return UrlConnectionHttpClient.create();
        }
    };

    abstract SdkHttpClient client();

    /** @param maxAttempts the SDK's own, one after the other without a wait */
    S3Client calling(URI server, AwsCredentialsProvider credentials, int maxAttempts) {
        StandardRetryStrategy attempts = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(maxAttempts)
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build();
        return S3Client.builder()
                .endpointOverride(server)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .overrideConfiguration(settings -> settings.retryStrategy(attempts))
                .httpClient(client())
                .build();
    }
}

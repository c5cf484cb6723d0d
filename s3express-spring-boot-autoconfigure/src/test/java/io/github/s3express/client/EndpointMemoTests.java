/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Endpoints that are remembered are those that the SDK's rules give.
 */
class EndpointMemoTests {

	private static final int REQUESTS = 4_000;

	private final S3EndpointProvider rules = S3EndpointProvider.defaultProvider();

	private final Random random = new Random(42);

	@Test
	void resolveEndpointWhenRequestIsAnyShouldAnswerAsTheRulesDo() {
		S3EndpointProvider remembering = provider(this.rules);
		int refused = 0;
		for (int request = 0; request < REQUESTS; request++) {
			S3EndpointParams params = anyRequest();
			String answer = answer(this.rules, params);
			assertThat(answer(remembering, params)).as("%s", params.bucket()).isEqualTo(answer);
			refused += answer.startsWith("refused") ? 1 : 0;
		}
		assertThat(refused).isBetween(REQUESTS / 20, REQUESTS * 19 / 20);
	}

	@Test
	void resolveEndpointWhenAskedAgainShouldAnswerWithWhatItKnows() {
		S3EndpointProvider remembering = provider(this.rules);
		Endpoint first = remembering.resolveEndpoint(request("logs--use1-az4--x-s3", "one")).join();
		assertThat(remembering.resolveEndpoint(request("logs--use1-az4--x-s3", "two")).join()).isSameAs(first);
		assertThat(remembering.resolveEndpoint(request("data--use1-az4--x-s3", "two")).join().url().getHost())
			.startsWith("data--use1-az4--x-s3.");
	}

	@Test
	void resolveEndpointWhenProviderIsTheApplicationsOwnShouldAskItEachTime() {
		AtomicInteger asked = new AtomicInteger();
		S3EndpointProvider own = (params) -> {
			asked.incrementAndGet();
			return this.rules.resolveEndpoint(params);
		};
		S3EndpointProvider provider = provider(own);
		provider.resolveEndpoint(request("logs--use1-az4--x-s3", "one")).join();
		provider.resolveEndpoint(request("logs--use1-az4--x-s3", "one")).join();
		assertThat(asked).hasValue(2);
	}

	private static S3EndpointProvider provider(S3EndpointProvider rules) {
		return new S3ExpressEndpointProvider(rules, S3ExpressEndpoints.SERVICE, () -> null, (bucket) -> null);
	}

	private static String answer(S3EndpointProvider provider, S3EndpointParams params) {
		CompletableFuture<Endpoint> answer;
		try {
			answer = provider.resolveEndpoint(params);
		}
		catch (RuntimeException ex) {
			return "refused: " + ex.getMessage();
		}
		return answer
			.handle((endpoint, failure) -> (failure != null) ? "refused: " + reason(failure) : endpoint.toString())
			.join();
	}

	private static String reason(Throwable failure) {
		return String
			.valueOf((failure instanceof CompletionException) ? failure.getCause().getMessage() : failure.getMessage());
	}

	private static S3EndpointParams request(String bucket, String key) {
		return S3EndpointParams.builder().bucket(bucket).region(Region.US_EAST_1).key(key).build();
	}

	private S3EndpointParams anyRequest() {
		return S3EndpointParams.builder()
			.bucket(any("logs--use1-az4--x-s3", "data--usw2-az1--x-s3", "point--use1-az4--xa-s3", "logs", "No--x-s3"))
			.region(any(Region.US_EAST_1, Region.US_WEST_2))
			.key(any(null, "key", "a/b", "s3express-control"))
			.prefix(any(null, "logs/", "x"))
			.copySource(any(null, "other--use1-az4--x-s3/key"))
			.useFips(any(true, false, false, false))
			.useDualStack(any(true, false, false, false))
			.endpoint(any(null, null, "http://127.0.0.1:9000", "https://proxy.example"))
			.forcePathStyle(any(true, false))
			.accelerate(any(true, false, false, false, false))
			.useGlobalEndpoint(any(true, false))
			.disableAccessPoints(any(null, true, false))
			.disableMultiRegionAccessPoints(any(true, false))
			.useArnRegion(any(null, true, false))
			.useS3ExpressControlEndpoint(any(null, true, false))
			.disableS3ExpressSessionAuth(any(null, true, false))
			.build();
	}

	@SafeVarargs
	private <T> T any(T... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

	@Test
	void memoWhenFullShouldAnswerAndRememberNoMore() {
		Memo<Integer, String> memo = new Memo<>();
		for (int question = 0; question < 5_000; question++) {
			assertThat(memo.get(question, () -> "first")).isEqualTo("first");
		}
		assertThat(List.of(memo.get(0, () -> "second"), memo.get(4_999, () -> "second"))).containsExactly("first",
				"second");
	}

}

/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Listings whose prefix, delimiter or {@code start-after} directory buckets refuse.
 */
@ExtendWith(OutputCaptureExtension.class)
class ListPrefixTests {

	private static final CompatibilitySettings DEFAULT = CompatibilitySettings.DEFAULT;

	private static final int PAGE = 10;

	private final CompatibilityFixture fixture = new CompatibilityFixture(PAGE);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void prefixWithinANameShouldListWhatBeginsWithIt(boolean async) {
		this.fixture.put("a/fox", "a/foo", "a/foo/1", "a/bar", "b/fox", "fo");
		Lister lister = this.fixture.lister(async, DEFAULT);
		ListObjectsV2Response page = lister.v2((list) -> list.prefix("a/fo"));
		assertThat(Lister.names(page)).containsExactlyInAnyOrder("a/fox", "a/foo", "a/foo/1");
		assertThat(page.keyCount()).isEqualTo(3);
		assertThat(page.prefix()).isEqualTo("a/fo");
		assertThat(page.maxKeys()).isEqualTo(1000);
		assertThat(page.name()).isEqualTo(CompatibilityFixture.BUCKET);
		assertThat(page.isTruncated()).isFalse();
		assertThat(page.nextContinuationToken()).isNull();
		assertThat(Lister.names(lister.v2((list) -> list.prefix("fo")))).containsExactly("fo");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void objectsShouldComeWithAllThatTheServiceTells(boolean async) {
		this.fixture.put("a/fox");
		Lister lister = this.fixture.lister(async, DEFAULT);
		S3Object expected = lister.v2((list) -> list.prefix("a/").fetchOwner(true)).contents().get(0);
		S3Object found = lister.v2((list) -> list.prefix("a/f").fetchOwner(true)).contents().get(0);
		assertThat(found).isEqualTo(expected);
		assertThat(found.owner()).isNotNull();
		assertThat(found.size()).isEqualTo(5);
		assertThat(lister.v2((list) -> list.prefix("a/f")).contents().get(0).owner()).isNull();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void commonPrefixesShouldBeFilteredAsKeysAre(boolean async) {
		this.fixture.put("z/a/foo/1", "z/a/foo/2", "z/a/fox", "z/a/bar/1", "z/a/b");
		ListObjectsV2Response page = this.fixture.lister(async, DEFAULT)
			.v2((list) -> list.prefix("z/a/f").delimiter("/"));
		assertThat(page.contents()).extracting(S3Object::key).containsExactly("z/a/fox");
		assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("z/a/foo/");
		assertThat(page.keyCount()).isEqualTo(2);
		assertThat(page.delimiter()).isEqualTo("/");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void pagesShouldStayWithinMaxKeysAndHoldEverythingOnce(boolean async) {
		List<String> keys = IntStream.range(0, 40).mapToObj((number) -> "a/k" + number).toList();
		this.fixture.put(CompatibilityFixture.BUCKET, keys);
		this.fixture.put("a/other", "a/x/1", "k1");
		Lister lister = this.fixture.lister(async, DEFAULT);
		for (int size : List.of(1, 3, 7, 1000, 5000)) {
			List<ListObjectsV2Response> pages = lister.pagesV2((list) -> list.prefix("a/k").maxKeys(size));
			assertThat(pages).allSatisfy((page) -> {
				assertThat(page.contents()).hasSizeBetween(0, size);
				assertThat(page.keyCount()).isEqualTo(page.contents().size());
				assertThat(page.isTruncated()).isEqualTo(page.nextContinuationToken() != null);
			});
			assertThat(pages.stream().flatMap((page) -> Lister.names(page).stream()))
				.containsExactlyInAnyOrderElementsOf(keys);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void pageWithMoreMatchesThanFitShouldBeAskedForOnceMore(boolean async) {
		this.fixture.put("a/k0", "a/k1", "a/k2", "a/k3", "a/k4", "a/k5", "a/k6", "a/k7", "a/k8", "a/k9");
		Lister lister = this.fixture.lister(async, DEFAULT);
		assertThat(lister.v2((list) -> list.prefix("a/k").maxKeys(2)).keyCount()).isEqualTo(2);
		assertThat(this.fixture.listings()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void pagesWithoutAMatchShouldBePassedOver(boolean async) {
		this.fixture.put(CompatibilityFixture.BUCKET,
				IntStream.range(0, 25).mapToObj((number) -> "a/x" + number).toList());
		this.fixture.put("a/y");
		ListObjectsV2Response page = this.fixture.lister(async, DEFAULT).v2((list) -> list.prefix("a/y").maxKeys(1));
		assertThat(Lister.names(page)).containsExactly("a/y");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void manyPagesWithoutAMatchShouldEndInAnEmptyPageThatLeadsOn(boolean async) {
		this.fixture.put(CompatibilityFixture.BUCKET,
				IntStream.range(0, 35).mapToObj((number) -> "a/x" + number).toList());
		CompatibilitySettings settings = new CompatibilitySettings(true, true, false, 100, 2, true, true, true,
				PresignedLife.SHORTEN, true);
		Lister lister = this.fixture.lister(async, settings);
		ListObjectsV2Response page = lister.v2((list) -> list.prefix("a/y").maxKeys(PAGE));
		assertThat(page.contents()).isEmpty();
		assertThat(page.isTruncated()).isTrue();
		assertThat(this.fixture.listings()).isEqualTo(2);
		ListObjectsV2Response last = lister
			.v2((list) -> list.prefix("a/y").maxKeys(PAGE).continuationToken(page.nextContinuationToken()));
		assertThat(last.isTruncated()).isFalse();
		assertThat(this.fixture.listings()).isEqualTo(4);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void namesShouldBeEncodedIfAskedAndOnlyThen(boolean async) {
		this.fixture.put("a b/ä+%20 c", "a b/ü&<>\"'");
		Lister lister = this.fixture.lister(async, DEFAULT);
		for (EncodingType encoding : new EncodingType[] { null, EncodingType.URL }) {
			ListObjectsV2Response page = lister.v2((list) -> list.prefix("a b/ä+").encodingType(encoding));
			assertThat(Lister.names(page)).containsExactly("a b/ä+%20 c");
			assertThat(page.prefix()).isEqualTo("a b/ä+");
			assertThat(page.encodingType()).isEqualTo(encoding);
			assertThat(Lister.names(lister.v2((list) -> list.prefix("a b/ü").encodingType(encoding))))
				.containsExactly("a b/ü&<>\"'");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void otherDelimitersShouldRollUpEachCommonPrefixOnce(boolean async) {
		List<String> keys = new ArrayList<>();
		IntStream.range(0, 30).forEach((number) -> keys.add("a/d" + number % 3 + "--" + number));
		this.fixture.put(CompatibilityFixture.BUCKET, keys);
		this.fixture.put("a/d", "a/e--1");
		Lister lister = this.fixture.lister(async, DEFAULT);
		List<ListObjectsV2Response> pages = lister.pagesV2((list) -> list.prefix("a/d").delimiter("--").maxKeys(2));
		assertThat(pages).allSatisfy((page) -> assertThat(page.delimiter()).isEqualTo("--"));
		assertThat(pages.stream().flatMap((page) -> Lister.names(page).stream())).containsExactly("a/d", "a/d0--",
				"a/d1--", "a/d2--");
		assertThat(pages).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void startAfterShouldLeaveOutWhatComesBefore(boolean async) {
		this.fixture.put("a/1", "a/2", "a/3/x", "a/3", "a/4");
		Lister lister = this.fixture.lister(async, DEFAULT);
		assertThat(lister.pagesV2((list) -> list.prefix("a/").startAfter("a/2").maxKeys(1))
			.stream()
			.flatMap((page) -> Lister.names(page).stream())).containsExactlyInAnyOrder("a/3", "a/3/x", "a/4");
		ListObjectsV2Response page = lister.v2((list) -> list.prefix("a/").delimiter("/").startAfter("a/3"));
		assertThat(Lister.names(page)).containsExactlyInAnyOrder("a/4", "a/3/");
		assertThat(page.startAfter()).isEqualTo("a/3");
		assertThat(Lister.names(lister.v2((list) -> list.prefix("a/").delimiter("/").startAfter("a/3/"))))
			.containsExactly("a/4");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void startAfterWithinACommonPrefixShouldBeRefused(boolean async) {
		Lister lister = this.fixture.lister(async, DEFAULT);
		assertThatExceptionOfType(SdkClientException.class)
			.isThrownBy(() -> lister.v2((list) -> list.prefix("a/").delimiter("/").startAfter("a/3/x")))
			.withMessageContaining("start-after 'a/3/x' lies within the common prefix 'a/3/'");
		assertThat(this.fixture.listings()).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void moreKeysThanMayBeSortedShouldBeOneSentence(boolean async) {
		this.fixture.put("a/1", "a/2", "a/3");
		CompatibilitySettings settings = new CompatibilitySettings(true, true, false, 2, 2, true, true, true,
				PresignedLife.SHORTEN, true);
		Lister lister = this.fixture.lister(async, settings);
		assertThatExceptionOfType(SdkClientException.class)
			.isThrownBy(() -> lister.v2((list) -> list.prefix("a/").delimiter("-")))
			.withMessageContaining("More than 2 keys lie below the prefix 'a/'")
			.withMessageContaining("s3express.compatibility.max-keys-sorted");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void foreignTokensShouldBeRefused(boolean async) {
		this.fixture.put("a/1-1", "a/2-1");
		Lister lister = this.fixture.lister(async, DEFAULT);
		String sorted = lister.v2((list) -> list.prefix("a/").delimiter("-").maxKeys(1)).nextContinuationToken();
		String unsorted = lister.v2((list) -> list.prefix("a/").maxKeys(1)).nextContinuationToken();
		assertThatExceptionOfType(SdkClientException.class)
			.isThrownBy(() -> lister.v2((list) -> list.prefix("a/1").continuationToken(sorted)))
			.withMessageContaining("in the order of keys");
		assertThatExceptionOfType(SdkClientException.class)
			.isThrownBy(() -> lister.v2((list) -> list.prefix("a/").delimiter("-").continuationToken(unsorted)))
			.withMessageContaining("in no order");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void switchedOffTheServiceShouldRefuseAsEver(boolean async) {
		Lister lister = this.fixture.lister(async, CompatibilitySettings.OFF);
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> lister.v2((list) -> list.prefix("a/fo")))
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(400));
		assertThat(this.fixture.uses.count(CompatibilityKind.LIST_PREFIX)).isZero();
	}

	@Test
	void usesShouldBeCountedAndSaidOnceForEachBucket(CapturedOutput output) {
		Lister lister = this.fixture.lister(false, DEFAULT);
		lister.v2((list) -> list.prefix("a/"));
		lister.v2((list) -> list.prefix(""));
		assertThat(this.fixture.uses.count(CompatibilityKind.LIST_PREFIX)).isZero();
		lister.v2((list) -> list.prefix("a/fo"));
		lister.v2((list) -> list.prefix("a/fox"));
		assertThat(this.fixture.uses.count(CompatibilityKind.LIST_PREFIX)).isEqualTo(2);
		assertThat(output.getOut().split("s3express.compatibility.list-prefix=false", -1)).hasSize(2);
		assertThat(output).contains("INFO").contains(CompatibilityFixture.BUCKET).contains("nearest parent");
	}

	@Test
	void generalPurposeBucketsShouldBeLeftAlone() {
		S3Client client = this.fixture.client(DEFAULT);
		try {
			client.listObjectsV2((list) -> list.bucket(CompatibilityFixture.GENERAL_PURPOSE).prefix("a/fo"));
		}
		catch (S3Exception ex) {
			// The server knows hardly more of them than that they exist.
		}
		assertThat(this.fixture.uses.count(CompatibilityKind.LIST_PREFIX)).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void failureOfAFurtherPageShouldBeTheServicesAndRetriedByOneLayer(boolean async) {
		this.fixture.put(CompatibilityFixture.BUCKET,
				IntStream.range(0, 15).mapToObj((number) -> "a/x" + number).toList());
		Lister lister = this.fixture.lister(async, DEFAULT);
		long before = this.fixture.listings();
		ListObjectsV2Response first = lister.v2((list) -> list.prefix("a/").maxKeys(PAGE));
		this.fixture.server.faults().on("ListObjectsV2").error(500, "InternalError");
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> lister
			.v2((list) -> list.prefix("a/").maxKeys(PAGE).continuationToken(first.nextContinuationToken())));
		long attempts = this.fixture.listings() - before - 1;
		this.fixture.server.faults().clear();
		AtomicInteger sent = new AtomicInteger();
		ExecutionInterceptor failing = new ExecutionInterceptor() {

			@Override
			public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
				if (sent.getAndIncrement() == 0) {
					return;
				}
				ListPrefixTests.this.fixture.server.faults().on("ListObjectsV2").error(500, "InternalError");
			}

		};
		Lister failingLater = async
				? Lister.of(this.fixture.asyncClient(DEFAULT,
						(builder) -> builder
							.overrideConfiguration((override) -> override.addExecutionInterceptor(failing))))
				: Lister.of(this.fixture.client(DEFAULT, (builder) -> builder
					.overrideConfiguration((override) -> override.addExecutionInterceptor(failing))));
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> failingLater.v2((list) -> list.prefix("a/y").maxKeys(PAGE)))
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("InternalError"))
			.satisfies((ex) -> assertThat(ex.requestId()).isNotNull());
		assertThat(sent.get()).isEqualTo(1 + (int) attempts);
	}

	@Test
	void oneConnectionShouldBeEnough() {
		this.fixture.put(CompatibilityFixture.BUCKET,
				IntStream.range(0, 15).mapToObj((number) -> "a/x" + number).toList());
		S3Client client = this.fixture.client(DEFAULT, (builder) -> builder.httpClientBuilder(
				Apache5HttpClient.builder().maxConnections(1).connectionAcquisitionTimeout(Duration.ofSeconds(5))));
		assertThat(client.listObjectsV2((list) -> list.bucket(CompatibilityFixture.BUCKET).prefix("a/y").maxKeys(PAGE))
			.contents()).isEmpty();
	}

	@Test
	void asynchronousCallsShouldNotWaitForEachOther() {
		this.fixture.put(CompatibilityFixture.BUCKET,
				IntStream.range(0, 15).mapToObj((number) -> "a/x" + number).toList());
		S3AsyncClient client = this.fixture.asyncClient(DEFAULT, (builder) -> {
		});
		List<CompletableFuture<ListObjectsV2Response>> calls = IntStream.range(0, 40)
			.mapToObj((number) -> client
				.listObjectsV2((list) -> list.bucket(CompatibilityFixture.BUCKET).prefix("a/y" + number).maxKeys(PAGE)))
			.toList();
		assertThat(calls).allSatisfy((call) -> assertThat(call.join().contents()).isEmpty());
	}

	@Test
	void paginatorsShouldFollowAllPages() {
		List<String> keys = IntStream.range(0, 25).mapToObj((number) -> "a/k" + number).toList();
		this.fixture.put(CompatibilityFixture.BUCKET, keys);
		this.fixture.put("a/other");
		S3Client client = this.fixture.client(DEFAULT);
		assertThat(client
			.listObjectsV2Paginator((list) -> list.bucket(CompatibilityFixture.BUCKET).prefix("a/k").maxKeys(4))
			.contents()
			.stream()
			.map(S3Object::key)).containsExactlyInAnyOrderElementsOf(keys);
	}

}
